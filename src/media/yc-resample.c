// Turns pictures and changes their resolution, interpolating between the four nearest pixels.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-resample.h"
#include "yc-image-private.h"
#include "yc-reduce.h"

#include <math.h>
#include <string.h>

#define ONE   65536 // places are fixed point with 16 binary digits
#define LANES G_GUINT64_CONSTANT (0x00ff00ff00ff)
#define HALF  G_GUINT64_CONSTANT (0x008000800080)

// Where a pixel of the new picture comes from: x and y for its upper left one, and what one step
// to the right and one down add.
typedef struct {
  gint64 x, y;
  gint64 right_x, right_y;
  gint64 down_x, down_y;
} Way;

typedef struct {
  const YcImage *from;
  const guint8 *data;
  YcImage to;
  guint8 *out;
} Job;

// The columns of a line for which a place that starts at `at` and grows by `step` stays in
// [0, limit): narrows [*first, *last).
static void
narrow (gint64 at, gint64 step, gint64 limit, int *first, int *last)
{
  if (step == 0) {
    if (at < 0 || at >= limit)
      *last = *first;
    return;
  }
  while (*first < *last && (at + *first * step < 0 || at + *first * step >= limit)) {
    const gint64 miss = step > 0 ? -(at + *first * step) : at + *first * step - limit + 1;

    *first = miss > 0 ? *first + (int)MIN (MAX (miss / ABS (step), 1), *last - *first) : *last;
  }
  while (*last > *first && (at + (*last - 1) * step < 0 || at + (*last - 1) * step >= limit)) {
    const gint64 miss = step > 0 ? at + (*last - 1) * step - limit + 1 : -(at + (*last - 1) * step);

    *last = miss > 0 ? *last - (int)MIN (MAX (miss / ABS (step), 1), *last - *first) : *first;
  }
}

static guint8
mix (guint a, guint b, guint c, guint d, guint fx, guint fy)
{
  const guint top = a * (256 - fx) + b * fx, bottom = c * (256 - fx) + d * fx;

  return (guint8)((top * (256 - fy) + bottom * fy + (1 << 15)) >> 16);
}

static void
grey_line (const Job *job, const Way *way, int first, int last, guint8 *out)
{
  const gsize stride = job->from->stride;
  gint64 x = way->x + first * way->right_x, y = way->y + first * way->right_y;

  for (int i = first; i < last; i++, x += way->right_x, y += way->right_y) {
    const guint8 *p = job->data + (gsize)(y >> 16) * stride + (gsize)(x >> 16);

    out[i] = mix (p[0], p[1], p[stride], p[stride + 1], (x >> 8) & 0xff, (y >> 8) & 0xff);
  }
}

// The three channels in one number, 16 bits for each.
static inline guint64
spread (const guint8 *p)
{
  return p[0] | (guint64)p[1] << 16 | (guint64)p[2] << 32;
}

// All three channels at once; the four weights add up to 256, so no channel runs into the next.
static void
rgb_line (const Job *job, const Way *way, int first, int last, guint8 *out)
{
  const gsize stride = job->from->stride;
  gint64 x = way->x + first * way->right_x, y = way->y + first * way->right_y;

  for (int i = first; i < last; i++, x += way->right_x, y += way->right_y) {
    const guint8 *p = job->data + (gsize)(y >> 16) * stride + (gsize)(x >> 16) * 3;
    const guint64 fx = (x >> 8) & 0xff, fy = (y >> 8) & 0xff;
    const guint64 d = fx * fy >> 8, b = fx - d, c = fy - d, a = 256 - fx - fy + d;
    const guint64 sum = (spread (p) * a + spread (p + 3) * b + spread (p + stride) * c +
                         spread (p + stride + 3) * d + HALF) >>
                            8 &
                        LANES;

    out[i * 3] = (guint8)sum;
    out[i * 3 + 1] = (guint8)(sum >> 16);
    out[i * 3 + 2] = (guint8)(sum >> 32);
  }
}

static void
bit_line (const Job *job, const Way *way, int first, int last, guint8 *out)
{
  const gsize stride = job->from->stride;
  gint64 x = way->x + first * way->right_x, y = way->y + first * way->right_y;

  for (int i = first; i < last; i++, x += way->right_x, y += way->right_y) {
    const gsize column = (gsize)(x >> 16);
    const guint bit = job->data[(gsize)(y >> 16) * stride + column / 8] >> (7 - column % 8) & 1;

    out[i / 8] |= (guint8)(bit << (7 - i % 8));
  }
}

static void
run (Job *job, const Way *way)
{
  // Interpolation reads the pixel to the right and the one below, too.
  const int more = job->from->kind == YC_PIXELS_LINEART ? 0 : 1;
  Way line = *way;

  for (int y = 0; y < job->to.height; y++, line.x += way->down_x, line.y += way->down_y) {
    guint8 *out = job->out + (gsize)y * job->to.stride;
    int first = 0, last = job->to.width;

    narrow (line.x, line.right_x, (gint64)(job->from->width - more) * ONE, &first, &last);
    narrow (line.y, line.right_y, (gint64)(job->from->height - more) * ONE, &first, &last);
    if (job->from->kind == YC_PIXELS_LINEART)
      bit_line (job, &line, first, last, out);
    else if (job->from->kind == YC_PIXELS_GREY)
      grey_line (job, &line, first, last, out);
    else
      rgb_line (job, &line, first, last, out);
  }
}

static gint64
fixed (double value)
{
  return (gint64)floor (value * ONE + 0.5);
}

YcImage
yc_image_rotate (const YcImage *image, double degrees)
{
  const double angle = degrees * G_PI / 180, c = cos (angle), s = sin (angle);
  const int width = (int)ceil (image->width * c + image->height * fabs (s) - 1e-6);
  const int height = (int)ceil (image->height * c + image->width * fabs (s) - 1e-6);
  // Line art takes the pixel whose square the place is in, the others mix around its middle.
  const double middle = image->kind == YC_PIXELS_LINEART ? 0.5 : 0;
  const double x = (1 - width) / 2.0, y = (1 - height) / 2.0;
  const Way way = {fixed ((image->width - 1) / 2.0 + x * c + y * s + middle),
                   fixed ((image->height - 1) / 2.0 - x * s + y * c + middle),
                   fixed (c),
                   fixed (-s),
                   fixed (s),
                   fixed (c)};
  Job job = {.from = image, .data = g_bytes_get_data (image->data, NULL)};

  job.to = yc_image_new_white (image->kind, width, height, image->dpi, &job.out);
  run (&job, &way);
  return job.to;
}

YcImage
yc_image_resample (const YcImage *image, int dpi)
{
  const double step = (double)image->dpi / dpi;
  const int width = MAX ((int)(image->width / step), 1);
  const int height = MAX ((int)(image->height / step), 1);
  const gint64 start = fixed (MAX ((step - 1) / 2, 0));
  const Way way = {start, start, fixed (step), 0, 0, fixed (step)};
  Job job = {.from = image, .data = g_bytes_get_data (image->data, NULL)};

  if (image->dpi % dpi == 0)
    return yc_image_reduce (image, image->dpi / dpi);
  job.to = yc_image_new_white (image->kind, width, height, dpi, &job.out);
  run (&job, &way);
  return job.to;
}
