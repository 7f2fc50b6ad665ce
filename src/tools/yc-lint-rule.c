// Looks a condition over: its operations, the facts it reads, the answers it compares with.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"
#include "yc-logic.h"

#include <string.h>

#define DEEPEST 64 // rules nested deeper than anybody writes them

typedef struct {
  YcReport *report;
  const char *place;
  JsonObject *item;
  const YcLintCity *city;
  guint questions;    // so many situations may be read
  gboolean materials; // may be read
} Rule;

static JsonObject *
find_question (const Rule *rule, const char *path)
{
  JsonArray *situations = json_object_get_array_member (rule->item, "situations");

  if (path == NULL || !g_str_has_prefix (path, "situation."))
    return NULL;
  for (guint i = 0; i < MIN (rule->questions, json_array_get_length (situations)); i++) {
    JsonObject *situation = json_array_get_object_element (situations, i);

    if (g_str_equal (json_object_get_string_member (situation, "id"), path + strlen ("situation.")))
      return situation;
  }
  return NULL;
}

static gboolean
is_of_material (JsonObject *item, const char *path)
{
  static const char *const members[] = {"needed", "pages", "mark", "settled", NULL};
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  return g_strv_length (parts) == 3 && g_strv_contains (members, parts[2]) &&
         yc_lint_find (json_object_get_array_member (item, "materials"), parts[1]) != NULL;
}

static gboolean
is_answered (const Rule *rule, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);

  return yc_lint_source_has (rule->city, path) &&
         yc_lint_find_unasked (rule->city, rule->item, parts[1]) == NULL;
}

static const char *
find_fault (const Rule *rule, const char *path)
{
  static const char *const whole[] = {"today",           "received",          "listed",
                                      "applicant.kind",  "applicant.name",    "applicant.id_number",
                                      "applicant.phone", "applicant.address", NULL};
  JsonObject *form = json_object_get_object_member (rule->item, "form");

  if (g_strv_contains (whole, path))
    return NULL;
  if (g_str_has_prefix (path, "form."))
    return yc_lint_form_has (form, path + strlen ("form.")) ? NULL : "field of the form";
  if (g_str_has_prefix (path, "materials.") && !rule->materials)
    return "fact that is known yet: what has come in cannot decide what is asked for, or the rule "
           "would turn in a circle";
  if (g_str_has_prefix (path, "materials."))
    return is_of_material (rule->item, path) ? NULL : "fact about a material of this item";
  if (g_str_has_prefix (path, "shared."))
    return is_answered (rule, path) ? NULL : "answer of a source that this item can ask";
  return find_question (rule, path) != NULL ? NULL : "situation of this item that is asked before";
}

static void
check_path (const Rule *rule, const char *path)
{
  const char *fault = find_fault (rule, path);

  if (fault != NULL)
    yc_report_add (rule->report, rule->place, "“%s” is no %s", path, fault);
}

static JsonNode *
find_argument (JsonNode *arguments, guint index)
{
  if (!JSON_NODE_HOLDS_ARRAY (arguments))
    return index == 0 ? arguments : NULL;
  return index < json_array_get_length (json_node_get_array (arguments))
             ? json_array_get_element (json_node_get_array (arguments), index)
             : NULL;
}

static const char *
text_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

// The one operation of a rule and its arguments; NULL for a constant.
static const char *
operation_of (JsonNode *node, JsonNode **ret_arguments)
{
  JsonObjectIter iter;
  const char *name = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  return json_object_iter_next (&iter, &name, ret_arguments) ? name : NULL;
}

// A text, or a list of texts, that stands beside a question: its answers.
static void
check_answers (const Rule *rule, JsonObject *question, JsonNode *node)
{
  const char *answer = text_of (node);
  JsonArray *several = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (answer != NULL &&
      yc_lint_find (json_object_get_array_member (question, "answers"), answer) == NULL)
    yc_report_add (rule->report, rule->place, "“%s” is no answer to “%s”", answer,
                   json_object_get_string_member (question, "id"));
  for (guint i = 0; several != NULL && i < json_array_get_length (several); i++)
    check_answers (rule, question, json_array_get_element (several, i));
}

static void
check_comparison (const Rule *rule, JsonNode *arguments)
{
  JsonObject *question = NULL;
  JsonNode *inner = NULL;
  JsonNode *node;

  for (guint i = 0; question == NULL && (node = find_argument (arguments, i)) != NULL; i++)
    if (g_strcmp0 (operation_of (node, &inner), "var") == 0)
      question = find_question (rule, text_of (find_argument (inner, 0)));
  for (guint i = 0; question != NULL && (node = find_argument (arguments, i)) != NULL; i++)
    check_answers (rule, question, node);
}

static void
check_paths (const Rule *rule, JsonNode *node)
{
  JsonArray *several = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (text_of (node) != NULL)
    check_path (rule, text_of (node));
  for (guint i = 0; several != NULL && i < json_array_get_length (several); i++)
    check_paths (rule, json_array_get_element (several, i));
}

static void check_node (const Rule *rule, JsonNode *node, gboolean is_inside, guint depth);

// Inside an operation over a list, var reads the element: those paths are not the case's facts.
static void
check_arguments (const Rule *rule, const char *name, JsonNode *arguments, gboolean in, guint depth)
{
  static const char *const over_lists[] = {"map", "filter", "reduce", "all", "none", "some", NULL};
  gboolean is_over_list = g_strv_contains (over_lists, name);
  JsonNode *node;

  for (guint i = 0; (node = find_argument (arguments, i)) != NULL; i++)
    check_node (rule, node, in || (is_over_list && i == 1), depth + 1);
}

static void
check_node (const Rule *rule, JsonNode *node, gboolean is_inside, guint depth)
{
  JsonNode *arguments = NULL;
  const char *name = operation_of (node, &arguments);
  JsonNode *first = name != NULL ? find_argument (arguments, 0) : NULL;

  if (depth > DEEPEST)
    return;
  if (name == NULL && JSON_NODE_HOLDS_ARRAY (node))
    check_arguments (rule, "", node, is_inside, depth);
  if (name == NULL)
    return;
  if (!is_inside && g_str_equal (name, "var") && text_of (first) != NULL)
    check_path (rule, text_of (first));
  if (!is_inside && g_str_equal (name, "missing"))
    check_paths (rule, arguments);
  if (!is_inside && g_str_equal (name, "missing_some") && find_argument (arguments, 1) != NULL)
    check_paths (rule, find_argument (arguments, 1));
  check_comparison (rule, arguments);
  check_arguments (rule, name, arguments, is_inside, depth);
}

void
yc_lint_rule (YcReport *report,
              const char *place,
              JsonNode *node,
              JsonObject *item,
              const YcLintCity *city,
              guint questions,
              gboolean materials)
{
  const Rule rule = {report, place, item, city, questions, materials};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLogic) logic = yc_logic_new (node, &error);

  if (logic == NULL)
    yc_report_add (report, place, "%s", error->message);
  else
    check_node (&rule, node, FALSE, 0);
}
