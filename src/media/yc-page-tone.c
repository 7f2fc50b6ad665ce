// Colour, grey or line art, and whether the page is well exposed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"

#include <string.h>

#define TINT       44    // distance of the channels, paper made white, that is a colour
#define LIGHTEST   26    // darkness of a shade of grey that is more than noise
#define DARKEST    85    // and of one that black and white would still show
#define SOLID      95    // darkness within reach that makes a shade the edge of a stroke
#define REACH      2     // small pixels
#define SOFT_PRINT 0.006 // of what is printed, that is grey because strokes are finer than pixels
#define CLIPPED    0.9   // share of pure white from which a page may be washed out

static guint8
tint_of (const guint8 *p, const guint8 *white)
{
  int low = 255, high = 0;

  for (int c = 0; c < 3; c++) {
    const int level = MIN (p[c] * 255 / MAX (white[c], 1), 255);

    low = MIN (low, level);
    high = MAX (high, level);
  }
  return (guint8)(high - low);
}

// The brightest levels that a twentieth of the page reaches, channel by channel.
static void
find_white (const YcLook *look, guint8 *white)
{
  const gsize n = (gsize)look->width * (gsize)look->height;
  const guint8 *p = g_bytes_get_data (look->small.data, NULL);
  guint counts[3][256] = {{0}};

  for (gsize i = 0; i < n * 3; i += 3)
    for (int c = 0; c < 3; c++)
      counts[c][p[i + (gsize)c]]++;
  for (int c = 0; c < 3; c++) {
    gsize left = n / 3;
    int level = 255;

    for (; level > 0 && counts[c][level] <= left; level--)
      left -= counts[c][level];
    white[c] = (guint8)level;
  }
}

// Coloured surface; a single pixel, as where the scanner's three rows do not meet, is none.
static double
measure_colour (const YcLook *look)
{
  const int w = look->width, h = look->height;
  g_autofree guint8 *tinted = NULL;
  const guint8 *p;
  guint8 white[3];
  int n = 0;

  if (look->small.kind != YC_PIXELS_RGB)
    return 0;
  find_white (look, white);
  tinted = g_malloc0 ((gsize)w * (gsize)h);
  p = g_bytes_get_data (look->small.data, NULL);
  for (gsize i = 0; i < (gsize)w * (gsize)h; i++, p += 3)
    tinted[i] = tint_of (p, white) > TINT && look->grey[i] < 250;
  for (int y = 0; y < h - 1; y++)
    for (int x = 0; x < w - 1; x++) {
      const guint8 *t = tinted + (gsize)y * (gsize)w + x;

      n += t[0] & t[1] & t[w] & t[w + 1];
    }
  return n * look->mm * look->mm;
}

static gboolean
is_edge (const YcLook *look, int x, int y)
{
  for (int i = MAX (y - REACH, 0); i <= MIN (y + REACH, look->height - 1); i++)
    for (int k = MAX (x - REACH, 0); k <= MIN (x + REACH, look->width - 1); k++)
      if (255 - look->grey[(gsize)i * (gsize)look->width + (gsize)k] > SOLID)
        return TRUE;
  return FALSE;
}

// Shades that are not just the soft edge of something black. Noise is single pixels, so two.
static double
measure_grey (const YcLook *look)
{
  int n = 0;

  for (int y = 2; y < look->height - 2; y += 2)
    for (int x = 2; x < look->width - 2; x += 2) {
      const guint8 *p = look->grey + (gsize)y * (gsize)look->width + x;

      if (p[0] <= 255 - LIGHTEST && p[1] <= 255 - LIGHTEST && p[0] >= 255 - DARKEST &&
          !is_edge (look, x, y))
        n++;
    }
  return n * 4 * look->mm * look->mm;
}

static double
share_of (const guint8 *bytes, gsize n, int from, int to)
{
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += bytes[i] >= from && bytes[i] <= to;
  return (double)count / (double)n;
}

static void
judge_exposure (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  const YcPageLimits *limits = &ask->limits;
  const gsize n = (gsize)look->width * (gsize)look->height;
  const gboolean bits = look->image->kind == YC_PIXELS_LINEART;

  report->paper_level = look->highest;
  report->black = share_of (bits ? look->raw : look->grey, n, 0, 127);
  if (bits ? report->black > limits->dark_share : report->paper_level < limits->dark_paper)
    report->findings |= YC_PAGE_TOO_DARK;
  if (!bits && (report->findings & YC_PAGE_BLANK) == 0 && report->contrast < limits->light &&
      share_of (look->raw, n, 254, 255) > CLIPPED)
    report->findings |= YC_PAGE_TOO_LIGHT;
}

void
yc_page_measure_tone (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  if (look->image->kind == YC_PIXELS_LINEART)
    report->kind = YC_PIXELS_LINEART;
  else if (measure_colour (look) > ask->limits.colour_mm2)
    report->kind = YC_PIXELS_RGB;
  else
    report->kind = measure_grey (look) > ask->limits.tone_mm2 + SOFT_PRINT * report->marks_mm2
                       ? YC_PIXELS_GREY
                       : YC_PIXELS_LINEART;
  judge_exposure (look, ask, report);
}
