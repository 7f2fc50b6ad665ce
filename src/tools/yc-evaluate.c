// Puts the conditions to the test: a file of rules, facts and what should come out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-evaluate.h"
#include "yc-error.h"
#include "yc-file-json.h"
#include "yc-logic.h"
#include "yc-schema-data.h"
#include "yc-wire.h"

typedef struct {
  const char *description; // nullable
  JsonNode *rule, *data, *result;
} Case;

// FALSE if it is no case.
static gboolean
read_case (JsonNode *node, Case *ret_case)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array != NULL && json_array_get_length (array) == 3) {
    *ret_case = (Case){NULL, json_array_get_element (array, 0), json_array_get_element (array, 1),
                       json_array_get_element (array, 2)};
    return TRUE;
  }
  if (object == NULL)
    return FALSE;
  *ret_case =
      (Case){yc_wire_get_string (object, "description"), json_object_get_member (object, "rule"),
             json_object_get_member (object, "data"), json_object_get_member (object, "result")};
  return ret_case->rule != NULL && ret_case->result != NULL;
}

// What is to be said of it although it holds.
static void
tell_year (const char *place, const YcLogicDoubt *doubt)
{
  if (doubt->unpublished_year != 0 && !doubt->too_much)
    g_print ("%s: working days are counted by weekends only: the calendar of %d is not published\n",
             place, doubt->unpublished_year);
}

// NULL if it holds, else why not.
static char *
try (const Case *self, const YcCalendar *calendar, YcLogicDoubt *ret_doubt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLogic) logic = yc_logic_new (self->rule, &error);
  g_autoptr (JsonNode) found = NULL;
  g_autofree char *wanted = yc_wire_print (self->result), *got = NULL;

  if (logic == NULL)
    return g_strdup (error->message);
  found = yc_logic_apply_to_node (logic, self->data, calendar, ret_doubt);
  if (ret_doubt->too_much)
    return g_strdup_printf ("could not be worked out: it takes too much (should be %s)", wanted);
  if (yc_schema_data_are_equal (found, self->result))
    return NULL;
  got = yc_wire_print (found);
  return g_strdup_printf ("should be %s, is %s", wanted, got);
}

// 0 if it holds or is a remark, 1 if not, -1 with an error.
static int
evaluate (
    const char *place, JsonNode *node, const YcCalendar *calendar, guint *ret_hold, GError **error)
{
  YcLogicDoubt doubt = {0};
  Case self;
  g_autofree char *why = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    return 0;
  if (!read_case (node, &self)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                 "%s: not {\"description\", \"rule\", \"data\", \"result\"}", place);
    return -1;
  }
  why = try (&self, calendar, &doubt);
  if (why == NULL)
    *ret_hold += 1;
  else
    g_print ("%s: %s%s%s\n", place, self.description != NULL ? self.description : "",
             self.description != NULL ? ": " : "", why);
  tell_year (place, &doubt);
  return why != NULL ? 1 : 0;
}

int
yc_evaluate_file (const char *path, const YcCalendar *calendar, GError **error)
{
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint hold = 0;
  int wrong = 0;

  if (node != NULL && array == NULL)
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: not a list of cases", path);
  if (array == NULL)
    return -1;
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *place = g_strdup_printf ("%s: [%u]", path, i);
    int one = evaluate (place, json_array_get_element (array, i), calendar, &hold, error);

    if (one < 0)
      return -1;
    wrong += one;
  }
  g_print ("%u hold, %d do not\n", hold, wrong);
  return wrong;
}
