// People whom an event names beside the one who acts: they must be who the event says they are.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

// An answer of a register is the one that central was given (YC_ERROR_MALFORMED otherwise).
// Nothing is deferred for somebody of whom the credit register told central for this case that they
// are on the dishonesty list, nor before somebody asked it, where the catalogue (nullable) has it
// (YC_ERROR_BLOCKED otherwise).
// A case is assigned to an approver of its department (YC_ERROR_ROLE otherwise). `after` is what
// the event makes of the case.
gboolean yc_named_check (YcLedger *ledger,
                         YcCatalogue *catalogue,
                         const YcEvent *event,
                         const YcCase *after,
                         GError **error);

G_END_DECLS
