// Averages squares of pixels.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-reduce.h"
#include "yc-image-private.h"

#include <string.h>

// Sums of the lines so far, one for each byte of a line of grey or colour.
typedef struct {
  const YcImage *image;
  guint32 *sums;
  gsize length;
  int factor, channels;
} Box;

static void
add_bits (Box *box, const guint8 *line)
{
  for (gsize x = 0; x < box->length; x++)
    box->sums[x] += line[x / 8] >> (7 - x % 8) & 1 ? 0 : 255;
}

static void
add_bytes (Box *box, const guint8 *line)
{
  for (gsize x = 0; x < box->length; x++)
    box->sums[x] += line[x];
}

// One square of each `width`: the columns are added up, the sums cleared.
static void
write_line (Box *box, int lines, int width, guint8 *out)
{
  const int across = MIN (box->factor, box->image->width), n = box->channels;
  const guint32 area = (guint32)(across * lines);
  // Division as a multiplication; exact to a grey level for what a square can hold.
  const guint64 inverse = ((guint64)1 << 32) / area + 1;

  for (int x = 0; x < width; x++)
    for (int c = 0; c < n; c++) {
      const guint32 *sum = box->sums + (gsize)x * (gsize)(across * n) + c;
      guint32 total = area / 2;

      for (int i = 0; i < across; i++)
        total += sum[i * n];
      out[x * n + c] = (guint8)(total * inverse >> 32);
    }
  memset (box->sums, 0, box->length * sizeof *box->sums);
}

// ---- Line art to a third, as every page at 300 dpi is measured: twelve pixels at a time

#define THIRD  3
#define TWELVE 4096

// How many of each three bits in a row of twelve are black: four bytes in one number.
static guint32 *
make_counts (void)
{
  guint32 *counts = g_new0 (guint32, TWELVE);

  for (guint bits = 0; bits < TWELVE; bits++)
    for (guint i = 0; i < 12; i++)
      counts[bits] += (bits >> (11 - i) & 1) << (i / 3 * 8);
  return counts;
}

static void
add_twelves (const guint8 *line, gsize bytes, const guint32 *counts, guint32 *sums)
{
  for (gsize i = 0; i < bytes; i += 3, sums += 2) {
    const guint bits = (guint)line[i] << 16 | (i + 1 < bytes ? (guint)line[i + 1] << 8 : 0) |
                       (i + 2 < bytes ? line[i + 2] : 0);

    sums[0] += counts[bits >> 12];
    sums[1] += counts[bits & (TWELVE - 1)];
  }
}

static void
write_third (const guint32 *sums, int width, guint8 *out)
{
  static const guint8 greys[] = {255, 227, 198, 170, 142, 113, 85, 57, 28, 0};

  for (int x = 0; x < width; x++)
    out[x] = greys[sums[x / 4] >> (x % 4 * 8) & 0xff];
}

static YcImage
reduce_to_third (const YcImage *image)
{
  const gsize bytes = yc_image_line (YC_PIXELS_LINEART, image->width);
  const gsize n = (bytes + 2) / 3 * 2;
  g_autofree guint32 *counts = make_counts (), *sums = g_new0 (guint32, n);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *pixels;
  YcImage small = yc_image_new_white (YC_PIXELS_GREY, image->width / THIRD, image->height / THIRD,
                                      image->dpi / THIRD, &pixels);

  for (int y = 0; y < small.height; y++) {
    for (int i = 0; i < THIRD; i++, data += image->stride)
      add_twelves (data, bytes, counts, sums);
    write_third (sums, small.width, pixels + (gsize)y * small.stride);
    memset (sums, 0, n * sizeof *sums);
  }
  return small;
}

// ---- Line art to less: a run of pixels at a time

#define LONGEST_RUN 57 // pixels that are surely within eight bytes

static void
add_runs (const guint8 *line, int factor, int width, guint32 *counts)
{
  for (int x = 0; x < width; x++) {
    const int from = x * factor;
    guint64 bits;

    memcpy (&bits, line + from / 8, sizeof bits);
    bits = GUINT64_FROM_BE (bits) << (from % 8) >> (64 - factor);
    counts[x] += (guint32)__builtin_popcountll (bits);
  }
}

static YcImage
reduce_runs (const YcImage *image, int factor)
{
  const int width = image->width / factor, height = image->height / factor;
  const gsize bytes = yc_image_line (YC_PIXELS_LINEART, image->width);
  const guint32 area = (guint32)(factor * factor);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  g_autofree guint8 *line = g_malloc0 (bytes + sizeof (guint64)); // so that eight can be read
  g_autofree guint32 *counts = g_new (guint32, (gsize)width);
  guint8 *pixels;
  YcImage small = yc_image_new_white (YC_PIXELS_GREY, width, height, image->dpi / factor, &pixels);

  for (int y = 0; y < height; y++, pixels += small.stride) {
    memset (counts, 0, (gsize)width * sizeof *counts);
    for (int i = 0; i < factor; i++, data += image->stride) {
      memcpy (line, data, bytes);
      add_runs (line, factor, width, counts);
    }
    for (int x = 0; x < width; x++)
      pixels[x] = (guint8)(((area - counts[x]) * 255 + area / 2) / area);
  }
  return small;
}

// As large as it is: a byte for each bit.
static YcImage
spread (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *pixels;
  YcImage grey =
      yc_image_new_white (YC_PIXELS_GREY, image->width, image->height, image->dpi, &pixels);

  for (int y = 0; y < grey.height; y++, data += image->stride, pixels += grey.stride)
    for (int x = 0; x < grey.width; x++)
      pixels[x] = (guint8)((data[x / 8] >> (7 - x % 8) & 1) - 1);
  return grey;
}

static YcImage
reduce_any (const YcImage *image, int factor)
{
  const int width = MAX (image->width / factor, 1), height = MAX (image->height / factor, 1);
  const int lines = MIN (factor, image->height);
  const YcPixelKind kind = image->kind == YC_PIXELS_RGB ? YC_PIXELS_RGB : YC_PIXELS_GREY;
  guint8 *pixels;
  YcImage small = yc_image_new_white (kind, width, height, image->dpi / factor, &pixels);
  const gsize length = yc_image_line (kind, image->width);
  g_autofree guint32 *sums = g_new0 (guint32, length);
  Box box = {image, sums, length, factor, kind == YC_PIXELS_RGB ? 3 : 1};
  const guint8 *data = g_bytes_get_data (image->data, NULL);

  for (int y = 0; y < height; y++) {
    for (int i = 0; i < lines; i++, data += image->stride)
      if (image->kind == YC_PIXELS_LINEART)
        add_bits (&box, data);
      else
        add_bytes (&box, data);
    write_line (&box, lines, width, pixels + (gsize)y * small.stride);
  }
  return small;
}

YcImage
yc_image_reduce (const YcImage *image, int factor)
{
  const gboolean bits =
      image->kind == YC_PIXELS_LINEART && MIN (image->width, image->height) >= factor;

  if (bits && factor == THIRD)
    return reduce_to_third (image);
  if (bits && factor == 1)
    return spread (image);
  if (bits && factor <= LONGEST_RUN)
    return reduce_runs (image, factor);
  return reduce_any (image, factor);
}

static YcImage
to_rgb (const YcImage *grey)
{
  const guint8 *from = g_bytes_get_data (grey->data, NULL);
  guint8 *to;
  YcImage image = yc_image_new_white (YC_PIXELS_RGB, grey->width, grey->height, grey->dpi, &to);

  for (gsize i = 0; i < g_bytes_get_size (grey->data); i++)
    to[i * 3] = to[i * 3 + 1] = to[i * 3 + 2] = from[i];
  return image;
}

void
yc_image_show (YcImage *image, int width)
{
  const int factor = width > 0 && width < image->width ? image->width / width : 1;
  const int dpi = image->dpi;
  g_auto (YcImage) small = {0};

  if (factor > 1 || image->kind == YC_PIXELS_LINEART) {
    small = yc_image_reduce (image, factor);
    yc_image_clear (image);
    *image = small;
    small.data = NULL;
  }
  if (image->kind == YC_PIXELS_GREY) {
    small = *image;
    *image = to_rgb (&small);
  }
  image->dpi = dpi;
}
