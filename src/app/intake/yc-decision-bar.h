// The heart of the intake screen: what stands in the way, and what to press next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "finding" (YcFindingRow *): somebody wants to go where it can be put right;
//          "refused" (guint type, JsonObject *data): as of YcReasonForm.
#define YC_TYPE_DECISION_BAR (yc_decision_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcDecisionBar, yc_decision_bar, YC, DECISION_BAR, GtkWidget)

void yc_decision_bar_set_file (YcDecisionBar *self, YcFile *file);

// Nothing can be pressed while a step is on its way to the disk.
void yc_decision_bar_set_busy (YcDecisionBar *self, gboolean busy);

// Whether the case can be accepted, or a supplement requested, just now.
gboolean yc_decision_bar_can_accept (YcDecisionBar *self);
gboolean yc_decision_bar_can_supplement (YcDecisionBar *self);

// Whether the case is still at the counter.
gboolean yc_decision_bar_is_open (YcDecisionBar *self);

G_END_DECLS
