// A helper process that does what its first argument says, well or badly.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-frame.h"
#include "yc-helper.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void
say (const char *words)
{
  yc_frame_write_variant (YC_FRAME_FD, 1, g_variant_new_string (words), -1, NULL);
}

static void
send_raw (gconstpointer data, gsize length)
{
  if (send (YC_FRAME_FD, data, length, MSG_NOSIGNAL) != (gssize)length)
    _exit (1);
}

// Answers each message with the same message, until the other end is closed.
static int
echo (void)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  YcFrame frame;
  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL))
    if (!yc_frame_write (YC_FRAME_FD, frame.kind, frame.data, frame.length, -1, NULL))
      return 1;
  return 0;
}

static G_NORETURN void
hang (void)
{
  for (;;)
    pause ();
}

// Leaves a child that holds the socket, as the reading processes of some scanner drivers do.
static int
crash_with_child (void)
{
  if (fork () == 0)
    hang ();
  raise (SIGKILL);
  return 0;
}

// Starts a helper of its own, tells its number, and hangs.
static int
nest (const char *self)
{
  const char *argv[] = {self, "hang", NULL};
  g_autoptr (YcHelper) helper = yc_helper_new (argv, NULL);
  yc_frame_write_variant (YC_FRAME_FD, 1, g_variant_new_int32 (yc_helper_get_pid (helper)), -1,
                          NULL);
  hang ();
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "echo";
  signal (SIGTERM, SIG_IGN);
  if (strcmp (what, "hang") == 0)
    hang ();
  if (strcmp (what, "nest") == 0)
    return nest (argv[0]);
  if (strcmp (what, "crash-with-child") == 0)
    return crash_with_child ();
  if (strcmp (what, "three-then-crash") == 0) {
    say ("one");
    say ("two");
    say ("three");
    raise (SIGKILL);
  }
  if (strcmp (what, "complain") == 0)
    return 3;
  if (strcmp (what, "chatter") == 0)
    puts ("noise");
  if (strcmp (what, "cut") == 0)
    send_raw ("\x10\0\0\0\1half", 9);
  if (strcmp (what, "oversized") == 0) {
    send_raw ("\xff\xff\xff\xff\1", 5);
    hang ();
  }
  return strcmp (what, "cut") == 0 ? 0 : echo ();
}
