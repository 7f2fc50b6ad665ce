// Looks one service item over: ids, days, grounds, and the conditions of its materials.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"
#include "yc-logic.h"

#include <string.h>

#define SITUATION "situation."

static void
check_choice (YcReport *report,
              const char *place,
              JsonObject *object,
              const char *member,
              const char *const *choices)
{
  const char *text = json_object_get_string_member (object, member);
  g_autofree char *here = yc_place_member (place, member);
  g_autofree char *all = g_strjoinv (", ", (char **)choices);

  if (!g_strv_contains (choices, text))
    yc_report_add (report, here, "“%s” is none of %s", text, all);
}

static void
check_days (YcReport *report, JsonObject *item)
{
  gint64 legal = json_object_get_int_member (item, "legal_days");
  gint64 promised = json_object_get_int_member (item, "promised_days");

  if (promised > legal)
    yc_report_add (report, "promised_days", "is more than the legal limit of %d days", (int)legal);
  if (json_object_get_int_member (item, "yellow_days") > promised)
    yc_report_add (report, "yellow_days", "is more than the promised limit: always yellow");
}

static void
check_references (YcReport *report, JsonObject *item, JsonObject *offices)
{
  const char *department = json_object_get_string_member (item, "department");
  JsonArray *windows = json_object_get_array_member (item, "windows");
  JsonArray *themes = json_object_get_array_member (offices, "themes");

  if (!yc_lint_has (json_object_get_array_member (offices, "departments"), department))
    yc_report_add (report, "department", "“%s” is not among the departments", department);
  for (guint i = 0; i < json_array_get_length (windows); i++) {
    g_autofree char *here = yc_place_element ("windows", i);
    const char *theme = json_array_get_string_element (windows, i);

    if (!yc_lint_has (themes, theme))
      yc_report_add (report, here, "“%s” is not among the themes", theme);
  }
}

static JsonObject *
find_by_id (JsonArray *array, const char *id)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);

    if (g_str_equal (json_object_get_string_member (object, "id"), id))
      return object;
  }
  return NULL;
}

static void
check_situations (YcReport *report, JsonArray *situations)
{
  yc_lint_unique (report, "situations", situations, "id");
  for (guint i = 0; i < json_array_get_length (situations); i++) {
    JsonObject *situation = json_array_get_object_element (situations, i);
    JsonArray *answers = json_object_get_array_member (situation, "answers");
    const char *fallback = json_object_get_string_member (situation, "default");
    g_autofree char *place = yc_place_element ("situations", i);
    g_autofree char *list = yc_place_member (place, "answers");
    g_autofree char *chosen = yc_place_member (place, "default");

    yc_lint_unique (report, list, answers, "id");
    if (json_array_get_length (answers) < 2)
      yc_report_add (report, list, "a question needs two answers");
    if (!yc_lint_has (answers, fallback))
      yc_report_add (report, chosen, "“%s” is not among the answers", fallback);
  }
}

// The path that {"var": path} or {"var": [path]} reads; NULL for anything else.
static const char *
path_of (JsonNode *node)
{
  JsonNode *var = JSON_NODE_HOLDS_OBJECT (node)
                      ? json_object_get_member (json_node_get_object (node), "var")
                      : NULL;

  if (var != NULL && JSON_NODE_HOLDS_ARRAY (var) &&
      json_array_get_length (json_node_get_array (var)) > 0)
    var = json_array_get_element (json_node_get_array (var), 0);
  return var != NULL && JSON_NODE_HOLDS_VALUE (var) ? json_node_get_string (var) : NULL;
}

static JsonObject *
find_question (JsonArray *situations, const char *path)
{
  return path != NULL && g_str_has_prefix (path, SITUATION)
             ? find_by_id (situations, path + strlen (SITUATION))
             : NULL;
}

// A text, or a list of texts, that stands beside a question: its answers.
static void
check_answers (YcReport *report, const char *place, JsonObject *question, JsonNode *node)
{
  const char *answer = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  JsonArray *several = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (answer != NULL && !yc_lint_has (json_object_get_array_member (question, "answers"), answer))
    yc_report_add (report, place, "“%s” is no answer to “%s”", answer,
                   json_object_get_string_member (question, "id"));
  for (guint i = 0; several != NULL && i < json_array_get_length (several); i++)
    check_answers (report, place, question, json_array_get_element (several, i));
}

static void
check_condition (YcReport *report, const char *place, JsonArray *situations, JsonNode *node)
{
  JsonArray *parts = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  const char *path = path_of (node);
  JsonObject *question = NULL;
  JsonObjectIter iter;
  JsonNode *part;

  if (path != NULL && find_question (situations, path) == NULL)
    yc_report_add (report, place, "“%s” is no situation of this item", path);
  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++) {
    part = json_array_get_element (parts, i);
    check_condition (report, place, situations, part);
    question = question != NULL ? question : find_question (situations, path_of (part));
  }
  for (guint i = 0; question != NULL && i < json_array_get_length (parts); i++)
    check_answers (report, place, question, json_array_get_element (parts, i));
  if (path != NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &part))
    check_condition (report, place, situations, part);
}

static void
check_material (YcReport *report, const char *place, JsonArray *situations, JsonObject *material)
{
  static const char *const forms[] = {"original", "copy", NULL};
  static const char *const sources[] = {"applicant", "e-licence", "sharing", "self", NULL};
  JsonNode *need = json_object_get_member (material, "need");
  const char *unknown = yc_logic_find_problem (need);
  g_autofree char *need_place = yc_place_member (place, "need");

  check_choice (report, place, material, "form", forms);
  check_choice (report, place, material, "source", sources);
  if (unknown != NULL)
    yc_report_add (report, need_place, "“%s” is no operation of a condition", unknown);
  else
    check_condition (report, need_place, situations, need);
  if (json_object_has_member (material, "abolished"))
    yc_report_add (report, place, "was abolished (取消证明): it may not be asked for any more");
}

// Events name points without their material, so their ids are unique within the item.
static void
check_materials (YcReport *report, JsonArray *situations, JsonArray *materials)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  yc_lint_unique (report, "materials", materials, "id");
  for (guint i = 0; i < json_array_get_length (materials); i++) {
    JsonObject *material = json_array_get_object_element (materials, i);
    JsonArray *points = json_object_get_array_member (material, "points");
    g_autofree char *place = yc_place_element ("materials", i);
    g_autofree char *list = yc_place_member (place, "points");

    check_material (report, place, situations, material);
    for (guint p = 0; p < json_array_get_length (points); p++) {
      g_autofree char *here = yc_place_element (list, p);
      const char *id =
          json_object_get_string_member (json_array_get_object_element (points, p), "id");

      if (!g_hash_table_add (seen, (gpointer)id))
        yc_report_add (report, here, "“%s” is used twice in this item", id);
    }
  }
}

static void
check_form (YcReport *report, JsonObject *form)
{
  JsonObject *properties = json_object_get_object_member (form, "properties");
  JsonArray *required = json_object_get_array_member (form, "required");

  for (guint i = 0; i < json_array_get_length (required); i++) {
    const char *field = json_array_get_string_element (required, i);
    g_autofree char *here = yc_place_element ("form.required", i);

    if (!json_object_has_member (properties, field))
      yc_report_add (report, here, "“%s” is no field of the form", field);
  }
}

void
yc_lint_item (YcReport *report, JsonObject *item, JsonObject *offices)
{
  static const char *const kinds[] = {"licence",    "confirmation", "levy",           "benefit",
                                      "forwarding", "other-power",  "public-service", NULL};
  JsonArray *situations = json_object_get_array_member (item, "situations");

  check_choice (report, NULL, item, "kind", kinds);
  check_days (report, item);
  if (offices != NULL)
    check_references (report, item, offices);
  check_situations (report, situations);
  check_materials (report, situations, json_object_get_array_member (item, "materials"));
  check_form (report, json_object_get_object_member (item, "form"));
}
