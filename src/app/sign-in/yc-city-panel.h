// The city's own sign-in: its buttons, and then where to go on.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-entrance.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_CITY_PANEL (yc_city_panel_get_type ())
G_DECLARE_FINAL_TYPE (YcCityPanel, yc_city_panel, YC, CITY_PANEL, GtkWidget)

// Signals: "chosen" (guint way: YC_WAY_CITY or YC_WAY_DEVICE), "cancelled".

// Shows the buttons for these ways (of YcWay), and none for the others. `first`: what Enter does.
void yc_city_panel_offer (YcCityPanel *self, guint ways, gboolean first);

// Something is on its way.
void yc_city_panel_wait (YcCityPanel *self);

// A YcShowElsewhere for the `user_data` of a panel: opens the browser, or shows the code.
void yc_city_panel_go_on (const YcElsewhere *where, gpointer panel);

G_END_DECLS
