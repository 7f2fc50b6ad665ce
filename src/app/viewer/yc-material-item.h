// A material in the list: how it stands, and, while it is chosen, its acceptance points.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_MATERIAL_ITEM (yc_material_item_get_type ())
G_DECLARE_FINAL_TYPE (YcMaterialItem, yc_material_item, YC, MATERIAL_ITEM, GtkListBoxRow)

GtkWidget *yc_material_item_new (YcFile *file, YcMaterialRow *row);

YcMaterialRow *yc_material_item_get_row (YcMaterialItem *self);

// Shows the points, and the menu of marks if the case is at the counter.
void yc_material_item_set_open (YcMaterialItem *self, gboolean open);

// Ticks the first point that is not. FALSE: there is none.
gboolean yc_material_item_tick_next (YcMaterialItem *self);

G_END_DECLS
