// Uploads that any server of a database can go on with, whichever is killed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What each request brings is kept as a piece where blobs are, under a name of its own; then the
// ledger says how far the upload is. A server keeps nothing beyond its requests.

#include "yc-piece.h"

G_BEGIN_DECLS

// Called in the main context that goes on, with the piece that was given.
typedef void (*YcShareDone) (YcPiece *piece, const GError *error);

// NULL without an error if the person has no such upload.
YcUpload *yc_share_find (YcCentral *central, const char *person, const char *id, GError **error);

// One of the same content that this person began and that has no byte yet, or a new one, open.
// Likewise NULL without an error if too many are not done.
YcUpload *yc_share_begin (YcCentral *central,
                          const char *person,
                          const char *sha256,
                          gint64 length,
                          const char *mime,
                          const char *metadata,
                          GError **error);

// Keeps the bytes that a request brought, and says so in the ledger. Fails with YC_ERROR_VERSION if
// another request went on with the upload: they are put away then.
void yc_share_keep (YcPiece *piece, YcShareDone done);

// The same for a piece whose request is gone, or goes: it is freed afterwards.
void yc_share_keep_alone (YcPiece *piece);

// Brings the bytes of an upload that has all of them into the piece's file. Fails with
// YC_ERROR_CORRUPT if some are not there any more.
void yc_share_gather (YcPiece *piece, YcShareDone done);

// Forgets the pieces of an upload, and the upload unless it is done; it is told until `expires_at`
// then.
void yc_share_end (YcCentral *central, const char *id, gboolean is_done, gint64 expires_at);

// Calls `again` with the request once the bytes are kept that came before a cut. FALSE: none are
// just now.
gboolean yc_share_wait (YcRequest *request, const char *id, void (*again) (YcRequest *request));

// Forgets what has expired. Returns how many are left and not done.
guint yc_share_sweep (YcCentral *central);

G_END_DECLS
