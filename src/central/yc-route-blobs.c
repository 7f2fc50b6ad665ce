// Page images and documents by SHA-256: taken in pieces into a file, given out whole or in ranges.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-answer-stream.h"
#include "yc-blob-kind.h"
#include "yc-digest.h"
#include "yc-keep-blob.h"
#include "yc-problem.h"
#include "yc-routes.h"
#include "yc-write-all.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *path;
  int fd;
  YcDigest *sum;
  gsize size;
  guint8 head[YC_BLOB_HEAD];
  int problem; // errno of the first write that failed
} Upload;

static void
upload_free (gpointer data)
{
  Upload *self = data;

  if (self->fd >= 0)
    close (self->fd);
  g_unlink (self->path);
  g_free (self->path);
  yc_digest_free (self->sum);
  g_free (self);
}

static void
answer_disk (YcRequest *request, int problem)
{
  g_message ("A blob could not be written: %s", g_strerror (problem));
  yc_request_answer_problem (request, yc_error_code_from_errno (problem), NULL);
}

void
yc_blob_begin (YcRequest *request)
{
  g_autofree char *folder =
      yc_ledger_incoming_path (yc_group_peek_ledger (request->central->group));
  Upload *upload;

  soup_message_body_set_accumulate (soup_server_message_get_request_body (request->message), FALSE);
  if (!yc_blob_is_name (request->parameters[0])) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED, "not a SHA-256 in lower-case hex");
    return;
  }
  upload = g_new0 (Upload, 1);
  upload->path = g_build_filename (folder, "XXXXXX", NULL);
  upload->fd = g_mkstemp_full (upload->path, O_RDWR | O_CLOEXEC, 0600);
  upload->problem = upload->fd < 0 ? errno : 0;
  upload->sum = yc_digest_new ();
  request->extra = upload;
  request->free_extra = upload_free;
}

void
yc_blob_take_piece (YcRequest *request, GBytes *piece)
{
  Upload *upload = request->extra;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (piece, &size);

  if (upload == NULL || size == 0)
    return;
  if (upload->size < YC_BLOB_HEAD)
    memcpy (upload->head + upload->size, data, MIN (size, YC_BLOB_HEAD - upload->size));
  yc_digest_add (upload->sum, data, size);
  upload->size += size;
  if (upload->problem == 0)
    upload->problem = yc_write_all (upload->fd, data, size, NULL);
}

static void
kept_cb (YcRequest *request, gboolean is_new, const GError *error)
{
  if (error != NULL)
    yc_request_answer_away (request, error);
  else
    yc_request_answer_empty (request, is_new ? SOUP_STATUS_CREATED : SOUP_STATUS_OK);
}

void
yc_route_put_blob (YcRequest *request)
{
  Upload *upload = request->extra;
  const char *mime = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (request->message), NULL);
  g_autofree char *found = yc_digest_to_hex (upload->sum);

  if (upload->problem != 0)
    answer_disk (request, upload->problem);
  else if (!g_str_equal (found, request->parameters[0]))
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "the content does not have this SHA-256");
  else if (!yc_blob_begins_as (mime, upload->head, upload->size))
    yc_request_answer_problem (request, YC_ERROR_IMAGE, "the content is not of its type");
  else if (fsync (upload->fd) != 0)
    answer_disk (request, errno);
  else
    yc_keep_blob (request, upload->path, found, mime, (gint64)upload->size, kept_cb);
}

// --- giving out ----------------------------------------------------------------------------------

// Only one range at a time; whoever asks for several gets everything.
static gboolean
find_range (YcRequest *request, gint64 size, gint64 *ret_start, gint64 *ret_length)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  SoupRange *ranges = NULL;
  int n = 0;
  gboolean found = soup_message_headers_get_ranges (headers, size, &ranges, &n) && n == 1;

  *ret_start = 0;
  *ret_length = size;
  if (found) {
    *ret_start = MAX (ranges[0].start, 0);
    *ret_length = ranges[0].end - ranges[0].start + 1;
  }
  if (ranges != NULL)
    soup_message_headers_free_ranges (headers, ranges);
  // libsoup would otherwise look at it again when it writes the answer.
  soup_message_headers_remove (headers, "Range");
  return found;
}

static gboolean
is_beyond (YcRequest *request, gint64 size)
{
  const char *range = yc_request_get_header (request, "Range");

  return range != NULL && g_str_has_prefix (range, "bytes=") && strchr (range, ',') == NULL &&
         g_ascii_isdigit (range[6]) && g_ascii_strtoull (range + 6, NULL, 10) >= (guint64)size;
}

static void
refuse_range (YcRequest *request, gint64 size)
{
  g_autofree char *all = g_strdup_printf ("bytes */%" G_GINT64_FORMAT, size);

  yc_request_set_header (request, "Content-Range", all);
  yc_request_answer_problem_object (request,
                                    yc_problem_new (SOUP_STATUS_REQUESTED_RANGE_NOT_SATISFIABLE,
                                                    YC_ERROR_LIMIT, "the content ends before"));
}

typedef struct {
  YcRequest *request; // owned
  char *mime;
  char *range; // nullable: all is given
  gint64 length;
} Giving;

static void
giving_free (Giving *self)
{
  yc_request_unref (self->request);
  g_free (self->mime);
  g_free (self->range);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Giving, giving_free)

static guint
begin_answer (Giving *self)
{
  if (self->range == NULL)
    return SOUP_STATUS_OK;
  yc_request_set_header (self->request, "Content-Range", self->range);
  return SOUP_STATUS_PARTIAL_CONTENT;
}

static void
opened_cb (gpointer user_data, GBytes *bytes, GInputStream *rest, const GError *error)
{
  g_autoptr (Giving) self = user_data;

  if (error != NULL)
    yc_request_answer_away (self->request, error);
  else if (rest != NULL)
    yc_answer_stream (self->request, begin_answer (self), self->mime, self->length, rest);
  else
    yc_request_answer_bytes (self->request, begin_answer (self), self->mime, g_bytes_ref (bytes));
}

static void
give (YcRequest *request, const char *mime, gint64 size)
{
  g_autoptr (Giving) giving = g_new0 (Giving, 1);
  gint64 start;

  giving->request = yc_request_ref (request);
  giving->mime = g_strdup (mime);
  if (find_range (request, size, &start, &giving->length))
    giving->range =
        g_strdup_printf ("bytes %" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT, start,
                         start + giving->length - 1, size);
  if (g_str_equal (request->route->method, "HEAD")) {
    yc_request_answer_head (request, begin_answer (giving), mime, giving->length);
    return;
  }
  yc_request_pause (request);
  yc_blobs_open (request->central->blobs, request->parameters[0], start, giving->length, opened_cb,
                 giving);
  g_steal_pointer (&giving);
}

static void
answer_blob (YcRequest *request, const char *mime, gint64 size)
{
  g_autofree char *etag = g_strdup_printf ("\"%s\"", request->parameters[0]);
  const char *known = yc_request_get_header (request, "If-None-Match");

  yc_request_set_header (request, "ETag", etag);
  yc_request_set_header (request, "Accept-Ranges", "bytes");
  if (known != NULL && strstr (known, etag) != NULL)
    yc_request_answer_empty (request, SOUP_STATUS_NOT_MODIFIED);
  else if (is_beyond (request, size))
    refuse_range (request, size);
  else
    give (request, mime, size);
}

void
yc_route_get_blob (YcRequest *request)
{
  YcScope scope = yc_person_get_scope (request->person);
  gint64 size = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *mime =
      yc_blob_is_name (request->parameters[0])
          ? yc_ledger_find_blob (yc_central_get_ledger (request->central), &scope,
                                 request->person->id, request->parameters[0], &size, &error)
          : NULL;

  if (mime != NULL)
    answer_blob (request, mime, size);
  else if (error != NULL)
    yc_request_answer_error (request, error);
  else
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "no such content");
}
