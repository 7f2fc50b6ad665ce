// The small pictures of one material's pages, in a row; the one that is shown is marked.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signal "page-chosen" (const char *page).
#define YC_TYPE_PAGE_STRIP (yc_page_strip_get_type ())
G_DECLARE_FINAL_TYPE (YcPageStrip, yc_page_strip, YC, PAGE_STRIP, GtkWidget)

void yc_page_strip_set_file (YcPageStrip *self, YcFile *file);                       // nullable
void yc_page_strip_show (YcPageStrip *self, const char *material, const char *page); // nullable

G_END_DECLS
