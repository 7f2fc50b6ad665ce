// The pages of an open file: large below each other, those of the material as a strip below.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "page-changed" (no arguments): another page or material is wanted, or none.
#define YC_TYPE_PAGE_VIEW (yc_page_view_get_type ())
G_DECLARE_FINAL_TYPE (YcPageView, yc_page_view, YC, PAGE_VIEW, GtkWidget)

// Drops everything that belongs to the file before. `file` is nullable.
void yc_page_view_set_file (YcPageView *self, YcFile *file);

// What is said where a material has no page.
void yc_page_view_set_hint (YcPageView *self, const char *hint);

// A button to the right of the strip.
void yc_page_view_add_action (YcPageView *self, GtkWidget *action);

// Shows the first page of a material; if it has none, says so.
void yc_page_view_show_material (YcPageView *self, const char *material);
void yc_page_view_show_page (YcPageView *self, const char *page);

// Shows a page and points to a place on it, in shares of its width and height; NULL: to none.
void yc_page_view_mark (YcPageView *self, const char *page, const graphene_rect_t *mark);

// To the next page of the file (1) or the one before (-1); stays at the ends.
void yc_page_view_step (YcPageView *self, int step);

const char *yc_page_view_get_page (YcPageView *self);     // nullable
const char *yc_page_view_get_material (YcPageView *self); // nullable

// All pages of the file below each other, instead of those of one material.
void yc_page_view_set_whole_file (YcPageView *self, gboolean whole_file);

// Does what an action is called: "next-page", "previous-page", "zoom-in", "zoom-out", "fit" (the
// width; or, when that fits already, the whole page), "paper-size", "single-page", "as-scanned",
// "rotate", "loupe", "sample" (of the material that is read, beside it).
void yc_page_view_act (YcPageView *self, const char *action);

// Does what a key that leafs does: Page Up and Down, Home and End, the space bar. FALSE: it is
// another key.
gboolean yc_page_view_leaf (YcPageView *self, guint key, gboolean back);

// Puts away what lies over the pages. FALSE: nothing did.
gboolean yc_page_view_put_away (YcPageView *self);

G_END_DECLS
