// A transaction that requests share: they wait for the disk together and not one after the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-ledger.h"

G_BEGIN_DECLS

// Holds the ledger of a server, so that nobody reads what is not committed yet.
typedef struct _YcGroup YcGroup;

// The shared transaction has ended. With an error nothing of it was stored, or nobody knows.
typedef void (*YcGroupEnded) (gpointer user_data, const GError *error);

// Takes the ledger. A shared transaction ends after `longest_us`, whatever else there is to do.
YcGroup *yc_group_new (YcLedger *ledger, gint64 longest_us);
void yc_group_free (YcGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcGroup, yc_group_free)

// The ledger, once the shared transaction has ended.
YcLedger *yc_group_get_ledger (YcGroup *self);

// The ledger as it is: for what no event changes, such as sessions.
YcLedger *yc_group_peek_ledger (YcGroup *self);

// Begins a part of the shared transaction, about one case. The part must be ended or rolled back
// before the main loop goes on.
YcLedger *yc_group_begin (YcGroup *self, const char *case_id, GError **error);

// The part is to be stored: `ended` is called, once, when the main loop has nothing else to do, the
// transaction has lasted long enough, or somebody wants the ledger.
void yc_group_end (YcGroup *self, YcGroupEnded ended, gpointer user_data);

// Nothing of the part is stored; what others did is, at once.
void yc_group_roll_back (YcGroup *self);

// Ends the shared transaction, if there is one.
void yc_group_settle (YcGroup *self);

G_END_DECLS
