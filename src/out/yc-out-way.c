// Where a picture lies on its page: turned, straightened and cut by the viewer, not by us.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-out-private.h"

static gboolean
add_step (YcOutWay *way, const YcPageOp *op, GError **error)
{
  const gboolean crop = op->type == YC_PAGE_OP_CROP;
  YcPageMap map;

  if (op->type != YC_PAGE_OP_TURN && op->type != YC_PAGE_OP_DESKEW && !crop)
    return TRUE;
  if (crop && (op->values[0] >= way->width || op->values[1] >= way->height)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "nothing of the page is left");
    return FALSE;
  }
  map = yc_page_op_map (op, &way->width, &way->height);
  cairo_matrix_init (&way->steps[way->n].matrix, map.xx, map.yx, map.xy, map.yy, map.x0, map.y0);
  way->steps[way->n].crop = crop;
  way->steps[way->n].width = way->width;
  way->steps[way->n].height = way->height;
  way->n++;
  return TRUE;
}

gboolean
yc_out_way_init (YcOutWay *way, const YcPageOps *ops, int width, int height, GError **error)
{
  *way = (YcOutWay){.width = width, .height = height};
  for (guint i = 0; i < yc_page_ops_get_n (ops); i++)
    if (!add_step (way, yc_page_ops_get (ops, i), error))
      return FALSE;
  return TRUE;
}

// The last step is the nearest to the page.
void
yc_out_way_apply (const YcOutWay *way, cairo_t *cairo)
{
  for (guint i = way->n; i-- > 0;) {
    if (way->steps[i].crop) {
      cairo_rectangle (cairo, 0, 0, way->steps[i].width, way->steps[i].height);
      cairo_clip (cairo);
    }
    cairo_transform (cairo, &way->steps[i].matrix);
  }
}
