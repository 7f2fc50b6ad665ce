// Where something that was marked on a page lies once other things are done to that page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-ops.h"

#include <math.h>

// From the stored picture to what the page shows.
typedef struct {
  YcPageMap map;
  int width, height; // of what the page shows
} Way;

static YcPageMap
after (const YcPageMap *first, const YcPageMap *then)
{
  return (YcPageMap){.xx = then->xx * first->xx + then->xy * first->yx,
                     .yx = then->yx * first->xx + then->yy * first->yx,
                     .xy = then->xx * first->xy + then->xy * first->yy,
                     .yy = then->yx * first->xy + then->yy * first->yy,
                     .x0 = then->xx * first->x0 + then->xy * first->y0 + then->x0,
                     .y0 = then->yx * first->x0 + then->yy * first->y0 + then->y0};
}

static Way
way_of (const YcPageOps *ops, int width, int height)
{
  Way way = {{.xx = 1, .yy = 1}, width, height};

  for (guint i = 0; i < yc_page_ops_get_n (ops); i++) {
    const YcPageMap then = yc_page_op_map (yc_page_ops_get (ops, i), &way.width, &way.height);

    way.map = after (&way.map, &then);
  }
  return way;
}

// Back to the stored picture, and from there to where it is now.
static void
carry_point (const YcPageMap *from, const YcPageMap *to, double *x, double *y)
{
  const double whole = from->xx * from->yy - from->xy * from->yx; // 1: nothing here stretches
  const double dx = *x - from->x0, dy = *y - from->y0;
  const double px = (from->yy * dx - from->xy * dy) / whole;
  const double py = (from->xx * dy - from->yx * dx) / whole;

  *x = to->xx * px + to->xy * py + to->x0;
  *y = to->yx * px + to->yy * py + to->y0;
}

static int
share (double value, int whole)
{
  return (int)lround (CLAMP (value / whole, 0, 1) * YC_PAGE_SHARES);
}

gboolean
yc_page_ops_carry (
    const YcPageOps *from, const YcPageOps *to, int width, int height, YcPagePart *part)
{
  const Way was = way_of (from, width, height), now = way_of (to, width, height);
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = -G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

  for (int corner = 0; corner < 4; corner++) {
    double x = (part->left + (corner & 1) * part->width) * (double)was.width / YC_PAGE_SHARES;
    double y = (part->top + (corner >> 1) * part->height) * (double)was.height / YC_PAGE_SHARES;

    carry_point (&was.map, &now.map, &x, &y);
    left = MIN (left, x);
    right = MAX (right, x);
    top = MIN (top, y);
    bottom = MAX (bottom, y);
  }
  if (right <= 0 || bottom <= 0 || left >= now.width || top >= now.height)
    return FALSE;
  part->left = MIN (share (left, now.width), YC_PAGE_SHARES - 1);
  part->top = MIN (share (top, now.height), YC_PAGE_SHARES - 1);
  part->width = MAX (share (right, now.width) - part->left, 1);
  part->height = MAX (share (bottom, now.height) - part->top, 1);
  return TRUE;
}
