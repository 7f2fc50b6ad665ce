// Reading JSON files and folders of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-json.h"
#include "yc-error.h"
#include "yc-wire.h"

JsonNode *
yc_file_json_load (const char *path, GError **error)
{
  GError *problem = NULL;
  JsonNode *node = yc_file_json_read (path, &problem);

  if (g_error_matches (problem, YC_ERROR, YC_ERROR_MALFORMED))
    g_prefix_error (&problem, "%s: ", path);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return node;
}

JsonNode *
yc_file_json_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &problem))
    return yc_wire_parse (text, (gssize)length, error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, problem->message);
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

GPtrArray *
yc_file_json_list (const char *folder, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &problem);
  GPtrArray *paths;
  const char *name;

  if (dir == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, problem->message);
    return NULL;
  }
  paths = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}
