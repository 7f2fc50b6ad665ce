// Uploads that any server of a database can go on with. Of two who go on at the same place the
// first to say so in the ledger is right; the bytes of the other are put away.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-share.h"
#include "yc-central-private.h"

#include <errno.h>
#include <unistd.h>

// --- the upload ----------------------------------------------------------------------------------

static YcUpload *
make_upload (const char *id, const YcUploadState *state)
{
  YcUpload *upload = yc_upload_new_shared (id, state->sha256, state->length);

  upload->mime = g_strdup (state->mime);
  upload->metadata = g_strdup (state->metadata);
  upload->offset = state->place;
  upload->expires_at = state->expires_at;
  upload->is_done = state->is_done;
  return upload;
}

YcUpload *
yc_share_find (YcCentral *central, const char *person, const char *id, GError **error)
{
  g_autoptr (YcUploadState) state =
      yc_ledger_find_upload (yc_central_get_ledger (central), id, person, error);

  return state != NULL ? make_upload (id, state) : NULL;
}

// The id of one that has no byte yet, which nobody brings just now, or of a new one. NULL without
// an error: there are too many.
static char *
pick_id (YcCentral *central, const char *person, const YcUploadState *state, GError **error)
{
  YcLedger *ledger = yc_central_get_ledger (central);
  g_autoptr (GError) problem = NULL;
  g_autofree char *begun =
      yc_ledger_find_begun_upload (ledger, person, state->sha256, state->length, &problem);
  gint64 open = problem == NULL ? yc_ledger_count_uploads (ledger, person, &problem) : 0;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (begun != NULL && !g_hash_table_contains (central->tus->active, begun) &&
      !g_hash_table_contains (central->tus->keeping, begun))
    return g_steal_pointer (&begun);
  return open < central->tus->max_open ? yc_upload_make_id () : NULL;
}

YcUpload *
yc_share_begin (YcCentral *central,
                const char *person,
                const char *sha256,
                gint64 length,
                const char *mime,
                const char *metadata,
                GError **error)
{
  const YcUploadState state = {.sha256 = (char *)sha256,
                               .mime = (char *)mime,
                               .metadata = (char *)metadata,
                               .length = length,
                               .expires_at = yc_central_now (central) + central->tus->keep_ms};
  g_autofree char *id = pick_id (central, person, &state, error);
  g_autoptr (YcUpload) upload = NULL;

  if (id == NULL ||
      !yc_ledger_begin_upload (yc_central_get_ledger (central), id, person, &state, error))
    return NULL;
  upload = make_upload (id, &state);
  return yc_upload_open_shared (upload, central->tus->incoming, error) ? g_steal_pointer (&upload)
                                                                       : NULL;
}

void
yc_share_end (YcCentral *central, const char *id, gboolean is_done, gint64 expires_at)
{
  YcLedger *ledger = yc_central_get_ledger (central);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = yc_ledger_list_pieces (ledger, id, &error);

  if (pieces == NULL || !yc_ledger_end_upload (ledger, id, is_done, expires_at, &error)) {
    g_message ("An upload could not be ended: %s", error->message); // it expires
    return;
  }
  for (guint i = 0; i < pieces->len; i++)
    yc_blobs_remove_piece (central->blobs, ((YcUploadPiece *)pieces->pdata[i])->name);
}

guint
yc_share_sweep (YcCentral *central)
{
  YcLedger *ledger = yc_central_get_ledger (central);
  g_autoptr (GPtrArray) ids =
      yc_ledger_list_expired_uploads (ledger, yc_central_now (central), NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    yc_share_end (central, ids->pdata[i], FALSE, 0);
  return (guint)MAX (0, yc_ledger_count_uploads (ledger, NULL, NULL));
}

// --- keeping -------------------------------------------------------------------------------------

// What is asked about one piece, with the request that brought it.
typedef struct {
  YcPiece *piece;     // not owned
  YcRequest *request; // owned, nullable: the piece hangs on it
  char *name;         // of what is kept
  YcShareDone done;
  GPtrArray *pieces; // owned, of YcUploadPiece: those to be gathered
  guint next;        // of them
} Job;

static Job *
job_new (YcPiece *piece, YcShareDone done)
{
  Job *job = g_new0 (Job, 1);

  job->piece = piece;
  job->request = piece->request != NULL ? yc_request_ref (piece->request) : NULL;
  job->done = done;
  return job;
}

static void
finish (Job *job, const GError *error)
{
  job->done (job->piece, error);
  g_clear_pointer (&job->request, yc_request_unref);
  g_clear_pointer (&job->pieces, g_ptr_array_unref);
  g_free (job->name);
  g_free (job);
}

static void
kept_cb (gpointer user_data, const GError *problem)
{
  Job *job = user_data;
  YcPiece *piece = job->piece;
  YcCentral *central = piece->central;
  g_autoptr (GError) error = NULL;

  if (problem != NULL) {
    finish (job, problem);
    return;
  }
  piece->upload->expires_at = yc_central_now (central) + central->tus->keep_ms;
  if (yc_ledger_add_piece (yc_central_get_ledger (central), piece->upload->id, piece->from,
                           piece->at - piece->from, job->name, piece->upload->expires_at, &error))
    piece->upload->offset = piece->at;
  else if (g_error_matches (error, YC_ERROR, YC_ERROR_VERSION)) // otherwise nobody knows
    yc_blobs_remove_piece (central->blobs, job->name);
  finish (job, error);
}

void
yc_share_keep (YcPiece *piece, YcShareDone done)
{
  Job *job = job_new (piece, done);
  g_autofree char *sum = yc_digest_to_hex (piece->whole);

  if (piece->at == piece->from) {
    finish (job, NULL);
    return;
  }
  job->name = g_strdup_printf ("uploads/%s/%" G_GINT64_FORMAT "-%08x%08x", piece->upload->id,
                               piece->from, g_random_int (), g_random_int ());
  yc_blobs_add_piece (piece->central->blobs, job->name, piece->upload->path, sum, kept_cb, job);
}

// --- without a request ---------------------------------------------------------------------------

typedef struct {
  YcRequest *request; // owned
  void (*again) (YcRequest *request);
} Waiter;

static void
waiter_free (gpointer data)
{
  Waiter *self = data;

  yc_request_unref (self->request);
  g_free (self);
}

gboolean
yc_share_wait (YcRequest *request, const char *id, void (*again) (YcRequest *request))
{
  YcPiece *piece = g_hash_table_lookup (request->central->tus->keeping, id);
  Waiter *waiter;

  if (piece == NULL)
    return FALSE;
  waiter = g_new0 (Waiter, 1);
  waiter->request = yc_request_ref (request);
  waiter->again = again;
  yc_request_pause (request);
  g_ptr_array_add (piece->waiters, waiter);
  return TRUE;
}

static void
kept_alone_cb (YcPiece *piece, const GError *error)
{
  g_autoptr (GPtrArray) waiters = g_steal_pointer (&piece->waiters);

  if (error != NULL)
    g_message ("The bytes of an upload could not be kept: %s", error->message);
  g_hash_table_remove (piece->central->tus->keeping, piece->upload->id);
  yc_piece_end (piece);
  yc_piece_free (piece);
  for (guint i = 0; i < waiters->len; i++) {
    Waiter *waiter = waiters->pdata[i];

    if (waiter->request->message != NULL)
      waiter->again (waiter->request);
  }
}

void
yc_share_keep_alone (YcPiece *piece)
{
  YcTus *tus = piece->central->tus;

  piece->request->extra = NULL;
  piece->request = NULL;
  piece->waiters = g_ptr_array_new_with_free_func (waiter_free);
  g_hash_table_remove (tus->active, piece->upload->id);
  g_hash_table_replace (tus->keeping, g_strdup (piece->upload->id), piece);
  yc_share_keep (piece, kept_alone_cb);
}

// --- gathering -----------------------------------------------------------------------------------

static void
gather_next (gpointer user_data, const GError *error)
{
  Job *job = user_data;
  const YcUploadPiece *piece;

  if (error != NULL || job->pieces == NULL || job->next == job->pieces->len) {
    finish (job, error);
    return;
  }
  piece = job->pieces->pdata[job->next++];
  yc_blobs_fetch_piece (job->piece->central->blobs, piece->name, piece->size,
                        job->piece->upload->fd, gather_next, job);
}

void
yc_share_gather (YcPiece *piece, YcShareDone done)
{
  Job *job = job_new (piece, done);
  g_autoptr (GError) error = NULL;

  // What one request brought from the first byte to the last is here.
  if (piece->from == 0 && piece->at > 0) {
    finish (job, NULL);
    return;
  }
  g_clear_pointer (&piece->whole, yc_digest_free);
  job->pieces =
      yc_ledger_list_pieces (yc_central_get_ledger (piece->central), piece->upload->id, &error);
  if (job->pieces != NULL &&
      (ftruncate (piece->upload->fd, 0) != 0 || lseek (piece->upload->fd, 0, SEEK_SET) < 0))
    error =
        g_error_new_literal (YC_ERROR, (int)yc_error_code_from_errno (errno), g_strerror (errno));
  gather_next (job, error);
}
