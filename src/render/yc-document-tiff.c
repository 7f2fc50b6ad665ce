// A TIFF file as a document of many pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"
#include "yc-tiff.h"

typedef struct {
  YcDocument base;
  YcTiff *tiff; // owned
} Tiff;

static gboolean
get_size (YcDocument *document, guint page, YcPageSize *ret_size, GError **error)
{
  YcImage about;
  if (!yc_tiff_measure (((Tiff *)document)->tiff, page, &about, error))
    return FALSE;
  *ret_size = yc_document_size_of (about.width, about.height, about.dpi);
  return TRUE;
}

static gboolean
render (YcDocument *document, guint page, int width, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) image = {0};
  canvas->original = TRUE;
  return yc_tiff_read (((Tiff *)document)->tiff, page, &image, error) &&
         yc_canvas_draw (canvas, &image, width, error);
}

static gboolean
extract (YcDocument *document, guint page, int dpi, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) image = {0};
  canvas->original = TRUE;
  return yc_tiff_read (((Tiff *)document)->tiff, page, &image, error) &&
         yc_canvas_keep (canvas, &image, error);
}

static void
tiff_free (YcDocument *document)
{
  yc_tiff_free (((Tiff *)document)->tiff);
  g_free (document);
}

static const YcDocumentClass class = {
    .get_size = get_size,
    .render = render,
    .extract = extract,
    .free = tiff_free,
};

YcDocument *
yc_tiff_open (GBytes *content, GError **error)
{
  g_autoptr (YcTiff) tiff = yc_tiff_new (content, error);
  guint n_pages = tiff ? yc_tiff_count_pages (tiff) : 0;
  if (n_pages == 0) {
    if (tiff)
      yc_document_fail_broken ("TIFF: no pages", error);
    return NULL;
  }
  Tiff *document = g_new (Tiff, 1);
  *document =
      (Tiff){{&class, "image/tiff", n_pages, g_bytes_ref (content)}, g_steal_pointer (&tiff)};
  return &document->base;
}
