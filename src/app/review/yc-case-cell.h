// A case in the narrow list beside the review: item, number, lamp and what is left of its time.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_CASE_CELL (yc_case_cell_get_type ())
G_DECLARE_FINAL_TYPE (YcCaseCell, yc_case_cell, YC, CASE_CELL, GtkWidget)

GtkWidget *yc_case_cell_new (void);
void yc_case_cell_set_entry (YcCaseCell *self, YcEntry *entry); // nullable

G_END_DECLS
