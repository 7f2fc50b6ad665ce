// Looks the materials of an item over: what may be asked for, deferred, promised, shared.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"

#include <string.h>

#define LEAST_KILOBYTES 40
#define MOST_KILOBYTES  32768
#define A3_MM           420

typedef struct {
  YcReport *report;
  JsonObject *item;
  const YcLintCity *city;
} Materials;

// An item that ended before a certificate was abolished could still ask for it.
static gboolean
asks_after (JsonObject *item, const char *day)
{
  const char *until = yc_lint_get_text (item, "until");

  return until == NULL || strcmp (until, day) >= 0;
}

static void
check_abolished (const Materials *all, const char *place, JsonObject *material)
{
  JsonArray *list = all->city->abolished;
  const char *certificate = yc_lint_get_text (material, "certificate");
  const char *name = json_object_get_string_member (material, "name");

  if (json_object_has_member (material, "abolished"))
    yc_report_add (all->report, place,
                   "was abolished (取消证明): it may not be asked for any more");
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++) {
    JsonObject *gone = json_array_get_object_element (list, i);
    const char *gone_name = json_object_get_string_member (gone, "name");
    const char *id = json_object_get_string_member (gone, "id");

    if (asks_after (all->item, json_object_get_string_member (gone, "since")) &&
        (g_strcmp0 (certificate, id) == 0 || strstr (name, gone_name) != NULL))
      yc_report_add (all->report, place,
                     "“%s” was abolished (取消证明) by %s: it may not be asked for any more",
                     gone_name, json_object_get_string_member (gone, "ground"));
  }
}

static void
check_service (const Materials *all, const char *place, JsonObject *material)
{
  const char *service = yc_lint_get_text (material, "service");
  const char *source = json_object_get_string_member (material, "source");
  g_autofree char *here = yc_place_member (place, "service");
  const char *unasked = NULL;

  if (service == NULL)
    return;
  unasked = yc_lint_find_unasked (all->city, all->item, service);
  if (unasked != NULL)
    yc_report_add (all->report, here, "cannot be asked: this item has no “%s”", unasked);
  if (yc_lint_find (all->city->sources, service) == NULL)
    yc_report_add (all->report, here, "“%s” is not among the sources", service);
  if (!g_str_equal (source, "sharing") && !g_str_equal (source, "e-licence"))
    yc_report_add (all->report, here, "what a service answers comes from “sharing”, not from “%s”",
                   source);
}

static void
check_promise (const Materials *all, const char *place, JsonObject *material)
{
  gboolean has_promise = json_object_has_member (material, "promise");

  if (json_object_get_boolean_member (material, "commitment") != has_promise)
    yc_report_add (all->report, place, "“commitment” (告知承诺) goes with a “promise”");
  if (has_promise != json_object_has_member (material, "promise_en"))
    yc_report_add (all->report, place, "“promise” goes with “promise_en”");
}

// Below, a page of text cannot be read any more; above, central does not take it.
static void
check_budget (const Materials *all, const char *place, JsonObject *material)
{
  gint64 most =
      json_object_get_int_member_with_default (material, "page_kilobytes", LEAST_KILOBYTES);

  if (most < LEAST_KILOBYTES || most > MOST_KILOBYTES)
    yc_report_add (all->report, place, "“page_kilobytes” is from %d to %d", LEAST_KILOBYTES,
                   MOST_KILOBYTES);
}

static void
check_areas (const Materials *all, const char *place, JsonObject *material)
{
  static const char *const pages[] = {"any", "first", "last", NULL};
  static const char *const across[] = {"x", "width"}, *const down[] = {"y", "height"};
  JsonArray *areas = yc_lint_get_list (material, "areas");
  g_autofree char *list = yc_place_member (place, "areas");

  if (areas == NULL)
    return;
  yc_lint_unique (all->report, list, areas, "id");
  for (guint i = 0; i < json_array_get_length (areas); i++) {
    JsonObject *area = json_array_get_object_element (areas, i);
    g_autofree char *here = yc_place_element (list, i);
    double right = 0, bottom = 0;

    for (guint k = 0; k < 2; k++) {
      right += json_object_get_double_member (area, across[k]);
      bottom += json_object_get_double_member (area, down[k]);
    }
    yc_lint_choice (all->report, here, area, "page", pages);
    if (right > A3_MM || bottom > A3_MM || json_object_get_double_member (area, "width") <= 0 ||
        json_object_get_double_member (area, "height") <= 0)
      yc_report_add (all->report, here, "is no place on paper of at most %d mm", A3_MM);
  }
}

static void
check_group (const Materials *all, const char *place, JsonArray *materials, JsonObject *material)
{
  const char *group = yc_lint_get_text (material, "any_of");
  g_autofree char *here = yc_place_member (place, "any_of");
  guint members = 0;

  if (group == NULL)
    return;
  for (guint i = 0; i < json_array_get_length (materials); i++)
    if (g_strcmp0 (yc_lint_get_text (json_array_get_object_element (materials, i), "any_of"),
                   group) == 0)
      members++;
  if (members < 2)
    yc_report_add (all->report, here, "nothing else is in the group “%s”", group);
}

static void
check_material (const Materials *all, const char *place, JsonObject *material)
{
  static const char *const forms[] = {"original", "copy", "both", NULL};
  static const char *const sources[] = {"applicant", "e-licence", "sharing", "self", NULL};
  g_autofree char *need = yc_place_member (place, "need");

  yc_lint_choice (all->report, place, material, "form", forms);
  yc_lint_choice (all->report, place, material, "source", sources);
  yc_lint_rule (all->report, need, json_object_get_member (material, "need"), all->item, all->city,
                G_MAXUINT, FALSE);
  check_abolished (all, place, material);
  check_service (all, place, material);
  check_promise (all, place, material);
  check_budget (all, place, material);
  check_areas (all, place, material);
}

// Events name points without their material, so their ids are unique within the item.
static void
check_points (YcReport *report, const char *place, JsonArray *points, GHashTable *seen)
{
  static const char *const severities[] = {"blocks", "warns", "informs", NULL};

  for (guint i = 0; i < json_array_get_length (points); i++) {
    JsonObject *point = json_array_get_object_element (points, i);
    const char *id = json_object_get_string_member (point, "id");
    g_autofree char *here = yc_place_element (place, i);

    yc_lint_choice (report, here, point, "severity", severities);
    if (!g_hash_table_add (seen, (gpointer)id))
      yc_report_add (report, here, "“%s” is used twice in this item", id);
  }
}

static gboolean
has_secondary (JsonArray *materials)
{
  for (guint i = 0; i < json_array_get_length (materials); i++)
    if (json_object_get_boolean_member (json_array_get_object_element (materials, i), "secondary"))
      return TRUE;
  return FALSE;
}

void
yc_lint_materials (YcReport *report, JsonObject *item, const YcLintCity *city)
{
  const Materials all = {report, item, city};
  JsonArray *materials = json_object_get_array_member (item, "materials");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  yc_lint_unique (report, "materials", materials, "id");
  if (json_object_has_member (item, "deferral_days") && !has_secondary (materials))
    yc_report_add (report, "deferral_days", "no material is secondary: nothing may be deferred");
  for (guint i = 0; i < json_array_get_length (materials); i++) {
    JsonObject *material = json_array_get_object_element (materials, i);
    g_autofree char *place = yc_place_element ("materials", i);
    g_autofree char *list = yc_place_member (place, "points");

    check_material (&all, place, material);
    check_group (&all, place, materials, material);
    check_points (report, list, json_object_get_array_member (material, "points"), seen);
  }
}
