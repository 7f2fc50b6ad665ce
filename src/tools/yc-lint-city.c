// Looks over what the whole city has in common: offices, calendars, sources, abolished papers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-calendar.h"
#include "yc-lint.h"

static void
check_window (YcReport *report, JsonObject *offices, JsonObject *window, const char *place)
{
  static const char *const targets[][2] = {{"hall", "halls"}, {"theme", "themes"}};

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    const char *id = json_object_get_string_member (window, targets[i][0]);
    g_autofree char *here = yc_place_member (place, targets[i][0]);

    if (yc_lint_find (json_object_get_array_member (offices, targets[i][1]), id) == NULL)
      yc_report_add (report, here, "“%s” is not among the %s", id, targets[i][1]);
  }
}

void
yc_lint_offices (YcReport *report, JsonObject *offices)
{
  static const char *const lists[] = {"departments", "themes", "halls", "windows"};
  JsonArray *windows = json_object_get_array_member (offices, "windows");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    yc_lint_unique (report, lists[i], json_object_get_array_member (offices, lists[i]), "id");
  yc_lint_unique (report, "windows", windows, "code");
  for (guint i = 0; i < json_array_get_length (windows); i++) {
    g_autofree char *place = yc_place_element ("windows", i);

    check_window (report, offices, json_array_get_object_element (windows, i), place);
  }
}

// Days off, and weekend days that are worked instead: no day is both, none is there twice.
static void
check_days (YcReport *report, JsonObject *year, const char *place)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *const *list = (const char *const[]){"off", "work", NULL}; *list; list++) {
    JsonArray *days = json_object_get_array_member (year, *list);
    g_autofree char *member = yc_place_member (place, *list);

    for (guint i = 0; i < json_array_get_length (days); i++) {
      const char *text = json_array_get_string_element (days, i);
      YcDay day = yc_day_from_string (text);
      g_autofree char *here = yc_place_element (member, i);

      if (!g_hash_table_add (seen, GUINT_TO_POINTER (day)))
        yc_report_add (report, here, "%s is there twice", text);
      if (g_str_equal (*list, "work") && yc_calendar_is_working_day (NULL, day))
        yc_report_add (report, here, "%s is no weekend day: it is worked anyway", text);
    }
  }
}

void
yc_lint_calendars (YcReport *report, JsonObject *calendars)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCalendar) calendar = yc_calendar_new (calendars, &error);
  JsonObjectIter iter;
  const char *year;
  JsonNode *node;

  if (calendar == NULL)
    yc_report_add (report, NULL, "%s", error->message);
  json_object_iter_init_ordered (&iter, json_object_get_object_member (calendars, "years"));
  while (json_object_iter_next_ordered (&iter, &year, &node)) {
    g_autofree char *place = yc_place_member ("years", year);

    check_days (report, json_node_get_object (node), place);
  }
}

void
yc_lint_abolished (YcReport *report, JsonArray *abolished)
{
  yc_lint_unique (report, NULL, abolished, "id");
  yc_lint_unique (report, NULL, abolished, "name");
}

static void
check_request (YcReport *report, const char *place, JsonObject *request)
{
  static const char *const facts[] = {"applicant.name", "applicant.id_number", "applicant.phone",
                                      "applicant.address", NULL};
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (json_object_get_size (request) == 0)
    yc_report_add (report, place, "a question needs a parameter");
  json_object_iter_init_ordered (&iter, request);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    const char *fact = json_node_get_string (node);
    g_autofree char *here = yc_place_member (place, name);

    if (!g_strv_contains (facts, fact) && !g_str_has_prefix (fact, "form."))
      yc_report_add (report, here, "“%s” is neither of the applicant nor of the form", fact);
  }
}

void
yc_lint_sources (YcReport *report, JsonArray *sources, JsonObject *offices)
{
  JsonArray *departments =
      offices != NULL ? json_object_get_array_member (offices, "departments") : NULL;

  yc_lint_unique (report, NULL, sources, "id");
  for (guint i = 0; i < json_array_get_length (sources); i++) {
    JsonObject *source = json_array_get_object_element (sources, i);
    const char *owner = json_object_get_string_member (source, "owner");
    g_autofree char *place = yc_place_element (NULL, i);
    g_autofree char *owner_place = yc_place_member (place, "owner");
    g_autofree char *request_place = yc_place_member (place, "request");

    if (departments != NULL && yc_lint_find (departments, owner) == NULL)
      yc_report_add (report, owner_place, "“%s” is not among the departments", owner);
    check_request (report, request_place, json_object_get_object_member (source, "request"));
  }
}
