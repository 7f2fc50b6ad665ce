// Looks the machine checks of an item over.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"

static void
check_targets (YcReport *report, const char *place, JsonObject *item, JsonObject *check)
{
  const char *material = yc_lint_get_text (check, "material");
  const char *field = yc_lint_get_text (check, "field");
  g_autofree char *material_place = yc_place_member (place, "material");
  g_autofree char *field_place = yc_place_member (place, "field");
  g_autofree char *path = field != NULL ? g_strdelimit (g_strdup (field), "/", '.') : NULL;

  if (material != NULL &&
      yc_lint_find (json_object_get_array_member (item, "materials"), material) == NULL)
    yc_report_add (report, material_place, "“%s” is no material of this item", material);
  if (field != NULL && !yc_lint_form_has (json_object_get_object_member (item, "form"), path))
    yc_report_add (report, field_place, "“%s” is no field of the form", field);
}

static void
check_rules (YcReport *report,
             const char *place,
             JsonObject *item,
             JsonObject *check,
             const YcLintCity *city)
{
  for (const char *const *name = (const char *const[]){"rule", "when", NULL}; *name; name++) {
    g_autofree char *here = yc_place_member (place, *name);

    if (json_object_has_member (check, *name))
      yc_lint_rule (report, here, json_object_get_member (check, *name), item, city, G_MAXUINT,
                    TRUE);
  }
}

static void
check_one (YcReport *report,
           const char *place,
           JsonObject *item,
           JsonObject *check,
           const YcLintCity *city)
{
  static const char *const severities[] = {"blocks", "warns", "informs", NULL};
  const char *severity = json_object_get_string_member (check, "severity");
  g_autofree char *refuses = yc_place_member (place, "refuses");

  yc_lint_choice (report, place, check, "severity", severities);
  if (json_object_get_boolean_member_with_default (check, "refuses", FALSE) &&
      !g_str_equal (severity, "blocks"))
    yc_report_add (report, refuses, "what nothing can cure blocks");
  check_targets (report, place, item, check);
  check_rules (report, place, item, check, city);
}

void
yc_lint_checks (YcReport *report, JsonObject *item, const YcLintCity *city)
{
  JsonArray *checks = yc_lint_get_list (item, "checks");

  if (checks == NULL)
    return;
  yc_lint_unique (report, "checks", checks, "id");
  for (guint i = 0; i < json_array_get_length (checks); i++) {
    g_autofree char *place = yc_place_element ("checks", i);

    check_one (report, place, item, json_array_get_object_element (checks, i), city);
  }
}
