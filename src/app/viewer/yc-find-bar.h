// Words are looked for in the text of the pages here: how many places there are, and which is
// shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "asked" (char *words), "stepped" (int by): to the next place or the one before;
// "closed" ().
#define YC_TYPE_FIND_BAR (yc_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcFindBar, yc_find_bar, YC, FIND_BAR, GtkWidget)

// Which place is shown, from 1, and of how many.
void yc_find_bar_show_count (YcFindBar *self, guint index, guint n);

// Instead of a count.
void yc_find_bar_say (YcFindBar *self, const char *sentence);

G_END_DECLS
