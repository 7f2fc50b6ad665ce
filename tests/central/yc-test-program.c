// The real program yichuang-central as a process, for tests that kill it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-program.h"
#include "yc-test-central.h"

#include <stdlib.h>
#include <string.h>

static const char *
program (void)
{
  const char *path = g_getenv ("YC_CENTRAL_EXE");

  g_assert_nonnull (path);
  return path;
}

// Owned; NULL: there is none.
static char *
find_config (YcTestProgram *self)
{
  g_autofree char *path = g_build_filename (self->folder, "central.conf", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? g_steal_pointer (&path) : NULL;
}

static void
write_config (YcTestProgram *self, const YcS3Place *place)
{
  g_autofree char *path = g_build_filename (self->folder, "central.conf", NULL);
  g_autofree char *text = g_strdup_printf (
      "[blobs]\nstore=s3\nendpoint=%s\nbucket=%s\naccess-key-id=%s\nsecret-key-file=%s\n",
      place->endpoint, place->bucket, place->key_id, place->secret_file);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

int
yc_test_program_run (YcTestProgram *self, const char *input, char **ret_output, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_autofree char *config = find_config (self);
  va_list more;

  g_ptr_array_add (words, (gpointer)program ());
  va_start (more, ret_output);
  for (const char *word; (word = va_arg (more, const char *)) != NULL;)
    g_ptr_array_add (words, (gpointer)word);
  va_end (more);
  g_ptr_array_add (words, (gpointer) "--data");
  g_ptr_array_add (words, self->folder);
  if (config != NULL && g_str_equal (words->pdata[1], "verify")) {
    g_ptr_array_add (words, (gpointer) "--config");
    g_ptr_array_add (words, config);
  }
  g_ptr_array_add (words, NULL);
  process = g_subprocess_newv ((const char *const *)words->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                   G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (ret_output != NULL)
    *ret_output = g_steal_pointer (&output);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

void
yc_test_program_init (YcTestProgram *self)
{
  const YcS3Place *place = yc_test_s3_pick_place ();
  int status;

  *self = (YcTestProgram){.folder = yc_test_folder_new ()};
  if (place != NULL)
    write_config (self, place);
  status = yc_test_program_run (self, YC_TEST_PASSWORD "\n", NULL, "user", "add", "--id", "wang",
                                "--name", "王丽", "--roles", "intake", "--hall", "main", NULL);
  g_assert_cmpint (status, ==, 0);
}

static void
start (YcTestProgram *self, const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;

  self->process = g_subprocess_newv (
      words, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_free (self->url);
  self->url = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->url);
}

void
yc_test_program_serve (YcTestProgram *self)
{
  g_autofree char *config = find_config (self);
  const char *const words[] = {program (),
                               "serve",
                               "--data",
                               self->folder,
                               "--die-with-parent",
                               config != NULL ? "--config" : NULL,
                               config,
                               NULL};

  start (self, words);
}

void
yc_test_program_serve_limited (YcTestProgram *self, guint blocks)
{
  g_autofree char *script =
      g_strdup_printf ("trap '' XFSZ; ulimit -f %u; exec \"$0\" serve --data \"$1\"", blocks);
  const char *const words[] = {"/bin/sh", "-c", script, program (), self->folder, NULL};

  start (self, words);
}

guint
yc_test_rounds (guint usual)
{
  const char *rounds = g_getenv ("YC_TEST_ROUNDS");

  return rounds != NULL ? (guint)strtoul (rounds, NULL, 10) : usual;
}

int
yc_test_program_end (YcTestProgram *self, int signal)
{
  g_autoptr (GSubprocess) process = g_steal_pointer (&self->process);

  g_subprocess_send_signal (process, signal);
  g_subprocess_wait (process, NULL, NULL);
  return g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;
}

void
yc_test_program_clear (YcTestProgram *self)
{
  if (self->process != NULL)
    yc_test_program_end (self, 9);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->url);
}
