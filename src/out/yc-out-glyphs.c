// One empty glyph instead of hundreds: what cairo writes for each letter of the unseen text is the
// same, and would take as much room as the picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-out-private.h"

#include <stdlib.h>

static char *
hash_glyph (qpdf_data qpdf, qpdf_oh glyph)
{
  QPDF_BOOL filtered = QPDF_FALSE;
  unsigned char *data = NULL;
  size_t size = 0;
  char *hash = NULL;

  if (qpdf_oh_is_stream (qpdf, glyph) &&
      qpdf_oh_get_stream_data (qpdf, glyph, qpdf_dl_generalized, &filtered, &data, &size) ==
          QPDF_SUCCESS)
    hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, size);
  free (data);
  return hash;
}

static void
merge_font (qpdf_data qpdf, qpdf_oh font, GHashTable *known)
{
  qpdf_oh glyphs = qpdf_oh_get_key (qpdf, font, "/CharProcs");

  if (!qpdf_oh_is_dictionary (qpdf, glyphs))
    return;
  qpdf_oh_begin_dict_key_iter (qpdf, glyphs);
  while (qpdf_oh_dict_more_keys (qpdf)) {
    g_autofree char *name = g_strdup (qpdf_oh_dict_next_key (qpdf));
    qpdf_oh glyph = qpdf_oh_get_key (qpdf, glyphs, name);
    g_autofree char *hash = hash_glyph (qpdf, glyph);
    const qpdf_oh first = hash != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (known, hash)) : 0;

    if (first != 0)
      qpdf_oh_replace_key (qpdf, glyphs, name, first);
    else if (hash != NULL)
      g_hash_table_insert (known, g_steal_pointer (&hash), GUINT_TO_POINTER (glyph));
  }
}

static void
merge_page (qpdf_data qpdf, qpdf_oh page, GHashTable *known)
{
  qpdf_oh resources = qpdf_oh_get_key (qpdf, page, "/Resources");
  qpdf_oh fonts = qpdf_oh_get_key (qpdf, resources, "/Font");
  g_auto (GStrv) names = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (!qpdf_oh_is_dictionary (qpdf, fonts))
    return;
  qpdf_oh_begin_dict_key_iter (qpdf, fonts);
  while (qpdf_oh_dict_more_keys (qpdf))
    g_strv_builder_add (builder, qpdf_oh_dict_next_key (qpdf));
  names = g_strv_builder_end (builder); // qpdf has one iterator alone
  for (gsize i = 0; names[i] != NULL; i++)
    merge_font (qpdf, qpdf_oh_get_key (qpdf, fonts, names[i]), known);
}

void
yc_out_merge_glyphs (qpdf_data qpdf)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < qpdf_get_num_pages (qpdf); i++)
    merge_page (qpdf, qpdf_get_page_n (qpdf, (size_t)i), known);
}
