// Drop-downs whose words may be long: cut short on the button, whole in the list.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// For a drop-down over a GtkStringList.
void yc_choice_fit (GtkDropDown *drop_down);

// A widget that can be read but neither changed nor reached by the keyboard.
void yc_choice_set_fixed (GtkWidget *widget, gboolean fixed);

G_END_DECLS
