// Reading JPEG, PNG and WebP pictures.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"

#include "yc-error.h"
#include "yc-exif.h"
#include "yc-resample.h"

#include <png.h>
#include <webp/decode.h>

// ---- JPEG: by the same code that reads the program's own pages

static gboolean
fail_jpeg (GError *cause, GError **error)
{
  yc_document_fail_broken (cause->message, error);
  g_error_free (cause);
  return FALSE;
}

static gboolean
measure_jpeg (GBytes *content, YcImage *ret_image, GError **error)
{
  GError *cause = NULL;
  int width, height;
  *ret_image = (YcImage){.kind = YC_PIXELS_RGB};
  if (!yc_image_measure (content, &width, &height, &ret_image->dpi, &cause))
    return fail_jpeg (cause, error);
  gboolean lies = yc_exif_get_quarters (content) % 2 == 1;
  ret_image->width = lies ? height : width;
  ret_image->height = lies ? width : height;
  return TRUE;
}

static gboolean
decode_jpeg (GBytes *content, int width, YcImage *ret_image, GError **error)
{
  GError *cause = NULL;
  int quarters = yc_exif_get_quarters (content);
  if (!yc_image_decode (content, "image/jpeg", quarters == 0 ? width : 0, ret_image, &cause))
    return fail_jpeg (cause, error);
  if (quarters > 0) {
    g_auto (YcImage) as_stored = *ret_image;
    *ret_image = yc_image_turn (&as_stored, quarters);
  }
  return TRUE;
}

const YcPictureFormat yc_picture_jpeg = {"image/jpeg", measure_jpeg, decode_jpeg};

// ---- PNG: what is transparent lies on white

static gboolean
fail_png (png_image *png, GError **error)
{
  yc_document_fail_broken (png->message, error);
  png_image_free (png);
  return FALSE;
}

static gboolean
begin_png (GBytes *content, png_image *png, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  *png = (png_image){.version = PNG_IMAGE_VERSION};
  return png_image_begin_read_from_memory (png, data, size) || fail_png (png, error);
}

static gboolean
measure_png (GBytes *content, YcImage *ret_image, GError **error)
{
  png_image png;
  if (!begin_png (content, &png, error))
    return FALSE;
  *ret_image = (YcImage){
      .kind = YC_PIXELS_RGB,
      .width = (int)MIN (png.width, G_MAXINT),
      .height = (int)MIN (png.height, G_MAXINT),
  };
  png_image_free (&png);
  return TRUE;
}

static gboolean
decode_png (GBytes *content, int width, YcImage *ret_image, GError **error)
{
  const png_color white = {255, 255, 255};
  png_image png;
  if (!begin_png (content, &png, error))
    return FALSE;
  png.format = PNG_FORMAT_RGB;
  gsize stride = (gsize)png.width * 3;
  g_autofree guint8 *pixels = g_malloc (stride * png.height);
  if (!png_image_finish_read (&png, &white, pixels, 0, NULL))
    return fail_png (&png, error);
  *ret_image = (YcImage){
      .kind = YC_PIXELS_RGB, .width = (int)png.width, .height = (int)png.height, .stride = stride};
  ret_image->data = g_bytes_new_take (g_steal_pointer (&pixels), stride * png.height);
  return TRUE;
}

const YcPictureFormat yc_picture_png = {"image/png", measure_png, decode_png};

// ---- WebP: still pictures

static gboolean
measure_webp (GBytes *content, YcImage *ret_image, GError **error)
{
  WebPBitstreamFeatures about;
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  if (WebPGetFeatures (data, size, &about) != VP8_STATUS_OK)
    return yc_document_fail_broken ("WebP: the head is damaged", error);
  *ret_image = (YcImage){.kind = YC_PIXELS_RGB, .width = about.width, .height = about.height};
  if (!about.has_animation)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_FORMAT, "WebP: a film, not a picture");
  return FALSE;
}

static gboolean
decode_webp (GBytes *content, int width, YcImage *ret_image, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  int w, h;
  uint8_t *pixels = WebPDecodeRGBA (data, size, &w, &h);
  if (pixels == NULL)
    return yc_document_fail_broken ("WebP: the picture is damaged", error);
  yc_canvas_flatten (pixels, w, h, (gsize)w * 4, ret_image);
  WebPFree (pixels);
  return TRUE;
}

const YcPictureFormat yc_picture_webp = {"image/webp", measure_webp, decode_webp};
