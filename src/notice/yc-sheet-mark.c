// What stands on a paper beside its words: the QR code, lines to sign on, the place of the seal.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-qr.h"
#include "yc-sheet-private.h"

#define SIGN_HEIGHT 58.0
#define SEAL_RADIUS 57.0 // of an authority's seal: 40 mm across
#define SEAL_WIDTH  220.0

gboolean
yc_sheet_qr (YcSheet *sheet, const char *text, double side)
{
  int n = 0;
  g_autofree guint8 *dots = yc_qr_make (text, &n);
  double dot;

  if (dots == NULL)
    return FALSE;
  dot = side / n;
  for (int row = 0; row < n && !sheet->blind; row++)
    for (int column = 0; column < n; column++)
      if (dots[row * n + column] != 0)
        cairo_rectangle (sheet->cairo, SHEET_WIDTH - SHEET_SIDE - side + column * dot,
                         sheet->y + row * dot, dot, dot);
  cairo_fill (sheet->cairo);
  return TRUE;
}

// A text in a box of this width, for what does not flow.
static double
put (YcSheet *sheet, const char *text, const YcSheetStyle *style, double x, double y, double width)
{
  YcSheetBlock block;
  double height;

  yc_sheet_block_init (&block, sheet, text, style, width);
  height = yc_sheet_block_draw (&block, sheet, 0, block.lines->len, x, y);
  yc_sheet_block_clear (&block);
  return height;
}

static double
width_of (YcSheet *sheet, const char *text)
{
  const YcSheetStyle style = {0};
  YcSheetBlock block;
  int width;

  yc_sheet_block_init (&block, sheet, text, &style, SHEET_INNER);
  pango_layout_set_width (block.layout, -1);
  pango_layout_get_size (block.layout, &width, NULL);
  yc_sheet_block_clear (&block);
  return (double)width / PANGO_SCALE;
}

static void
sign_here (YcSheet *sheet, const char *label, double x, double y, double width)
{
  const YcSheetStyle style = {0}, right = {.alignment = PANGO_ALIGN_RIGHT};
  g_autofree char *text = g_strconcat (label, "：", NULL);
  double line = x + width_of (sheet, text) + 2;

  put (sheet, text, &style, x, y + 6, width);
  put (sheet, "年　　月　　日", &right, x, y + 31, width);
  if (sheet->blind || line > x + width)
    return;
  cairo_save (sheet->cairo);
  cairo_set_line_width (sheet->cairo, 0.5);
  cairo_move_to (sheet->cairo, line, y + 23);
  cairo_line_to (sheet->cairo, x + width, y + 23);
  cairo_stroke (sheet->cairo);
  cairo_restore (sheet->cairo);
}

void
yc_sheet_sign (YcSheet *sheet, const char *const *labels, guint n)
{
  const double gap = 36, width = (SHEET_INNER - gap * (n > 1 ? n - 1 : 1)) / MAX (n, 2);

  if (sheet->full || n == 0)
    return;
  yc_sheet_keep (sheet, SIGN_HEIGHT);
  for (guint i = 0; i < n; i++)
    sign_here (sheet, labels[i], SHEET_SIDE + i * (width + gap), sheet->y, width);
  sheet->y += SIGN_HEIGHT;
}

static void
draw_seal_place (YcSheet *sheet, double x, double y)
{
  const double dashes[] = {3, 3};

  if (sheet->blind)
    return;
  cairo_save (sheet->cairo);
  cairo_new_sub_path (sheet->cairo);
  cairo_arc (sheet->cairo, x, y, SEAL_RADIUS, 0, 2 * G_PI);
  cairo_set_source_rgb (sheet->cairo, 0.78, 0.78, 0.78);
  cairo_set_line_width (sheet->cairo, 0.6);
  cairo_set_dash (sheet->cairo, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (sheet->cairo);
  cairo_restore (sheet->cairo);
}

void
yc_sheet_seal (YcSheet *sheet,
               const char *seal,
               const char *by,
               const char *day,
               const char *const *labels,
               guint n)
{
  const YcSheetStyle plain = {.alignment = PANGO_ALIGN_CENTER};
  const YcSheetStyle small = {
      .size = YC_SHEET_SMALL, .alignment = PANGO_ALIGN_CENTER, .pale = TRUE};
  g_autofree char *place = g_strdup_printf ("（%s）", seal);
  double x = SHEET_WIDTH - SHEET_SIDE - SEAL_WIDTH, y;

  if (sheet->full)
    return;
  yc_sheet_keep (sheet, YC_SHEET_SEAL_HEIGHT);
  for (guint i = 0; i < MIN (n, 2); i++)
    sign_here (sheet, labels[i], SHEET_SIDE, sheet->y + i * SIGN_HEIGHT,
               SHEET_INNER - SEAL_WIDTH - 2 * SHEET_GAP);
  draw_seal_place (sheet, x + SEAL_WIDTH / 2, sheet->y + SHEET_GAP + SEAL_RADIUS);
  y = sheet->y + SEAL_RADIUS - 24;
  if (by != NULL)
    y += put (sheet, by, &plain, x, y, SEAL_WIDTH) + 2;
  if (day != NULL)
    y += put (sheet, day, &plain, x, y, SEAL_WIDTH) + 2;
  put (sheet, place, &small, x, y, SEAL_WIDTH);
  sheet->y += YC_SHEET_SEAL_HEIGHT;
}
