// Looks a catalogue over before a city uses it: the folder as a whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"
#include "yc-catalogue.h"
#include "yc-file-json.h"
#include "yc-item-private.h"
#include "yc-shape.h"

typedef gboolean (*CheckShape) (YcReport *report, JsonNode *node);

// The file's content, if it can be read and has the shape; NULL after a report.
static JsonNode *
load (YcReport *report, const char *path, CheckShape check_shape)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_file_json_read (path, &error);

  report->file = path;
  if (node == NULL)
    yc_report_add (report, NULL, "%s", error->message);
  return node != NULL && check_shape (report, node) ? g_steal_pointer (&node) : NULL;
}

// The same for a list that a city need not have: no such file is an empty list.
static JsonNode *
load_list (YcReport *report, const char *path, CheckShape check_shape)
{
  JsonNode *node;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return load (report, path, check_shape);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, json_array_new ());
  return node;
}

// An item is found by its file's name: CODE.json, further versions CODE@VERSION.json.
static void
check_name (YcReport *report, const char *path, JsonObject *item)
{
  const char *code = json_object_get_string_member (item, "code");
  int version = (int)json_object_get_int_member (item, "version");
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *plain = g_strconcat (code, ".json", NULL);
  g_autofree char *numbered = g_strdup_printf ("%s@%d.json", code, version);

  if (!g_str_equal (name, plain) && !g_str_equal (name, numbered))
    yc_report_add (report, "code", "is not the name of the file, so codes may be used twice");
}

// What the program itself says of it, should the checks have overlooked something: rules that turn
// in a circle, schemas that are none.
static void
check_read (YcReport *report, JsonObject *item)
{
  g_autoptr (GError) error = NULL;
  YcItem *read = yc_item_new (item, &error);

  if (read != NULL)
    yc_item_free (read);
  else
    yc_report_add (report, NULL, "%s", error->message);
}

static void
check_item (YcReport *report, JsonObject *item, const char *path, const YcLintCity *city)
{
  guint before = report->faults;

  check_name (report, path, item);
  yc_lint_item (report, item, city);
  if (report->faults == before)
    check_read (report, item);
}

static void
check_items (YcReport *report, GPtrArray *paths, const YcLintCity *city, JsonArray *ret_items)
{
  for (guint i = 0; i < paths->len; i++) {
    JsonNode *node = load (report, paths->pdata[i], yc_shape_check_item);

    if (node == NULL)
      continue;
    check_item (report, json_node_get_object (node), paths->pdata[i], city);
    json_array_add_element (ret_items, node);
  }
}

typedef struct {
  JsonNode *offices, *calendars, *abolished, *sources; // NULL where the file is wrong
} Common;

static void
common_clear (Common *common)
{
  g_clear_pointer (&common->offices, json_node_unref);
  g_clear_pointer (&common->calendars, json_node_unref);
  g_clear_pointer (&common->abolished, json_node_unref);
  g_clear_pointer (&common->sources, json_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Common, common_clear)

static Common
load_common (YcReport *report, const char *folder)
{
  g_autofree char *offices_path = g_build_filename (folder, "offices.json", NULL);
  g_autofree char *calendars_path = g_build_filename (folder, "calendars.json", NULL);
  g_autofree char *abolished_path = g_build_filename (folder, "abolished.json", NULL);
  g_autofree char *sources_path = g_build_filename (folder, "sources.json", NULL);
  Common all = {0};
  JsonObject *offices;

  all.offices = load (report, offices_path, yc_shape_check_offices);
  offices = all.offices != NULL ? json_node_get_object (all.offices) : NULL;
  if (offices != NULL)
    yc_lint_offices (report, offices);
  all.calendars = load (report, calendars_path, yc_shape_check_calendars);
  if (all.calendars != NULL)
    yc_lint_calendars (report, json_node_get_object (all.calendars));
  all.abolished = load_list (report, abolished_path, yc_shape_check_abolished);
  if (all.abolished != NULL)
    yc_lint_abolished (report, json_node_get_array (all.abolished));
  all.sources = load_list (report, sources_path, yc_shape_check_sources);
  if (all.sources != NULL)
    yc_lint_sources (report, json_node_get_array (all.sources), offices);
  report->file = folder; // the paths end here
  return all;
}

// What the program says of all together.
static void
check_whole (YcReport *report, const char *folder, JsonArray *items, const Common *common)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCatalogue) catalogue = NULL;

  json_object_set_array_member (body, "items", json_array_ref (items));
  json_object_set_member (body, "offices", json_node_copy (common->offices));
  json_object_set_member (body, "calendars", json_node_copy (common->calendars));
  json_object_set_member (body, "abolished", json_node_copy (common->abolished));
  json_object_set_member (body, "sources", json_node_copy (common->sources));
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
  g_autoptr (GPtrArray) paths = yc_file_json_list (items_folder, error);
  g_autoptr (JsonArray) items = json_array_new ();
  g_auto (Common) common = {0};
  YcLintCity city = {0};

  if (paths == NULL)
    return -1;
  common = load_common (&report, folder);
  city.offices = common.offices != NULL ? json_node_get_object (common.offices) : NULL;
  city.abolished = common.abolished != NULL ? json_node_get_array (common.abolished) : NULL;
  city.sources = common.sources != NULL ? json_node_get_array (common.sources) : NULL;
  check_items (&report, paths, &city, items);
  yc_lint_papers (&report, folder);
  report.file = items_folder;
  yc_lint_versions (&report, items);
  if (report.faults == 0)
    check_whole (&report, folder, items, &common);
  return (int)report.faults;
}
