// A document of A4 pages: beginning, ending and numbering them, and writing paragraphs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet.h"
#include "yc-error.h"
#include "yc-sheet-private.h"

#include <cairo-pdf.h>

#define MOST_PAGES 500
#define FOOT_Y     (SHEET_HEIGHT - 46)

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
  sheet->surface =
      cairo_pdf_surface_create_for_stream (write_cb, sheet->out, SHEET_WIDTH, SHEET_HEIGHT);
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (sheet->surface, CAIRO_PDF_METADATA_CREATOR,
                                  "Yichuang " YC_VERSION);
  sheet->cairo = cairo_create (sheet->surface);
  sheet->y = SHEET_TOP;
  return sheet;
}

static void
begin_recording (YcSheet *sheet)
{
  const cairo_rectangle_t extents = {0, 0, SHEET_WIDTH, SHEET_HEIGHT};

  sheet->surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);
  sheet->cairo = cairo_create (sheet->surface);
}

YcSheet *
yc_sheet_new_for_printer (void)
{
  YcSheet *sheet = g_new0 (YcSheet, 1);

  sheet->printed = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
  begin_recording (sheet);
  sheet->y = SHEET_TOP;
  return sheet;
}

// Ends the drawing and frees the sheet but for what it wrote.
static gboolean
end_drawing (YcSheet *sheet, GError **error)
{
  gboolean full = sheet->full;
  cairo_status_t status;

  cairo_destroy (sheet->cairo);
  cairo_surface_finish (sheet->surface);
  status = cairo_surface_status (sheet->surface);
  cairo_surface_destroy (sheet->surface);
  g_free (sheet);
  if (status == CAIRO_STATUS_SUCCESS && !full)
    return TRUE;
  if (full)
    g_set_error (error, YC_ERROR, YC_ERROR_TOO_LARGE, "the paper has more than %d pages",
                 MOST_PAGES);
  else
    g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "the paper cannot be drawn: %s",
                 cairo_status_to_string (status));
  return FALSE;
}

GBytes *
yc_sheet_finish (YcSheet *sheet, GError **error)
{
  GByteArray *out = sheet->out;

  if (end_drawing (sheet, error))
    return g_byte_array_free_to_bytes (out);
  g_byte_array_unref (out);
  return NULL;
}

GPtrArray *
yc_sheet_finish_for_printer (YcSheet *sheet, GError **error)
{
  GPtrArray *printed = sheet->printed;

  if (end_drawing (sheet, error))
    return printed;
  g_ptr_array_unref (printed);
  return NULL;
}

// ---- Pages

// Writes a line where no text flows.
static void
write_at (YcSheet *sheet, const char *text, PangoAlignment alignment, double y)
{
  const YcSheetStyle style = {.size = YC_SHEET_SMALL, .alignment = alignment, .pale = TRUE};
  YcSheetBlock block;

  if (text == NULL || *text == '\0')
    return;
  yc_sheet_block_init (&block, sheet, text, &style, SHEET_INNER);
  yc_sheet_block_draw (&block, sheet, 0, 1, SHEET_SIDE, y);
  yc_sheet_block_clear (&block);
}

static void
write_watermark (YcSheet *sheet, const char *text)
{
  const YcSheetStyle style = {.size = 110, .alignment = PANGO_ALIGN_CENTER, .bold = TRUE};
  YcSheetBlock block;

  if (text == NULL || sheet->blind)
    return;
  cairo_save (sheet->cairo);
  cairo_translate (sheet->cairo, SHEET_WIDTH / 2, SHEET_HEIGHT / 2);
  cairo_rotate (sheet->cairo, -G_PI / 5);
  cairo_set_source_rgb (sheet->cairo, 0.93, 0.93, 0.93);
  yc_sheet_block_init (&block, sheet, text, &style, SHEET_WIDTH);
  yc_sheet_block_draw (&block, sheet, 0, block.lines->len, -SHEET_WIDTH / 2, -block.height / 2);
  yc_sheet_block_clear (&block);
  cairo_restore (sheet->cairo);
}

static void
begin_page (YcSheet *sheet)
{
  sheet->y = SHEET_TOP;
  if (sheet->part == NULL)
    return;
  sheet->page++;
  write_watermark (sheet, sheet->part->watermark);
}

static void
end_page (YcSheet *sheet)
{
  g_autofree char *number = NULL;

  sheet->drawn++;
  sheet->full = sheet->full || sheet->drawn > MOST_PAGES;
  if (sheet->blind || sheet->full)
    return;
  if (sheet->part != NULL) {
    number = g_strdup_printf ("第 %u 页 共 %u 页", sheet->page, sheet->pages);
    write_at (sheet, sheet->part->foot_left, PANGO_ALIGN_LEFT, FOOT_Y);
    write_at (sheet, number, PANGO_ALIGN_CENTER, FOOT_Y);
    write_at (sheet, sheet->part->foot_right, PANGO_ALIGN_RIGHT, FOOT_Y);
  }
  if (sheet->printed == NULL) {
    cairo_show_page (sheet->cairo);
    return;
  }
  cairo_destroy (sheet->cairo);
  g_ptr_array_add (sheet->printed, sheet->surface);
  begin_recording (sheet);
}

void
yc_sheet_new_page (YcSheet *sheet)
{
  end_page (sheet);
  begin_page (sheet);
}

void
yc_sheet_write_part (YcSheet *sheet, const YcSheetPart *part, YcSheetWrite write, gpointer data)
{
  guint drawn = sheet->drawn;

  for (int pass = 0; pass < 2 && !sheet->full; pass++) {
    sheet->blind = pass == 0;
    sheet->part = part;
    sheet->page = 0;
    begin_page (sheet);
    write (sheet, data);
    end_page (sheet);
    sheet->pages = sheet->page;
    if (sheet->blind)
      sheet->drawn = drawn;
  }
  sheet->blind = FALSE;
  sheet->part = NULL;
  sheet->y = SHEET_TOP;
}

gboolean
yc_sheet_is_full (const YcSheet *sheet)
{
  return sheet->full;
}

void
yc_sheet_keep (YcSheet *sheet, double height)
{
  if (sheet->y + height > SHEET_FLOOR + SHEET_EPSILON && sheet->y > SHEET_TOP)
    yc_sheet_new_page (sheet);
}

void
yc_sheet_skip (YcSheet *sheet, double height)
{
  if (sheet->y > SHEET_TOP) // not at the top of a page
    sheet->y = MIN (sheet->y + height, SHEET_FLOOR);
}

// ---- Paragraphs

void
yc_sheet_write (YcSheet *sheet, const char *text, const YcSheetStyle *style)
{
  const YcSheetStyle plain = {0};
  const YcSheetStyle *look = style != NULL ? style : &plain;
  YcSheetBlock block;

  if (sheet->full)
    return;
  yc_sheet_block_init (&block, sheet, text, look, SHEET_INNER - look->left);
  for (guint i = 0; i < block.lines->len; i++) {
    double height = g_array_index (block.lines, YcSheetLine, i).height;
    gboolean lonely = i == 0 && block.lines->len > 1; // no first line alone at the foot

    yc_sheet_keep (sheet, lonely ? 2 * height : height);
    sheet->y += yc_sheet_block_draw (&block, sheet, i, i + 1, SHEET_SIDE + look->left, sheet->y);
  }
  yc_sheet_block_clear (&block);
  sheet->y += look->gap_after > 0 ? look->gap_after : SHEET_GAP;
}
