// The key with which central signs the end of its log.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-head.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

typedef struct {
  guint8 secret[YC_HEAD_SECRET_BYTES];
  YcHead head; // the last one that was signed
} YcAudit;

// Reads FOLDER/audit.key, readable for its owner only; `make`: where there is none, makes it. It
// lies beside the database and not in it: who can write to one of them cannot forge both.
gboolean yc_audit_open (YcAudit *self, const char *folder, gboolean make, GError **error);

// The end of the log as it is now; signed anew only when it has moved. NULL as the ledger fails.
const YcHead *yc_audit_get_head (YcAudit *self, YcLedger *ledger, GError **error);

// Forgets the secret.
void yc_audit_clear (YcAudit *self);

G_END_DECLS
