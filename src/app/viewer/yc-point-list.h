// The acceptance points of a material, to be ticked.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_POINT_LIST (yc_point_list_get_type ())
G_DECLARE_FINAL_TYPE (YcPointList, yc_point_list, YC, POINT_LIST, GtkBox)

// Shows how the points of `row` stand now; the keyboard stays where it is.
void yc_point_list_show (YcPointList *self, YcFile *file, YcMaterialRow *row);

G_END_DECLS
