// The formats of page images, and what they share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#define YC_IMAGE_MAX_PIXELS (400 * 1000 * 1000LL)

// Bytes that one line of the picture needs at least.
gsize yc_image_line (YcPixelKind kind, int width);

// Whether size, stride and data fit together.
gboolean yc_image_is_whole (const YcImage *image);

// A white picture to draw into; `*ret_pixels` is its memory. Takes the resolution as it is.
YcImage yc_image_new_white (YcPixelKind kind, int width, int height, int dpi, guint8 **ret_pixels);

// What a decoder is asked for.
typedef struct {
  gboolean only_size; // leave `data` NULL
  gboolean as_stored; // the kind of pixels that the file has, and all of them
  int width;          // else RGB, as in yc_image_decode ()
} YcDecode;

// `quality` is libjpeg's, 1 to 100.
GBytes *yc_jpeg_encode (const YcImage *image, int quality, GError **error);
gboolean yc_jpeg_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error);

gboolean yc_png_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error);

// CCITT Group 4 (ITU-T T.6) in TIFF 6.0: one strip, 0 is white.
GBytes *yc_tiff_encode (const YcImage *image, GError **error);
gboolean yc_tiff_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error);
