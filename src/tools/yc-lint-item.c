// Looks one service item over: days, versions, offices, and the questions it asks.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"

#include <string.h>

static void
check_limit (YcReport *report, JsonObject *item, const char *member)
{
  gint64 promised = json_object_get_int_member (item, "promised_days");

  if (json_object_get_int_member_with_default (item, member, 0) > promised)
    yc_report_add (report, member, "is more than the promised limit of %d days", (int)promised);
}

static void
check_days (YcReport *report, JsonObject *item)
{
  gint64 legal = json_object_get_int_member (item, "legal_days");
  gint64 promised = json_object_get_int_member (item, "promised_days");
  const char *until = yc_lint_get_text (item, "until");

  if (promised > legal)
    yc_report_add (report, "promised_days", "is more than the legal limit of %d days", (int)legal);
  if (json_object_get_int_member_with_default (item, "yellow_days", 0) > promised)
    yc_report_add (report, "yellow_days", "is more than the promised limit: always yellow");
  if (json_object_has_member (item, "yellow_days") == json_object_has_member (item, "yellow_share"))
    yc_report_add (report, "yellow_days", "either “yellow_days” or “yellow_share” is needed");
  check_limit (report, item, "deferral_days");
  if (until != NULL && strcmp (until, json_object_get_string_member (item, "effective")) < 0)
    yc_report_add (report, "until", "is before the first day");
}

static void
check_steps (YcReport *report, JsonObject *item)
{
  JsonArray *steps = json_object_get_array_member (item, "steps");
  gint64 promised = json_object_get_int_member (item, "promised_days");
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (steps); i++)
    sum += json_object_get_int_member (json_array_get_object_element (steps, i), "days");
  if (sum > promised)
    yc_report_add (report, "steps", "take %d days, the promised limit is %d", (int)sum,
                   (int)promised);
}

static void
check_department (YcReport *report, const char *place, const char *id, JsonObject *offices)
{
  if (yc_lint_find (json_object_get_array_member (offices, "departments"), id) == NULL)
    yc_report_add (report, place, "“%s” is not among the departments", id);
}

static void
check_references (YcReport *report, JsonObject *item, JsonObject *offices)
{
  JsonArray *windows = json_object_get_array_member (item, "windows");
  JsonArray *themes = json_object_get_array_member (offices, "themes");
  JsonArray *bodies = yc_lint_get_list (item, "right_bodies");

  check_department (report, "department", json_object_get_string_member (item, "department"),
                    offices);
  for (guint i = 0; i < json_array_get_length (windows); i++) {
    g_autofree char *here = yc_place_element ("windows", i);
    const char *theme = json_array_get_string_element (windows, i);

    if (yc_lint_find (themes, theme) == NULL)
      yc_report_add (report, here, "“%s” is not among the themes", theme);
  }
  for (guint i = 0; bodies != NULL && i < json_array_get_length (bodies); i++) {
    JsonObject *body = json_array_get_object_element (bodies, i);
    g_autofree char *place = yc_place_element ("right_bodies", i);
    g_autofree char *here = yc_place_member (place, "department");

    if (json_object_has_member (body, "department"))
      check_department (report, here, json_object_get_string_member (body, "department"), offices);
  }
}

static void
check_situation (
    YcReport *report, const char *place, JsonObject *item, guint index, const YcLintCity *city)
{
  JsonArray *situations = json_object_get_array_member (item, "situations");
  JsonObject *situation = json_array_get_object_element (situations, index);
  JsonArray *answers = json_object_get_array_member (situation, "answers");
  const char *fallback = json_object_get_string_member (situation, "default");
  g_autofree char *list = yc_place_member (place, "answers");
  g_autofree char *chosen = yc_place_member (place, "default");
  g_autofree char *need = yc_place_member (place, "need");

  yc_lint_unique (report, list, answers, "id");
  if (json_array_get_length (answers) < 2)
    yc_report_add (report, list, "a question needs two answers");
  if (yc_lint_find (answers, fallback) == NULL)
    yc_report_add (report, chosen, "“%s” is not among the answers", fallback);
  if (json_object_has_member (situation, "need"))
    yc_lint_rule (report, need, json_object_get_member (situation, "need"), item, city, index,
                  FALSE);
}

static void
check_situations (YcReport *report, JsonObject *item, const YcLintCity *city)
{
  JsonArray *situations = json_object_get_array_member (item, "situations");

  yc_lint_unique (report, "situations", situations, "id");
  for (guint i = 0; i < json_array_get_length (situations); i++) {
    g_autofree char *place = yc_place_element ("situations", i);

    check_situation (report, place, item, i, city);
  }
}

void
yc_lint_item (YcReport *report, JsonObject *item, const YcLintCity *city)
{
  static const char *const kinds[] = {"licence",    "confirmation", "levy",           "benefit",
                                      "forwarding", "other-power",  "public-service", NULL};

  yc_lint_choice (report, NULL, item, "kind", kinds);
  check_days (report, item);
  check_steps (report, item);
  if (city->offices != NULL)
    check_references (report, item, city->offices);
  check_situations (report, item, city);
  yc_lint_materials (report, item, city);
  yc_lint_checks (report, item, city);
  yc_lint_form (report, item, city);
}

// Days as texts compare like days. No last day: for ever.
static gboolean
overlap (JsonObject *a, JsonObject *b)
{
  const char *a_until = yc_lint_get_text (a, "until");
  const char *b_until = yc_lint_get_text (b, "until");
  const char *a_from = json_object_get_string_member (a, "effective");
  const char *b_from = json_object_get_string_member (b, "effective");

  return (a_until == NULL || strcmp (b_from, a_until) <= 0) &&
         (b_until == NULL || strcmp (a_from, b_until) <= 0);
}

static void
check_versions (YcReport *report, JsonObject *a, JsonObject *b)
{
  const char *code = json_object_get_string_member (a, "code");
  int first = (int)json_object_get_int_member (a, "version");
  int second = (int)json_object_get_int_member (b, "version");

  if (g_strcmp0 (code, json_object_get_string_member (b, "code")) != 0)
    return;
  if (first == second)
    yc_report_add (report, code, "version %d is there twice", first);
  else if (overlap (a, b))
    yc_report_add (report, code, "versions %d and %d overlap in time", MIN (first, second),
                   MAX (first, second));
}

void
yc_lint_versions (YcReport *report, JsonArray *items)
{
  for (guint i = 0; i < json_array_get_length (items); i++)
    for (guint k = i + 1; k < json_array_get_length (items); k++)
      check_versions (report, json_array_get_object_element (items, i),
                      json_array_get_object_element (items, k));
}
