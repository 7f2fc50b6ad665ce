// Events that somebody carried for a colleague of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-ledger.h"

G_BEGIN_DECLS

// The colleague in whose name a carried event is taken: the terminal that made it sealed it, its
// key is as good as it has to be to sign in, the colleague has signed in with it, and it is a deed
// of the counter in the carrier's hall. Fails with YC_ERROR_FORBIDDEN, YC_ERROR_MALFORMED, and as
// the ledger does. `seal` is nullable.
YcPerson *yc_carried_find_actor (YcLedger *ledger,
                                 const YcPerson *carrier,
                                 JsonObject *seal,
                                 const YcEvent *event,
                                 gboolean only_registered,
                                 YcSeal *ret_seal,
                                 GError **error);

G_END_DECLS
