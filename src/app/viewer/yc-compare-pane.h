// The pages of another material of the same file, to be compared with what is read.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-pane.h"

G_BEGIN_DECLS

// Signals: "closed" (): it shall go away.
#define YC_TYPE_COMPARE_PANE (yc_compare_pane_get_type ())
G_DECLARE_FINAL_TYPE (YcComparePane, yc_compare_pane, YC, COMPARE_PANE, GtkWidget)

// Drops everything that belongs to the file before. `file` is nullable.
void yc_compare_pane_set_file (YcComparePane *self, YcFile *file);

// Shows the material that was compared last, or the next one after `material` (nullable) that has
// pages. FALSE: no other has any.
gboolean yc_compare_pane_show_beside (YcComparePane *self, const char *material);

// The next material with pages (1), or the one before (-1).
void yc_compare_pane_step (YcComparePane *self, int step);

// Makes its bar as high as another one.
void yc_compare_pane_level_with (YcComparePane *self, GtkWidget *bar);

YcPagePane *yc_compare_pane_get_pane (YcComparePane *self);

G_END_DECLS
