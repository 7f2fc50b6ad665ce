// What conditions and checks of the catalogue may read of a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"

G_BEGIN_DECLS

// As yc_checklist_collect_facts (); what is doubtful about the rules on the way goes to `doubts`
// (of YcDoubt, nullable).
JsonObject *
yc_facts_collect (const YcItem *item, const YcCase *self, const YcToday *today, GPtrArray *doubts);

// Whether the material is asked for, of facts that were collected.
gboolean yc_facts_is_asked (JsonObject *facts, const YcMaterial *material);

G_END_DECLS
