// A foreign document inside the render helper, whatever its format; told by its first bytes alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"

#include "yc-error.h"
#include "yc-render-protocol.h"

#include <string.h>

// PDF readers take the header anywhere in the first kilobyte.
#define PDF_HEADER_WITHIN 1024

gboolean
yc_document_fail_broken (const char *why, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_DOCUMENT_BROKEN, why);
  return FALSE;
}

YcPageSize
yc_document_size_of (int width, int height, int dpi)
{
  double scale = 72.0 / (dpi > 0 ? dpi : 96);
  return (YcPageSize){width * scale, height * scale};
}

static gboolean
starts (const guint8 *data, gsize size, gsize at, const char *bytes, gsize n)
{
  return size >= at + n && memcmp (data + at, bytes, n) == 0;
}

static gboolean
is_tiff (const guint8 *data, gsize size)
{
  return starts (data, size, 0, "II*\0", 4) || starts (data, size, 0, "MM\0*", 4) ||
         starts (data, size, 0, "II+\0", 4) || starts (data, size, 0, "MM\0+", 4);
}

static gboolean
is_heic (const guint8 *data, gsize size)
{
  static const char brands[][5] = {"heic", "heix", "heim", "heis", "mif1", "msf1"};
  if (!starts (data, size, 4, "ftyp", 4))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (brands); i++)
    if (starts (data, size, 8, brands[i], 4))
      return TRUE;
  return FALSE;
}

static const YcPictureFormat *
find_picture (const guint8 *data, gsize size)
{
  if (starts (data, size, 0, "\xff\xd8\xff", 3))
    return &yc_picture_jpeg;
  if (starts (data, size, 0, "\x89PNG\r\n\x1a\n", 8))
    return &yc_picture_png;
  if (starts (data, size, 0, "RIFF", 4) && starts (data, size, 8, "WEBP", 4))
    return &yc_picture_webp;
  return is_heic (data, size) ? &yc_picture_heic : NULL;
}

static gboolean
is_pdf (const guint8 *data, gsize size)
{
  return g_strstr_len ((const char *)data, (gssize)MIN (size, PDF_HEADER_WITHIN), "%PDF-") != NULL;
}

YcDocument *
yc_document_open (GBytes *content, const char *password, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  const YcPictureFormat *picture = find_picture (data, size);
  if (picture)
    return yc_picture_open (content, picture, error);
  if (is_tiff (data, size))
    return yc_tiff_open (content, error);
  if (is_pdf (data, size))
    return yc_pdf_open (content, password, error);
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_FORMAT, "Not a format that is known here");
  return NULL;
}

void
yc_document_free (YcDocument *document)
{
  g_bytes_unref (document->content);
  document->class->free (document);
}

guint
yc_document_get_n_pages (YcDocument *document)
{
  return document->n_pages;
}

const char *
yc_document_get_mime (YcDocument *document)
{
  return document->mime;
}

static gboolean
check_page (YcDocument *document, guint page, GError **error)
{
  if (page < document->n_pages)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE, "No page %u", page);
  return FALSE;
}

gboolean
yc_document_get_size (YcDocument *document, guint page, YcPageSize *ret_size, GError **error)
{
  return check_page (document, page, error) &&
         document->class->get_size (document, page, ret_size, error);
}

gboolean
yc_document_render (YcDocument *document, guint page, int width, YcCanvas *canvas, GError **error)
{
  return check_page (document, page, error) && yc_canvas_check_size (width, 1, error) &&
         document->class->render (document, page, width, canvas, error);
}

gboolean
yc_document_extract (YcDocument *document, guint page, int dpi, YcCanvas *canvas, GError **error)
{
  return check_page (document, page, error) &&
         document->class->extract (document, page, CLAMP (dpi, 50, 1200), canvas, error);
}

GVariant *
yc_document_get_text (YcDocument *document, guint page, GError **error)
{
  if (!check_page (document, page, error))
    return NULL;
  if (document->class->get_text)
    return document->class->get_text (document, page, error);
  return g_variant_new (YC_RENDER_TEXT_CONTENT_TYPE, "", NULL);
}
