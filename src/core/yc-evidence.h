// What registers said of a case, and whether that is about the case as it is now.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

// Whether the case still says what a register was asked about: {"applicant.id_number": "…"}.
// Nullable: then nobody knows better, and it is.
gboolean yc_evidence_is_about (JsonObject *about, const YcCase *self);

// The last evidence of this source, as its event has it; NULL if it was not asked, or about
// something that was changed since: another person's number, another certificate.
JsonObject *yc_evidence_find (const YcCase *self, const char *source);

G_END_DECLS
