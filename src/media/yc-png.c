// Page images as PNG, through libpng.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"

#include <png.h>
#include <setjmp.h>

static void
write_cb (png_structp png, png_bytep data, png_size_t size)
{
  g_byte_array_append (png_get_io_ptr (png), data, (guint)size);
}

static void
flush_cb (png_structp png)
{
}

static void
write_lines (png_structp png, png_infop info, const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  const png_uint_32 per_metre = (png_uint_32)(image->dpi / 0.0254 + 0.5);

  png_set_IHDR (png, info, (png_uint_32)image->width, (png_uint_32)image->height, 1,
                PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_set_pHYs (png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info (png, info);
  png_set_invert_mono (png); // ours: 1 is black
  for (int y = 0; y < image->height; y++)
    png_write_row (png, data + (gsize)y * image->stride);
  png_write_end (png, info);
}

GBytes *
yc_png_encode (const YcImage *image, GError **error)
{
  GByteArray *out = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct (png);

  if (setjmp (png_jmpbuf (png))) {
    png_destroy_write_struct (&png, &info);
    g_byte_array_unref (out);
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "PNG: the picture cannot be written");
    return NULL;
  }
  png_set_write_fn (png, out, write_cb, flush_cb);
  write_lines (png, info, image);
  png_destroy_write_struct (&png, &info);
  return g_byte_array_free_to_bytes (out);
}

gboolean
yc_png_decode (GBytes *content, gboolean only_size, YcImage *ret_image, GError **error)
{
  png_image png = {.version = PNG_IMAGE_VERSION};
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);
  g_autofree guint8 *pixels = NULL;

  *ret_image = (YcImage){.kind = YC_PIXELS_RGB};
  if (png_image_begin_read_from_memory (&png, data, size) &&
      (gint64)png.width * png.height <= YC_IMAGE_MAX_PIXELS) {
    png.format = PNG_FORMAT_RGB;
    ret_image->width = (int)png.width;
    ret_image->height = (int)png.height;
    ret_image->stride = (gsize)png.width * 3;
    pixels = only_size ? NULL : g_malloc (ret_image->stride * png.height);
    if (only_size || png_image_finish_read (&png, NULL, pixels, 0, NULL)) {
      if (pixels != NULL)
        ret_image->data = g_bytes_new_take (g_steal_pointer (&pixels),
                                            ret_image->stride * (gsize)ret_image->height);
      png_image_free (&png);
      return TRUE;
    }
  }
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "PNG: %s",
               *png.message != '\0' ? png.message : "too large");
  png_image_free (&png);
  return FALSE;
}
