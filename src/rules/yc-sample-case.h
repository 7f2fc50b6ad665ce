// A case as the authors of a catalogue write it down (data/catalogue/cases.schema.json).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"

G_BEGIN_DECLS

// The case that `object` ("situation", "applicant", "form", "pages", "ticks", "marks", "shared",
// "listed"; all may be absent) describes, as if a clerk had done all that on the morning of `day`.
// Fails as yc_case_apply () does.
YcCase *yc_sample_case_new (const YcItem *item, JsonObject *object, YcDay day, GError **error);

G_END_DECLS
