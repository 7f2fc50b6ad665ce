// The table of departments: sortable by its heads, or by keys from a menu.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-statistics.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Gives an empty view its columns and the model. They are a few dozen rows, and all of them are
// there: sorting them here costs nothing.
void yc_department_table_fill (GtkColumnView *view, YcStatistics *statistics);

// A menu that sorts the view; its actions are put into `parent`. Transfer full.
GMenuModel *yc_department_table_make_menu (GtkColumnView *view, GtkWidget *parent);

G_END_DECLS
