// What the checklist finds in a case that is written down in a file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-check.h"
#include "yc-error.h"
#include "yc-file-json.h"
#include "yc-json.h"
#include "yc-lint-case.h"
#include "yc-lint.h"
#include "yc-paper-facts.h"
#include "yc-sample-case.h"
#include "yc-shape.h"
#include "yc-wire.h"

#include <string.h>

typedef struct {
  YcCatalogue *catalogue;
  const YcItem *item;
  YcDay day;
} Counter;

static GPtrArray *
find (const Counter *counter, JsonObject *object, GError **error)
{
  const YcToday today = {yc_catalogue_get_calendar (counter->catalogue), counter->day};
  g_autoptr (YcCase) self = yc_sample_case_new (counter->item, object, counter->day, error);

  return self != NULL ? yc_checklist_evaluate (counter->item, self, &today) : NULL;
}

static const char *
severity_name (YcSeverity severity)
{
  switch (severity) {
  case YC_SEVERITY_BLOCKS:
    return "blocks";
  case YC_SEVERITY_WARNS:
    return "warns";
  case YC_SEVERITY_INFORMS:
    break;
  }
  return "informs";
}

static void
print_findings (GPtrArray *findings)
{
  g_autoptr (JsonNode) node = json_node_init (json_node_alloc (), JSON_NODE_ARRAY);
  JsonArray *all = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];
    JsonObject *object = yc_paper_tell_finding (finding);

    json_object_set_string_member (object, "code", yc_finding_get_code_name (finding));
    if (finding->point != NULL)
      json_object_set_string_member (object, "point", finding->point->id);
    json_object_set_string_member (object, "severity", severity_name (finding->severity));
    json_object_set_boolean_member (object, "refuses", finding->refuses);
    json_array_add_object_element (all, object);
  }
  json_node_take_array (node, all);
  text = yc_wire_print (node);
  g_print ("%s\n", text);
}

static GPtrArray *
list_keys (GPtrArray *findings)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    if (((YcFinding *)findings->pdata[i])->severity == YC_SEVERITY_BLOCKS)
      g_ptr_array_add (keys, yc_finding_get_key (findings->pdata[i]));
  return keys;
}

// Prints what is only in the one list; how many.
static guint
print_missing (GPtrArray *these, GPtrArray *those, const char *place, const char *what)
{
  guint n = 0;

  for (guint i = 0; i < these->len; i++)
    if (!g_ptr_array_find_with_equal_func (those, these->pdata[i], g_str_equal, NULL)) {
      g_print ("%s: %s %s\n", place, what, (char *)these->pdata[i]);
      n++;
    }
  return n;
}

static const char *
outcome_of (GPtrArray *findings)
{
  const char *outcome = "accept";

  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    if (finding->severity == YC_SEVERITY_BLOCKS && finding->refuses)
      return "refuse";
    if (finding->severity == YC_SEVERITY_BLOCKS)
      outcome = "supplement";
  }
  return outcome;
}

// 1 if something else was found than expected, -1 with an error.
static int
check_one (Counter *counter, JsonObject *expected, const char *place, GError **error)
{
  g_autoptr (GPtrArray) wanted = yc_json_get_strings (expected, "findings");
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  const char *outcome = yc_json_get_string (expected, "outcome");
  guint wrong;

  counter->day = yc_day_from_string (yc_json_get_string (expected, "today"));
  findings = find (counter, yc_json_get_object (expected, "case"), error);
  if (findings == NULL)
    return -1;
  keys = list_keys (findings);
  wrong = print_missing (wanted, keys, place, "should be found:") +
          print_missing (keys, wanted, place, "is found too:");
  if (g_strcmp0 (outcome, outcome_of (findings)) != 0) {
    g_print ("%s: the outcome should be %s, is %s\n", place, outcome, outcome_of (findings));
    wrong++;
  }
  return wrong > 0;
}

static int
check_list (Counter *counter, JsonArray *array, const char *path, GError **error)
{
  int wrong = 0;

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *place = g_strdup_printf ("%s[%u]", path, i);
    int one = check_one (counter, yc_json_get_element (array, i), place, error);

    if (one < 0) {
      g_prefix_error (error, "%s: ", place);
      return -1;
    }
    wrong += one;
  }
  g_print ("%d of %u cases differ\n", wrong, json_array_get_length (array));
  return wrong;
}

static int
check_single (Counter *counter, JsonObject *object, const char *path, GError **error)
{
  JsonObject *inner = yc_json_get_object (object, "case");
  g_autoptr (GPtrArray) findings = NULL;

  if (yc_json_get_string (object, "today") != NULL)
    counter->day = yc_day_from_string (yc_json_get_string (object, "today"));
  findings = find (counter, inner != NULL ? inner : object, error);
  if (findings == NULL) {
    g_prefix_error (error, "%s: ", path);
    return -1;
  }
  print_findings (findings);
  return (int)yc_checklist_count_blocking (findings);
}

// ---- What is no case of this item ---------------------------------------------------------------

static void
lint_expected (const Counter *counter, YcReport *report, const char *place, JsonObject *object)
{
  static const char *const outcomes[] = {"accept", "supplement", "refuse", NULL};
  g_autofree char *inner = yc_place_member (place, "case");

  yc_lint_choice (report, place, object, "outcome", outcomes);
  yc_lint_case (report, inner, yc_json_get_object (object, "case"), counter->catalogue,
                counter->item);
}

static void
lint_single (const Counter *counter, YcReport *report, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);

  if (!json_object_has_member (object, "case")) {
    if (yc_shape_check_case (report, node))
      yc_lint_case (report, NULL, object, counter->catalogue, counter->item);
  } else if (yc_shape_check_single_case (report, node)) {
    lint_expected (counter, report, NULL, object);
  }
}

static void
lint_all (const Counter *counter, YcReport *report, JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    g_autofree char *place = yc_place_element (NULL, i);

    if (yc_shape_check_listed_case (report, place, json_array_get_element (array, i)))
      lint_expected (counter, report, place, json_array_get_object_element (array, i));
  }
  if (JSON_NODE_HOLDS_OBJECT (node))
    lint_single (counter, report, node);
  else if (array == NULL)
    yc_report_add (report, NULL, "neither a case nor a list of cases");
}

static gboolean
lint (const Counter *counter, const char *path, JsonNode *node, GError **error)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  YcReport report = {path, 0, lines};

  lint_all (counter, &report, node);
  if (report.faults > 0)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, g_strchomp (lines->str));
  return report.faults == 0;
}

int
yc_check_file (YcCatalogue *catalogue, const char *item, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);
  Counter counter = {catalogue, yc_catalogue_find_item (catalogue, item),
                     yc_day_from_ms (g_get_real_time () / 1000)};

  if (node == NULL)
    return -1;
  if (counter.item == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_NOT_FOUND, "%s: there is no service item “%s”", path,
                 item);
    return -1;
  }
  if (!lint (&counter, path, node, error))
    return -1;
  return JSON_NODE_HOLDS_ARRAY (node)
             ? check_list (&counter, json_node_get_array (node), path, error)
             : check_single (&counter, json_node_get_object (node), path, error);
}

int
yc_check_folder (YcCatalogue *catalogue, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) paths = yc_file_json_list (folder, error);
  int wrong = 0;

  if (paths == NULL)
    return -1;
  for (guint i = 0; i < paths->len; i++) {
    g_autofree char *name = g_path_get_basename (paths->pdata[i]);
    g_autofree char *item = g_strndup (name, strlen (name) - strlen (".json"));
    int one = yc_check_file (catalogue, item, paths->pdata[i], error);

    if (one < 0)
      return -1;
    wrong += one;
  }
  return wrong;
}
