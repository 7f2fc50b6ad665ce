// What is done to a scanned page before it is shown: a list that never changes, beside an original
// that never changes. Undo is the list before.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum {
  YC_PAGE_OP_DESKEW,    // values[0]: hundredths of a degree clockwise, -4499 to 4499
  YC_PAGE_OP_TURN,      // values[0]: quarters clockwise, 1 to 3
  YC_PAGE_OP_CROP,      // values: x, y, width, height in pixels of the picture so far
  YC_PAGE_OP_DESPECKLE, // takes specks of up to 2 * 2 pixels out of line art
  YC_PAGE_OP_KIND,      // values[0]: YcPixelKind, no more than the picture has
} YcPageOpType;
#define YC_PAGE_OPS_MOST 16 // operations in a list

typedef struct {
  YcPageOpType type;
  int values[4];
} YcPageOp;

typedef struct _YcPageOps YcPageOps;

// The empty list, which shows the original.
YcPageOps *yc_page_ops_new (void);

YcPageOps *yc_page_ops_ref (YcPageOps *self);
void yc_page_ops_unref (YcPageOps *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPageOps, yc_page_ops_unref)

guint yc_page_ops_get_n (const YcPageOps *self);
const YcPageOp *yc_page_ops_get (const YcPageOps *self, guint i);

// A new list with one operation more. NULL with YC_ERROR_MALFORMED for values that cannot be, or
// for too many.
YcPageOps *yc_page_ops_append (const YcPageOps *self, const YcPageOp *op, GError **error);

// Such as "turn 1; deskew -125; crop 10 20 2400 3400; despeckle; kind lineart"; "" for none.
char *yc_page_ops_to_string (const YcPageOps *self);

// Fails with YC_ERROR_MALFORMED.
YcPageOps *yc_page_ops_from_string (const char *text, GError **error);

// The size of a page with all of it done; in and out in pixels.
void yc_page_ops_measure (const YcPageOps *self, int *width, int *height);

// Where a place comes to lie, in pixels: x' = xx * x + xy * y + x0, y' = yx * x + yy * y + y0.
typedef struct {
  double xx, yx, xy, yy, x0, y0;
} YcPageMap;

// What one operation does to a page of this size; width and height become those after it.
YcPageMap yc_page_op_map (const YcPageOp *op, int *width, int *height);

// Takes a place that was marked while `from` was done to a page to where it lies now that `to` is;
// `width` and `height` are those of the stored picture, in pixels. FALSE where it is cut off.
gboolean yc_page_ops_carry (
    const YcPageOps *from, const YcPageOps *to, int width, int height, YcPagePart *part);

// The list for the same page at `now` instead of `was` pixels across, as it was before any of it.
YcPageOps *yc_page_ops_scale (const YcPageOps *self, int now, int was);

// The list with the page turned `quarters` further clockwise: a turn that stands last is turned on,
// so that however often somebody turns a page, the list does not grow. NULL with
// YC_ERROR_MALFORMED for a list that is full.
YcPageOps *yc_page_ops_turn (const YcPageOps *self, int quarters, GError **error);

// Does all of it to a copy. A crop is cut to the picture; one wholly outside of it fails with
// YC_ERROR_IMAGE, as pixels that are not all there do. Memory: at most the picture three times.
// Fails with YC_ERROR_CANCELLED between two operations.
gboolean yc_page_prepare (const YcImage *image,
                          const YcPageOps *ops,
                          GCancellable *cancellable,
                          YcImage *ret_image,
                          GError **error);

G_END_DECLS
