// Page images: raw pixels into small files, and files into pixels to look at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"

#include <string.h>

#define QUALITY 85

typedef gboolean (*Decode) (GBytes *content, const YcDecode *ask, YcImage *image, GError **error);

static const struct {
  const char *mime;
  const char *head;
  gsize length;
  Decode decode;
} formats[] = {
    {"image/jpeg", "\xff\xd8\xff", 3, yc_jpeg_decode},
    {"image/png", "\x89PNG\r\n\x1a\n", 8, yc_png_decode},
    {"image/tiff", "II*\0", 4, yc_tiff_decode},
    {"image/tiff", "MM\0*", 4, yc_tiff_decode},
};

void
yc_image_clear (YcImage *image)
{
  g_clear_pointer (&image->data, g_bytes_unref);
}

gsize
yc_image_line (YcPixelKind kind, int width)
{
  if (kind == YC_PIXELS_LINEART)
    return ((gsize)width + 7) / 8;
  return kind == YC_PIXELS_GREY ? (gsize)width : (gsize)width * 3;
}

gboolean
yc_image_is_whole (const YcImage *image)
{
  return image->width > 0 && image->height > 0 && image->data != NULL &&
         image->stride >= yc_image_line (image->kind, image->width) &&
         g_bytes_get_size (image->data) / image->stride >= (gsize)image->height;
}

YcImage
yc_image_new_white (YcPixelKind kind, int width, int height, int dpi, guint8 **ret_pixels)
{
  YcImage image = {kind, width, height, dpi, yc_image_line (kind, width), NULL};
  const gsize size = image.stride * (gsize)height;

  *ret_pixels = g_malloc (size);
  memset (*ret_pixels, kind == YC_PIXELS_LINEART ? 0 : 255, size);
  image.data = g_bytes_new_take (*ret_pixels, size);
  return image;
}

GBytes *
yc_image_encode (const YcImage *image, const char **ret_mime, GError **error)
{
  if (!yc_image_is_whole (image)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "an empty or cut-off picture");
    return NULL;
  }
  *ret_mime = image->kind == YC_PIXELS_LINEART ? "image/tiff" : "image/jpeg";
  return image->kind == YC_PIXELS_LINEART ? yc_tiff_encode (image, error)
                                          : yc_jpeg_encode (image, QUALITY, error);
}

static int
find_format (GBytes *content)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  for (int i = 0; i < (int)G_N_ELEMENTS (formats); i++)
    if (size >= MAX (formats[i].length, 4) &&
        memcmp (data, formats[i].head, formats[i].length) == 0)
      return i;
  return -1;
}

const char *
yc_image_guess_mime (GBytes *content)
{
  const int found = find_format (content);

  return found >= 0 ? formats[found].mime : NULL;
}

static gboolean
decode (GBytes *content, const char *mime, const YcDecode *ask, YcImage *ret_image, GError **error)
{
  const int found = find_format (content);

  *ret_image = (YcImage){0};
  if (found >= 0 && (mime == NULL || g_str_equal (formats[found].mime, mime)))
    return formats[found].decode (content, ask, ret_image, error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE,
                       mime != NULL ? "the page is not a picture of the kind it says"
                                    : "neither a JPEG, a PNG nor a TIFF picture");
  return FALSE;
}

gboolean
yc_image_decode (GBytes *content, const char *mime, int width, YcImage *ret_image, GError **error)
{
  return decode (content, mime, &(YcDecode){.width = width}, ret_image, error);
}

gboolean
yc_image_load (GBytes *content, YcImage *ret_image, GError **error)
{
  return decode (content, NULL, &(YcDecode){.as_stored = TRUE}, ret_image, error);
}

gboolean
yc_image_measure (GBytes *content, int *ret_width, int *ret_height, int *ret_dpi, GError **error)
{
  g_auto (YcImage) image = {0};

  if (!decode (content, NULL, &(YcDecode){.only_size = TRUE}, &image, error))
    return FALSE;
  *ret_width = image.width;
  *ret_height = image.height;
  *ret_dpi = image.dpi;
  return TRUE;
}
