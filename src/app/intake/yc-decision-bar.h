// The heart of the intake screen: what stands in the way, and the five outcomes of art. 32.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "finding" (YcFindingRow *): somebody wants to go where it can be put right;
//          "busy": a step began or ended;
//          "done" (guint type): the step, a YcEventType, is in the store.
#define YC_TYPE_DECISION_BAR (yc_decision_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcDecisionBar, yc_decision_bar, YC, DECISION_BAR, GtkWidget)

void yc_decision_bar_set_file (YcDecisionBar *self, YcFile *file);

// Whether the case can be accepted, or a supplement requested, just now.
gboolean yc_decision_bar_can_accept (YcDecisionBar *self);
gboolean yc_decision_bar_can_supplement (YcDecisionBar *self);

// Accepts and hands off; where something stays owed, shows until when first and waits for the
// second press.
void yc_decision_bar_accept (YcDecisionBar *self);

// Gives the one-time notice as it stands.
void yc_decision_bar_give_notice (YcDecisionBar *self);

void yc_decision_bar_withdraw (YcDecisionBar *self, const char *reason);

// Open the short forms of the outcomes.
void yc_decision_bar_refuse (YcDecisionBar *self);
void yc_decision_bar_correct (YcDecisionBar *self);

// Takes away the question that acceptance asked. FALSE: there is none.
gboolean yc_decision_bar_back (YcDecisionBar *self);

// What was done, as a sentence to show.
const char *yc_decision_bar_say_done (YcEventType type);

G_END_DECLS
