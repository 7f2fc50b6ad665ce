// The list of the queue in a window, and how its rows stand.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

// NULL while no list shows.
GtkWidget *find_list (GtkWidget *window);

// Whether there are rows in sight and each says what its case is; how many there are.
gboolean rows_are_loaded (GtkWidget *list, guint *ret_n);

// How many rows in sight a screen reader cannot read as the sentence of their case.
guint count_mute_rows (GtkWidget *list);
