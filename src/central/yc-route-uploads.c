// /v1/uploads: tus 1.0.0 (https://tus.io/protocols/resumable-upload). Bytes go to a file as they
// come; a blob is made of them once all are there and have the SHA-256 that was said.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blob-kind.h"
#include "yc-finish.h"
#include "yc-piece.h"
#include "yc-problem.h"
#include "yc-routes.h"
#include "yc-share.h"
#include "yc-tus-header.h"
#include "yc-uploads.h"

#include <sys/statvfs.h>

// soup has no names for these
#define LOCKED   423 // RFC 4918
#define TOO_MANY 429 // RFC 6585

static void
refuse (YcRequest *request, guint status, YcErrorCode code, const char *detail)
{
  yc_request_answer_problem_object (request, yc_problem_new (status, code, detail));
}

static void
ask_to_wait (YcRequest *request, guint status, const char *detail)
{
  yc_request_set_header (request, "Retry-After", "1");
  refuse (request, status, YC_ERROR_BUSY, detail);
}

// Every answer says which version was spoken (tus, "Tus-Resumable").
static gboolean
check_version (YcRequest *request)
{
  yc_request_set_header (request, "Tus-Resumable", YC_TUS_VERSION);
  if (g_strcmp0 (yc_request_get_header (request, "Tus-Resumable"), YC_TUS_VERSION) == 0)
    return TRUE;
  yc_request_set_header (request, "Tus-Version", YC_TUS_VERSION);
  refuse (request, SOUP_STATUS_PRECONDITION_FAILED, YC_ERROR_MALFORMED,
          "only version 1.0.0 of tus is spoken here");
  return FALSE;
}

void
yc_route_upload_options (YcRequest *request)
{
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, request->central->tus->max_size);

  yc_request_set_header (request, "Tus-Resumable", YC_TUS_VERSION);
  yc_request_set_header (request, "Tus-Version", YC_TUS_VERSION);
  yc_request_set_header (request, "Tus-Extension", YC_TUS_EXTENSIONS);
  yc_request_set_header (request, "Tus-Max-Size", size);
  yc_request_set_header (request, "Tus-Checksum-Algorithm", "sha256");
  yc_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}

static gboolean
is_piece (YcRequest *request)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (request->message), NULL);

  return g_strcmp0 (type, YC_TUS_PIECE) == 0;
}

// FALSE, and answered, if there is a checksum that cannot be compared. `*ret` is `sum` or NULL.
static gboolean
find_checksum (YcRequest *request, guint8 sum[YC_DIGEST_BYTES], const guint8 **ret)
{
  const char *text = yc_request_get_header (request, "Upload-Checksum");

  *ret = text != NULL ? sum : NULL;
  if (text == NULL || yc_tus_parse_checksum (text, sum))
    return TRUE;
  refuse (request, SOUP_STATUS_BAD_REQUEST, YC_ERROR_MALFORMED,
          "the checksum is no sha256 in base64");
  return FALSE;
}

// The bytes that may still come.
static gboolean
check_room (YcRequest *request, gint64 room)
{
  goffset length = soup_message_headers_get_content_length (
      soup_server_message_get_request_headers (request->message));

  request->limit = (gsize)room;
  if (length <= room)
    return TRUE;
  yc_request_answer_problem (request, YC_ERROR_TOO_LARGE, "more bytes than were said to come");
  return FALSE;
}

static gboolean
may_send (YcRequest *request)
{
  YcTus *tus = request->central->tus;

  if (yc_tus_count_active (tus, request->person->id) < tus->max_parallel)
    return TRUE;
  ask_to_wait (request, TOO_MANY, "too many uploads at the same time");
  return FALSE;
}

// --- beginning -----------------------------------------------------------------------------------

static gboolean
has_disk (YcTus *tus, gint64 length)
{
  g_autofree char *incoming = g_path_get_dirname (tus->folder);
  struct statvfs disk;

  return statvfs (incoming, &disk) != 0 || (guint64)disk.f_bavail * disk.f_frsize > (guint64)length;
}

// Begun before or made anew; otherwise answers and returns NULL.
static YcUpload *
ensure_upload (YcRequest *request, const char *sha256, const char *mime, gint64 length)
{
  const char *metadata = yc_request_get_header (request, "Upload-Metadata");
  g_autoptr (GError) error = NULL;
  YcUpload *upload = yc_uploads_begin (request->central, request->person->id, sha256, length, mime,
                                       metadata, &error);

  if (error != NULL)
    yc_request_answer_error (request, error);
  else if (upload == NULL)
    ask_to_wait (request, TOO_MANY, "too many uploads are not done yet");
  return upload;
}

// The upload that the headers ask for; otherwise answers and returns NULL.
static YcUpload *
read_creation (YcRequest *request)
{
  YcTus *tus = request->central->tus;
  const char *metadata = yc_request_get_header (request, "Upload-Metadata");
  gint64 length = yc_tus_parse_count (yc_request_get_header (request, "Upload-Length"));
  g_autofree char *sha256 = yc_tus_find_metadata (metadata, "sha256");
  g_autofree char *mime = yc_tus_find_metadata (metadata, "mime");

  if (length < 1)
    refuse (request, SOUP_STATUS_BAD_REQUEST, YC_ERROR_MALFORMED, "“Upload-Length” is needed");
  else if (length > tus->max_size)
    yc_request_answer_problem (request, YC_ERROR_TOO_LARGE, "the upload is too large");
  else if (!yc_blob_is_name (sha256) || !yc_blob_is_type (mime))
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“Upload-Metadata” must tell the sha256 and the mime");
  else if (!has_disk (tus, length))
    yc_request_answer_problem (request, YC_ERROR_DISK_FULL, NULL);
  else if (check_room (request, length))
    return ensure_upload (request, sha256, mime, length);
  return NULL;
}

static void
begin_creation (YcRequest *request)
{
  g_autoptr (YcUpload) upload = NULL;
  const guint8 *checksum = NULL;
  guint8 sum[YC_DIGEST_BYTES];
  g_autofree char *address = NULL;

  if (!find_checksum (request, sum, &checksum) || !may_send (request))
    return;
  upload = read_creation (request);
  if (upload == NULL)
    return;
  address = g_strconcat ("/v1/uploads/", upload->id, NULL);
  yc_request_set_header (request, "Location", address);
  yc_piece_begin (request, g_steal_pointer (&upload), checksum)->is_new = TRUE;
}

// --- going on ------------------------------------------------------------------------------------

// Ends a request that still brings bytes of this upload, or hangs: whoever asks where it stands has
// lost that connection.
static void
supersede (YcRequest *request, const char *id)
{
  YcRequest *other = g_hash_table_lookup (request->central->tus->active, id);

  if (other == NULL || other == request || other->is_paused ||
      !g_str_equal (other->person->id, request->person->id))
    return; // one that is paused is being kept just now: the lock tells
  yc_piece_cut (other->extra);
  yc_request_cut_off (other);
}

// NULL, and answered, if this person has no such upload any more.
static YcUpload *
find_upload (YcRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcUpload) upload = NULL;

  upload = yc_uploads_find (request->central, request->person->id, request->parameters[0], &error);
  if (error != NULL) {
    yc_request_answer_error (request, error);
    return NULL;
  }
  if (upload != NULL && upload->expires_at > yc_central_now (request->central))
    return g_steal_pointer (&upload);
  refuse (request, upload != NULL ? SOUP_STATUS_GONE : SOUP_STATUS_NOT_FOUND, YC_ERROR_NOT_FOUND,
          "no such upload");
  return NULL;
}

// What happened if central ended after it had made a blob and before it had noted so. FALSE, and
// answered, if it did not.
static gboolean
find_blob (YcRequest *request, YcUpload *upload)
{
  YcScope scope = yc_person_get_scope (request->person);
  g_autoptr (GError) error = NULL;
  g_autofree char *mime = yc_ledger_find_blob (yc_central_get_ledger (request->central), &scope,
                                               request->person->id, upload->sha256, NULL, &error);

  upload->is_done = mime != NULL;
  if (upload->is_done)
    upload->offset = upload->length;
  else if (error != NULL)
    yc_request_answer_error (request, error);
  else
    refuse (request, SOUP_STATUS_NOT_FOUND, YC_ERROR_NOT_FOUND, "no such upload");
  return upload->is_done;
}

// FALSE, and answered, if it cannot go on. TRUE for one that is done already, too.
static gboolean
open_upload (YcRequest *request, YcUpload *upload)
{
  g_autoptr (GError) error = NULL;

  if (upload->is_done || yc_uploads_open (request->central, upload, &error))
    return TRUE;
  if (g_error_matches (error, YC_ERROR, YC_ERROR_BUSY))
    ask_to_wait (request, LOCKED, "somebody sends to this upload");
  else if (!g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND))
    yc_request_answer_error (request, error);
  else
    return find_blob (request, upload);
  return FALSE;
}

static void
begin_piece (YcRequest *request)
{
  g_autoptr (YcUpload) upload = NULL;
  const guint8 *checksum = NULL;
  guint8 sum[YC_DIGEST_BYTES];

  if (!is_piece (request)) {
    refuse (request, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, YC_ERROR_MALFORMED,
            "pieces come as application/offset+octet-stream");
    return;
  }
  if (!find_checksum (request, sum, &checksum))
    return;
  upload = find_upload (request);
  if (upload == NULL || !open_upload (request, upload))
    return;
  if (yc_tus_parse_count (yc_request_get_header (request, "Upload-Offset")) != upload->offset) {
    refuse (request, SOUP_STATUS_CONFLICT, YC_ERROR_MALFORMED, "the upload stands elsewhere");
    return;
  }
  if (upload->is_done) { // and the answer to its last piece was lost
    yc_finish_answer_state (request, upload);
    return;
  }
  if (g_hash_table_contains (request->central->tus->active, upload->id) ||
      g_hash_table_contains (request->central->tus->keeping, upload->id)) {
    ask_to_wait (request, LOCKED, "somebody sends to this upload");
    return;
  }
  if (check_room (request, upload->length - upload->offset) && may_send (request))
    yc_piece_begin (request, g_steal_pointer (&upload), checksum);
}

void
yc_upload_begin (YcRequest *request)
{
  soup_message_body_set_accumulate (soup_server_message_get_request_body (request->message), FALSE);
  if (!check_version (request))
    return;
  if (g_str_equal (request->route->method, "POST"))
    begin_creation (request);
  else
    begin_piece (request);
}

void
yc_upload_take_piece (YcRequest *request, GBytes *bytes)
{
  if (request->extra != NULL)
    yc_piece_take (request->extra, bytes);
}

void
yc_route_send_piece (YcRequest *request)
{
  YcPiece *piece = request->extra;

  if (piece == NULL || piece->is_settled) {
    ask_to_wait (request, LOCKED, "another request went on with this upload");
  } else if (!yc_piece_is_right (piece)) {
    yc_piece_discard (piece);
    refuse (request, YC_TUS_CHECKSUM_MISMATCH, YC_ERROR_MALFORMED,
            "the bytes do not have the checksum");
  } else {
    yc_finish_piece (piece);
  }
}

// --- asking and ending ---------------------------------------------------------------------------

// The upload that the address names, open or done, with nobody at it; otherwise answers, now or by
// asking `again`, and returns NULL.
static YcUpload *
reclaim (YcRequest *request, void (*again) (YcRequest *request))
{
  g_autoptr (YcUpload) upload = NULL;

  if (!check_version (request))
    return NULL;
  supersede (request, request->parameters[0]);
  upload = find_upload (request);
  if (upload == NULL || yc_share_wait (request, upload->id, again))
    return NULL;
  return open_upload (request, upload) ? g_steal_pointer (&upload) : NULL;
}

// One that has all its bytes and is no blob yet, because something failed then, becomes one now:
// who asks would otherwise take it for done.
void
yc_route_find_upload (YcRequest *request)
{
  g_autoptr (YcUpload) upload = reclaim (request, yc_route_find_upload);

  if (upload == NULL)
    return;
  if (!upload->is_done && upload->offset == upload->length)
    yc_finish_piece (yc_piece_begin (request, g_steal_pointer (&upload), NULL));
  else
    yc_finish_answer_state (request, upload);
}

void
yc_route_end_upload (YcRequest *request)
{
  g_autoptr (YcUpload) upload = reclaim (request, yc_route_end_upload);

  if (upload == NULL)
    return;
  yc_uploads_remove (request->central, upload);
  yc_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
}
