// A sheet of A4 that is written from top to bottom: lines, tables, a QR code.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet.h"
#include "yc-error.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>

#define WIDTH   595.28
#define HEIGHT  841.89
#define MARGIN  56.7
#define PADDING 4.0
#define FONT    "Noto Sans CJK SC"

struct _YcSheet {
  GByteArray *out;
  cairo_surface_t *surface;
  cairo_t *cairo;
  double y;
};

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

YcSheet *
yc_sheet_new (const char *title)
{
  YcSheet *sheet = g_new0 (YcSheet, 1);

  sheet->out = g_byte_array_new ();
  sheet->surface = cairo_pdf_surface_create_for_stream (write_cb, sheet->out, WIDTH, HEIGHT);
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Yichuang " YC_VERSION);
  sheet->cairo = cairo_create (sheet->surface);
  sheet->y = MARGIN;
  return sheet;
}

GBytes *
yc_sheet_finish (YcSheet *sheet, GError **error)
{
  GByteArray *out = sheet->out;
  cairo_status_t status;

  cairo_destroy (sheet->cairo);
  cairo_surface_finish (sheet->surface);
  status = cairo_surface_status (sheet->surface);
  cairo_surface_destroy (sheet->surface);
  g_free (sheet);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (out);
  g_byte_array_unref (out);
  g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "the paper cannot be drawn: %s",
               cairo_status_to_string (status));
  return NULL;
}

void
yc_sheet_new_page (YcSheet *sheet)
{
  cairo_show_page (sheet->cairo);
  sheet->y = MARGIN;
}

static PangoLayout *
make_layout (YcSheet *sheet,
             const char *text,
             double size,
             double width,
             PangoAlignment alignment,
             gboolean bold)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cairo);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  return (double)extents.height / PANGO_SCALE;
}

static void
make_room (YcSheet *sheet, double height)
{
  if (sheet->y + height > HEIGHT - MARGIN)
    yc_sheet_new_page (sheet);
}

void
yc_sheet_write (
    YcSheet *sheet, const char *text, double size, PangoAlignment alignment, gboolean bold)
{
  g_autoptr (PangoLayout) layout =
      make_layout (sheet, text, size, WIDTH - 2 * MARGIN, alignment, bold);
  double height = height_of (layout);

  make_room (sheet, height);
  cairo_move_to (sheet->cairo, MARGIN, sheet->y);
  pango_cairo_show_layout (sheet->cairo, layout);
  sheet->y += height + PADDING;
}

void
yc_sheet_skip (YcSheet *sheet, double height)
{
  sheet->y += height;
}

void
yc_sheet_row (
    YcSheet *sheet, const char *const *cells, const double *widths, guint n, gboolean bold)
{
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  double height = 0, x = MARGIN;

  for (guint i = 0; i < n; i++) {
    double width = widths[i] * (WIDTH - 2 * MARGIN) - 2 * PADDING;

    g_ptr_array_add (layouts, make_layout (sheet, cells[i], 10.5, width, PANGO_ALIGN_LEFT, bold));
    height = MAX (height, height_of (layouts->pdata[i]) + 2 * PADDING);
  }
  make_room (sheet, height);
  cairo_set_line_width (sheet->cairo, 0.6);
  for (guint i = 0; i < n; i++) {
    cairo_rectangle (sheet->cairo, x, sheet->y, widths[i] * (WIDTH - 2 * MARGIN), height);
    cairo_stroke (sheet->cairo);
    cairo_move_to (sheet->cairo, x + PADDING, sheet->y + PADDING);
    pango_cairo_show_layout (sheet->cairo, layouts->pdata[i]);
    x += widths[i] * (WIDTH - 2 * MARGIN);
  }
  sheet->y += height;
}

gboolean
yc_sheet_qr (YcSheet *sheet, const char *text, double side)
{
  QRcode *code = QRcode_encodeString (text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  double dot;

  if (code == NULL)
    return FALSE;
  dot = side / code->width;
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle (sheet->cairo, WIDTH - MARGIN - side + column * dot, sheet->y + row * dot,
                         dot, dot);
  cairo_fill (sheet->cairo);
  QRcode_free (code);
  return TRUE;
}
