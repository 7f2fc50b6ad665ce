// Frames over a socket: whole, in pieces, cut off, too long.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "yc-error.h"
#include "yc-frame.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
  int ours;
  int theirs;
  YcFrameReader *reader;
} Pair;

static void
set_up (Pair *pair, gconstpointer data)
{
  int ends[2];
  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  pair->ours = ends[0];
  pair->theirs = ends[1];
  pair->reader = yc_frame_reader_new (ends[0]);
}

static void
close_theirs (Pair *pair)
{
  g_close (pair->theirs, NULL);
  pair->theirs = -1;
}

static void
tear_down (Pair *pair, gconstpointer data)
{
  yc_frame_reader_free (pair->reader);
  g_close (pair->ours, NULL);
  if (pair->theirs >= 0)
    close_theirs (pair);
}

static void
test_round_trip (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  g_assert_true (yc_frame_write (pair->theirs, 7, "abc", 3, 1000, &error));
  g_assert_true (yc_frame_write (pair->theirs, 8, NULL, 0, 1000, &error));
  g_assert_true (yc_frame_reader_read (pair->reader, 1000, NULL, &frame, &error));
  g_assert_cmpint (frame.kind, ==, 7);
  g_assert_cmpmem (frame.data, frame.length, "abc", 3);
  g_assert_true (yc_frame_reader_read (pair->reader, 1000, NULL, &frame, &error));
  g_assert_cmpint (frame.kind, ==, 8);
  g_assert_cmpint (frame.length, ==, 0);
}

static void
test_pieces (Pair *pair, gconstpointer data)
{
  const char bytes[] = "\3\0\0\0\7abc";
  YcFrame frame;
  for (gsize i = 0; i < 8; i++) {
    g_autoptr (GError) error = NULL;
    g_assert_false (yc_frame_reader_read (pair->reader, 0, NULL, &frame, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
    g_assert_cmpint (send (pair->theirs, bytes + i, 1, 0), ==, 1);
  }
  g_assert_true (yc_frame_reader_read (pair->reader, 0, NULL, &frame, NULL));
  g_assert_cmpmem (frame.data, frame.length, "abc", 3);
}

static gpointer
write_longest (gpointer user_data)
{
  g_autofree guint8 *bytes = g_malloc (YC_FRAME_MAX);
  memset (bytes, 0x5a, YC_FRAME_MAX);
  gboolean written =
      yc_frame_write (GPOINTER_TO_INT (user_data), 9, bytes, YC_FRAME_MAX, 10000, NULL);
  return GINT_TO_POINTER (written);
}

static void
test_longest (Pair *pair, gconstpointer data)
{
  GThread *writer = g_thread_new ("writer", write_longest, GINT_TO_POINTER (pair->theirs));
  YcFrame frame;
  g_assert_true (yc_frame_reader_read (pair->reader, 10000, NULL, &frame, NULL));
  g_assert_true (GPOINTER_TO_INT (g_thread_join (writer)));
  g_assert_cmpint (frame.length, ==, YC_FRAME_MAX);
  for (gsize i = 0; i < frame.length; i++)
    if (frame.data[i] != 0x5a)
      g_test_fail ();
}

static void
test_cancelled (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  YcFrame frame;
  g_assert_true (yc_frame_write (pair->theirs, 7, "abc", 3, 1000, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (yc_frame_reader_read (pair->reader, -1, cancellable, &frame, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_assert_true (yc_frame_reader_read (pair->reader, -1, NULL, &frame, NULL));
  g_assert_cmpmem (frame.data, frame.length, "abc", 3);
}

typedef struct {
  const char *path;
  const char *bytes;
  gsize length;
  gboolean malformed;
  int io_code;
} Broken;

static const Broken broken[] = {
    {"/task/frame/an end between two frames is told apart", "", 0, FALSE, G_IO_ERROR_CLOSED},
    {"/task/frame/a frame cut in its head is refused", "\3\0", 2, FALSE, G_IO_ERROR_PARTIAL_INPUT},
    {"/task/frame/a frame cut in its content is refused", "\3\0\0\0\7a", 6, FALSE,
     G_IO_ERROR_PARTIAL_INPUT},
    {"/task/frame/a frame one byte too long is refused unread", "\1\0\x10\0\7", 5, TRUE, 0},
    {"/task/frame/a frame of four gigabytes is refused unread", "\xff\xff\xff\xff\7", 5, TRUE, 0},
};

static void
test_broken (Pair *pair, gconstpointer data)
{
  const Broken *what = data;
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  g_assert_cmpint (send (pair->theirs, what->bytes, what->length, 0), ==, what->length);
  close_theirs (pair);
  g_assert_false (yc_frame_reader_read (pair->reader, 1000, NULL, &frame, &error));
  if (what->malformed)
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  else
    g_assert_error (error, G_IO_ERROR, what->io_code);
}

static void
test_nobody_reads (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  close_theirs (pair);
  g_assert_false (yc_frame_write (pair->ours, 7, "abc", 3, 1000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
test_variant (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  yc_frame_write_variant (pair->theirs, 1, g_variant_new ("(su)", "flatbed", 300), 1000, NULL);
  g_assert_true (yc_frame_reader_read (pair->reader, 1000, NULL, &frame, NULL));
  g_autoptr (GVariant) value = yc_frame_get_variant (&frame, "(su)", &error);
  g_assert_no_error (error);
  const char *name;
  guint dpi;
  g_variant_get (value, "(&su)", &name, &dpi);
  g_assert_cmpstr (name, ==, "flatbed");
  g_assert_cmpint (dpi, ==, 300);
  g_autoptr (GVariant) other = yc_frame_get_variant (&frame, "(uuu)", &error);
  g_assert_null (other);
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
}

// A descriptor that can be told from all others.
static int
make_descriptor (char mark)
{
  int fd = memfd_create ("descriptor", MFD_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, &mark, 1, 0), ==, 1);
  return fd;
}

static void
assert_descriptor (int fd, char mark)
{
  char found = 0;
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pread (fd, &found, 1, 0), ==, 1);
  g_assert_true (found == mark);
}

static void
send_descriptor (Pair *pair, int fd)
{
  g_autoptr (GError) error = NULL;
  yc_frame_write_variant_and_fd (pair->theirs, 7, g_variant_new_string ("here"), fd, 1000, &error);
  g_assert_no_error (error);
}

static void
assert_read (Pair *pair)
{
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  yc_frame_reader_read (pair->reader, 1000, NULL, &frame, &error);
  g_assert_no_error (error);
  g_assert_cmpint (frame.kind, ==, 7);
}

static void
test_descriptors (Pair *pair, gconstpointer data)
{
  int first = make_descriptor ('1');
  int second = make_descriptor ('2');
  send_descriptor (pair, first);
  send_descriptor (pair, -1);
  send_descriptor (pair, second);
  assert_read (pair);
  int got_first = yc_frame_reader_steal_fd (pair->reader);
  g_assert_cmpint (yc_frame_reader_steal_fd (pair->reader), ==, -1);
  assert_read (pair);
  g_assert_cmpint (yc_frame_reader_steal_fd (pair->reader), ==, -1);
  assert_read (pair);
  int got_second = yc_frame_reader_steal_fd (pair->reader);
  assert_descriptor (got_first, '1');
  assert_descriptor (got_second, '2');
  const int all[] = {first, second, got_first, got_second};
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_true (g_close (all[i], NULL));
}

static void
test_unwanted_descriptor (Pair *pair, gconstpointer data)
{
  int ends[2];
  char nothing;
  g_assert_cmpint (pipe (ends), ==, 0);
  send_descriptor (pair, ends[1]);
  g_close (ends[1], NULL);
  assert_read (pair);
  send_descriptor (pair, -1);
  assert_read (pair);
  // The end of the pipe shows that nobody holds its other side any more.
  g_assert_cmpint (read (ends[0], &nothing, 1), ==, 0);
  g_close (ends[0], NULL);
}

// Sends `n` bytes of a frame with several descriptors at once.
static void
send_several (Pair *pair, const char *bytes, gsize n, int fd, guint n_fds)
{
  int fds[3] = {fd, fd, fd};
  union {
    struct cmsghdr head;
    char room[CMSG_SPACE (sizeof fds)];
  } control = {{0}};
  struct iovec part = {.iov_base = (void *)bytes, .iov_len = n};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = &control,
                           .msg_controllen = CMSG_SPACE (n_fds * sizeof fd)};
  control.head.cmsg_level = SOL_SOCKET;
  control.head.cmsg_type = SCM_RIGHTS;
  control.head.cmsg_len = CMSG_LEN (n_fds * sizeof fd);
  memcpy (CMSG_DATA (&control.head), fds, n_fds * sizeof fd);
  g_assert_cmpint (sendmsg (pair->theirs, &message, 0), ==, (int)n);
}

typedef struct {
  const char *path;
  guint first, second; // descriptors with the header, and with the content
} Flood;

static const Flood floods[] = {
    {"/task/frame/two descriptors at once are refused", 2, 0},
    {"/task/frame/three descriptors at once are refused", 3, 0},
    {"/task/frame/a second descriptor in the middle is refused", 1, 1},
};

static void
test_flood (Pair *pair, gconstpointer data)
{
  const Flood *flood = data;
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  int fd = make_descriptor ('1');
  send_several (pair, "\3\0\0\0\7", 5, fd, flood->first);
  if (flood->second > 0)
    send_several (pair, "abc", 3, fd, flood->second);
  g_assert_false (yc_frame_reader_read (pair->reader, 1000, NULL, &frame, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_close (fd, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Pair, NULL, set_up, func, tear_down)
  ADD ("/task/frame/what is written is read, kind and content", test_round_trip);
  ADD ("/task/frame/a frame that comes in pieces survives every time-out", test_pieces);
  ADD ("/task/frame/the longest frame is more than a socket holds and passes", test_longest);
  ADD ("/task/frame/cancelling loses no frame", test_cancelled);
  ADD ("/task/frame/writing to nobody is an error and no signal", test_nobody_reads);
  ADD ("/task/frame/a value of the wrong shape is refused", test_variant);
  ADD ("/task/frame/a descriptor arrives with its own message", test_descriptors);
  ADD ("/task/frame/a descriptor that nobody wants is closed", test_unwanted_descriptor);
  for (gsize i = 0; i < G_N_ELEMENTS (floods); i++)
    g_test_add (floods[i].path, Pair, &floods[i], set_up, test_flood, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    g_test_add (broken[i].path, Pair, &broken[i], set_up, test_broken, tear_down);
  return g_test_run ();
}
