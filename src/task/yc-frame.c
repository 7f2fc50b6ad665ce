// Messages between the program and a helper process: length, kind, content, over one socket.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-frame.h"

#include "yc-error.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

#define HEADER 5

struct _YcFrameReader {
  int fd;
  gsize have;   // bytes of the current frame that have arrived, header included
  guint8 *data; /* owned; room for the longest frame */
};

YcFrameReader *
yc_frame_reader_new (int fd)
{
  YcFrameReader *reader = g_new0 (YcFrameReader, 1);
  reader->fd = fd;
  reader->data = g_malloc (HEADER + YC_FRAME_MAX);
  return reader;
}

void
yc_frame_reader_free (YcFrameReader *reader)
{
  g_free (reader->data);
  g_free (reader);
}

static gboolean
wait_for (int fd, short events, int timeout_ms, GCancellable *cancellable, GError **error)
{
  GPollFD fds[2] = {{.fd = fd, .events = (gushort)events}};
  gboolean watched = g_cancellable_make_pollfd (cancellable, &fds[1]);
  int ready = g_poll (fds, watched ? 2 : 1, timeout_ms);
  int code = errno;
  if (watched)
    g_cancellable_release_fd (cancellable);
  if (ready > 0 || (ready < 0 && code == EINTR))
    return TRUE;
  if (ready == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "No answer within %d ms", timeout_ms);
  else
    g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "poll: %s", g_strerror (code));
  return FALSE;
}

static gboolean
fail_ended (YcFrameReader *reader, GError **error)
{
  if (reader->have == 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The other end is closed");
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT, "A message was cut off");
  return FALSE;
}

// Takes what is there, and waits only when there is nothing.
static gboolean
read_until (
    YcFrameReader *reader, gsize target, int timeout_ms, GCancellable *cancellable, GError **error)
{
  while (reader->have < target) {
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error (error, YC_ERROR, YC_ERROR_CANCELLED, "Cancelled");
      return FALSE;
    }
    gssize n = recv (reader->fd, reader->data + reader->have, target - reader->have, MSG_DONTWAIT);
    // A peer that died with something of ours unread shows as a reset: that is its end, too.
    if (n == 0 || (n < 0 && errno == ECONNRESET))
      return fail_ended (reader, error);
    if (n > 0) {
      reader->have += (gsize)n;
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) {
      g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "recv: %s", g_strerror (errno));
      return FALSE;
    }
    if (!wait_for (reader->fd, G_IO_IN, timeout_ms, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static guint32
get_length (const guint8 *header)
{
  guint32 length;
  memcpy (&length, header, sizeof length);
  return GUINT32_FROM_LE (length);
}

gboolean
yc_frame_reader_read (YcFrameReader *reader,
                      int timeout_ms,
                      GCancellable *cancellable,
                      YcFrame *ret_frame,
                      GError **error)
{
  if (!read_until (reader, HEADER, timeout_ms, cancellable, error))
    return FALSE;
  guint32 length = get_length (reader->data);
  if (length > YC_FRAME_MAX) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "A message of %u bytes", length);
    return FALSE;
  }
  if (!read_until (reader, HEADER + length, timeout_ms, cancellable, error))
    return FALSE;
  reader->have = 0;
  *ret_frame =
      (YcFrame){.kind = reader->data[HEADER - 1], .length = length, .data = reader->data + HEADER};
  return TRUE;
}

// What is left to write, after `done` bytes of both parts have gone.
static gssize
send_rest (int fd, const guint8 *header, gconstpointer data, gsize length, gsize done)
{
  struct iovec parts[2] = {
      {.iov_base = (void *)(header + MIN (done, HEADER)), .iov_len = HEADER - MIN (done, HEADER)},
      {.iov_base = (void *)data, .iov_len = length},
  };
  if (done > HEADER) {
    parts[1].iov_base = (guint8 *)parts[1].iov_base + (done - HEADER);
    parts[1].iov_len -= done - HEADER;
  }
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  return sendmsg (fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

gboolean
yc_frame_write (
    int fd, guint8 kind, gconstpointer data, gsize length, int timeout_ms, GError **error)
{
  g_return_val_if_fail (length <= YC_FRAME_MAX, FALSE);
  guint8 header[HEADER];
  guint32 little = GUINT32_TO_LE ((guint32)length);
  memcpy (header, &little, sizeof little);
  header[HEADER - 1] = kind;
  gsize done = 0;
  while (done < HEADER + length) {
    gssize n = send_rest (fd, header, data, length, done);
    if (n >= 0) {
      done += (gsize)n;
      continue;
    }
    if (errno != EAGAIN && errno != EINTR) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "Nobody reads: %s", g_strerror (errno));
      return FALSE;
    }
    if (!wait_for (fd, G_IO_OUT, timeout_ms, NULL, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
yc_frame_write_variant (int fd, guint8 kind, GVariant *value, int timeout_ms, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  return yc_frame_write (fd, kind, g_variant_get_data (owned), g_variant_get_size (owned),
                         timeout_ms, error);
}

GVariant *
yc_frame_get_variant (const YcFrame *frame, const char *type, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (frame->data, frame->length);
  g_autoptr (GVariant) value = g_variant_new_from_bytes (G_VARIANT_TYPE (type), bytes, FALSE);
  g_variant_ref_sink (value);
  if (g_variant_is_normal_form (value))
    return g_steal_pointer (&value);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "A message that is not of the type %s", type);
  return NULL;
}
