// How much stands on a page, and how faint it is: the difference between blank and pencil.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"

#include <string.h>

#define MARGIN_MM  3.0    // along the edges of the sheet, where shadows lie
#define PLENTY_MM2 1500.0 // more cannot be dust, whatever its shape
#define LEAST_MM   1.5    // long side of a mark that is no dust
#define LEAST_MM2  0.6
#define HOLE_MM    25.0 // from the edge: where punch holes are
#define SHADOW_MM  30.0 // long side of a shadow of an edge
#define NARROW_MM  9.0  // and its other side
#define LIGHT_BITS 25   // darkness of a mark in line art, where dust is black

// Sums of three by three, so that noise goes and strokes stay; 0 along the edge.
static guint8 *
smooth_darkness (const YcLook *look)
{
  const int w = look->width, h = look->height;
  g_autofree guint16 *sums = g_new0 (guint16, (gsize)w);
  guint8 *dark = g_malloc0 ((gsize)w * (gsize)h);

  for (int y = 1; y < h - 1; y++) {
    const guint8 *p = look->grey + (gsize)y * (gsize)w;

    for (int x = 0; x < w; x++)
      sums[x] = (guint16)(765 - p[x - w] - p[x] - p[x + w]);
    for (int x = 1; x < w - 1; x++)
      dark[(gsize)y * (gsize)w + (gsize)x] = (guint8)((sums[x - 1] + sums[x] + sums[x + 1]) / 9);
  }
  return dark;
}

// The deviation of noise: neighbours differ by 1.13 of it on average. Edges of marks are left out:
// whatever is far more than the median.
static double
find_noise (const YcLook *look)
{
  guint counts[256] = {0}, n = 0, sum = 0, seen = 0, total = 0;
  int median = 0;

  for (int y = 0; y < look->height; y += 3)
    for (int x = 1; x < look->width; x += 2, n++) {
      const guint8 *p = look->raw + (gsize)y * (gsize)look->width + x;

      counts[ABS (p[0] - p[-1])]++;
    }
  for (sum = counts[0]; sum * 2 < n; sum += counts[median])
    median++;
  for (guint i = 0; i <= MIN (4 * (guint)median + 4, 255); i++) {
    seen += counts[i];
    total += i * counts[i];
  }
  return total / 1.13 / MAX (seen, 1) * 255 / MAX (look->highest, 1);
}

// The edges of a sheet that is seen whole may lean.
static void
clear_rim (const YcLook *look, int margin, guint8 *dark)
{
  g_autoptr (YcPix) rim = pixDilateBrick (NULL, look->behind, 2 * margin + 1, 2 * margin + 1);

  for (int y = 0; rim != NULL && y < look->height; y++) {
    const guint32 *line = pixGetData (rim) + (gsize)y * (gsize)pixGetWpl (rim);

    for (int x = 0; x < look->width; x++)
      if (line[x / 32] >> (31 - x % 32) & 1)
        dark[(gsize)y * (gsize)look->width + (gsize)x] = 0;
  }
}

static void
clear_margin (const YcLook *look, guint8 *dark)
{
  const int margin = (int)(MARGIN_MM / look->mm);
  const YcBox *paper = &look->paper;

  for (int y = 0; y < look->height; y++)
    for (int x = 0; x < look->width; x++)
      if (x < paper->x + margin || y < paper->y + margin || x >= paper->x + paper->width - margin ||
          y >= paper->y + paper->height - margin)
        dark[(gsize)y * (gsize)look->width + (gsize)x] = 0;
  if (look->behind != NULL)
    clear_rim (look, margin, dark);
}

static gboolean
is_punch_hole (const YcLook *look, const BOX *box, int pixels)
{
  const double mm = look->mm, width = box->w * mm, height = box->h * mm;
  const double edge = MIN (MIN (box->x, box->y),
                           MIN (look->width - box->x - box->w, look->height - box->y - box->h));

  return width > 3.5 && width < 9 && height > 3.5 && height < 9 && ABS (width - height) < 2 &&
         pixels > 0.68 * box->w * box->h && edge * mm < HOLE_MM;
}

// Long, narrow, and along an edge of the sheet.
static gboolean
is_shadow (const YcLook *look, const BOX *box, int pixels)
{
  const double mm = look->mm, most = (MARGIN_MM + 1) / mm;
  const YcBox *paper = &look->paper;
  const gboolean beside =
      box->x - paper->x < most || paper->x + paper->width - box->x - box->w < most;
  const gboolean above =
      box->y - paper->y < most || paper->y + paper->height - box->y - box->h < most;

  return (beside && box->h * mm > SHADOW_MM && box->w * mm < NARROW_MM) ||
         (above && box->w * mm > SHADOW_MM && box->h * mm < NARROW_MM) ||
         (beside && above && MIN (box->w, box->h) * mm > SHADOW_MM &&
          pixels * mm < (box->w + box->h) * NARROW_MM);
}

static double
measure_pieces (const YcLook *look, YcPix *marks)
{
  PIXA *pieces = NULL;
  BOXA *boxes = pixConnComp (marks, &pieces, 8);
  double sum = 0;

  for (int i = 0; boxes != NULL && i < boxaGetCount (boxes); i++) {
    const BOX *box = boxes->box[i];
    l_int32 pixels = 0;

    pixCountPixels (pieces->pix[i], &pixels, NULL);
    if (MAX (box->w, box->h) * look->mm >= LEAST_MM && pixels * look->mm * look->mm >= LEAST_MM2 &&
        !is_punch_hole (look, box, pixels) && !is_shadow (look, box, pixels))
      sum += pixels * look->mm * look->mm;
  }
  boxaDestroy (&boxes);
  pixaDestroy (&pieces);
  return sum;
}

// Of the marks, how dark the darkest tenth is; smoothing has made thin strokes a little lighter.
static double
find_contrast (const guint8 *dark, gsize n, guint8 limit)
{
  guint counts[256] = {0}, total = 0, left;
  int level = 255;

  for (gsize i = 0; i < n; i++)
    counts[dark[i]]++;
  for (int i = limit; i < 256; i++)
    total += counts[i];
  for (left = total / 10; level > limit && counts[level] <= left; level--)
    left -= counts[level];
  return total > 0 ? level / 255.0 : 0;
}

void
yc_page_measure_marks (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  g_autofree guint8 *dark = smooth_darkness (look);
  const gsize n = (gsize)look->width * (gsize)look->height;
  const guint8 limit = look->image->kind == YC_PIXELS_LINEART
                           ? LIGHT_BITS
                           : (guint8)CLAMP (2.6 * find_noise (look) + 2, 7, 60);
  g_autoptr (YcPix) marks = NULL;
  double mm2 = 0;

  clear_margin (look, dark);
  for (gsize i = 0; i < n; i++)
    mm2 += dark[i] > limit;
  mm2 *= look->mm * look->mm;
  if (mm2 < PLENTY_MM2) {
    for (gsize i = 0; i < n; i++)
      dark[i] = (guint8)~dark[i];
    marks = yc_pix_below (dark, look->width, look->height, (guint8)~limit);
    for (gsize i = 0; i < n; i++)
      dark[i] = (guint8)~dark[i];
    mm2 = marks != NULL ? measure_pieces (look, marks) : mm2;
  }
  report->marks_mm2 = mm2;
  report->contrast = find_contrast (dark, n, limit);
  report->blank = 1 / (1 + mm2 / ask->limits.mark_mm2);
  if (mm2 < ask->limits.mark_mm2)
    report->findings |= YC_PAGE_BLANK;
  else if (report->contrast < ask->limits.faint)
    report->findings |= YC_PAGE_FAINT;
}
