// Page images as JPEG, through libjpeg-turbo.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>

// libjpeg reports by a jump; nothing between setjmp and here owns memory of ours.
typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf jump;
  char message[JMSG_LENGTH_MAX];
} Trouble;

static void
fail_cb (j_common_ptr common)
{
  Trouble *trouble = (Trouble *)common->err;

  common->err->format_message (common, trouble->message);
  longjmp (trouble->jump, 1);
}

// A warning means damaged data: evidence is whole or it is not shown.
static void
message_cb (j_common_ptr common, int level)
{
  if (level < 0)
    fail_cb (common);
}

static struct jpeg_error_mgr *
watch (Trouble *trouble)
{
  jpeg_std_error (&trouble->base);
  trouble->base.error_exit = fail_cb;
  trouble->base.emit_message = message_cb;
  return &trouble->base;
}

static gboolean
refuse (const Trouble *trouble, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "JPEG: %s", trouble->message);
  return FALSE;
}

static void
compress_lines (struct jpeg_compress_struct *jpeg, const YcImage *image, int quality)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);

  jpeg->image_width = (JDIMENSION)image->width;
  jpeg->image_height = (JDIMENSION)image->height;
  jpeg->input_components = image->kind == YC_PIXELS_GREY ? 1 : 3;
  jpeg->in_color_space = image->kind == YC_PIXELS_GREY ? JCS_GRAYSCALE : JCS_RGB;
  jpeg_set_defaults (jpeg);
  jpeg_set_quality (jpeg, quality, TRUE);
  jpeg->density_unit = 1;
  jpeg->X_density = jpeg->Y_density = (UINT16)image->dpi;
  jpeg_start_compress (jpeg, TRUE);
  while (jpeg->next_scanline < jpeg->image_height) {
    JSAMPROW line = (JSAMPROW)(data + jpeg->next_scanline * image->stride);

    jpeg_write_scanlines (jpeg, &line, 1);
  }
  jpeg_finish_compress (jpeg);
}

GBytes *
yc_jpeg_encode (const YcImage *image, int quality, GError **error)
{
  struct jpeg_compress_struct jpeg;
  Trouble trouble;
  unsigned char *buffer = NULL;
  unsigned long size = 0;

  jpeg.err = watch (&trouble);
  jpeg_create_compress (&jpeg);
  jpeg_mem_dest (&jpeg, &buffer, &size);
  if (setjmp (trouble.jump)) {
    jpeg_destroy_compress (&jpeg);
    free (buffer);
    refuse (&trouble, error);
    return NULL;
  }
  compress_lines (&jpeg, image, quality);
  jpeg_destroy_compress (&jpeg);
  return g_bytes_new_with_free_func (buffer, size, free, buffer);
}

// The smallest n of n/8 that leaves at least `width` pixels.
static unsigned int
scale_for (int full, int width)
{
  if (width <= 0 || width >= full)
    return 8;
  return (unsigned int)CLAMP ((width * 8 + full - 1) / full, 1, 8);
}

static gboolean
read_size (struct jpeg_decompress_struct *jpeg,
           const YcDecode *ask,
           YcImage *image,
           Trouble *trouble)
{
  jpeg_read_header (jpeg, TRUE);
  if ((gint64)jpeg->image_width * jpeg->image_height > YC_IMAGE_MAX_PIXELS) {
    strcpy (trouble->message, "too large");
    return FALSE;
  }
  if (ask->as_stored && jpeg->jpeg_color_space == JCS_GRAYSCALE)
    image->kind = YC_PIXELS_GREY;
  jpeg->out_color_space = image->kind == YC_PIXELS_GREY ? JCS_GRAYSCALE : JCS_RGB;
  jpeg->scale_num = scale_for ((int)jpeg->image_width, ask->as_stored ? 0 : ask->width);
  jpeg->scale_denom = 8;
  jpeg->dct_method = JDCT_IFAST;
  image->width = (int)jpeg->image_width;
  image->height = (int)jpeg->image_height;
  image->dpi = jpeg->density_unit == 1 ? jpeg->X_density : 0;
  return TRUE;
}

static void
decompress_lines (struct jpeg_decompress_struct *jpeg, guint8 *pixels, gsize stride)
{
  while (jpeg->output_scanline < jpeg->output_height) {
    JSAMPROW line = pixels + jpeg->output_scanline * stride;

    jpeg_read_scanlines (jpeg, &line, 1);
  }
  jpeg_finish_decompress (jpeg);
}

gboolean
yc_jpeg_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error)
{
  struct jpeg_decompress_struct jpeg;
  Trouble trouble;
  guint8 *volatile pixels = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (content, &size);

  *ret_image = (YcImage){.kind = YC_PIXELS_RGB};
  jpeg.err = watch (&trouble);
  jpeg_create_decompress (&jpeg);
  if (setjmp (trouble.jump)) {
    jpeg_destroy_decompress (&jpeg);
    g_free (pixels);
    return refuse (&trouble, error);
  }
  jpeg_mem_src (&jpeg, data, size);
  if (!read_size (&jpeg, ask, ret_image, &trouble)) {
    jpeg_destroy_decompress (&jpeg);
    return refuse (&trouble, error);
  }
  if (!ask->only_size) {
    jpeg_start_decompress (&jpeg);
    ret_image->width = (int)jpeg.output_width;
    ret_image->height = (int)jpeg.output_height;
    ret_image->stride = yc_image_line (ret_image->kind, ret_image->width);
    pixels = g_malloc (ret_image->stride * jpeg.output_height);
    decompress_lines (&jpeg, pixels, ret_image->stride);
    ret_image->data = g_bytes_new_take (pixels, ret_image->stride * (gsize)ret_image->height);
  }
  jpeg_destroy_decompress (&jpeg);
  return TRUE;
}
