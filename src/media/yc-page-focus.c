// How sharp a page is: the width of the edges of its writing, in millimetres, at full resolution.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-image-private.h"
#include "yc-page-look.h"

#define ROW_MM     1.1 // from one measured row to the next
#define LEAST_STEP 70  // grey levels of an edge that is measured
#define BINS       200 // of a hundredth of a millimetre
#define LEAST      40  // edges, below which nothing is said

typedef struct {
  guint bins[BINS];
  guint n;
  double mm; // a pixel
} Widths;

// Grey levels of a row, averaged over three pixels against noise.
static void
read_row (const YcImage *image, int y, int *row)
{
  const guint8 *p = (const guint8 *)g_bytes_get_data (image->data, NULL) + (gsize)y * image->stride;
  int before = 0, now = 0;

  for (int x = 0; x < image->width; x++) {
    const int next =
        image->kind == YC_PIXELS_GREY ? p[x] : (p[x * 3] + 2 * p[x * 3 + 1] + p[x * 3 + 2]) / 4;

    if (x > 1)
      row[x - 1] = before + now + next;
    before = now;
    now = next;
  }
}

static void
add_edge (Widths *widths, int height, int steepest)
{
  const double width = (double)height / steepest * widths->mm;

  widths->bins[MIN ((int)(width * 100), BINS - 1)]++;
  widths->n++;
}

// Every run up or down that is high enough: its height over its steepest step is its width.
static void
measure_row (const int *row, int width, Widths *widths)
{
  int start = 1, steepest = 0;

  for (int x = 2; x < width - 1; x++) {
    const int step = row[x] - row[x - 1], before = row[x - 1] - row[start];

    if ((step < 0 && before > 0) || (step > 0 && before < 0) || (step == 0 && before != 0)) {
      if (ABS (before) > LEAST_STEP * 3)
        add_edge (widths, ABS (before), steepest);
      start = x - 1;
      steepest = 0;
    }
    if (step == 0)
      start = x;
    steepest = MAX (steepest, ABS (step));
  }
}

void
yc_page_measure_focus (const YcLook *look, YcPageReport *report)
{
  const YcImage *image = look->image;
  Widths widths = {.mm = look->mm / look->factor};
  const int step = MAX ((int)(ROW_MM / widths.mm), 1);
  g_autofree int *row = NULL;
  guint left;

  if (image->kind == YC_PIXELS_LINEART || image->width < 8)
    return;
  row = g_new0 (int, (gsize)image->width);
  for (int y = step / 2; y < image->height; y += step) {
    read_row (image, y, row);
    measure_row (row, image->width, &widths);
  }
  left = widths.n / 2;
  for (int i = 0; widths.n >= LEAST && i < BINS; i++) {
    if (widths.bins[i] > left) {
      report->edge_mm = (i + 0.5) / 100;
      return;
    }
    left -= widths.bins[i];
  }
}
