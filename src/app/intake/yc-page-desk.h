// The pages of a case at the counter: one large, the others below, and how they come in and go.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "page-changed" (no arguments): another page or material is wanted, or none;
// "scanned" (no arguments): what was in the scanner is in the case. It lies inside of a screen with
// the signal "show-toast".
#define YC_TYPE_PAGE_DESK (yc_page_desk_get_type ())
G_DECLARE_FINAL_TYPE (YcPageDesk, yc_page_desk, YC, PAGE_DESK, GtkWidget)

void yc_page_desk_set_file (YcPageDesk *self, YcFile *file);

// FALSE: something else lies over it, and no key may reach it. Call it also when what is allowed
// may have changed.
void yc_page_desk_set_open (YcPageDesk *self, gboolean open);

// Shows the first page of a material, or that it has none; new pages go there. NULL: none.
void yc_page_desk_show_material (YcPageDesk *self, const char *material);
void yc_page_desk_show_page (YcPageDesk *self, const char *page);

// The live picture of the document camera, where pages may be taken in now.
void yc_page_desk_open_camera (YcPageDesk *self);

// Shows a page and points to a place on it, in shares of its width and height; NULL: to none.
void yc_page_desk_mark (YcPageDesk *self, const char *page, const graphene_rect_t *mark);

const char *yc_page_desk_get_page (YcPageDesk *self);     // nullable
const char *yc_page_desk_get_material (YcPageDesk *self); // nullable

G_END_DECLS
