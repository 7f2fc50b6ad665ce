// Messages between the program and a helper process: length, kind, content, over one socket.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-frame.h"

#include "yc-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>

#define HEADER 5

struct _YcFrameReader {
  int fd;
  int passed;   // owned, -1: none; the descriptor that came with the current frame
  gsize have;   // bytes of the current frame that have arrived, header included
  guint8 *data; /* owned; room for the longest frame */
};

YcFrameReader *
yc_frame_reader_new (int fd)
{
  YcFrameReader *reader = g_new0 (YcFrameReader, 1);
  reader->fd = fd;
  reader->passed = -1;
  reader->data = g_malloc (HEADER + YC_FRAME_MAX);
  return reader;
}

int
yc_frame_reader_steal_fd (YcFrameReader *reader)
{
  int passed = reader->passed;
  reader->passed = -1;
  return passed;
}

static void
drop_passed (YcFrameReader *reader)
{
  if (reader->passed >= 0)
    g_close (yc_frame_reader_steal_fd (reader), NULL);
}

void
yc_frame_reader_free (YcFrameReader *reader)
{
  drop_passed (reader);
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

// Room for one descriptor.
typedef union {
  struct cmsghdr head;
  char bytes[CMSG_SPACE (sizeof (int))];
} PassedFd;

static gboolean
keep_passed (YcFrameReader *reader, struct msghdr *message, GError **error)
{
  struct cmsghdr *control = CMSG_FIRSTHDR (message);
  if (control == NULL || control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_RIGHTS)
    return TRUE;
  gboolean second = reader->passed >= 0;
  drop_passed (reader);
  memcpy (&reader->passed, CMSG_DATA (control), sizeof reader->passed);
  if (second || message->msg_flags & MSG_CTRUNC)
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "A message with several descriptors");
  return !second && !(message->msg_flags & MSG_CTRUNC);
}

// As recv(). CMSG_LEN is room for exactly one descriptor (CMSG_SPACE could hold two): the kernel
// closes any others and says that it did.
static gssize
receive (YcFrameReader *reader, gsize most, GError **error)
{
  PassedFd passed;
  struct iovec part = {.iov_base = reader->data + reader->have, .iov_len = most};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = &passed,
                           .msg_controllen = CMSG_LEN (sizeof (int))};
  gssize n = recvmsg (reader->fd, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
  if (n > 0)
    reader->have += (gsize)n;
  if (n > 0 && !keep_passed (reader, &message, error))
    return -1;
  return n;
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
    GError *garbled = NULL;
    gssize n = receive (reader, target - reader->have, &garbled);
    if (garbled) {
      g_propagate_error (error, garbled);
      return FALSE;
    }
    // A peer that died with something of ours unread shows as a reset: that is its end, too.
    if (n == 0 || (n < 0 && errno == ECONNRESET))
      return fail_ended (reader, error);
    if (n > 0)
      continue;
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
  if (reader->have == 0)
    drop_passed (reader);
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

// A frame on its way out.
typedef struct {
  guint8 header[HEADER];
  gconstpointer data;
  gsize length;
  int passed; // -1: none
  gsize done; // bytes of both parts that have gone
} Outgoing;

static void
attach (struct msghdr *message, PassedFd *room, int passed)
{
  memset (room, 0, sizeof *room);
  message->msg_control = room;
  message->msg_controllen = sizeof *room;
  struct cmsghdr *control = CMSG_FIRSTHDR (message);
  control->cmsg_level = SOL_SOCKET;
  control->cmsg_type = SCM_RIGHTS;
  control->cmsg_len = CMSG_LEN (sizeof passed);
  memcpy (CMSG_DATA (control), &passed, sizeof passed);
}

// Sends what is left; a descriptor travels with the first byte.
static gssize
send_rest (int fd, const Outgoing *out)
{
  gsize of_header = MIN (out->done, HEADER);
  gsize of_data = out->done - of_header;
  struct iovec parts[2] = {
      {.iov_base = (void *)(out->header + of_header), .iov_len = HEADER - of_header},
      {.iov_base = (void *)((const char *)out->data + of_data), .iov_len = out->length - of_data},
  };
  struct msghdr message = {.msg_iov = parts, .msg_iovlen = 2};
  PassedFd room;
  if (out->passed >= 0 && out->done == 0)
    attach (&message, &room, out->passed);
  return sendmsg (fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static gboolean
write_frame (int fd, Outgoing *out, int timeout_ms, GError **error)
{
  g_return_val_if_fail (out->length <= YC_FRAME_MAX, FALSE);
  guint32 little = GUINT32_TO_LE ((guint32)out->length);
  memcpy (out->header, &little, sizeof little);
  while (out->done < HEADER + out->length) {
    gssize n = send_rest (fd, out);
    if (n >= 0) {
      out->done += (gsize)n;
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
yc_frame_write (
    int fd, guint8 kind, gconstpointer data, gsize length, int timeout_ms, GError **error)
{
  Outgoing out = {
      .header = {[HEADER - 1] = kind}, .data = data ? data : "", .length = length, .passed = -1};
  return write_frame (fd, &out, timeout_ms, error);
}

gboolean
yc_frame_write_variant (int fd, guint8 kind, GVariant *value, int timeout_ms, GError **error)
{
  return yc_frame_write_variant_and_fd (fd, kind, value, -1, timeout_ms, error);
}

gboolean
yc_frame_write_variant_and_fd (
    int fd, guint8 kind, GVariant *value, int passed, int timeout_ms, GError **error)
{
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);
  gconstpointer data = g_variant_get_data (owned);
  Outgoing out = {.header = {[HEADER - 1] = kind},
                  .data = data ? data : "",
                  .length = g_variant_get_size (owned),
                  .passed = passed};
  return write_frame (fd, &out, timeout_ms, error);
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
