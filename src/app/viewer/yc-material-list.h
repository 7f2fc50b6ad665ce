// The materials of an open file: the chosen one shows its acceptance points.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "chosen" (const char *material).
#define YC_TYPE_MATERIAL_LIST (yc_material_list_get_type ())
G_DECLARE_FINAL_TYPE (YcMaterialList, yc_material_list, YC, MATERIAL_LIST, GtkWidget)

void yc_material_list_set_file (YcMaterialList *self, YcFile *file); // nullable

// Without a signal.
void yc_material_list_choose (YcMaterialList *self, const char *material);
const char *yc_material_list_get_chosen (YcMaterialList *self); // nullable

// To the next material (1) or the one before (-1), with a signal.
void yc_material_list_step (YcMaterialList *self, int step);

// Puts the keyboard on the chosen material.
void yc_material_list_focus (YcMaterialList *self);

G_END_DECLS
