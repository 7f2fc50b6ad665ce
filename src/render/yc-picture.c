// A single picture as a document of one page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"

#include "yc-exif.h"

typedef struct {
  YcDocument base;
  const YcPictureFormat *format;
  YcImage about; // the size only
} Picture;

static gboolean
get_size (YcDocument *document, guint page, YcPageSize *ret_size, GError **error)
{
  Picture *picture = (Picture *)document;
  *ret_size = yc_document_size_of (picture->about.width, picture->about.height, picture->about.dpi);
  return TRUE;
}

static gboolean
render (YcDocument *document, guint page, int width, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) image = {0};
  Picture *picture = (Picture *)document;
  canvas->original = TRUE;
  return picture->format->decode (document->content, width, &image, error) &&
         yc_canvas_draw (canvas, &image, picture->format == &yc_picture_jpeg ? 0 : width, error);
}

static gboolean
extract (YcDocument *document, guint page, int dpi, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) image = {0};
  Picture *picture = (Picture *)document;
  if (!picture->format->decode (document->content, 0, &image, error))
    return FALSE;
  canvas->original = TRUE;
  canvas->dpi = picture->about.dpi;
  if (picture->format != &yc_picture_jpeg || yc_exif_get_quarters (document->content) != 0)
    return yc_canvas_keep (canvas, &image, error);
  canvas->jpeg = g_bytes_ref (document->content);
  return TRUE;
}

static const YcDocumentClass class = {
    .get_size = get_size,
    .render = render,
    .extract = extract,
    .free = (void (*) (YcDocument *))g_free,
};

YcDocument *
yc_picture_open (GBytes *content, const YcPictureFormat *format, GError **error)
{
  YcImage about = {0};
  if (!format->measure (content, &about, error) ||
      !yc_canvas_check_size (about.width, about.height, error))
    return NULL;
  Picture *picture = g_new (Picture, 1);
  *picture = (Picture){{&class, format->mime, 1, g_bytes_ref (content)}, format, about};
  return &picture->base;
}
