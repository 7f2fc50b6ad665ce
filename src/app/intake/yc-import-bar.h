// Files that become pages: how far it is, which one is locked, and Cancel. Hidden when idle.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signal: "done" (no arguments): all files were taken in, or were given up. What happened is said
// by a toast.
#define YC_TYPE_IMPORT_BAR (yc_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcImportBar, yc_import_bar, YC, IMPORT_BAR, GtkWidget)

void yc_import_bar_set_file (YcImportBar *self, YcFile *file);

// Takes files (GFile) into a material after those that are under way, in their order.
void yc_import_bar_add (YcImportBar *self, const char *material, GListModel *files);

// The same for one that has no file.
void yc_import_bar_add_content (YcImportBar *self, const char *material, GBytes *content);

// Into which material what comes into the watched folder may go; NULL: it may not now, and is not
// offered.
void yc_import_bar_set_material (YcImportBar *self, const char *material);

// Takes in what is offered. FALSE: nothing is.
gboolean yc_import_bar_take_arrived (YcImportBar *self);

G_END_DECLS
