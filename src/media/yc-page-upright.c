// Which way up a page is: strokes lie differently in the upper and lower half of a line of writing.
// The weights are found by tests/media/find-upright.c, from pages it draws.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"
#include "yc-page-upright-weights.h"

#include <math.h>
#include <string.h>

#define BANDS      12 // of a line of writing, from top to bottom
#define CHANNELS   5  // how dark, and strokes in four directions
#define LEAST_MM   1.6
#define MOST_MM    9.0
#define MOST_LINES 60
#define LEAST_FILL 0.01 // share of dark pixels of a row within a line
#define PROOF      4.0  // square root of the lines that make the sum of the weights count in full
#define MOST_FILL  0.6  // more is a rule, not writing

typedef struct {
  const guint8 *grey;
  int width, height;
  double slope; // rows that a line of writing sinks from one column to the next
} Field;

static const guint8 *
at (const Field *field, int x, int row)
{
  const int y = row + (int)floor (x * field->slope + 0.5);

  return y >= 1 && y < field->height - 1 ? field->grey + (gsize)y * (gsize)field->width + x : NULL;
}

static void
count_ink (const Field *field, int *rows)
{
  for (int y = 0; y < field->height; y++) {
    const guint8 *line = field->grey + (gsize)y * (gsize)field->width;

    for (int x = 1; x < field->width - 1; x++)
      if (line[x] < YC_LOOK_INK) {
        const int row = y - (int)floor (x * field->slope + 0.5);

        if (row >= 0 && row < field->height)
          rows[row]++;
      }
  }
}

static void
read_row (const Field *field, int row, double *channels)
{
  const int w = field->width;

  for (int x = 1; x < w - 1; x++) {
    const guint8 *p = at (field, x, row);

    if (p == NULL)
      continue;
    channels[0] += 255 - *p;
    channels[1] += ABS (p[1] - p[-1]);
    channels[2] += ABS (p[w] - p[-w]);
    channels[3] += ABS (p[w + 1] - p[-w - 1]);
    channels[4] += ABS (p[w - 1] - p[1 - w]);
  }
}

// A row belongs to the bands it lies in, in shares: rounding would favour one half of the line.
static void
add_row (const double *channels, double from, double to, double sums[BANDS][CHANNELS])
{
  for (int band = (int)from; band < BANDS && band < to; band++) {
    const double share = MIN (to, band + 1) - MAX (from, band);

    for (int c = 0; c < CHANNELS; c++)
      sums[band][c] += channels[c] * share;
  }
}

// What the line shows more of in its upper half than in its lower, band by band.
static void
read_line (const Field *field, int first, int height, double *traits)
{
  double sums[BANDS][CHANNELS] = {0}, total[CHANNELS] = {0};
  const double step = (double)BANDS / height;

  for (int i = 0; i < height; i++) {
    double channels[CHANNELS] = {0};

    read_row (field, first + i, channels);
    add_row (channels, i * step, (i + 1) * step, sums);
  }
  for (int band = 0; band < BANDS; band++)
    for (int c = 0; c < CHANNELS; c++)
      total[c] += sums[band][c];
  for (int band = 0; band < BANDS / 2; band++)
    for (int c = 0; c < CHANNELS; c++)
      if (total[c] > 0)
        traits[band * CHANNELS + c] += (sums[band][c] - sums[BANDS - 1 - band][c]) / total[c];
}

static gboolean
is_written (const Field *field, const int *rows, int row)
{
  return rows[row] > LEAST_FILL * field->width && rows[row] < MOST_FILL * field->width;
}

int
yc_page_read_traits (const guint8 *grey,
                     int width,
                     int height,
                     double mm,
                     double degrees,
                     double ret_traits[YC_UPRIGHT_TRAITS])
{
  const Field field = {grey, width, height, -tan (degrees * G_PI / 180)};
  g_autofree int *rows = g_new0 (int, (gsize)height + 1);
  int lines = 0, first = -1;

  G_STATIC_ASSERT (YC_UPRIGHT_TRAITS == BANDS / 2 * CHANNELS);
  memset (ret_traits, 0, YC_UPRIGHT_TRAITS * sizeof *ret_traits);
  count_ink (&field, rows);
  for (int row = 0; row <= height && lines < MOST_LINES; row++) {
    const gboolean written = row < height && is_written (&field, rows, row);

    if (written && first < 0)
      first = row;
    if (written || first < 0)
      continue;
    if ((row - first) * mm >= LEAST_MM && (row - first) * mm <= MOST_MM) {
      read_line (&field, first, row - first, ret_traits);
      lines++;
    }
    first = -1;
  }
  for (int i = 0; i < YC_UPRIGHT_TRAITS; i++)
    ret_traits[i] /= MAX (lines, 1);
  return lines;
}

static guint8 *
turn_grey (const YcLook *look)
{
  const int width = look->height, height = look->width;
  guint8 *turned = g_malloc0 ((gsize)width * (gsize)height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      turned[(gsize)y * (gsize)width + (gsize)x] =
          look->grey[(gsize)(width - 1 - x) * (gsize)height + (gsize)y];
  return turned;
}

double
yc_page_measure_upright (const YcLook *look, gboolean lies, double degrees)
{
  g_autofree guint8 *turned = lies ? turn_grey (look) : NULL;
  double traits[YC_UPRIGHT_TRAITS], sum = 0;
  int lines;

  lines = yc_page_read_traits (lies ? turned : look->grey, lies ? look->height : look->width,
                               lies ? look->width : look->height, look->mm, degrees, traits);
  for (int i = 0; i < YC_UPRIGHT_TRAITS; i++)
    sum += traits[i] * weights[i];
  return tanh (sum * sqrt (lines) / PROOF);
}
