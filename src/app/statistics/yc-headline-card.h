// One headline figure: its name, the figure, and the sum behind it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-statistics.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_HEADLINE_CARD (yc_headline_card_get_type ())
G_DECLARE_FINAL_TYPE (YcHeadlineCard, yc_headline_card, YC, HEADLINE_CARD, GtkWidget)

// Follows the figures.
GtkWidget *yc_headline_card_new (YcStatistics *statistics, YcHeadline headline);

G_END_DECLS
