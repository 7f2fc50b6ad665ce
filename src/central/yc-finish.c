// The end of a request that brought bytes of an upload: made durable, and a blob if they were the
// last.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-finish.h"
#include "yc-blob-kind.h"
#include "yc-central-private.h"
#include "yc-keep-blob.h"
#include "yc-problem.h"
#include "yc-share.h"
#include "yc-tus-header.h"
#include "yc-uploads.h"

#include <errno.h>
#include <unistd.h>

#define BLOCK   (256 * 1024)
#define DONE_MS (3600 * G_GINT64_CONSTANT (1000)) // as long as an answer may have got lost

// Work on the disk, away from the main loop. Nobody else touches the upload meanwhile.
typedef struct {
  YcRequest *request; // owned: the piece hangs on it
  YcPiece *piece;
} Finish;

static void
finish_free (gpointer data)
{
  Finish *self = data;

  yc_request_unref (self->request);
  g_free (self);
}

// After a restart the sum is not known any more: everything is read once.
static gboolean
ensure_digest (YcPiece *piece, GError **error)
{
  g_autofree guint8 *block = NULL;
  gint64 at = 0;

  if (piece->whole != NULL)
    return TRUE;
  block = g_malloc (BLOCK);
  piece->whole = yc_digest_new ();
  while (at < piece->at) {
    gssize n = pread (piece->upload->fd, block, BLOCK, at);

    if (n <= 0) {
      g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "an upload cannot be read: %s",
                   n < 0 ? g_strerror (errno) : "it is too short");
      return FALSE;
    }
    yc_digest_add (piece->whole, block, (gsize)n);
    at += n;
  }
  return TRUE;
}

static void
keep_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcPiece *piece = ((Finish *)data)->piece;
  GError *error = NULL;

  if (yc_upload_confirm (piece->upload, piece->at, &error) &&
      (piece->at < piece->upload->length || ensure_digest (piece, &error)))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yc_finish_answer_state (YcRequest *request, const YcUpload *upload)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, upload->offset);
  g_autofree char *length = g_strdup_printf ("%" G_GINT64_FORMAT, upload->length);
  g_autofree char *expires = yc_tus_format_date (upload->expires_at);
  gboolean asks = g_str_equal (request->route->method, "HEAD");
  guint status = asks ? SOUP_STATUS_OK : SOUP_STATUS_NO_CONTENT;

  yc_request_set_header (request, "Upload-Offset", offset);
  yc_request_set_header (request, "Upload-Expires", expires);
  if (asks) {
    yc_request_set_header (request, "Upload-Length", length);
    if (upload->metadata != NULL)
      yc_request_set_header (request, "Upload-Metadata", upload->metadata);
  }
  if (g_str_equal (request->route->method, "POST"))
    status = SOUP_STATUS_CREATED;
  yc_request_answer_empty (request, status);
}

// What does not hold as a whole never will: it is put away, so that nobody goes on with it.
static void
refuse_whole (YcPiece *piece, YcErrorCode code, const char *detail)
{
  yc_uploads_remove (piece->central, piece->upload);
  yc_piece_end (piece);
  yc_request_answer_problem (piece->request, code, detail);
}

static void
kept_blob_cb (YcRequest *request, gboolean is_new, const GError *error)
{
  YcPiece *piece = request->extra;
  YcCentral *central = request->central;
  YcUpload *upload = piece->upload;

  if (error != NULL) {
    yc_piece_end (piece);
    yc_request_answer_away (request, error);
    return;
  }
  yc_uploads_end (central, upload, yc_central_now (central) + DONE_MS);
  yc_piece_end (piece);
  yc_finish_answer_state (request, upload);
}

// The bytes are all here and durable.
static void
finish_whole (YcPiece *piece)
{
  g_autofree char *found = yc_digest_to_hex (piece->whole);
  guint8 head[YC_BLOB_HEAD];
  gsize length = yc_upload_read_head (piece->upload, head, sizeof head);

  if (!g_str_equal (found, piece->upload->sha256))
    refuse_whole (piece, YC_ERROR_MALFORMED, "the content does not have this SHA-256");
  else if (!yc_blob_begins_as (piece->upload->mime, head, length))
    refuse_whole (piece, YC_ERROR_IMAGE, "the content is not of its type");
  else
    yc_keep_blob (piece->request, piece->upload->path, piece->upload->sha256, piece->upload->mime,
                  piece->upload->length, kept_blob_cb);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcPiece *piece = ((Finish *)g_task_get_task_data (G_TASK (result)))->piece;
  YcRequest *request = piece->request;
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    yc_piece_end (piece);
    yc_request_answer_error (request, error);
  } else if (piece->at == piece->upload->length) {
    finish_whole (piece);
  } else {
    if (piece->whole != NULL)
      yc_tus_keep_digest (request->central->tus, piece->upload->id, piece->at,
                          g_steal_pointer (&piece->whole));
    yc_piece_end (piece);
    yc_finish_answer_state (request, piece->upload);
  }
}

static void
run (YcPiece *piece, GTaskThreadFunc work)
{
  Finish *finish = g_new0 (Finish, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, kept_cb, NULL);

  finish->request = yc_request_ref (piece->request);
  finish->piece = piece;
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, finish, finish_free);
  yc_worker_run (piece->central->tus->worker, task, work);
}

// --- of an upload that servers share -------------------------------------------------------------

// FALSE, and answered, if that failed.
static gboolean
has_done (YcPiece *piece, const GError *error)
{
  if (error == NULL)
    return TRUE;
  if (g_error_matches (error, YC_ERROR, YC_ERROR_CORRUPT)) {
    refuse_whole (piece, YC_ERROR_NOT_FOUND, "bytes of this upload are gone: begin it anew");
    return FALSE;
  }
  yc_piece_end (piece);
  if (g_error_matches (error, YC_ERROR, YC_ERROR_VERSION))
    yc_request_answer_problem_object (piece->request,
                                      yc_problem_new (SOUP_STATUS_CONFLICT, YC_ERROR_MALFORMED,
                                                      "another request went on with this upload"));
  else
    yc_request_answer_away (piece->request, error);
  return FALSE;
}

static void
sum_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (ensure_digest (((Finish *)data)->piece, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
gathered_cb (YcPiece *piece, const GError *error)
{
  if (has_done (piece, error))
    run (piece, sum_work);
}

static void
shared_cb (YcPiece *piece, const GError *error)
{
  if (!has_done (piece, error))
    return;
  if (piece->at == piece->upload->length) {
    yc_share_gather (piece, gathered_cb);
    return;
  }
  yc_piece_end (piece);
  yc_finish_answer_state (piece->request, piece->upload);
}

// -------------------------------------------------------------------------------------------------

void
yc_finish_piece (YcPiece *piece)
{
  YcRequest *request = piece->request;
  YcCentral *central = request->central;

  // One that only made the upload has nothing to keep.
  if (piece->is_new && piece->at == 0 && piece->problem == 0) {
    yc_piece_end (piece);
    yc_finish_answer_state (request, piece->upload);
    return;
  }
  if (piece->problem != 0) {
    int problem = piece->problem;

    yc_piece_discard (piece);
    yc_request_answer_problem (request, yc_error_code_from_errno (problem), NULL);
    return;
  }
  yc_request_pause (request);
  piece->upload->expires_at = yc_central_now (central) + central->tus->keep_ms;
  if (yc_upload_is_shared (piece->upload))
    yc_share_keep (piece, shared_cb);
  else
    run (piece, keep_work);
}
