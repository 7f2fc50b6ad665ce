// Draws one page as large as there is room, and judges alone which one: a leaf that is not wanted
// now is never shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-leaf.h"

G_BEGIN_DECLS

#define YC_TYPE_PAGE_CANVAS (yc_page_canvas_get_type ())
G_DECLARE_FINAL_TYPE (YcPageCanvas, yc_page_canvas, YC, PAGE_CANVAS, GtkWidget)

GtkWidget *yc_page_canvas_new (void);

// From now on only this page is shown; another that is on the screen goes at once. NULL: none.
void yc_page_canvas_want (YcPageCanvas *self, const char *case_id, const char *page_id);

// Shows `leaf` if it is the wanted one. FALSE: it came too late, and was not taken.
gboolean yc_page_canvas_offer (YcPageCanvas *self, YcLeaf *leaf);

// What is on the screen; nullable.
YcLeaf *yc_page_canvas_get_leaf (YcPageCanvas *self);
gboolean yc_page_canvas_wants (YcPageCanvas *self, const char *case_id, const char *page_id);

G_END_DECLS
