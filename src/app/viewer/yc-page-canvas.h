// Draws one page, and judges alone which one: a leaf that is not wanted now is never shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-leaf.h"

G_BEGIN_DECLS

#define YC_TYPE_PAGE_CANVAS (yc_page_canvas_get_type ())
G_DECLARE_FINAL_TYPE (YcPageCanvas, yc_page_canvas, YC, PAGE_CANVAS, GtkWidget)

typedef enum {
  YC_FIT_WIDTH, // as wide as there is room
  YC_FIT_PAGE,  // all of it
  YC_FIT_NONE,  // as wide as was said with yc_page_canvas_zoom ()
} YcFit;

GtkWidget *yc_page_canvas_new (void);

// From now on only this page is shown; another that is on the screen goes at once. NULL: none.
void yc_page_canvas_want (YcPageCanvas *self, const char *case_id, const char *page_id);

// Shows `leaf` if it is the wanted one. FALSE: it came too late, and was not taken.
gboolean yc_page_canvas_offer (YcPageCanvas *self, YcLeaf *leaf);

// What is on the screen; nullable.
YcLeaf *yc_page_canvas_get_leaf (YcPageCanvas *self);
gboolean yc_page_canvas_wants (YcPageCanvas *self, const char *case_id, const char *page_id);

void yc_page_canvas_set_fit (YcPageCanvas *self, YcFit fit);
YcFit yc_page_canvas_get_fit (YcPageCanvas *self);

// Larger or smaller than it is now, within reason.
void yc_page_canvas_zoom (YcPageCanvas *self, double factor);

// By another quarter turn to the right; the page itself stays as it was scanned.
void yc_page_canvas_rotate (YcPageCanvas *self);

// Free space around the page, in pixels.
void yc_page_canvas_set_margin (YcPageCanvas *self, int margin);

// How wide the page is drawn, in pixels of the screen; 0 for none.
int yc_page_canvas_get_drawn_width (YcPageCanvas *self);

G_END_DECLS
