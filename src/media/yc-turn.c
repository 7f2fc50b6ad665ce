// Turns pictures by quarters, without loss.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-image-private.h"
#include "yc-resample.h"

#include <string.h>

#define TILE 64 // pixels that are copied together, so that they stay in the cache

typedef struct {
  const YcImage *from;
  const guint8 *data;
  YcImage to;
  guint8 *out;
  int quarters;
} Job;

static gsize
source_of (const Job *job, int x, int y, int *ret_x)
{
  const int width = job->from->width, height = job->from->height;
  const int columns[] = {x, y, width - 1 - x, width - 1 - y};
  const int lines[] = {y, height - 1 - x, height - 1 - y, x};

  *ret_x = columns[job->quarters];
  return (gsize)lines[job->quarters] * job->from->stride;
}

static void
copy_bytes (Job *job, int x, int y, int n)
{
  const gsize bytes = job->from->kind == YC_PIXELS_GREY ? 1 : 3;
  guint8 *out = job->out + (gsize)y * job->to.stride + (gsize)x * bytes;

  for (int i = 0; i < n; i++, out += bytes) {
    int column;
    const guint8 *line = job->data + source_of (job, x + i, y, &column);

    memcpy (out, line + (gsize)column * bytes, bytes);
  }
}

static void
copy_bits (Job *job, int x, int y, int n)
{
  guint8 *out = job->out + (gsize)y * job->to.stride;

  for (int i = x; i < x + n; i++) {
    int column;
    const guint8 *line = job->data + source_of (job, i, y, &column);

    out[i / 8] |= (guint8)((line[column / 8] >> (7 - column % 8) & 1) << (7 - i % 8));
  }
}

static void
copy_tile (Job *job, int x, int y)
{
  const int n = MIN (TILE, job->to.width - x), last = MIN (y + TILE, job->to.height);

  for (; y < last; y++)
    if (job->from->kind == YC_PIXELS_LINEART)
      copy_bits (job, x, y, n);
    else
      copy_bytes (job, x, y, n);
}

YcImage
yc_image_turn (const YcImage *image, int quarters)
{
  const gboolean lies = quarters % 2 == 1;
  Job job = {.from = image, .data = g_bytes_get_data (image->data, NULL), .quarters = quarters};

  job.to = yc_image_new_white (image->kind, lies ? image->height : image->width,
                               lies ? image->width : image->height, image->dpi, &job.out);
  for (int y = 0; y < job.to.height; y += TILE)
    for (int x = 0; x < job.to.width; x += TILE)
      copy_tile (&job, x, y);
  return job.to;
}
