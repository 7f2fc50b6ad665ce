// Where letters are large, there is less room for everything else.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Whether text is set at one and a half times its size or more.
gboolean yc_large_text_is_on (void);

// Calls `callback (object)` whenever the size of text changes, as long as the object lives.
void yc_large_text_follow (gpointer object, void (*callback) (gpointer object));

// Shares the columns of a grid out to its children in order: `spans` of them, ended by 0.
void yc_large_text_share (GtkWidget *grid, const int *spans);

G_END_DECLS
