// A helper process that may crash or hang: started, watched, killed and buried here.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-helper.h"

#include "yc-error.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// A killed process is gone at once, unless a driver holds it in the kernel.
#define BURIAL_MS 2000

struct _YcHelper {
  GObject parent_instance;
  GPid pid;   // 0: none, or buried
  int pid_fd; /* owned, -1: none; readable when the process has ended */
  int fd;     /* owned, -1: none; our end of the socket */
  YcFrameReader *reader;
  YcHelperFate fate;
};

G_DEFINE_FINAL_TYPE (YcHelper, yc_helper, G_TYPE_OBJECT)

// Runs between fork and exec, so only what is safe after a fork. The process group makes its own
// children die with it; the second look covers a parent that ended before prctl.
static void
child_setup_cb (gpointer parent)
{
  setpgid (0, 0);
  if (prctl (PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid () != GPOINTER_TO_INT (parent))
    _exit (127);
}

static gboolean
spawn (YcHelper *helper, const char *const *argv, int child_fd, GError **error)
{
  const int target = YC_FRAME_FD;
  if (!g_spawn_async_with_pipes_and_fds (
          NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL, child_setup_cb,
          GINT_TO_POINTER (getpid ()), -1, -1, -1, &child_fd, &target, 1, &helper->pid, NULL, NULL,
          NULL, error))
    return FALSE;
  helper->fate = YC_HELPER_RUNNING;
  helper->pid_fd = pidfd_open (helper->pid, 0);
  if (helper->pid_fd >= 0)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "pidfd_open: %s", g_strerror (errno));
  return FALSE;
}

YcHelper *
yc_helper_new (const char *const *argv, GError **error)
{
  g_autoptr (YcHelper) helper = g_object_new (YC_TYPE_HELPER, NULL);
  int ends[2];
  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "socketpair: %s", g_strerror (errno));
    return NULL;
  }
  helper->fd = ends[0];
  helper->reader = yc_frame_reader_new (ends[0]);
  gboolean spawned = spawn (helper, argv, ends[1], error);
  g_close (ends[1], NULL);
  if (!spawned) {
    g_prefix_error (error, "%s: ", argv[0]);
    return NULL;
  }
  return g_steal_pointer (&helper);
}

static void
reap_cb (GPid pid, int status, gpointer user_data)
{
  g_debug ("A helper process that would not die has ended");
}

static gboolean
wait_for_end (YcHelper *helper, guint timeout_ms)
{
  GPollFD end = {.fd = helper->pid_fd, .events = G_IO_IN};
  gint64 deadline = g_get_monotonic_time () + (gint64)timeout_ms * 1000;
  for (;;) {
    gint64 left = MAX (0, deadline - g_get_monotonic_time ());
    int ended = g_poll (&end, 1, (int)((left + 999) / 1000));
    if (ended >= 0 || errno != EINTR)
      return ended > 0;
  }
}

// Waits for the end of the process, and ends the children that it leaves. FALSE: it still runs.
static gboolean
bury (YcHelper *helper, guint timeout_ms, YcHelperFate fate)
{
  if (!wait_for_end (helper, timeout_ms))
    return FALSE;
  kill (-helper->pid, SIGKILL);
  int status = 0;
  waitpid (helper->pid, &status, 0);
  helper->pid = 0;
  gboolean clean = WIFEXITED (status) && WEXITSTATUS (status) == 0;
  if (fate == YC_HELPER_RUNNING)
    helper->fate = clean ? YC_HELPER_EXITED : YC_HELPER_CRASHED;
  else
    helper->fate = fate;
  return TRUE;
}

// Kills the process with its children. One that the kernel holds is left to the main loop.
static void
finish (YcHelper *helper, YcHelperFate fate)
{
  if (helper->pid == 0)
    return;
  kill (-helper->pid, SIGKILL);
  kill (helper->pid, SIGKILL);
  if (bury (helper, BURIAL_MS, fate))
    return;
  g_child_watch_add (helper->pid, reap_cb, NULL);
  helper->pid = 0;
  helper->fate = fate;
}

static gboolean
fail (const GError *cause, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "The helper process: %s", cause->message);
  return FALSE;
}

// What became of a helper that cannot be talked to: whether it has ended by itself decides between
// its own end and the one we make. One that closed the socket is on its way out.
static void
give_up (YcHelper *helper, const GError *cause)
{
  gboolean silent = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  gboolean garbled = g_error_matches (cause, YC_ERROR, YC_ERROR_MALFORMED);
  if (helper->pid != 0 && !bury (helper, silent || garbled ? 0 : BURIAL_MS, YC_HELPER_RUNNING))
    finish (helper, garbled ? YC_HELPER_GARBLED : YC_HELPER_HUNG);
}

gboolean
yc_helper_send (YcHelper *helper, guint8 kind, GVariant *value, guint timeout_ms, GError **error)
{
  return yc_helper_send_fd (helper, kind, value, -1, timeout_ms, error);
}

gboolean
yc_helper_send_fd (
    YcHelper *helper, guint8 kind, GVariant *value, int fd, guint timeout_ms, GError **error)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), FALSE);
  g_autoptr (GError) cause = NULL;
  if (yc_frame_write_variant_and_fd (helper->fd, kind, value, fd, (int)timeout_ms, &cause))
    return TRUE;
  give_up (helper, cause);
  return fail (cause, error);
}

int
yc_helper_steal_fd (YcHelper *helper)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), -1);
  return yc_frame_reader_steal_fd (helper->reader);
}

gboolean
yc_helper_receive (YcHelper *helper,
                   guint timeout_ms,
                   GCancellable *cancellable,
                   YcFrame *ret_frame,
                   GError **error)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), FALSE);
  g_autoptr (GError) cause = NULL;
  if (yc_frame_reader_read (helper->reader, (int)timeout_ms, cancellable, ret_frame, &cause))
    return TRUE;
  if (g_error_matches (cause, YC_ERROR, YC_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&cause));
    return FALSE;
  }
  give_up (helper, cause);
  return fail (cause, error);
}

YcHelperFate
yc_helper_close (YcHelper *helper, guint timeout_ms)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), YC_HELPER_KILLED);
  shutdown (helper->fd, SHUT_WR);
  if (helper->pid != 0 && !bury (helper, timeout_ms, YC_HELPER_RUNNING))
    finish (helper, YC_HELPER_HUNG);
  return helper->fate;
}

void
yc_helper_kill (YcHelper *helper)
{
  g_return_if_fail (YC_IS_HELPER (helper));
  finish (helper, YC_HELPER_KILLED);
}

YcHelperFate
yc_helper_get_fate (YcHelper *helper)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), YC_HELPER_KILLED);
  return helper->fate;
}

GPid
yc_helper_get_pid (YcHelper *helper)
{
  g_return_val_if_fail (YC_IS_HELPER (helper), 0);
  return helper->pid;
}

static void
yc_helper_finalize (GObject *object)
{
  YcHelper *helper = YC_HELPER (object);
  finish (helper, YC_HELPER_KILLED);
  if (helper->fd >= 0)
    g_close (helper->fd, NULL);
  if (helper->pid_fd >= 0)
    g_close (helper->pid_fd, NULL);
  g_clear_pointer (&helper->reader, yc_frame_reader_free);
  G_OBJECT_CLASS (yc_helper_parent_class)->finalize (object);
}

static void
yc_helper_class_init (YcHelperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_helper_finalize;
}

static void
yc_helper_init (YcHelper *helper)
{
  helper->fd = -1;
  helper->pid_fd = -1;
  helper->fate = YC_HELPER_EXITED;
}
