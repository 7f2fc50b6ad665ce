// Carries line art to leptonica and back. It is told once to keep quiet: what goes wrong is seen
// from what it returns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pix.h"
#include "yc-image-private.h"

#include <string.h>

static YcPix *
new_pix (int width, int height)
{
  static gsize quiet;

  if (g_once_init_enter (&quiet)) {
    setMsgSeverity (L_SEVERITY_NONE);
    g_once_init_leave (&quiet, 1);
  }
  return pixCreate (width, height, 1);
}

YcPix *
yc_pix_from_lineart (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  const gsize line = yc_image_line (YC_PIXELS_LINEART, image->width);
  YcPix *pix = new_pix (image->width, image->height);

  if (pix == NULL)
    return NULL;
  for (int y = 0; y < image->height; y++)
    memcpy (pixGetData (pix) + (gsize)y * (gsize)pixGetWpl (pix), data + (gsize)y * image->stride,
            line);
  pixEndianByteSwap (pix);
  pixSetPadBits (pix, 0);
  return pix;
}

YcImage
yc_pix_to_lineart (YcPix *pix, int dpi)
{
  guint8 *out;
  YcImage image =
      yc_image_new_white (YC_PIXELS_LINEART, pixGetWidth (pix), pixGetHeight (pix), dpi, &out);

  pixEndianByteSwap (pix);
  for (int y = 0; y < image.height; y++)
    memcpy (out + (gsize)y * image.stride, pixGetData (pix) + (gsize)y * (gsize)pixGetWpl (pix),
            image.stride);
  return image;
}

YcPix *
yc_pix_below (const guint8 *bytes, int width, int height, guint8 limit)
{
  YcPix *pix = new_pix (width, height);

  for (int y = 0; pix != NULL && y < height; y++) {
    guint32 *line = pixGetData (pix) + (gsize)y * (gsize)pixGetWpl (pix);

    for (int x = 0; x < width; x++, bytes++)
      line[x / 32] |= (guint32)(*bytes < limit) << (31 - x % 32);
  }
  return pix;
}
