// Reading HEIC pictures, as telephones take them, through libheif where it is there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"

#include "yc-error.h"

#ifdef YC_HAVE_HEIF
#include <libheif/heif.h>

typedef struct {
  struct heif_context *context;
  struct heif_image_handle *handle;
} Heic;

static void
heic_clear (Heic *heic)
{
  if (heic->handle)
    heif_image_handle_release (heic->handle);
  if (heic->context)
    heif_context_free (heic->context);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heic, heic_clear)

static gboolean
check (struct heif_error result, GError **error)
{
  return result.code == heif_error_Ok || yc_document_fail_broken (result.message, error);
}

static gboolean
open_heic (GBytes *content, Heic *heic, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  heic->context = heif_context_alloc ();
  return check (heif_context_read_from_memory_without_copy (heic->context, data, size, NULL),
                error) &&
         check (heif_context_get_primary_image_handle (heic->context, &heic->handle), error);
}

static gboolean
measure (GBytes *content, YcImage *ret_image, GError **error)
{
  g_auto (Heic) heic = {0};
  if (!open_heic (content, &heic, error))
    return FALSE;
  *ret_image = (YcImage){.kind = YC_PIXELS_RGB,
                         .width = heif_image_handle_get_width (heic.handle),
                         .height = heif_image_handle_get_height (heic.handle)};
  return TRUE;
}

// The picture is turned as the telephone was held.
static gboolean
decode (GBytes *content, int width, YcImage *ret_image, GError **error)
{
  g_auto (Heic) heic = {0};
  struct heif_image *image = NULL;
  int stride = 0;
  if (!open_heic (content, &heic, error) ||
      !check (heif_decode_image (heic.handle, &image, heif_colorspace_RGB,
                                 heif_chroma_interleaved_RGBA, NULL),
              error))
    return FALSE;
  const guint8 *data = heif_image_get_plane_readonly (image, heif_channel_interleaved, &stride);
  int w = heif_image_get_width (image, heif_channel_interleaved);
  int h = heif_image_get_height (image, heif_channel_interleaved);
  gboolean whole = data && stride > 0 && yc_canvas_check_size (w, h, NULL);
  if (whole)
    yc_canvas_flatten (data, w, h, (gsize)stride, ret_image);
  heif_image_release (image);
  return whole || yc_document_fail_broken ("HEIC: no picture in it", error);
}
#else
static gboolean
measure (GBytes *content, YcImage *ret_image, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_FORMAT, "HEIC: built without libheif");
  return FALSE;
}

static gboolean
decode (GBytes *content, int width, YcImage *ret_image, GError **error)
{
  return measure (content, ret_image, error);
}
#endif

const YcPictureFormat yc_picture_heic = {"image/heic", measure, decode};
