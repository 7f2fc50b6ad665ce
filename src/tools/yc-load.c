// Loading a catalogue from its folder.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-load.h"
#include "yc-file-json.h"

// Puts the JSON of a file into the body that yc_catalogue_new () takes.
static gboolean
add_file (JsonObject *body, const char *folder, const char *member, gboolean needed, GError **error)
{
  g_autofree char *name = g_strconcat (member, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  JsonNode *node;

  if (!needed && !g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  node = yc_file_json_load (path, error);
  if (node != NULL)
    json_object_set_member (body, member, node);
  return node != NULL;
}

static gboolean
add_folder (
    JsonObject *body, const char *folder, const char *member, gboolean needed, GError **error)
{
  g_autofree char *path = g_build_filename (folder, member, NULL);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GPtrArray) paths = NULL;

  if (!needed && !g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  paths = yc_file_json_list (path, error);
  for (guint i = 0; paths != NULL && i < paths->len; i++) {
    JsonNode *node = yc_file_json_load (paths->pdata[i], error);

    if (node == NULL)
      return FALSE;
    json_array_add_element (array, node);
  }
  json_object_set_array_member (body, member, g_steal_pointer (&array));
  return paths != NULL;
}

JsonObject *
yc_load_body (const char *folder, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();

  return add_folder (body, folder, "items", TRUE, error) &&
                 add_folder (body, folder, "papers", FALSE, error) &&
                 add_file (body, folder, "offices", TRUE, error) &&
                 add_file (body, folder, "calendars", TRUE, error) &&
                 add_file (body, folder, "sources", FALSE, error) &&
                 add_file (body, folder, "abolished", FALSE, error)
             ? g_steal_pointer (&body)
             : NULL;
}

YcCatalogue *
yc_load_catalogue (const char *folder, GError **error)
{
  g_autoptr (JsonObject) body = yc_load_body (folder, error);

  return body != NULL ? yc_catalogue_new (body, error) : NULL;
}
