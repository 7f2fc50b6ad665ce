// Scrolls the list of a window, far and smoothly, and prints what every frame took.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

// Prints one line a measure and "done" at the end; the window stays.
void scroll_queue (GtkWidget *window, GtkWidget *list);
