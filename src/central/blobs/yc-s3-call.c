// What is asked of a bucket, one call each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-s3-call.h"
#include "yc-error.h"
#include "yc-s3-fault.h"
#include "yc-write-all.h"

#define WAIT_MS     200 // before the second attempt; twice as long before the third
#define FAULT_BYTES 4096
#define BLOCK       (256 * 1024)

void
yc_s3_bucket_init (YcS3Bucket *self, YcS3 *s3)
{
  *self = (YcS3Bucket){.s3 = s3};
  self->http = yc_s3_make_session (s3);
  self->stop = g_cancellable_new ();
}

void
yc_s3_bucket_stop (YcS3Bucket *self)
{
  g_cancellable_cancel (self->stop);
  while (self->under_way > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

void
yc_s3_bucket_clear (YcS3Bucket *self)
{
  yc_s3_bucket_stop (self);
  g_clear_object (&self->http);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->s3, yc_s3_free);
  g_clear_error (&self->problem);
}

YcS3Call *
yc_s3_call_new (YcS3Bucket *bucket, const char *method, const char *query, const char *object)
{
  YcS3Call *call = g_new0 (YcS3Call, 1);

  bucket->under_way++;
  call->bucket = bucket;
  call->method = method;
  call->query = query;
  call->object = g_strdup (object);
  call->length = -1;
  call->fd = -1;
  return call;
}

static void
call_free (YcS3Call *call)
{
  g_clear_object (&call->message);
  g_clear_object (&call->answer);
  g_free (call->object);
  g_free (call->file);
  g_free (call->sum);
  g_free (call->range);
  g_free (call);
}

// --- ends ----------------------------------------------------------------------------------------

// One line when it goes away, and one when it is back.
static void
note (YcS3Bucket *self, const GError *error)
{
  gboolean was_away = self->problem != NULL;

  self->looked = g_get_monotonic_time ();
  g_clear_error (&self->problem);
  self->figures.is_away = error != NULL;
  if (error != NULL)
    self->problem = g_error_copy (error);
  if (error != NULL && !was_away)
    g_message ("Bucket %s cannot be used: %s", yc_s3_get_bucket (self->s3), error->message);
  else if (error == NULL && was_away)
    g_message ("Bucket %s can be used again", yc_s3_get_bucket (self->s3));
}

// Takes the error.
static void
end (YcS3Call *call, GError *problem)
{
  g_autoptr (GError) error = problem;
  YcS3Bucket *self = call->bucket;

  if (error != NULL)
    self->figures.failures++;
  if (error == NULL || g_error_matches (error, YC_ERROR, YC_ERROR_CORRUPT))
    note (self, NULL);
  else if (g_error_matches (error, YC_ERROR, YC_ERROR_BUSY) &&
           !g_cancellable_is_cancelled (self->stop))
    note (self, error);
  if (call->done != NULL)
    call->done (call->user_data, error);
  else
    call->opened (call->user_data, NULL, error == NULL ? call->answer : NULL, error);
  call_free (call);
  self->under_way--;
}

static gboolean
again_cb (gpointer user_data)
{
  yc_s3_call_send (user_data);
  return G_SOURCE_REMOVE;
}

// A store that is known to be away is asked once: whoever wants something hears soon.
static void
fail (YcS3Call *call, GError *error, gboolean passes)
{
  YcS3Bucket *self = call->bucket;
  guint most = self->problem == NULL ? YC_S3_ATTEMPTS : 1;
  g_autoptr (GSource) wait = NULL;

  if (!passes || call->attempts >= most || g_cancellable_is_cancelled (self->stop)) {
    end (call, error);
    return;
  }
  g_error_free (error);
  self->figures.repeats++;
  wait = g_timeout_source_new (WAIT_MS * call->attempts);
  g_source_set_callback (wait, again_cb, call, NULL);
  g_source_attach (wait, g_main_context_get_thread_default ());
}

// --- an attempt ----------------------------------------------------------------------------------

static void
fault_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  YcS3Call *call = user_data;
  guint status = soup_message_get_status (call->message);
  g_autoptr (GBytes) read =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);
  g_autoptr (GBytes) body = read != NULL ? g_bytes_ref (read) : g_bytes_new (NULL, 0);

  fail (call, yc_s3_fault_new (status, body), yc_s3_fault_passes (status));
}

// An object is never changed: one that has another length was not put by us.
static gboolean
is_right (YcS3Call *call)
{
  goffset length =
      soup_message_headers_get_content_length (soup_message_get_response_headers (call->message));

  return call->length < 0 || length == call->length;
}

static void read_on (YcS3Call *call);

static GError *
write_part (YcS3Call *call, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  int problem = yc_write_all (call->fd, data, size, NULL);

  call->left -= (gint64)size;
  return problem == 0 ? NULL
                      : g_error_new_literal (YC_ERROR, (int)yc_error_code_from_errno (problem),
                                             g_strerror (problem));
}

// What is cut off here is asked for again by whoever asks again for the whole.
static void
part_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  YcS3Call *call = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);

  if (bytes == NULL || g_bytes_get_size (bytes) == 0)
    error = g_error_new_literal (YC_ERROR, YC_ERROR_BUSY, "the store ends an answer too soon");
  else
    error = write_part (call, bytes);
  if (error != NULL || call->left == 0)
    end (call, error);
  else
    read_on (call);
}

static void
read_on (YcS3Call *call)
{
  g_input_stream_read_bytes_async (call->answer, BLOCK, G_PRIORITY_DEFAULT, call->bucket->stop,
                                   part_cb, call);
}

static void
begin_reading (YcS3Call *call)
{
  call->left = call->length;
  read_on (call);
}

static void
fail_to_send (YcS3Call *call, const GError *problem)
{
  gboolean is_stranger = g_error_matches (problem, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);

  fail (call,
        is_stranger
            ? g_error_new_literal (YC_ERROR, YC_ERROR_BUSY,
                                   "nobody vouches for the certificate of the store: look at"
                                   " ca-file and endpoint")
            : g_error_new (YC_ERROR, YC_ERROR_BUSY, "the store does not answer: %s",
                           problem->message),
        !is_stranger);
}

static void
sent_cb (GObject *session, GAsyncResult *result, gpointer user_data)
{
  YcS3Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->answer = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (call->answer == NULL)
    fail_to_send (call, error);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message)))
    g_input_stream_read_bytes_async (call->answer, FAULT_BYTES, G_PRIORITY_DEFAULT,
                                     call->bucket->stop, fault_cb, call);
  else if (!is_right (call))
    end (call, g_error_new_literal (YC_ERROR, YC_ERROR_CORRUPT, "the object has another length"));
  else if (call->fd >= 0)
    begin_reading (call);
  else
    end (call, NULL);
}

// From the beginning, also where libsoup sends it again over another connection.
static gboolean
take_body (YcS3Call *call, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (call->file);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info =
      stream != NULL
          ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error)
          : NULL;

  if (info == NULL)
    return FALSE;
  soup_message_set_request_body (call->message, YC_S3_CONTENT_TYPE, G_INPUT_STREAM (stream),
                                 g_file_info_get_size (info));
  return TRUE;
}

static void
restarted_cb (SoupMessage *message, YcS3Call *call)
{
  take_body (call, NULL);
}

void
yc_s3_call_send (YcS3Call *call)
{
  YcS3Bucket *self = call->bucket;
  g_autoptr (GError) error = NULL;

  call->attempts++;
  self->figures.requests++;
  g_clear_object (&call->answer);
  g_clear_object (&call->message);
  call->message =
      yc_s3_ask (self->s3, call->method, call->object, call->query, call->range, call->sum);
  if (call->file != NULL) {
    g_signal_connect (call->message, "restarted", G_CALLBACK (restarted_cb), call);
    if (!take_body (call, &error)) {
      end (call, g_error_new_literal (YC_ERROR, YC_ERROR_FAILED, error->message));
      return;
    }
  }
  soup_session_send_async (self->http, call->message, G_PRIORITY_DEFAULT, self->stop, sent_cb,
                           call);
}
