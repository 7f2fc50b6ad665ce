// One request that brings bytes of a resumable upload: written as they come, kept or put away as a
// whole.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-tus.h"

G_BEGIN_DECLS

typedef struct {
  YcCentral *central; // not owned
  YcRequest *request; // not owned; NULL once it is gone, and the piece kept without it
  YcUpload *upload;   // owned, open
  gint64 from;        // where the upload stood
  YcDigest *whole;    // nullable: the sum of what came before is not known any more
                      // of one that servers share: of the bytes from there on
  YcDigest *piece;    // nullable: the client gave no checksum for it
  guint8 expected[YC_DIGEST_BYTES]; // with `piece`
  gint64 at;                        // bytes written, of the whole upload
  int problem;                      // errno of the first write that failed
  gboolean is_new;                  // the request makes the upload
  gboolean is_settled;              // nothing more is done about it
  GPtrArray *waiters;               // owned, nullable: requests until it is kept (yc-share.h)
} YcPiece;

// Takes the upload, which is open, over. `checksum` is nullable: the sum of the bytes that come.
// Hangs itself on the request as its extra.
YcPiece *yc_piece_begin (YcRequest *request, YcUpload *upload, const guint8 *checksum);

// One that goes on alone is freed by itself.
void yc_piece_free (YcPiece *self);

// More than the upload has room for is left out: the request's limit says so to the client.
void yc_piece_take (YcPiece *self, GBytes *bytes);

// Whether the bytes are those that the client meant to send.
gboolean yc_piece_is_right (YcPiece *self);

// Puts its bytes away.
void yc_piece_discard (YcPiece *self);

// Nobody sends the rest: keeps what came, unless it stands and falls with a checksum, and lets go
// of the upload. FALSE: it goes on alone, without its request, and frees itself afterwards.
gboolean yc_piece_cut (YcPiece *self);

// Lets go of the upload, whatever became of it.
void yc_piece_end (YcPiece *self);

G_END_DECLS
