// Makes a picture exactly as wide as the screen wants it, so that it need not be scaled while it
// moves.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-image-private.h"

#include <string.h>

enum { ONE = 256, HALF = ONE * ONE / 2, CHANNELS = 3 };

// Which old pixels a new one covers, and how much of each; the shares add up to ONE.
typedef struct {
  int first, n;
  guint16 *shares; // in the row's pool
} Cover;

typedef struct {
  Cover *covers; // owned
  guint16 *pool; // owned
} Row;

static void
row_clear (Row *row)
{
  g_free (row->covers);
  g_free (row->pool);
}

static Row
row_new (int from, int to)
{
  const int most = from / to + 2;
  Row row = {g_new (Cover, (gsize)to), g_new (guint16, (gsize)to * (gsize)most)};

  for (int i = 0; i < to; i++) {
    // In pixels of the old picture times `to`, so that nothing is lost in division.
    gint64 start = (gint64)i * from, end = start + from;
    Cover *cover = &row.covers[i];
    int given = 0;

    *cover = (Cover){(int)(start / to), 0, row.pool + (gsize)i * (gsize)most};
    cover->n = (int)((end + to - 1) / to) - cover->first;
    for (int k = 0; k < cover->n; k++) {
      gint64 so_far = MIN (end, (gint64)(cover->first + k + 1) * to) - start;
      int share = (int)((so_far * ONE + from / 2) / from) - given;

      cover->shares[k] = (guint16)share;
      given += share;
    }
  }
  return row;
}

static void
add (guint16 *sums, const guint8 *line, guint16 share, gsize n)
{
  for (gsize i = 0; i < n; i++)
    sums[i] = (guint16)(sums[i] + share * line[i]);
}

// The lines that one new line covers, added up: each value times ONE. They become a line as wide as
// the new picture.
static void
squeeze (const guint16 *sums, const Row *across, int width, guint8 *out)
{
  for (int x = 0; x < width; x++, out += CHANNELS) {
    const Cover *cover = &across->covers[x];
    const guint16 *sum = sums + (gsize)cover->first * CHANNELS;
    guint32 red = HALF, green = HALF, blue = HALF;

    for (int k = 0; k < cover->n; k++, sum += CHANNELS) {
      red += cover->shares[k] * (guint32)sum[0];
      green += cover->shares[k] * (guint32)sum[1];
      blue += cover->shares[k] * (guint32)sum[2];
    }
    out[0] = (guint8)(red / (ONE * ONE));
    out[1] = (guint8)(green / (ONE * ONE));
    out[2] = (guint8)(blue / (ONE * ONE));
  }
}

void
yc_image_fit (YcImage *image, int width)
{
  const int height = (int)MAX ((gint64)image->height * width / MAX (image->width, 1), 1);
  const gsize n = (gsize)image->width * CHANNELS;
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *pixels;
  YcImage small;

  if (image->kind != YC_PIXELS_RGB || width <= 0 || width >= image->width)
    return;
  small = yc_image_new_white (YC_PIXELS_RGB, width, height, image->dpi, &pixels);
  Row across = row_new (image->width, width), along = row_new (image->height, height);
  g_autofree guint16 *sums = g_new0 (guint16, n);

  for (int y = 0; y < height; y++) {
    const Cover *cover = &along.covers[y];

    memset (sums, 0, n * sizeof *sums);
    for (int k = 0; k < cover->n; k++)
      add (sums, data + (gsize)(cover->first + k) * image->stride, cover->shares[k], n);
    squeeze (sums, &across, width, pixels + (gsize)y * small.stride);
  }
  row_clear (&across);
  row_clear (&along);
  yc_image_clear (image);
  *image = small;
}
