// What is done to a page of the case at the counter: taken out, turned, shown as it was scanned.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// `page` is the screen, with the signal "show-toast".

// Each is done at once; a toast offers the way back.

void yc_page_tools_remove (GtkWidget *page, YcFile *file, const char *page_id);

// A quarter to the right, for everybody who looks at it.
void yc_page_tools_turn (GtkWidget *page, YcFile *file, const char *page_id);

// As it was scanned, or again as it was made ready.
void yc_page_tools_toggle_ready (GtkWidget *page, YcFile *file, const char *page_id);

// Tells that cover sheets have led the pages of a batch into their materials; the way back puts all
// of it, sheets too, where the clerk scanned. `text` says how many pages came.
void yc_page_tools_tell_sorted (GtkWidget *page, YcFile *file, YcBatch *batch, const char *text);

G_END_DECLS
