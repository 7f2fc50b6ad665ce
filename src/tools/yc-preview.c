// Shows an item as the counter and the applicant will see it on paper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-preview.h"
#include "yc-error.h"
#include "yc-file-json.h"
#include "yc-intake-points.h"
#include "yc-specimen.h"

#include <glib/gstdio.h>

static JsonObject *
object_of (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
load_object (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = yc_file_json_load (path, error);

  if (node == NULL)
    return NULL;
  if (object_of (node) != NULL)
    return json_object_ref (object_of (node));
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: no object", path);
  return NULL;
}

static gint64
version_of (JsonObject *item)
{
  JsonNode *node = json_object_get_member (item, "version");

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;
}

// CODE.json or CODE@VERSION.json.
static gboolean
is_file_of (const char *path, const char *code)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *plain = g_strconcat (code, ".json", NULL);
  g_autofree char *versioned = g_strconcat (code, "@", NULL);

  return g_str_equal (name, plain) || g_str_has_prefix (name, versioned);
}

static JsonObject *
load_item (const char *catalogue, const char *code, GError **error)
{
  g_autofree char *folder = g_build_filename (catalogue, "items", NULL);
  g_autoptr (GPtrArray) paths = yc_file_json_list (folder, error);
  g_autoptr (JsonObject) newest = NULL;

  if (paths == NULL)
    return NULL;
  for (guint i = 0; i < paths->len; i++) {
    g_autoptr (JsonObject) item = NULL;

    if (!is_file_of (paths->pdata[i], code))
      continue;
    item = load_object (paths->pdata[i], error);
    if (item == NULL)
      return NULL;
    if (newest != NULL && version_of (newest) >= version_of (item))
      continue;
    g_clear_pointer (&newest, json_object_unref);
    newest = g_steal_pointer (&item);
  }
  if (newest == NULL)
    g_set_error (error, YC_ERROR, YC_ERROR_NOT_FOUND, "no item “%s” in %s", code, folder);
  return g_steal_pointer (&newest);
}

// Takes the paper over.
static gboolean
save (GBytes *pdf, const char *out, const char *item, const char *what, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s-%s.pdf", item, what);
  g_autofree char *path = g_build_filename (out, name, NULL);
  gboolean saved = pdf != NULL && g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                                       (gssize)g_bytes_get_size (pdf), error);

  g_clear_pointer (&pdf, g_bytes_unref);
  return saved;
}

int
yc_preview_write (const char *catalogue, const char *item, const char *out, GError **error)
{
  g_autofree char *path = g_build_filename (catalogue, "offices.json", NULL);
  g_autoptr (JsonObject) offices = load_object (path, error);
  g_autoptr (JsonObject) found = offices != NULL ? load_item (catalogue, item, error) : NULL;

  if (found == NULL)
    return -1;
  g_mkdir_with_parents (out, 0755);
  if (!save (yc_intake_points_print (found, offices, error), out, item, "intake-points", error) ||
      !save (yc_specimen_print (found, YC_SPECIMEN_BLANK, error), out, item, "blank-form", error))
    return -1;
  return 2;
}
