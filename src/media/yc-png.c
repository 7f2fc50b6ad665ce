// Page images as PNG, through libpng: what came from elsewhere, and line art of earlier versions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-reduce.h"

#include <png.h>

static gboolean
refuse (png_image *png, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "PNG: %s",
               *png->message != '\0' ? png->message : "too large");
  png_image_free (png);
  return FALSE;
}

gboolean
yc_png_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error)
{
  png_image png = {.version = PNG_IMAGE_VERSION};
  const png_color white = {255, 255, 255};
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  guint8 *pixels;

  *ret_image = (YcImage){.kind = YC_PIXELS_RGB};
  if (!png_image_begin_read_from_memory (&png, data, size) ||
      (gint64)png.width * png.height > YC_IMAGE_MAX_PIXELS)
    return refuse (&png, error);
  if (ask->as_stored && (png.format & PNG_FORMAT_FLAG_COLOR) == 0)
    ret_image->kind = YC_PIXELS_GREY;
  ret_image->width = (int)png.width;
  ret_image->height = (int)png.height;
  if (ask->only_size) {
    png_image_free (&png);
    return TRUE;
  }
  png.format = ret_image->kind == YC_PIXELS_GREY ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
  *ret_image =
      yc_image_new_white (ret_image->kind, ret_image->width, ret_image->height, 0, &pixels);
  if (png_image_finish_read (&png, &white, pixels, (png_int_32)ret_image->stride, NULL)) {
    if (!ask->as_stored)
      yc_image_show (ret_image, ask->width);
    return TRUE;
  }
  yc_image_clear (ret_image);
  return refuse (&png, error);
}
