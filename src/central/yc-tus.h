// What central keeps in mind of resumable uploads while it runs; the disk has the rest (YcUpload).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-digest.h"
#include "yc-request.h"
#include "yc-upload.h"
#include "yc-worker.h"

G_BEGIN_DECLS

typedef struct {
  gboolean is_shared; // with other servers (yc-share.h); otherwise all is in the folder
  char *incoming;     // where bytes come in
  char *folder;       // of all uploads
  YcWorker *worker;   // owned: makes bytes durable, reads them again where it must
  gint64 max_size;    // bytes of one upload
  gint64 keep_ms;     // after the last byte came
  guint max_open;     // uploads of a person that are not done
  guint max_parallel; // pieces of a person that come in at the same time
  GHashTable *active; // upload id -> YcRequest, not owned: the piece that comes in just now
  GHashTable
      *keeping; // upload id -> YcPiece, not owned: nobody brings more, and it is kept just now
  GHashTable *digests; // upload id -> the sum of the bytes so far, as a cache
  GSource *sweeping;   // owned
  guint left;          // uploads that were not done when it swept last
} YcTus;

// `incoming` is the folder where bytes come in.
YcTus *yc_tus_new (const char *incoming);
void yc_tus_free (YcTus *self);

// Begins to remove what has expired, now and then. Where the caller's main context runs.
void yc_tus_start (YcTus *self, YcCentral *central);
void yc_tus_stop (YcTus *self);

// The sum of the first `offset` bytes; NULL if it is not known any more.
YcDigest *yc_tus_take_digest (YcTus *self, const char *id, gint64 offset);
// Keeps it; takes it over.
void yc_tus_keep_digest (YcTus *self, const char *id, gint64 offset, YcDigest *digest);
void yc_tus_forget_digest (YcTus *self, const char *id);

// Pieces of this person that come in just now.
guint yc_tus_count_active (YcTus *self, const char *person);

G_END_DECLS
