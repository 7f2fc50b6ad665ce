// Blobs as objects in a bucket of an S3 store. What is asked is asked again, a few times, while the
// store does not answer; nothing here waits.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs-private.h"
#include "yc-error.h"
#include "yc-s3-fault.h"
#include "yc-write-all.h"

#define MOST_ATTEMPTS 3
#define FIRST_WAIT_MS 200 // doubled each time
#define FAULT_BYTES   4096
#define BLOCK         (256 * 1024)
#define FRESH_US      (2 * G_USEC_PER_SEC) // so long a look at the store is good for

typedef struct {
  YcBlobs parent;
  YcS3 *s3;           // owned
  SoupSession *http;  // owned
  GCancellable *stop; // owned
  YcBlobsFigures figures;
  gint64 looked;   // monotonic: when the store answered, or did not, last
  GError *problem; // owned, nullable: what was wrong then
  guint under_way; // calls
} Store;

// One thing that is asked of the store.
typedef struct {
  Store *store; // not owned
  const char *method, *query;
  char *object;         // nullable: the bucket
  char *file;           // nullable: what is put
  char *sum;            // its SHA-256; nullable
  char *range;          // nullable
  gint64 length;        // of what is got; -1: any
  int fd;               // -1, or of the file that gets it; not owned
  gint64 left;          // bytes that it has not got yet
  guint attempts;       // made
  SoupMessage *message; // owned, nullable: of this attempt
  GInputStream *answer; // owned, nullable
  YcBlobsDone done;     // nullable
  YcBlobsOpened opened; // otherwise
  gpointer user_data;
} Call;

static void send (Call *call);

static void
call_free (Call *call)
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
note (Store *self, const GError *error)
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
end (Call *call, GError *problem)
{
  g_autoptr (GError) error = problem;
  Store *self = call->store;

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
  send (user_data);
  return G_SOURCE_REMOVE;
}

// A store that is known to be away is asked once: whoever wants something hears soon.
static void
fail (Call *call, GError *error, gboolean passes)
{
  Store *self = call->store;
  guint most = self->problem == NULL ? MOST_ATTEMPTS : 1;
  g_autoptr (GSource) wait = NULL;

  if (!passes || call->attempts >= most || g_cancellable_is_cancelled (self->stop)) {
    end (call, error);
    return;
  }
  g_error_free (error);
  self->figures.repeats++;
  wait = g_timeout_source_new (FIRST_WAIT_MS << (call->attempts - 1));
  g_source_set_callback (wait, again_cb, call, NULL);
  g_source_attach (wait, g_main_context_get_thread_default ());
}

// --- an attempt ----------------------------------------------------------------------------------

static void
fault_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  guint status = soup_message_get_status (call->message);
  g_autoptr (GBytes) read =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, NULL);
  g_autoptr (GBytes) body = read != NULL ? g_bytes_ref (read) : g_bytes_new (NULL, 0);

  fail (call, yc_s3_fault_new (status, body), yc_s3_fault_passes (status));
}

// An object is never changed: one that has another length was not put by us.
static gboolean
is_right (Call *call)
{
  goffset length =
      soup_message_headers_get_content_length (soup_message_get_response_headers (call->message));

  return call->length < 0 || length == call->length;
}

static void read_on (Call *call);

static GError *
write_part (Call *call, GBytes *bytes)
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
  Call *call = user_data;
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
read_on (Call *call)
{
  g_input_stream_read_bytes_async (call->answer, BLOCK, G_PRIORITY_DEFAULT, call->store->stop,
                                   part_cb, call);
}

static void
fail_to_send (Call *call, const GError *problem)
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
  Call *call = user_data;
  g_autoptr (GError) error = NULL;

  call->answer = soup_session_send_finish (SOUP_SESSION (session), result, &error);
  if (call->answer == NULL)
    fail_to_send (call, error);
  else if (!SOUP_STATUS_IS_SUCCESSFUL (soup_message_get_status (call->message)))
    g_input_stream_read_bytes_async (call->answer, FAULT_BYTES, G_PRIORITY_DEFAULT,
                                     call->store->stop, fault_cb, call);
  else if (!is_right (call))
    end (call, g_error_new_literal (YC_ERROR, YC_ERROR_CORRUPT, "the object has another length"));
  else if (call->fd >= 0)
    read_on (call);
  else
    end (call, NULL);
}

// From the beginning, also where libsoup sends it again over another connection.
static gboolean
take_body (Call *call, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (call->file);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GFileInfo) info =
      stream != NULL
          ? g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, NULL, error)
          : NULL;

  if (info == NULL)
    return FALSE;
  soup_message_set_request_body (call->message, "application/octet-stream", G_INPUT_STREAM (stream),
                                 g_file_info_get_size (info));
  return TRUE;
}

static void
restarted_cb (SoupMessage *message, Call *call)
{
  take_body (call, NULL);
}

static void
send (Call *call)
{
  Store *self = call->store;
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

static Call *
call_new (Store *self, const char *method, const char *query, const char *object)
{
  Call *call = g_new0 (Call, 1);

  self->under_way++;
  call->store = self;
  call->method = method;
  call->query = query;
  call->object = g_strdup (object);
  call->length = -1;
  call->fd = -1;
  return call;
}

// --- what is asked -------------------------------------------------------------------------------

// Objects have the names that files have in a folder, so that tools which copy know where they go.
static char *
name_object (const char *sha256)
{
  return g_strdup_printf ("%.2s/%s", sha256, sha256);
}

static void
add_piece (YcBlobs *blobs,
           const char *piece,
           const char *path,
           const char *sha256,
           YcBlobsDone done,
           gpointer user_data)
{
  Call *call = call_new ((Store *)blobs, "PUT", "", piece);

  call->file = g_strdup (path);
  call->sum = g_strdup (sha256);
  call->done = done;
  call->user_data = user_data;
  send (call);
}

static void
add (YcBlobs *blobs, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data)
{
  g_autofree char *object = name_object (sha256);

  add_piece (blobs, object, path, sha256, done, user_data);
}

static void
open_blob (YcBlobs *blobs,
           const char *sha256,
           gint64 start,
           gint64 length,
           YcBlobsOpened opened,
           gpointer user_data)
{
  g_autofree char *object = name_object (sha256);
  Call *call = call_new ((Store *)blobs, "GET", "", object);

  if (length >= 0)
    call->range =
        g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, start, start + length - 1);
  call->length = length;
  call->opened = opened;
  call->user_data = user_data;
  send (call);
}

static void
fetch_piece (
    YcBlobs *blobs, const char *piece, gint64 length, int fd, YcBlobsDone done, gpointer user_data)
{
  Call *call = call_new ((Store *)blobs, "GET", "", piece);

  call->length = call->left = length;
  call->fd = fd;
  call->done = done;
  call->user_data = user_data;
  send (call);
}

static void
removed_cb (gpointer user_data, const GError *error)
{
}

static void
remove_piece (YcBlobs *blobs, const char *piece)
{
  Call *call = call_new ((Store *)blobs, "DELETE", "", piece);

  call->done = removed_cb;
  send (call);
}

static void
look (YcBlobs *blobs, YcBlobsDone done, gpointer user_data)
{
  Store *self = (Store *)blobs;
  Call *call;

  if (self->looked != 0 && g_get_monotonic_time () - self->looked < FRESH_US) {
    done (user_data, self->problem);
    return;
  }
  call = call_new (self, "GET", "list-type=2&max-keys=1", NULL);
  call->attempts = MOST_ATTEMPTS - 1;
  call->done = done;
  call->user_data = user_data;
  send (call);
}

static const YcBlobsFigures *
get_figures (YcBlobs *blobs)
{
  return &((Store *)blobs)->figures;
}

static void
stop (YcBlobs *blobs)
{
  Store *self = (Store *)blobs;

  g_cancellable_cancel (self->stop);
  while (self->under_way > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static void
free_store (YcBlobs *blobs)
{
  Store *self = (Store *)blobs;

  stop (blobs);
  g_clear_object (&self->http);
  g_clear_object (&self->stop);
  g_clear_pointer (&self->s3, yc_s3_free);
  g_clear_error (&self->problem);
  g_free (self);
}

YcBlobs *
yc_blobs_new_s3 (const YcS3Place *place, GError **error)
{
  static const YcBlobsClass class = {.free = free_store,
                                     .add = add,
                                     .open = open_blob,
                                     .look = look,
                                     .get_figures = get_figures,
                                     .stop = stop,
                                     .add_piece = add_piece,
                                     .fetch_piece = fetch_piece,
                                     .remove_piece = remove_piece};
  YcS3 *s3 = yc_s3_new (place, error);
  Store *self;

  if (s3 == NULL)
    return NULL;
  self = g_new0 (Store, 1);
  self->parent.class = &class;
  self->s3 = s3;
  self->http = yc_s3_make_session (s3);
  self->stop = g_cancellable_new ();
  return &self->parent;
}
