// What was decided about a case, in its own words: opinion, ground and reason.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_OUTCOME_CARD (yc_outcome_card_get_type ())
G_DECLARE_FINAL_TYPE (YcOutcomeCard, yc_outcome_card, YC, OUTCOME_CARD, GtkWidget)

// Hidden while nothing is decided.
void yc_outcome_card_show (YcOutcomeCard *self, YcFile *file);

G_END_DECLS
