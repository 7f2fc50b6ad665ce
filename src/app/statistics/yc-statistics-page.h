// Figures for the supervisor: a period, headlines, departments, what sends people home.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-statistics.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_STATISTICS_PAGE (yc_statistics_page_get_type ())
G_DECLARE_FINAL_TYPE (YcStatisticsPage, yc_statistics_page, YC, STATISTICS_PAGE, GtkWidget)

GtkWidget *yc_statistics_page_new (YcSession *session);

// Somebody looks again: what is in hand may have changed.
void yc_statistics_page_refresh (YcStatisticsPage *self);

G_END_DECLS
