// Does to a copy of a page what its list of operations says.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-page-ops.h"
#include "yc-paper-level.h"
#include "yc-reduce.h"
#include "yc-resample.h"
#include "yc-specks.h"

#include <string.h>

#define INK_SHARE 150 // of 256: darker than this share of the paper becomes black
#define GRID      8   // the paper is measured on a picture so many times smaller

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, why);
  return FALSE;
}

static gboolean
deskew (const YcImage *image, const YcPageOp *op, YcImage *ret_image, GError **error)
{
  // Every turn adds corners, and a list may hold many.
  if ((gint64)(image->width + image->height) * (image->width + image->height) / 2 >
      YC_IMAGE_MAX_PIXELS)
    return refuse ("the page is too large to be turned", error);
  *ret_image = yc_image_rotate (image, op->values[0] / 100.0);
  return TRUE;
}

static gboolean
turn (const YcImage *image, const YcPageOp *op, YcImage *ret_image, GError **error)
{
  *ret_image = yc_image_turn (image, op->values[0]);
  return TRUE;
}

static void
copy_bits (const guint8 *from, int x, int n, guint8 *to)
{
  for (int i = 0; i < n; i++)
    to[i / 8] |= (guint8)((from[(x + i) / 8] >> (7 - (x + i) % 8) & 1) << (7 - i % 8));
}

static gboolean
crop (const YcImage *image, const YcPageOp *op, YcImage *ret_image, GError **error)
{
  const int x = op->values[0], y = op->values[1];
  const int width = MIN (op->values[2], image->width - x);
  const int height = MIN (op->values[3], image->height - y);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *out;

  if (width <= 0 || height <= 0)
    return refuse ("nothing of the page is left", error);
  *ret_image = yc_image_new_white (image->kind, width, height, image->dpi, &out);
  for (int i = 0; i < height; i++, out += ret_image->stride) {
    const guint8 *line = data + (gsize)(y + i) * image->stride;

    if (image->kind == YC_PIXELS_LINEART)
      copy_bits (line, x, width, out);
    else
      memcpy (out, line + yc_image_line (image->kind, x), ret_image->stride);
  }
  return TRUE;
}

static gboolean
share (const YcImage *image, YcImage *ret_image)
{
  *ret_image = *image;
  ret_image->data = g_bytes_ref (image->data);
  return TRUE;
}

static gboolean
despeckle (const YcImage *image, const YcPageOp *op, YcImage *ret_image, GError **error)
{
  guint8 *out;

  if (image->kind != YC_PIXELS_LINEART)
    return share (image, ret_image);
  *ret_image =
      yc_image_new_white (YC_PIXELS_LINEART, image->width, image->height, image->dpi, &out);
  yc_specks_clear (image, out);
  return TRUE;
}

// The weights of Rec. ITU-R BT.601, which JPEG uses, too.
static void
grey_line (const guint8 *rgb, int width, guint8 *out)
{
  for (int x = 0; x < width; x++, rgb += 3)
    out[x] = (guint8)((rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29 + 128) >> 8);
}

static YcImage
to_grey (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *out;
  YcImage grey = yc_image_new_white (YC_PIXELS_GREY, image->width, image->height, image->dpi, &out);

  for (int y = 0; y < image->height; y++)
    grey_line (data + (gsize)y * image->stride, image->width, out + (gsize)y * grey.stride);
  return grey;
}

static void
ink_line (const guint8 *grey, int width, const YcPaperLevel *paper, int y, guint8 *out)
{
  const int side = paper->side * GRID;

  for (int start = 0; start < width; start += side) {
    const guint level = yc_paper_level_at (paper, start / GRID, y / GRID) * INK_SHARE / 256;

    for (int x = start; x < MIN (start + side, width); x++)
      out[x / 8] |= (guint8)((grey[x] < level) << (7 - x % 8));
  }
}

static YcImage
to_lineart (const YcImage *grey)
{
  g_auto (YcImage) small = yc_image_reduce (grey, GRID);
  g_auto (YcPaperLevel) paper = {0};
  const guint8 *data = g_bytes_get_data (grey->data, NULL);
  guint8 *out;
  YcImage image =
      yc_image_new_white (YC_PIXELS_LINEART, grey->width, grey->height, grey->dpi, &out);

  yc_paper_level_init (&paper, g_bytes_get_data (small.data, NULL), small.width, small.height, 8);
  for (int y = 0; y < image.height; y++)
    ink_line (data + (gsize)y * grey->stride, image.width, &paper, y,
              out + (gsize)y * image.stride);
  return image;
}

static gboolean
reduce_kind (const YcImage *image, const YcPageOp *op, YcImage *ret_image, GError **error)
{
  const YcPixelKind kind = (YcPixelKind)op->values[0];
  g_auto (YcImage) grey = {0};

  if (image->kind <= kind)
    return share (image, ret_image);
  if (image->kind == YC_PIXELS_RGB)
    grey = to_grey (image);
  else
    share (image, &grey);
  if (kind == YC_PIXELS_GREY)
    return share (&grey, ret_image);
  *ret_image = to_lineart (&grey);
  return TRUE;
}

gboolean
yc_page_prepare (const YcImage *image,
                 const YcPageOps *ops,
                 GCancellable *cancellable,
                 YcImage *ret_image,
                 GError **error)
{
  static gboolean (*const doers[]) (const YcImage *, const YcPageOp *, YcImage *, GError **) = {
      [YC_PAGE_OP_DESKEW] = deskew,       [YC_PAGE_OP_TURN] = turn,        [YC_PAGE_OP_CROP] = crop,
      [YC_PAGE_OP_DESPECKLE] = despeckle, [YC_PAGE_OP_KIND] = reduce_kind,
  };
  g_auto (YcImage) now = {0};

  *ret_image = (YcImage){0};
  if (!yc_image_is_whole (image))
    return refuse ("an empty or cut-off picture", error);
  share (image, &now);
  for (guint i = 0; i < yc_page_ops_get_n (ops); i++) {
    const YcPageOp *op = yc_page_ops_get (ops, i);
    g_auto (YcImage) next = {0};

    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error_literal (error, YC_ERROR, YC_ERROR_CANCELLED, "cancelled");
      return FALSE;
    }
    if (!doers[op->type](&now, op, &next, error))
      return FALSE;
    yc_image_clear (&now);
    now = next;
    next.data = NULL;
  }
  return share (&now, ret_image);
}
