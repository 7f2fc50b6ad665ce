// The pages of an open file below each other, as large as somebody wants to see them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-page-roll.h"

G_BEGIN_DECLS

// Signals:
// "page-changed" (): another page or material is wanted, or none.
// "marked" (): a place was marked, see yc_page_pane_get_marked ().
#define YC_TYPE_PAGE_PANE (yc_page_pane_get_type ())
G_DECLARE_FINAL_TYPE (YcPagePane, yc_page_pane, YC, PAGE_PANE, GtkWidget)

GtkWidget *yc_page_pane_new (void);

// Drops everything that belongs to the file before. `file` is nullable.
void yc_page_pane_set_file (YcPagePane *self, YcFile *file);

// What is said where a material has no page.
void yc_page_pane_set_hint (YcPagePane *self, const char *hint);

// All pages of the file below each other, instead of those of one material.
void yc_page_pane_set_whole_file (YcPagePane *self, gboolean whole_file);

// Shows the first page of a material; if it has none, says so.
void yc_page_pane_show_material (YcPagePane *self, const char *material);
void yc_page_pane_show_page (YcPagePane *self, const char *page);

// To the next page of the file (1) or the one before (-1); stays at the ends.
void yc_page_pane_step (YcPagePane *self, int step);

const char *yc_page_pane_get_page (YcPagePane *self);     // nullable
const char *yc_page_pane_get_material (YcPagePane *self); // nullable

// Where the page is in its material, from 1, and of how many; 0: it has none.
guint yc_page_pane_get_index (YcPagePane *self, guint *ret_n_pages);

YcPageRoll *yc_page_pane_get_roll (YcPagePane *self);

// Scrolls and zooms as `other` does; NULL: on its own. `other` outlives that.
void yc_page_pane_follow (YcPagePane *self, YcPagePane *other);

// Does what an action is called: "next-page", "previous-page", "zoom-in", "zoom-out", "fit" (the
// width; or, when that fits already, the whole page), "paper-size", "single-page", "rotate",
// "loupe", "as-scanned" (whatever was done to them; or as they were made ready). FALSE: it is
// another one.
gboolean yc_page_pane_act (YcPagePane *self, const char *action);

gboolean yc_page_pane_is_as_scanned (YcPagePane *self);

// Does what a key that leafs does: Page Up and Down, Home and End, the space bar. FALSE: it is
// another key.
gboolean yc_page_pane_leaf (YcPagePane *self, guint key, gboolean back);

// Puts away what lies over the pages. FALSE: nothing did.
gboolean yc_page_pane_put_away (YcPagePane *self);

// ---- Marking a place ----------------------------------------------------------------------------

// A frame comes to the pointer, or to the middle: arrows move it, with Shift they make it larger or
// smaller, Return marks the place; the pointer draws another one. FALSE: there is no page.
gboolean yc_page_pane_begin_marking (YcPagePane *self);

// The place that was marked, and in the view; the page is NULL where nothing is marked. It stays
// until yc_page_pane_stop_marking ().
const char *
yc_page_pane_get_marked (YcPagePane *self, YcPagePart *ret_part, GdkRectangle *ret_area);

// FALSE: nobody was marking.
gboolean yc_page_pane_stop_marking (YcPagePane *self);

G_END_DECLS
