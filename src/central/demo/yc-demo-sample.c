// Cases of the demo city that can be accepted, one an item: what stands in their forms.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo-city.h"
#include "yc-import.h"
#include "yc-wire.h"

#include <string.h>

// Its day goes with it: what stands in the form was written for that day.
static JsonObject *
find_accepted (JsonNode *node)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (element) ? json_node_get_object (element) : NULL;
    JsonObject *found = object != NULL ? yc_wire_get_object (object, "case") : NULL;

    if (found == NULL || g_strcmp0 (yc_wire_get_string (object, "outcome"), "accept") != 0)
      continue;
    if (json_object_has_member (object, "today"))
      json_object_set_member (found, "today", json_object_dup_member (object, "today"));
    return found;
  }
  return NULL;
}

static gboolean
load_one (GHashTable *samples, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (JsonNode) node = yc_import_file (path, error);
  JsonObject *accepted = node != NULL ? find_accepted (node) : NULL;

  if (accepted != NULL)
    g_hash_table_insert (samples, g_strndup (name, strlen (name) - strlen (".json")),
                         json_object_ref (accepted));
  return node != NULL;
}

GHashTable *
yc_demo_load_samples (const char *city, GError **error)
{
  g_autofree char *folder = g_build_filename (city, "cases", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) samples =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)json_object_unref);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && !load_one (samples, folder, name, error))
      return NULL;
  return g_steal_pointer (&samples);
}
