// Looks a case over before the checklist does: what it says must be of its item.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"
#include "yc-report.h"

G_BEGIN_DECLS

// What is mistyped would simply not be there, and a test of nothing holds. `place` is nullable, the
// shape of `object` (yc-shape-case.c) is right.
void yc_lint_case (YcReport *report,
                   const char *place,
                   JsonObject *object,
                   YcCatalogue *catalogue,
                   const YcItem *item);

G_END_DECLS
