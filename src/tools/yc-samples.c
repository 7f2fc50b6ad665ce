// Prints the sample forms of a whole catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-samples.h"
#include "yc-load.h"
#include "yc-specimen.h"

#include <glib/gstdio.h>

static gboolean
print_one (const YcItem *item, const char *out, GError **error)
{
  g_autofree char *name = g_strconcat (item->code, ".pdf", NULL);
  g_autofree char *path = g_build_filename (out, name, NULL);
  g_autoptr (GBytes) pdf = yc_specimen_print (item, error);

  return pdf != NULL && g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                             (gssize)g_bytes_get_size (pdf), error);
}

int
yc_samples_print (const char *folder, const char *out, GError **error)
{
  g_autoptr (YcCatalogue) catalogue = yc_load_catalogue (folder, error);
  GPtrArray *items;

  if (catalogue == NULL)
    return -1;
  g_mkdir_with_parents (out, 0755);
  items = yc_catalogue_get_items (catalogue);
  for (guint i = 0; i < items->len; i++)
    if (!print_one (items->pdata[i], out, error))
      return -1;
  return (int)items->len;
}
