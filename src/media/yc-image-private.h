// The two formats of page images.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#define YC_IMAGE_MAX_PIXELS (400 * 1000 * 1000LL)

GBytes *yc_jpeg_encode (const YcImage *image, GError **error);

// `width` is as in yc_image_decode (). With `ret_image->data` left NULL when `only_size`.
gboolean
yc_jpeg_decode (GBytes *content, int width, gboolean only_size, YcImage *ret_image, GError **error);

GBytes *yc_png_encode (const YcImage *image, GError **error);
gboolean yc_png_decode (GBytes *content, gboolean only_size, YcImage *ret_image, GError **error);
