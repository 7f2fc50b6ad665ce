// Helper processes that work, crash, hang, chatter and lie.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-helper-path.h"
#include "yc-helper.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/pidfd.h>

#define LONG_MS  120000
#define SHORT_MS 50

static YcHelper *
start (const char *what)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = {g_getenv ("YC_PUPPET"), what, NULL};
  YcHelper *helper = yc_helper_new (argv, &error);
  g_assert_no_error (error);
  return helper;
}

static void
ask (YcHelper *helper, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (yc_helper_send (helper, 1, g_variant_new_string (words), LONG_MS, &error));
  g_assert_no_error (error);
}

static void
assert_heard (YcHelper *helper, const char *words)
{
  g_autoptr (GError) error = NULL;
  YcFrame frame;
  g_assert_true (yc_helper_receive (helper, LONG_MS, NULL, &frame, &error));
  g_assert_no_error (error);
  g_autoptr (GVariant) value = yc_frame_get_variant (&frame, "s", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, words);
}

static void
test_answers (gconstpointer what)
{
  g_autoptr (YcHelper) helper = start (what);
  ask (helper, "hello");
  assert_heard (helper, "hello");
  g_assert_cmpint (yc_helper_get_fate (helper), ==, YC_HELPER_RUNNING);
  g_assert_cmpint (yc_helper_close (helper, LONG_MS), ==, YC_HELPER_EXITED);
}

typedef struct {
  const char *path;
  const char *what;
  guint timeout_ms;
  YcHelperFate fate;
} End;

static const End ends[] = {
    {"/task/helper/a silent one is killed as hung", "hang", SHORT_MS, YC_HELPER_HUNG},
    {"/task/helper/one that exits with a complaint has crashed", "complain", LONG_MS,
     YC_HELPER_CRASHED},
    {"/task/helper/one that leaves in the middle of a message has exited", "cut", LONG_MS,
     YC_HELPER_EXITED},
    {"/task/helper/one that sends an oversized message is killed", "oversized", LONG_MS,
     YC_HELPER_GARBLED},
    {"/task/helper/a crash is seen though a child of it holds the socket", "crash-with-child", 1000,
     YC_HELPER_CRASHED},
};

static void
test_end (gconstpointer data)
{
  const End *end = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcHelper) helper = start (end->what);
  YcFrame frame;
  g_assert_false (yc_helper_receive (helper, end->timeout_ms, NULL, &frame, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
  g_assert_cmpint (yc_helper_get_fate (helper), ==, end->fate);
  g_assert_cmpint (yc_helper_get_pid (helper), ==, 0);
}

static void
test_words_before_crash (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcHelper) helper = start ("three-then-crash");
  YcFrame frame;
  assert_heard (helper, "one");
  assert_heard (helper, "two");
  assert_heard (helper, "three");
  g_assert_false (yc_helper_receive (helper, LONG_MS, NULL, &frame, &error));
  g_assert_cmpint (yc_helper_get_fate (helper), ==, YC_HELPER_CRASHED);
}

static void
test_send_to_dead (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcHelper) helper = start ("echo");
  kill (yc_helper_get_pid (helper), SIGKILL);
  YcFrame frame;
  g_assert_false (yc_helper_receive (helper, LONG_MS, NULL, &frame, NULL));
  g_assert_cmpint (yc_helper_get_fate (helper), ==, YC_HELPER_CRASHED);
  g_assert_false (yc_helper_send (helper, 1, g_variant_new_string ("?"), LONG_MS, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
}

static gpointer
cancel_work (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YcHelper) helper = start ("echo");
  YcFrame frame;
  GThread *thread = g_thread_new ("cancel", cancel_work, cancellable);
  g_assert_false (yc_helper_receive (helper, LONG_MS, cancellable, &frame, &error));
  g_thread_join (thread);
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_assert_cmpint (yc_helper_get_fate (helper), ==, YC_HELPER_RUNNING);
  ask (helper, "still there");
  assert_heard (helper, "still there");
  yc_helper_kill (helper);
  g_assert_cmpint (yc_helper_get_fate (helper), ==, YC_HELPER_KILLED);
}

static void
test_close_hung (void)
{
  g_autoptr (YcHelper) helper = start ("hang");
  g_assert_cmpint (yc_helper_close (helper, SHORT_MS), ==, YC_HELPER_HUNG);
}

static void
assert_process_ends (GPid pid)
{
  int fd = pidfd_open (pid, 0);
  if (fd < 0)
    return;
  GPollFD end = {.fd = fd, .events = G_IO_IN};
  g_assert_cmpint (g_poll (&end, 1, LONG_MS), ==, 1);
  g_close (fd, NULL);
}

static void
test_parent_dies (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcHelper) parent = start ("nest");
  YcFrame frame;
  g_assert_true (yc_helper_receive (parent, LONG_MS, NULL, &frame, &error));
  g_autoptr (GVariant) number = yc_frame_get_variant (&frame, "i", &error);
  g_assert_no_error (error);
  kill (yc_helper_get_pid (parent), SIGKILL);
  assert_process_ends (g_variant_get_int32 (number));
}

static void
test_no_program (void)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = {"/nonexistent/helper", NULL};
  g_autoptr (YcHelper) helper = yc_helper_new (argv, &error);
  g_assert_null (helper);
  g_assert_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
}

static void
test_path (void)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *program = g_build_filename (folder, "yichuang-x", NULL);
  g_assert_true (g_file_set_contents_full (program, "", 0, 0, 0755, NULL));
  g_autofree char *before = g_strdup (g_getenv ("YICHUANG_LIBEXECDIR"));
  g_autofree char *folders = g_strconcat ("/nonexistent:", folder, NULL);
  g_setenv ("YICHUANG_LIBEXECDIR", folders, TRUE);
  g_autofree char *found = yc_helper_path ("yichuang-x");
  g_autofree char *other = yc_helper_path ("yichuang-y");
  g_setenv ("YICHUANG_LIBEXECDIR", before ? before : "", TRUE);
  g_assert_cmpstr (found, ==, program);
  g_assert_true (g_str_has_suffix (other, "/yichuang/yichuang-y"));
  g_unlink (program);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/task/helper/one that works answers and leaves when told", "echo",
                        test_answers);
  g_test_add_data_func ("/task/helper/noise on its standard output disturbs nothing", "chatter",
                        test_answers);
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    g_test_add_data_func (ends[i].path, &ends[i], test_end);
  g_test_add_func ("/task/helper/what it said before a crash is heard", test_words_before_crash);
  g_test_add_func ("/task/helper/talking to a dead one is an error", test_send_to_dead);
  g_test_add_func ("/task/helper/cancelling leaves it alive to be asked to stop", test_cancel);
  g_test_add_func ("/task/helper/one that does not leave is killed", test_close_hung);
  g_test_add_func ("/task/helper/it dies with the process that started it", test_parent_dies);
  g_test_add_func ("/task/helper/a missing program is an error", test_no_program);
  g_test_add_func ("/task/helper/its path is looked up in the folders named", test_path);
  return g_test_run ();
}
