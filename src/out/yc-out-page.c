// A stored picture made ready for its page, with the bytes that it has.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image.h"
#include "yc-out-private.h"

#include <string.h>

#define LONG_SIDE 11.69   // inches, A4
#define MOST_SIDE 14400.0 // points; ISO 32000-1, annex C
#define LEAST     3.0     // points

static gboolean
attach (cairo_surface_t *surface, const char *mime, GBytes *data)
{
  return cairo_surface_set_mime_data (surface, mime, g_bytes_get_data (data, NULL),
                                      g_bytes_get_size (data), (cairo_destroy_func_t)g_bytes_unref,
                                      g_bytes_ref (data)) == CAIRO_STATUS_SUCCESS;
}

// ---- Pictures -----------------------------------------------------------------------------------

// What the bytes stand for is never drawn, so that its pixels are never touched.
static cairo_surface_t *
hold_jpeg (GBytes *content, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);

  attach (surface, CAIRO_MIME_TYPE_JPEG, content);
  return surface;
}

static cairo_surface_t *
hold_fax (GBytes *fax, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  char *how = g_strdup_printf ("Columns=%d Rows=%d K=-1", width, height);
  g_autoptr (GBytes) parameters = g_bytes_new_take (how, strlen (how));

  attach (surface, CAIRO_MIME_TYPE_CCITT_FAX_PARAMS, parameters);
  attach (surface, CAIRO_MIME_TYPE_CCITT_FAX, fax);
  return surface;
}

static void
copy_pixels (const YcImage *image, cairo_surface_t *surface)
{
  g_autoptr (GBytes) screen = yc_image_to_screen (image);
  const guint8 *from = g_bytes_get_data (screen, NULL);
  guint8 *to = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; y < image->height; y++)
    memcpy (to + (gsize)y * (gsize)stride, from + (gsize)y * (gsize)image->width * 4,
            (gsize)image->width * 4);
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
hold_pixels (GBytes *content, const char *mime, GError **error)
{
  g_auto (YcImage) image = {0};
  cairo_surface_t *surface;

  if (!yc_image_decode (content, mime, 0, &image, error))
    return NULL;
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, image.width, image.height);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    copy_pixels (&image, surface);
  return surface;
}

static cairo_surface_t *
hold (GBytes *content, const char *mime, int width, int height, GError **error)
{
  g_autoptr (GBytes) fax = NULL;

  if (mime != NULL && g_str_equal (mime, "image/jpeg"))
    return hold_jpeg (content, width, height);
  fax = mime != NULL && g_str_equal (mime, "image/tiff") ? yc_image_find_fax (content) : NULL;
  return fax != NULL ? hold_fax (fax, width, height) : hold_pixels (content, mime, error);
}

// ---- Pages --------------------------------------------------------------------------------------

static gboolean
changes_pixels (const YcPageOps *ops)
{
  for (guint i = 0; i < yc_page_ops_get_n (ops); i++)
    if (yc_page_ops_get (ops, i)->type == YC_PAGE_OP_DESPECKLE ||
        yc_page_ops_get (ops, i)->type == YC_PAGE_OP_KIND)
      return TRUE;
  return FALSE;
}

static GBytes *
make_anew (GBytes *content, const YcPageOps *ops, GError **error)
{
  g_auto (YcImage) stored = {0}, shown = {0};
  const char *mime;

  if (!yc_image_load (content, &stored, error) ||
      !yc_page_prepare (&stored, ops, NULL, &shown, error))
    return NULL;
  return yc_image_encode (&shown, &mime, error);
}

static void
measure_page (YcOutSheet *sheet, int dpi)
{
  const double scale =
      dpi > 0 ? 72.0 / dpi : 72 * LONG_SIDE / MAX (sheet->way.width, sheet->way.height);

  sheet->width = CLAMP (sheet->way.width * scale, LEAST, MOST_SIDE);
  sheet->height = CLAMP (sheet->way.height * scale, LEAST, MOST_SIDE);
}

static gboolean
fill (YcOutSheet *sheet, GBytes *content, const YcPageOps *ops, int dpi, GError **error)
{
  int width, height, own_dpi;

  if (!yc_image_measure (content, &width, &height, &own_dpi, error) ||
      !yc_out_way_init (&sheet->way, ops, width, height, error))
    return FALSE;
  sheet->picture = hold (content, yc_image_guess_mime (content), width, height, error);
  if (sheet->picture == NULL)
    return FALSE;
  measure_page (sheet, dpi > 0 ? dpi : own_dpi);
  if (cairo_surface_status (sheet->picture) == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "the page cannot be drawn: %s",
               cairo_status_to_string (cairo_surface_status (sheet->picture)));
  return FALSE;
}

gboolean
yc_out_sheet_init (YcOutSheet *sheet, const YcOutPage *page, GError **error)
{
  g_autoptr (YcPageOps) none = yc_page_ops_new (), ops = NULL;
  g_autoptr (GBytes) shown = NULL;

  *sheet = (YcOutSheet){0};
  ops = page->operations != NULL && *page->operations != '\0'
            ? yc_page_ops_from_string (page->operations, error)
            : yc_page_ops_ref (none);
  if (ops == NULL)
    return FALSE;
  if (!changes_pixels (ops))
    return fill (sheet, page->content, ops, page->dpi, error);
  shown = make_anew (page->content, ops, error);
  return shown != NULL && fill (sheet, shown, none, page->dpi, error);
}

void
yc_out_sheet_draw (const YcOutSheet *sheet, cairo_t *cairo)
{
  cairo_save (cairo);
  cairo_scale (cairo, sheet->width / sheet->way.width, sheet->height / sheet->way.height);
  yc_out_way_apply (&sheet->way, cairo);
  cairo_set_source_surface (cairo, sheet->picture, 0, 0);
  cairo_paint (cairo);
  cairo_restore (cairo);
}

void
yc_out_sheet_clear (YcOutSheet *sheet)
{
  g_clear_pointer (&sheet->picture, cairo_surface_destroy);
}
