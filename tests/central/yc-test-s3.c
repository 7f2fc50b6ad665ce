// A real S3 server, from npm, as a process.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-s3.h"
#include "yc-test-database.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define SECRET "S3RVER" // the only one that the server knows, and its id

struct _YcTestS3 {
  GSubprocess *process; // owned, nullable
  GDataInputStream *output;
  char *folder, *data;
  char *certificate, *key; // nullable
  char *endpoint;
  char *secret_file;
  char *port;
  GPtrArray *places; // of YcS3Place
};

static const char *
find_setting (const char *name)
{
  const char *setting = g_getenv (name);

  g_assert_nonnull (setting);
  return setting;
}

static char *
read_line (YcTestS3 *self)
{
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (self->output, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

void
yc_test_s3_start (YcTestS3 *self)
{
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                    &error, "node", find_setting ("YC_TEST_S3_SERVER"), self->data,
                                    self->port, self->certificate, self->key, NULL);
  g_assert_no_error (error);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  g_free (self->port);
  self->port = read_line (self);
}

void
yc_test_s3_kill (YcTestS3 *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->output);
  g_clear_object (&self->process);
}

static YcTestS3 *
prepare (void)
{
  YcTestS3 *self = g_new0 (YcTestS3, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yc-s3-XXXXXX", &error);
  g_assert_no_error (error);
  self->data = g_build_filename (self->folder, "data", NULL);
  self->secret_file = g_build_filename (self->folder, "secret", NULL);
  g_file_set_contents_full (self->secret_file, SECRET "\n", -1, G_FILE_SET_CONTENTS_NONE, 0600,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir (self->data, 0700), ==, 0);
  self->port = g_strdup ("0");
  self->places = g_ptr_array_new_with_free_func (g_free);
  return self;
}

YcTestS3 *
yc_test_s3_new (void)
{
  YcTestS3 *self = prepare ();

  yc_test_s3_start (self);
  self->endpoint = g_strdup_printf ("http://127.0.0.1:%s", self->port);
  return self;
}

YcTestS3 *
yc_test_s3_new_tls (void)
{
  YcTestS3 *self = prepare ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) openssl = NULL;

  self->certificate = g_build_filename (self->folder, "certificate", NULL);
  self->key = g_build_filename (self->folder, "key", NULL);
  openssl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, "openssl", "req", "-x509",
                              "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                              "-keyout", self->key, "-out", self->certificate, "-days", "2",
                              "-subj", "/CN=store", "-addext", "subjectAltName=IP:127.0.0.1", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (openssl, NULL, &error);
  g_assert_no_error (error);
  yc_test_s3_start (self);
  self->endpoint = g_strdup_printf ("https://127.0.0.1:%s", self->port);
  return self;
}

void
yc_test_s3_free (YcTestS3 *self)
{
  if (self->process != NULL)
    yc_test_s3_kill (self);
  yc_test_remove_tree (self->folder);
  for (guint i = 0; i < self->places->len; i++)
    g_free ((char *)((YcS3Place *)self->places->pdata[i])->bucket);
  g_ptr_array_unref (self->places);
  g_free (self->folder);
  g_free (self->data);
  g_free (self->certificate);
  g_free (self->key);
  g_free (self->endpoint);
  g_free (self->secret_file);
  g_free (self->port);
  g_free (self);
}

// A bucket is a folder of the server's.
const YcS3Place *
yc_test_s3_add_bucket (YcTestS3 *self)
{
  YcS3Place *place = g_new0 (YcS3Place, 1);
  char *bucket = g_strdup_printf ("pages-%u", self->places->len);
  g_autofree char *path = g_build_filename (self->data, bucket, NULL);

  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  *place = (YcS3Place){.endpoint = self->endpoint,
                       .bucket = bucket,
                       .key_id = SECRET,
                       .secret_file = self->secret_file,
                       .ca_file = self->certificate};
  g_ptr_array_add (self->places, place);
  return place;
}

char *
yc_test_s3_find_object (YcTestS3 *self, const YcS3Place *place, const char *sha256)
{
  return g_strdup_printf ("%s/%s/%.2s/%s._S3rver_object", self->data, place->bucket, sha256,
                          sha256);
}

static guint
count (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = g_str_has_suffix (path, "._S3rver_object");

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    n += count (child);
  }
  return n;
}

guint
yc_test_s3_count (YcTestS3 *self, const YcS3Place *place)
{
  g_autofree char *path = g_build_filename (self->data, place->bucket, NULL);

  return count (path);
}

void
yc_test_s3_empty (YcTestS3 *self, const YcS3Place *place)
{
  g_autofree char *path = g_build_filename (self->data, place->bucket, NULL);

  yc_test_remove_tree (path);
  g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
}

static void
expect (YcTestS3 *self, const char *expected)
{
  g_autofree char *line = read_line (self);

  g_assert_cmpstr (line, ==, expected);
}

void
yc_test_s3_order (YcTestS3 *self, const char *words)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (self->process);
  g_autoptr (GError) error = NULL;

  g_output_stream_printf (input, NULL, NULL, &error, "%s\n", words);
  g_assert_no_error (error);
  expect (self, "ok");
}

void
yc_test_s3_wait_until_held (YcTestS3 *self)
{
  expect (self, "held");
}

static YcTestS3 *shared; // by the tests of one program

static void
free_shared (void)
{
  g_clear_pointer (&shared, yc_test_s3_free);
}

YcTestS3 *
yc_test_s3_get_shared (void)
{
  if (shared == NULL) {
    shared = yc_test_s3_new ();
    atexit (free_shared);
  }
  return shared;
}

const YcS3Place *
yc_test_s3_pick_place (void)
{
  return g_strcmp0 (g_getenv ("YC_TEST_BLOBS"), "s3") == 0
             ? yc_test_s3_add_bucket (yc_test_s3_get_shared ())
             : NULL;
}
