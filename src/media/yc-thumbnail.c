// Small pictures of pages for lists and contact sheets.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-reduce.h"

gboolean
yc_image_thumbnail (const YcImage *image, int side, YcImage *ret_image, GError **error)
{
  if (!yc_image_is_whole (image) || side <= 0) {
    *ret_image = (YcImage){0};
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "an empty or cut-off picture");
    return FALSE;
  }
  *ret_image = yc_image_reduce (image, (MAX (image->width, image->height) + side - 1) / side);
  return TRUE;
}
