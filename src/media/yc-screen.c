// Pictures as the screen takes them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-image.h"

GBytes *
yc_image_to_screen (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  const gsize n = (gsize)image->width * (gsize)image->height;
  guint32 *pixels = g_new (guint32, n), *to = pixels;

  for (int y = 0; y < image->height; y++) {
    const guint8 *from = data + (gsize)y * image->stride;

    for (int x = 0; x < image->width; x++, from += 3)
      *to++ = 0xff000000u | (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
  }
  return g_bytes_new_take (pixels, n * sizeof *pixels);
}
