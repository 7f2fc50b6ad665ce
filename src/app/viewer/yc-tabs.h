// Tabs for the pages of a stack whose words may be cut short, so that large text never widens the
// window.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A row of buttons, one for each page that `stack` has by now.
GtkWidget *yc_tabs_new (GtkStack *stack);

G_END_DECLS
