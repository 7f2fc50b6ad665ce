// The approver's opinion and its legal ground, as they will be signed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "changed" (no arguments).
#define YC_TYPE_OPINION_PANEL (yc_opinion_panel_get_type ())
G_DECLARE_FINAL_TYPE (YcOpinionPanel, yc_opinion_panel, YC, OPINION_PANEL, GtkWidget)

// Begins with what was typed for this case before, else with the standard sentence. Nullable.
void yc_opinion_panel_set_file (YcOpinionPanel *self, YcFile *file);

// "opinion" and "ground" of a grant; NULL while one of them is empty.
JsonObject *yc_opinion_panel_make_data (YcOpinionPanel *self);

G_END_DECLS
