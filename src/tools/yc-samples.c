// Prints the sample forms of a whole catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-samples.h"
#include "yc-load.h"
#include "yc-specimen.h"

#include <glib/gstdio.h>

// As the catalogue names its files: CODE.pdf, and CODE@VERSION.pdf for one that a newer replaced.
static char *
name_of (YcCatalogue *catalogue, JsonObject *item)
{
  const char *code = json_object_get_string_member (item, "code");
  gint64 version = json_object_get_int_member_with_default (item, "version", 0);

  if (yc_catalogue_find_item (catalogue, code)->version == version)
    return g_strconcat (code, ".pdf", NULL);
  return g_strdup_printf ("%s@%" G_GINT64_FORMAT ".pdf", code, version);
}

static gboolean
print_one (YcCatalogue *catalogue, JsonObject *item, const char *out, GError **error)
{
  g_autofree char *name = name_of (catalogue, item);
  g_autofree char *path = g_build_filename (out, name, NULL);
  g_autoptr (GBytes) pdf = yc_specimen_print (item, YC_SPECIMEN_SAMPLE, error);

  return pdf != NULL && g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                             (gssize)g_bytes_get_size (pdf), error);
}

int
yc_samples_print (const char *folder, const char *out, GError **error)
{
  g_autoptr (JsonObject) body = yc_load_body (folder, error);
  g_autoptr (YcCatalogue) catalogue = body != NULL ? yc_catalogue_new (body, error) : NULL;
  JsonArray *items;
  guint n;

  if (catalogue == NULL)
    return -1;
  g_mkdir_with_parents (out, 0755);
  items = json_object_get_array_member (body, "items"); // the catalogue has looked at them
  n = json_array_get_length (items);
  for (guint i = 0; i < n; i++)
    if (!print_one (catalogue, json_array_get_object_element (items, i), out, error))
      return -1;
  return (int)n;
}
