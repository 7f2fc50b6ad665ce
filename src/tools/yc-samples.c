// Prints the sample forms of a whole catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-samples.h"
#include "yc-catalogue.h"
#include "yc-file-json.h"
#include "yc-specimen.h"

#include <glib/gstdio.h>

// Puts the JSON of a file into the body that yc_catalogue_new () takes.
static gboolean
add_file (
    JsonObject *body, const char *member, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  JsonNode *node = yc_file_json_load (path, error);

  if (node != NULL)
    json_object_set_member (body, member, node);
  return node != NULL;
}

static gboolean
add_items (JsonObject *body, const char *folder, GError **error)
{
  g_autofree char *items = g_build_filename (folder, "items", NULL);
  g_autoptr (GPtrArray) paths = yc_file_json_list (items, error);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; paths != NULL && i < paths->len; i++) {
    JsonNode *node = yc_file_json_load (paths->pdata[i], error);

    if (node == NULL)
      return FALSE;
    json_array_add_element (array, node);
  }
  json_object_set_array_member (body, "items", g_steal_pointer (&array));
  return paths != NULL;
}

static gboolean
print_one (JsonObject *item, const char *out, GError **error)
{
  g_autofree char *name = g_strconcat (json_object_get_string_member (item, "code"), ".pdf", NULL);
  g_autofree char *path = g_build_filename (out, name, NULL);
  g_autoptr (GBytes) pdf = yc_specimen_print (item, YC_SPECIMEN_SAMPLE, error);

  return pdf != NULL && g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                             (gssize)g_bytes_get_size (pdf), error);
}

int
yc_samples_print (const char *folder, const char *out, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (YcCatalogue) catalogue = NULL;
  JsonArray *items;
  guint n;

  if (!add_items (body, folder, error) ||
      !add_file (body, "offices", folder, "offices.json", error) ||
      !add_file (body, "calendars", folder, "calendars.json", error))
    return -1;
  catalogue = yc_catalogue_new (body, error);
  if (catalogue == NULL)
    return -1;
  g_mkdir_with_parents (out, 0755);
  items = json_object_get_array_member (body, "items"); // the catalogue has looked at them
  n = json_array_get_length (items);
  for (guint i = 0; i < n; i++)
    if (!print_one (json_array_get_object_element (items, i), out, error))
      return -1;
  return (int)n;
}
