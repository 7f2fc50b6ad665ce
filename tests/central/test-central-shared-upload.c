// An upload that two processes of central know: each goes on from what the other has made durable.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-upload.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define NOW G_GINT64_CONSTANT (1796000000000)
#define SUM "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

typedef struct {
  char *folder;
  YcUpload *one, *other; // the same upload, as each of the two knows it
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yc-upload-XXXXXX", &error);
  g_assert_no_error (error);
  self->one = yc_upload_new (self->folder, "wang", SUM, 1000);
  self->one->mime = g_strdup ("application/pdf");
  self->one->expires_at = NOW + 1;
  yc_upload_create (self->one, &error);
  g_assert_no_error (error);
  self->other = yc_upload_find (self->folder, "wang", self->one->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (self->other);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *person = g_path_get_dirname (self->other->path);

  yc_upload_remove (self->other);
  g_clear_pointer (&self->one, yc_upload_free);
  yc_upload_free (self->other);
  g_assert_cmpint (g_rmdir (person), ==, 0);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

// The first of the two takes `size` bytes and ends.
static void
send_and_end (Fixture *self, gsize size)
{
  g_autofree char *bytes = g_malloc0 (size);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (write (self->one->fd, bytes, size), ==, (gssize)size);
  yc_upload_confirm (self->one, (gint64)size, &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->one, yc_upload_free);
}

static void
test_place (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  send_and_end (self, 600);
  yc_upload_open (self->other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (self->other->offset, ==, 600);
  g_assert_cmpint (g_stat (self->other->path, &status), ==, 0);
  g_assert_cmpint (status.st_size, ==, 600);
}

static void
test_alone (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yc_upload_open (self->other, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
}

static void
test_sweep (Fixture *self, gconstpointer data)
{
  GStatBuf status;

  g_assert_cmpuint (yc_upload_sweep (self->folder, NOW), ==, 1);
  yc_upload_sweep (self->folder, NOW + 1);
  g_assert_cmpint (g_stat (self->other->path, &status), ==, 0);
  send_and_end (self, 600);
  g_assert_cmpuint (yc_upload_sweep (self->folder, NOW + 1), ==, 0);
  g_assert_cmpint (g_stat (self->other->path, &status), ==, -1);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("an upload goes on from what another server has made durable", test_place);
  ADD ("one server at a time has an upload", test_alone);
  ADD ("an upload that somebody is at does not expire", test_sweep);
  return g_test_run ();
}
