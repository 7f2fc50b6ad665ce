// Barcodes and QR codes, read by zbar. It takes longer than all else, so it only looks where the
// small page shows the corner squares of a QR code, or bars.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-image-private.h"
#include "yc-page-look.h"
#include "yc-reduce.h"

#include <string.h>
#include <zbar.h>

#define DOT_PIXELS   4   // of a dot of a QR code, that zbar is given at least
#define READ_DPI     220 // that zbar is given, or a little more
#define QR_DOTS      9   // from the middle of a corner square to beyond the quiet zone
#define MOST_SQUARES 150
#define SAMPLES      24 // across and down a code
#define LEAST_DARK   0.33
#define MOST_DARK    0.67
#define BAR_MM       16.0 // of a window that bars are looked for in
#define BAR_STEPS    18   // changes from light to dark in it
#define BAR_DOWN     2.0  // mm below which the same bars must still be there
#define BAR_SAME     0.86 // share of pixels that must be the same
#define GROW_MM      6.0
#define MOST_CODES   64

typedef struct {
  int left, top, right, bottom; // small pixels; right <= left: nothing
  double dot;                   // the smallest of a QR code, 0: none
} Region;

// What looks like the corner square of a QR code.
typedef struct {
  int x, y; // its middle
  double dot;
  guint hits; // rows that show it
} Square;

static void
include (Region *region, int x, int y, int reach_x, int reach_y)
{
  if (region->right <= region->left)
    *region = (Region){x, y, x + 1, y + 1, 0};
  region->left = MIN (region->left, x - reach_x);
  region->top = MIN (region->top, y - reach_y);
  region->right = MAX (region->right, x + reach_x);
  region->bottom = MAX (region->bottom, y + reach_y);
}

static gboolean
is_dark (const YcLook *look, int x, int y)
{
  return look->grey[(gsize)y * (gsize)look->width + (gsize)x] < 128;
}

// Dark, light, dark, light, dark in 1:1:3:1:1, as through the middle of a corner square
// (ISO/IEC 18004). 0, or the width of one dot.
static double
read_square (const int *runs)
{
  const double dot = (runs[0] + runs[1] + runs[2] + runs[3] + runs[4]) / 7.0;
  const double slack = MAX (dot * 0.55, 0.8);

  if (dot < 1.1 || ABS (runs[2] - 3 * dot) > 1.6 * slack)
    return 0;
  for (int i = 0; i < 5; i++)
    if (i != 2 && ABS (runs[i] - dot) > slack)
      return 0;
  return dot;
}

static int
run_down (const YcLook *look, int x, int *y, int step, gboolean dark)
{
  int n = 0;

  for (; *y >= 0 && *y < look->height && is_dark (look, x, *y) == dark; *y += step)
    n++;
  return n;
}

// The same from top to bottom through this point?
static gboolean
is_square (const YcLook *look, int x, int y, double dot)
{
  int up = y, down = y + 1, runs[5];
  double other;

  runs[2] = run_down (look, x, &up, -1, TRUE) + run_down (look, x, &down, 1, TRUE);
  runs[1] = run_down (look, x, &up, -1, FALSE);
  runs[3] = run_down (look, x, &down, 1, FALSE);
  runs[0] = run_down (look, x, &up, -1, TRUE);
  runs[4] = run_down (look, x, &down, 1, TRUE);
  other = read_square (runs);
  return other > 0.6 * dot && other < 1.7 * dot;
}

static void
add_square (GArray *squares, int x, int y, double dot)
{
  const Square new = {x, y, dot, 1};

  for (guint i = squares->len; i > 0; i--) {
    Square *square = &g_array_index (squares, Square, i - 1);

    if (ABS (square->x - x) <= 2 * dot && ABS (square->y - y) <= 3 * dot) {
      square->hits++;
      return;
    }
  }
  if (squares->len < MOST_SQUARES)
    g_array_append_val (squares, new);
}

static void
find_squares_in (const YcLook *look, int y, GArray *squares)
{
  int runs[5] = {0}, n = 0;

  for (int x = 0, start = 0; x < look->width; x++) {
    double dot;

    if (x + 1 < look->width && is_dark (look, x, y) == is_dark (look, x + 1, y))
      continue;
    memmove (runs, runs + 1, 4 * sizeof *runs);
    runs[4] = x + 1 - start;
    start = x + 1;
    n++;
    dot = n >= 5 && is_dark (look, x, y) ? read_square (runs) : 0;
    if (dot > 0) {
      const int middle = x - runs[4] - runs[3] - runs[2] / 2;

      if (is_square (look, middle, y, dot))
        add_square (squares, middle, y, dot);
    }
  }
}

// Far enough apart, and of the same size.
static gboolean
is_pair (const Square *corner, const Square *a)
{
  const double x = a->x - corner->x, y = a->y - corner->y, dot = corner->dot;

  return x * x + y * y > 100 * dot * dot && x * x + y * y < 3600 * dot * dot &&
         ABS (a->dot - dot) < 0.4 * dot;
}

// Characters look like corner squares, too; three at the corners of half a square, with about as
// much dark as light between them, are a QR code.
static gboolean
are_corners (const YcLook *look, const Square *corner, const Square *a, const Square *b)
{
  const double ax = a->x - corner->x, ay = a->y - corner->y;
  const double bx = b->x - corner->x, by = b->y - corner->y;
  const double aa = ax * ax + ay * ay, bb = bx * bx + by * by;
  int dark = 0;

  if (ABS (aa - bb) > 0.3 * aa || ABS (ax * bx + ay * by) > 0.15 * aa)
    return FALSE;
  for (int i = 0; i < SAMPLES; i++)
    for (int k = 0; k < SAMPLES; k++) {
      const int x = corner->x + (int)((ax * i + bx * k) / SAMPLES);
      const int y = corner->y + (int)((ay * i + by * k) / SAMPLES);

      dark += x >= 0 && y >= 0 && x < look->width && y < look->height && is_dark (look, x, y);
    }
  return dark > LEAST_DARK * SAMPLES * SAMPLES && dark < MOST_DARK * SAMPLES * SAMPLES;
}

static void
include_code (Region *region, const Square *corner, const Square *a, const Square *b)
{
  const int grow = (int)(QR_DOTS * corner->dot);

  include (region, corner->x, corner->y, grow, grow);
  include (region, a->x, a->y, grow, grow);
  include (region, b->x, b->y, grow, grow);
  include (region, a->x + b->x - corner->x, a->y + b->y - corner->y, grow, grow);
  region->dot = region->dot > 0 ? MIN (region->dot, corner->dot) : corner->dot;
}

static void
find_codes (const YcLook *look, const GArray *squares, Region *region)
{
  const Square *s = (const Square *)(gconstpointer)squares->data;

  for (guint i = 0; i < squares->len; i++)
    for (guint j = 0; j < squares->len; j++)
      for (guint k = 0; j != i && k < j && is_pair (&s[i], &s[j]); k++)
        if (k != i && is_pair (&s[i], &s[k]) && are_corners (look, &s[i], &s[j], &s[k]))
          include_code (region, &s[i], &s[j], &s[k]);
}

static void
find_squares (const YcLook *look, Region *region)
{
  g_autoptr (GArray) squares = g_array_new (FALSE, FALSE, sizeof (Square));

  for (int y = 0; y < look->height; y++)
    find_squares_in (look, y, squares);
  // Through a corner square of any size there are several rows.
  for (guint i = squares->len; i > 0; i--)
    if (g_array_index (squares, Square, i - 1).hits < 2)
      g_array_remove_index_fast (squares, i - 1);
  find_codes (look, squares, region);
}

static gboolean
are_bars (const YcLook *look, int x, int y, int width, int down)
{
  int steps = 0, same = 0, dark = 0;

  for (int i = x + 1; i < x + width; i++) {
    steps += is_dark (look, i, y) != is_dark (look, i - 1, y);
    same += is_dark (look, i, y) == is_dark (look, i, y + down);
    dark += is_dark (look, i, y);
  }
  return steps >= BAR_STEPS && same >= BAR_SAME * (width - 1) && dark > LEAST_DARK * width &&
         dark < MOST_DARK * width;
}

static void
find_bars (const YcLook *look, Region *region)
{
  const int width = (int)(BAR_MM / look->mm), down = MAX ((int)(BAR_DOWN / look->mm), 1);
  const int grow = (int)(GROW_MM / look->mm);

  // Pixels too coarse for bars would make the window empty.
  for (int y = 0; width > BAR_STEPS && y + down < look->height; y += down)
    for (int x = 0; x + width <= look->width; x += width / 2)
      if (are_bars (look, x, y, width, down)) {
        include (region, x + width / 2, y, 3 * width, grow);
      }
}

static void
add_codes (zbar_image_t *picture, const Region *region, int scale, GPtrArray *codes)
{
  for (const zbar_symbol_t *symbol = zbar_image_first_symbol (picture);
       symbol != NULL && codes->len < MOST_CODES; symbol = zbar_symbol_next (symbol)) {
    int left = G_MAXINT, top = G_MAXINT, right = 0, bottom = 0;
    const char *text = zbar_symbol_get_data (symbol);
    YcBarcode *code;

    for (guint i = 0; i < zbar_symbol_get_loc_size (symbol); i++) {
      left = MIN (left, zbar_symbol_get_loc_x (symbol, i));
      right = MAX (right, zbar_symbol_get_loc_x (symbol, i));
      top = MIN (top, zbar_symbol_get_loc_y (symbol, i));
      bottom = MAX (bottom, zbar_symbol_get_loc_y (symbol, i));
    }
    if (text == NULL || right < left || bottom < top)
      continue;
    code = g_new0 (YcBarcode, 1);
    code->kind = g_strdup (zbar_get_symbol_name (zbar_symbol_get_type (symbol)));
    code->text = g_utf8_make_valid (text, (gssize)zbar_symbol_get_data_length (symbol));
    code->box = (YcBox){region->left + left * scale, region->top + top * scale,
                        (right - left) * scale, (bottom - top) * scale};
    g_ptr_array_add (codes, code);
  }
}

static void
read_codes (const guint8 *grey,
            int width,
            int height,
            gboolean bars,
            const Region *region,
            int scale,
            GPtrArray *codes)
{
  static const zbar_symbol_type_t lines[] = {ZBAR_CODE128, ZBAR_CODE39, ZBAR_EAN13, ZBAR_I25};
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *picture = zbar_image_create ();

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  for (guint i = 0; bars && i < G_N_ELEMENTS (lines); i++)
    zbar_image_scanner_set_config (scanner, lines[i], ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (picture, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (picture, (unsigned int)width, (unsigned int)height);
  zbar_image_set_data (picture, grey, (unsigned long)width * (unsigned long)height, NULL);
  if (zbar_scan_image (scanner, picture) > 0)
    add_codes (picture, region, scale, codes);
  zbar_image_destroy (picture);
  zbar_image_scanner_destroy (scanner);
}

// The place in full resolution, as grey for zbar.
static YcImage
cut_out (const YcLook *look, const Region *full, int scale)
{
  const YcPageOp crop = {
      YC_PAGE_OP_CROP, {full->left, full->top, full->right - full->left, full->bottom - full->top}};
  const YcPageOp grey = {YC_PAGE_OP_KIND, {YC_PIXELS_GREY}};
  g_autoptr (YcPageOps) none = yc_page_ops_new ();
  g_autoptr (YcPageOps) first = yc_page_ops_append (none, &crop, NULL);
  g_autoptr (YcPageOps) both = yc_page_ops_append (first, &grey, NULL);
  g_auto (YcImage) part = {0};

  if (!yc_page_prepare (look->image, both, NULL, &part, NULL))
    return (YcImage){0};
  return yc_image_reduce (&part, scale);
}

void
yc_page_find_barcodes (const YcLook *look, YcPageReport *report)
{
  const int f = look->factor;
  int scale = MAX (report->dpi / READ_DPI, 1);
  Region squares = {0}, bars = {0}, *region = &squares;
  g_auto (YcImage) part = {0};

  find_squares (look, &squares);
  find_bars (look, &bars);
  if (bars.right > bars.left) {
    include (region, bars.left, bars.top, 0, 0);
    include (region, bars.right, bars.bottom, 0, 0);
  }
  if (region->right <= region->left)
    return;
  // Large dots are averaged: that takes noise away, and time.
  if (bars.right <= bars.left && region->dot > 0)
    scale = MAX ((int)(region->dot * f / DOT_PIXELS), 1);
  region->left = CLAMP (region->left, 0, look->width - 1) * f;
  region->top = CLAMP (region->top, 0, look->height - 1) * f;
  region->right = MIN (region->right * f, report->width);
  region->bottom = MIN (region->bottom * f, report->height);
  if (region->right - region->left < 16 || region->bottom - region->top < 16)
    return;
  part = cut_out (look, region, scale);
  if (part.data != NULL)
    read_codes (g_bytes_get_data (part.data, NULL), part.width, part.height, bars.right > bars.left,
                region, scale, report->barcodes);
}
