// Puts the conditions to the test: a file of rules, facts and what should come out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-evaluate.h"
#include "yc-error.h"
#include "yc-file-json.h"
#include "yc-logic.h"

typedef struct {
  const char *path;
  guint right, wrong, unknown;
} Tally;

static gboolean
are_same (JsonNode *a, JsonNode *b)
{
  if (JSON_NODE_HOLDS_VALUE (a) && JSON_NODE_HOLDS_VALUE (b) &&
      json_node_get_value_type (a) != json_node_get_value_type (b) &&
      json_node_get_value_type (a) != G_TYPE_STRING &&
      json_node_get_value_type (b) != G_TYPE_STRING)
    return json_node_get_double (a) == json_node_get_double (b); // 1 and 1.0
  return json_node_equal (a, b);
}

static void
evaluate_case (Tally *tally, guint index, JsonArray *parts)
{
  JsonNode *rule = json_array_get_element (parts, 0);
  JsonNode *facts = json_array_get_element (parts, 1);
  JsonNode *expected = json_array_get_element (parts, 2);
  g_autoptr (JsonObject) none = json_object_new ();
  g_autoptr (JsonNode) found = NULL;
  g_autofree char *wanted = json_to_string (expected, FALSE);
  g_autofree char *got = NULL;

  if (yc_logic_find_problem (rule) != NULL) {
    tally->unknown++;
    return;
  }
  found = yc_logic_evaluate (rule,
                             JSON_NODE_HOLDS_OBJECT (facts) ? json_node_get_object (facts) : none);
  if (are_same (found, expected)) {
    tally->right++;
    return;
  }
  got = json_to_string (found, FALSE);
  g_print ("%s: [%u]: should be %s, is %s\n", tally->path, index, wanted, got);
  tally->wrong++;
}

static gboolean
evaluate_element (Tally *tally, guint index, JsonNode *element, GError **error)
{
  if (JSON_NODE_HOLDS_ARRAY (element) &&
      json_array_get_length (json_node_get_array (element)) == 3) {
    evaluate_case (tally, index, json_node_get_array (element));
    return TRUE;
  }
  if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_string (element) != NULL)
    return TRUE; // a remark
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: [%u]: not [rule, facts, result]",
               tally->path, index);
  return FALSE;
}

int
yc_evaluate_file (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);
  Tally tally = {.path = path};
  JsonArray *cases;

  if (node == NULL)
    return -1;
  if (!JSON_NODE_HOLDS_ARRAY (node)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: not a list of cases", path);
    return -1;
  }
  cases = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (cases); i++)
    if (!evaluate_element (&tally, i, json_array_get_element (cases, i), error))
      return -1;
  g_print ("%u right, %u wrong, %u with operations that are not known\n", tally.right, tally.wrong,
           tally.unknown);
  return (int)tally.wrong;
}
