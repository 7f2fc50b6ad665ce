// What the pages of a material are like, as far as it was measured when they came in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"

G_BEGIN_DECLS

// Adds what somebody should look at: one finding for each problem, however many pages have it, and
// one for each seal or signature that is not where it is expected. They warn and never block. What
// was not measured is not judged.
void yc_checklist_check_pages (const YcMaterial *material, const YcCase *self, GPtrArray *findings);

G_END_DECLS
