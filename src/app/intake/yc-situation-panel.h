// The situation (情形): one line that sums it up, and the questions when somebody wants to answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_SITUATION_PANEL (yc_situation_panel_get_type ())
G_DECLARE_FINAL_TYPE (YcSituationPanel, yc_situation_panel, YC, SITUATION_PANEL, GtkWidget)

// Hidden where the item asks no questions.
void yc_situation_panel_set_file (YcSituationPanel *self, YcFile *file);

G_END_DECLS
