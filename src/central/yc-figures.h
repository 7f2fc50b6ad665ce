// Figures for supervision, added up from what the ledger counted.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-ledger.h"

G_BEGIN_DECLS

// Figures of departments, items and intake points within a scope.
typedef struct _YcFigures YcFigures;

YcFigures *yc_figures_new (void);
void yc_figures_free (YcFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcFigures, yc_figures_free)

// Adds what happened in the period, and what is in hand today.
gboolean yc_figures_read (YcFigures *self,
                          YcLedger *ledger,
                          const YcScope *scope,
                          const YcPeriod *period,
                          YcDay today,
                          GError **error);

// Sets "total", "departments", "items" and "points" as data/api/central.yaml has them.
void yc_figures_write (YcFigures *self, JsonObject *answer);

G_END_DECLS
