// Where the bytes of blobs are kept, by their SHA-256. One interface over a folder and whatever
// else keeps them; which blobs there are, and who may see them, the ledger knows.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-s3.h"

G_BEGIN_DECLS

typedef struct _YcBlobs YcBlobs;

// Both are called once, in the main context of who asked; from a folder before the call returns.
// What was asked fails with YC_ERROR_BUSY while the bytes are out of reach, with YC_ERROR_CORRUPT
// if they are not there, and as yc_error_code_from_errno () says.
typedef void (*YcBlobsDone) (gpointer user_data, const GError *error);
// First `bytes` (nullable), then what `rest` (nullable) brings; both not owned.
typedef void (*YcBlobsOpened) (gpointer user_data,
                               GBytes *bytes,
                               GInputStream *rest,
                               const GError *error);

// The shelves in a data folder, which is there.
YcBlobs *yc_blobs_new_folder (const char *folder);

// A bucket, which is asked in the thread-default main context of the caller. Fails as yc_s3_new ();
// whether the store is there shows when it is asked.
YcBlobs *yc_blobs_new_s3 (const YcS3Place *place, GError **error);

// Ends what is under way, as yc_blobs_stop ().
void yc_blobs_free (YcBlobs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcBlobs, yc_blobs_free)

// Keeps the file `path`, which is complete, durable and has this SHA-256: from then on it survives
// a power failure. Again is harmless. The file may be gone from its place afterwards.
void yc_blobs_add (
    YcBlobs *self, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data);

// `length` bytes of a blob that is there, from `start` on; -1: all up to the end.
void yc_blobs_open (YcBlobs *self,
                    const char *sha256,
                    gint64 start,
                    gint64 length,
                    YcBlobsOpened opened,
                    gpointer user_data);

// Pieces of what may become a blob, kept where every server finds them under a name of their own:
// FALSE in a folder, which may be one machine's. Then nothing of the following is asked.
gboolean yc_blobs_takes_pieces (YcBlobs *self);
// `sha256` is that of the file `path`, which stays.
void yc_blobs_add_piece (YcBlobs *self,
                         const char *piece,
                         const char *path,
                         const char *sha256,
                         YcBlobsDone done,
                         gpointer user_data);
// Writes its bytes, so many, into a file where that stands.
void yc_blobs_fetch_piece (
    YcBlobs *self, const char *piece, gint64 length, int fd, YcBlobsDone done, gpointer user_data);
// Nobody waits for it; one that cannot be removed just now stays.
void yc_blobs_remove_piece (YcBlobs *self, const char *piece);

// Whether blobs can be kept and read: two seconds ago at the latest.
void yc_blobs_look (YcBlobs *self, YcBlobsDone done, gpointer user_data);

// Since it was made, of what is asked over a network.
typedef struct {
  guint64 requests, repeats, failures; // repeats are requests, too
  gboolean is_away;                    // what was asked last failed
} YcBlobsFigures;

// NULL where nothing goes over a network.
const YcBlobsFigures *yc_blobs_get_figures (YcBlobs *self);

// Whatever was asked and has no answer yet fails, before this returns; so does what is asked later.
void yc_blobs_stop (YcBlobs *self);

// For verbs, which have nothing else to do meanwhile: the thread-default main context runs.
gboolean yc_blobs_add_now (YcBlobs *self, const char *path, const char *sha256, GError **error);
// Reads all of a blob. The SHA-256 that its bytes have, owned.
char *yc_blobs_sum_now (YcBlobs *self, const char *sha256, gint64 *ret_size, GError **error);

G_END_DECLS
