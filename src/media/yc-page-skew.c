// How a page leans, and which way up it lies.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"

#include <math.h>

#define RANGE       7.0  // degrees either way that are tried
#define COARSE      1.0  // degrees between the first tries
#define FINE        0.01 // degrees at which the search ends
#define SURE        2.4  // of leptonica's ratio; dense print reaches 3, a table 12 and more
#define LYING       3.3  // of the same, before a page is taken for lying on its side
#define VERY_SURE   12.0
#define LEAST_EDGE  100    // small pixels of an edge that says how a sheet lies
#define EDGE_PIXELS 1.5    // that an edge is off its line on average
#define EDGE_SLOPE  0.005  // between the upper and the lower edge
#define EDGE_TRUST  0.5    // confidence in them
#define LEAST_INK   0.0003 // share of dark pixels below which there are no lines

typedef struct {
  float degrees, ratio, score;
} Lean;

static Lean
find_lean (YcPix *ink)
{
  Lean lean = {0};

  // Lines of writing make the sums of pixel rows differ most when they lie straight.
  if (pixFindSkewSweepAndSearchScore (ink, &lean.degrees, &lean.ratio, &lean.score, 4, 1, 0, RANGE,
                                      COARSE, FINE) != 0)
    lean = (Lean){0};
  return lean;
}

// The score of a direction grows with the length of its lines; the ratio says how clear its best
// angle is.
static gboolean
is_lying (const Lean *straight, const Lean *lying)
{
  return lying->ratio > LYING && lying->score * lying->ratio > straight->score * straight->ratio;
}

// ---- The edges of a sheet that is seen whole, where nothing on it tells
// --------------------------

static gboolean
is_behind (const YcLook *look, int x, int y)
{
  return pixGetData (look->behind)[(gsize)y * (gsize)pixGetWpl (look->behind) + (gsize)x / 32] >>
             (31 - x % 32) &
         1;
}

// Where the sheet begins in a column, from above or from below; -1 where it does not.
static int
find_edge (const YcLook *look, int x, gboolean below)
{
  for (int i = 0; i < look->height; i++) {
    const int y = below ? look->height - 1 - i : i;

    if (!is_behind (look, x, y))
      return y;
  }
  return -1;
}

// How far the upper or the lower edge sinks from column to column: a straight line through its
// middle part. FALSE where the edge is none.
static gboolean
fit_edge (const YcLook *look, gboolean below, double *ret_slope)
{
  const int from = look->paper.x + look->paper.width / 5, n = look->paper.width * 3 / 5;
  double x_sum = 0, y_sum = 0, xx = 0, xy = 0, off = 0, start;

  if (n < LEAST_EDGE || look->paper.y == 0 || look->paper.y + look->paper.height == look->height)
    return FALSE;
  for (int i = 0; i < n; i++) {
    const int y = find_edge (look, from + i, below);

    if (y < 0)
      return FALSE;
    x_sum += i;
    y_sum += y;
    xx += (double)i * i;
    xy += (double)i * y;
  }
  *ret_slope = (n * xy - x_sum * y_sum) / (n * xx - x_sum * x_sum);
  start = (y_sum - *ret_slope * x_sum) / n;
  for (int i = 0; i < n; i++)
    off += ABS (find_edge (look, from + i, below) - start - *ret_slope * i);
  return off / n < EDGE_PIXELS;
}

static void
measure_sheet (const YcLook *look, YcPageReport *report)
{
  double upper, lower;

  if (look->behind == NULL || !fit_edge (look, FALSE, &upper) || !fit_edge (look, TRUE, &lower) ||
      ABS (upper - lower) > EDGE_SLOPE)
    return;
  report->skew = -atan ((upper + lower) / 2) * 180 / G_PI;
  report->skew_confidence = EDGE_TRUST;
}

static void
measure_lines (const YcLook *look, YcPageReport *report)
{
  l_int32 dark = 0;
  Lean straight = {0}, lying = {0};
  g_autoptr (YcPix) turned = NULL;
  gboolean lies;
  double up;

  pixCountPixels (look->ink, &dark, NULL);
  if (dark < LEAST_INK * look->width * look->height)
    return;
  straight = find_lean (look->ink);
  if (straight.ratio < VERY_SURE)
    turned = pixRotate90 (look->ink, 1);
  if (turned != NULL)
    lying = find_lean (turned);
  lies = is_lying (&straight, &lying);
  if (lies)
    straight = lying;
  if (straight.ratio >= SURE) {
    report->skew = straight.degrees;
    report->skew_confidence = MIN (straight.ratio / VERY_SURE, 1);
  }
  up = yc_page_measure_upright (look, lies, report->skew);
  report->turn = (lies ? 1 : 0) + (up < 0 ? 2 : 0);
  report->turn_confidence = MIN (ABS (up), 1);
}

void
yc_page_measure_skew (const YcLook *look, YcPageReport *report)
{
  measure_lines (look, report);
  if (report->skew_confidence == 0)
    measure_sheet (look, report);
}
