// Page images: raw pixels into small files, and files into pixels to look at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"

#include <string.h>

void
yc_image_clear (YcImage *image)
{
  g_clear_pointer (&image->data, g_bytes_unref);
}

static gsize
bytes_of_line (const YcImage *image)
{
  gsize width = (gsize)image->width;

  if (image->kind == YC_PIXELS_LINEART)
    return (width + 7) / 8;
  return image->kind == YC_PIXELS_GREY ? width : width * 3;
}

static gboolean
is_whole (const YcImage *image)
{
  return image->width > 0 && image->height > 0 && image->data != NULL &&
         image->stride >= bytes_of_line (image) &&
         g_bytes_get_size (image->data) / image->stride >= (gsize)image->height;
}

GBytes *
yc_image_encode (const YcImage *image, const char **ret_mime, GError **error)
{
  if (!is_whole (image)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "an empty or cut-off picture");
    return NULL;
  }
  *ret_mime = image->kind == YC_PIXELS_LINEART ? "image/png" : "image/jpeg";
  return image->kind == YC_PIXELS_LINEART ? yc_png_encode (image, error)
                                          : yc_jpeg_encode (image, error);
}

const char *
yc_image_guess_mime (GBytes *content)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  if (size >= 4 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return "image/jpeg";
  return size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0 ? "image/png" : NULL;
}

gboolean
yc_image_decode (GBytes *content, const char *mime, int width, YcImage *ret_image, GError **error)
{
  const char *found = yc_image_guess_mime (content);

  if (found == NULL || (mime != NULL && !g_str_equal (found, mime))) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE,
                         "the page is not a picture of the kind it says");
    return FALSE;
  }
  return g_str_equal (found, "image/jpeg")
             ? yc_jpeg_decode (content, width, FALSE, ret_image, error)
             : yc_png_decode (content, FALSE, ret_image, error);
}

gboolean
yc_image_measure (GBytes *content, int *ret_width, int *ret_height, int *ret_dpi, GError **error)
{
  const char *found = yc_image_guess_mime (content);
  g_auto (YcImage) image = {0};

  if (found == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "neither a JPEG nor a PNG picture");
    return FALSE;
  }
  if (!(g_str_equal (found, "image/jpeg") ? yc_jpeg_decode (content, 0, TRUE, &image, error)
                                          : yc_png_decode (content, TRUE, &image, error)))
    return FALSE;
  *ret_width = image.width;
  *ret_height = image.height;
  *ret_dpi = image.dpi;
  return TRUE;
}
