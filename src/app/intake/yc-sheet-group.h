// One material on the contact sheet: its name, and the small pictures of its pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-leaf-shelf.h"

G_BEGIN_DECLS

// Signals: "chosen" (no arguments): other pages are marked; "opened" (const char *page);
// "dragged" (GPtrArray *pages): a marked page is being dragged; to be filled with the ids of all
// that go with it; "dropped" (char **pages, const char *before): pages shall go here, before that
// page (nullable: to the end).
#define YC_TYPE_SHEET_GROUP (yc_sheet_group_get_type ())
G_DECLARE_FINAL_TYPE (YcSheetGroup, yc_sheet_group, YC, SHEET_GROUP, GtkWidget)

// `material` may be one that the catalogue has no more; `name` is what stands above the pages.
GtkWidget *
yc_sheet_group_new (YcFile *file, YcLeafShelf *shelf, const char *material, const char *name);

const char *yc_sheet_group_get_material (YcSheetGroup *self);
guint yc_sheet_group_count (YcSheetGroup *self); // pages

// Adds the ids of the marked pages, in their order.
void yc_sheet_group_add_chosen (YcSheetGroup *self, GPtrArray *pages);

// Marks these pages and no others; `pages` is a set of ids.
void yc_sheet_group_choose (YcSheetGroup *self, GHashTable *pages);

// Moves the focus to a page; FALSE if it is not here.
gboolean yc_sheet_group_focus (YcSheetGroup *self, const char *page);

// Whether the focus is anywhere in it.
gboolean yc_sheet_group_has_focus (YcSheetGroup *self);

// The page that has the focus; nullable.
const char *yc_sheet_group_get_focus (YcSheetGroup *self);

// Loads the pictures of the pages that can be seen through `window`, and those near them.
void yc_sheet_group_load (YcSheetGroup *self, GtkWidget *window);

G_END_DECLS
