// Looks a catalogue over before a city uses it: the folder as a whole, offices, calendars.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"
#include "yc-catalogue.h"
#include "yc-file-json.h"
#include "yc-shape.h"

#include <string.h>

typedef gboolean (*CheckShape) (YcReport *report, JsonNode *node);

void
yc_lint_unique (YcReport *report, const char *place, JsonArray *array, const char *name)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);
    const char *id = json_object_get_string_member (object, name);
    g_autofree char *element = yc_place_element (place, i);
    g_autofree char *here = yc_place_member (element, name);

    if (!g_hash_table_add (seen, (gpointer)id))
      yc_report_add (report, here, "“%s” is used twice", id);
  }
}

gboolean
yc_lint_has (JsonArray *array, const char *id)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (json_object_get_string_member (json_array_get_object_element (array, i), "id"),
                   id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_window (YcReport *report, JsonObject *offices, JsonObject *window, const char *place)
{
  static const char *const targets[][2] = {{"hall", "halls"}, {"theme", "themes"}};

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++) {
    const char *id = json_object_get_string_member (window, targets[i][0]);
    g_autofree char *here = yc_place_member (place, targets[i][0]);

    if (!yc_lint_has (json_object_get_array_member (offices, targets[i][1]), id))
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

// The file's content, if it can be read and has the shape; NULL after a report.
static JsonNode *
load (YcReport *report, const char *path, CheckShape check_shape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_file_json_load (path, &error);

  report->file = path;
  if (node == NULL)
    yc_report_add (report, NULL, "%s", error->message);
  return node != NULL && check_shape (report, node) ? g_steal_pointer (&node) : NULL;
}

static void
check_items (YcReport *report, GPtrArray *paths, JsonObject *offices, JsonArray *ret_items)
{
  for (guint i = 0; i < paths->len; i++) {
    JsonNode *node = load (report, paths->pdata[i], yc_shape_check_item);
    g_autofree char *name = g_path_get_basename (paths->pdata[i]);

    if (node == NULL)
      continue;
    name[strlen (name) - strlen (".json")] = '\0';
    if (g_strcmp0 (json_object_get_string_member (json_node_get_object (node), "code"), name) != 0)
      yc_report_add (report, "code", "is not the name of the file, so codes may be used twice");
    yc_lint_item (report, json_node_get_object (node), offices);
    json_array_add_element (ret_items, node);
  }
}

// What the program itself says of it, should the checks above have overlooked something.
static void
check_whole (
    YcReport *report, const char *folder, JsonArray *items, JsonNode *offices, JsonNode *calendars)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCatalogue) catalogue = NULL;

  json_object_set_array_member (body, "items", json_array_ref (items));
  json_object_set_member (body, "offices", json_node_copy (offices));
  json_object_set_member (body, "calendars", json_node_copy (calendars));
  catalogue = yc_catalogue_new (body, &error);
  report->file = folder;
  if (catalogue == NULL)
    yc_report_add (report, NULL, "%s", error->message);
}

int
yc_lint_folder (const char *folder, GError **error)
{
  YcReport report = {.file = folder};
  g_autofree char *items_folder = g_build_filename (folder, "items", NULL);
  g_autofree char *offices_path = g_build_filename (folder, "offices.json", NULL);
  g_autofree char *calendars_path = g_build_filename (folder, "calendars.json", NULL);
  g_autoptr (GPtrArray) paths = yc_file_json_list (items_folder, error);
  g_autoptr (JsonArray) items = json_array_new ();
  g_autoptr (JsonNode) offices = NULL;
  g_autoptr (JsonNode) calendars = NULL;

  if (paths == NULL)
    return -1;
  offices = load (&report, offices_path, yc_shape_check_offices);
  if (offices != NULL)
    yc_lint_offices (&report, json_node_get_object (offices));
  calendars = load (&report, calendars_path, yc_shape_check_calendars);
  if (calendars != NULL)
    yc_lint_calendars (&report, json_node_get_object (calendars));
  check_items (&report, paths, offices != NULL ? json_node_get_object (offices) : NULL, items);
  if (report.faults == 0)
    check_whole (&report, folder, items, offices, calendars);
  return (int)report.faults;
}
