// All pages of a material or of a file, one below the other; each is drawn under its own title.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-ink.h"
#include "yc-page-place.h"

G_BEGIN_DECLS

typedef enum {
  YC_FIT_WIDTH, // as wide as there is room
  YC_FIT_PAGE,  // all of it
  YC_FIT_NONE,  // as wide as was said by zooming
} YcFit;

// Scrollable. Signals:
// "load" (char *page, int width): somebody is to offer this page, `width` pixels across where it is
//   that large, or to say that it failed; never more than a few at a time, nearest first.
// "turned-to" (char *page): another page became the one that is read.
// "scrolled" (double across, double along): somebody scrolled by so many pixels.
// "resized" (): somebody zoomed, or fitted the pages.
#define YC_TYPE_PAGE_ROLL (yc_page_roll_get_type ())
G_DECLARE_FINAL_TYPE (YcPageRoll, yc_page_roll, YC, PAGE_ROLL, GtkWidget)

GtkWidget *yc_page_roll_new (void);

// From now on only these pages of this case are shown; what the same pages looked like stays. Takes
// `places` over: a GPtrArray of YcPagePlace with its free function. NULL for both: none.
// `page` is the one to read; NULL: the one that was read, or the first.
void yc_page_roll_set_places (YcPageRoll *self,
                              const char *case_id,
                              GPtrArray *places,
                              const char *page);

// Whose pages may be shown; NULL: nobody's.
const char *yc_page_roll_get_case (YcPageRoll *self);

// Shows `leaf` if it is a page of this case. FALSE: it is of another, and was not taken.
gboolean yc_page_roll_offer (YcPageRoll *self, YcLeaf *leaf);

// Instead of offering it.
void yc_page_roll_fail (YcPageRoll *self, const char *case_id, const char *page);

// Forgets that a page failed, or what it looked like, and asks for it again.
void yc_page_roll_reload (YcPageRoll *self, const char *page);

// The page that will probably be wanted out of turn, after its neighbours; nullable.
void yc_page_roll_expect (YcPageRoll *self, const char *page);

// Brings the top of a page to the top of the view. FALSE: there is no such page.
gboolean yc_page_roll_show (YcPageRoll *self, const char *page);

// What is done to the page before it is shown in the roll; "" for nothing.
const char *yc_page_roll_get_look (YcPageRoll *self, const char *page);

// The page that is read; NULL where there is none. Owned by the roll until the places change.
const YcPagePlace *yc_page_roll_get_current (YcPageRoll *self);

// Only the page that is read, or all of them below each other.
void yc_page_roll_set_single (YcPageRoll *self, gboolean single);
gboolean yc_page_roll_is_single (YcPageRoll *self);

void yc_page_roll_set_fit (YcPageRoll *self, YcFit fit);
YcFit yc_page_roll_get_fit (YcPageRoll *self);

// Larger or smaller, within reason; the point of the view at x, y stays where it is. Below 0: the
// middle.
void yc_page_roll_zoom (YcPageRoll *self, double factor, double x, double y);

// As large as the paper is.
void yc_page_roll_zoom_to_paper (YcPageRoll *self);

// Turns the view of the page that is read.
void yc_page_roll_turn (YcPageRoll *self);

// Further by a share of the view, such as 0.9; FALSE: it is at the end.
gboolean yc_page_roll_scroll (YcPageRoll *self, double share);

// Further by pixels.
void yc_page_roll_scroll_by (YcPageRoll *self, double across, double along);

// Makes pages as large as those of another roll.
void yc_page_roll_size_like (YcPageRoll *self, YcPageRoll *other);

// The page at a point of the view, and where on it, 0 to 1 as it is looked at; NULL between pages.
const YcPagePlace *
yc_page_roll_pick (YcPageRoll *self, double x, double y, double *ret_across, double *ret_along);

// ---- What is drawn over the pages ---------------------------------------------------------------

// Instead of what was in the layer; it goes with the pages of the case. Copied.
void yc_page_roll_set_ink (YcPageRoll *self, YcInkLayer layer, const YcPageInk *inks, guint n);

// Whether any of it is drawn.
void yc_page_roll_show_ink (YcPageRoll *self, gboolean shown);

// The page at a point of the view, and the point on it, upright; NULL between pages.
const char *
yc_page_roll_point_at (YcPageRoll *self, double x, double y, int *ret_across, int *ret_along);

// The same on a page of the roll, at its edge where the point lies beside it.
void yc_page_roll_point_on (
    YcPageRoll *self, const char *page, double x, double y, int *ret_across, int *ret_along);

// Where a part of a page lies in the view. FALSE: there is no such page.
gboolean yc_page_roll_find_part (YcPageRoll *self,
                                 const char *page,
                                 const YcPagePart *part,
                                 GdkRectangle *ret_area);

// Brings it into view, if it is not. FALSE: there is no such page.
gboolean yc_page_roll_show_part (YcPageRoll *self, const char *page, const YcPagePart *part);

G_END_DECLS
