// An answer whose bytes come bit by bit: the next ones are asked for once those before are written,
// so that a large one takes no more memory than a small one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-answer-stream.h"

#define BLOCK (128 * 1024)

typedef struct {
  YcRequest *request;        // owned
  GInputStream *stream;      // owned
  GCancellable *cancellable; // owned
  gint64 left;               // bytes
} Flow;

static void
flow_clear (gpointer data)
{
  Flow *self = data;

  yc_request_unref (self->request);
  g_object_unref (self->stream);
  g_object_unref (self->cancellable);
}

// Once for the message, once for the bytes that are being read.
static void
flow_release (gpointer data, GClosure *closure)
{
  g_rc_box_release_full (data, flow_clear);
}

static void
take (Flow *self, GBytes *bytes)
{
  SoupServerMessage *message = self->request->message;
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  self->left -= (gint64)g_bytes_get_size (bytes);
  soup_message_body_append_bytes (body, bytes);
  if (self->left == 0)
    soup_message_body_complete (body);
  soup_server_message_unpause (message);
}

static void
read_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Flow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (stream), result, &error);

  if (self->request->message != NULL && bytes != NULL && g_bytes_get_size (bytes) > 0) {
    take (self, bytes);
  } else if (self->request->message != NULL) {
    g_message ("An answer ends too soon: %s", error != NULL ? error->message : "no more bytes");
    yc_request_cut_off (self->request);
  }
  flow_release (self, NULL);
}

static void
read_on (Flow *self)
{
  gsize most = (gsize)MIN (self->left, BLOCK);

  if (self->left > 0)
    g_input_stream_read_bytes_async (self->stream, most, G_PRIORITY_DEFAULT, self->cancellable,
                                     read_cb, g_rc_box_acquire (self));
}

static void
wrote_chunk_cb (SoupServerMessage *message, Flow *self)
{
  read_on (self);
}

static void
finished_cb (SoupServerMessage *message, Flow *self)
{
  g_cancellable_cancel (self->cancellable);
}

void
yc_answer_stream (
    YcRequest *request, guint status, const char *mime, gint64 length, GInputStream *stream)
{
  SoupServerMessage *message = request->message;
  Flow *self;

  if (message == NULL)
    return;
  self = g_rc_box_new0 (Flow);
  self->request = yc_request_ref (request);
  self->stream = g_object_ref (stream);
  self->cancellable = g_cancellable_new ();
  self->left = length;
  soup_message_body_set_accumulate (soup_server_message_get_response_body (message), FALSE);
  yc_request_answer_head (request, status, mime, length);
  g_signal_connect_data (message, "wrote-chunk", G_CALLBACK (wrote_chunk_cb), self, flow_release,
                         0);
  g_signal_connect_data (message, "finished", G_CALLBACK (finished_cb), g_rc_box_acquire (self),
                         flow_release, 0);
  read_on (self);
}
