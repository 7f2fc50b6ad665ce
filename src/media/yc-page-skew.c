// How a page leans, and which way up it lies.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"

#define RANGE     7.0  // degrees either way that are tried
#define COARSE    1.0  // degrees between the first tries
#define FINE      0.01 // degrees at which the search ends
#define SURE      3.3  // of leptonica's ratio; dense print reaches 3.5, a table 12 and more
#define VERY_SURE 12.0
#define LEAST_INK 0.0003 // share of dark pixels below which there are no lines

typedef struct {
  float degrees, ratio, score;
} Lean;

static Lean
find_lean (YcPix *ink)
{
  Lean lean = {0};

  // Lines of writing make the sums of pixel rows differ most when they lie straight.
  if (pixFindSkewSweepAndSearchScore (ink, &lean.degrees, &lean.ratio, &lean.score, 2, 1, 0, RANGE,
                                      COARSE, FINE) != 0)
    lean = (Lean){0};
  return lean;
}

// The score of a direction grows with the length of its lines; the ratio says how clear its best
// angle is.
static gboolean
is_lying (const Lean *straight, const Lean *lying)
{
  return lying->ratio > SURE && lying->score * lying->ratio > straight->score * straight->ratio;
}

void
yc_page_measure_skew (const YcLook *look, YcPageReport *report)
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
