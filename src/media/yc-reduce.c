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

YcImage
yc_image_reduce (const YcImage *image, int factor)
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
