// Where an S3 store is and who we are there: what is wrong about it is said so that the keeper
// knows where to look.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs.h"
#include "yc-error.h"
#include "yc-test-database.h"
#include "yc-test-s3.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  YcTestS3 *s3;
  const YcS3Place *place;
  char *folder, *file;
  char *name; // of the file's content
} Fixture;

static void
begin (Fixture *self, YcTestS3 *s3)
{
  static const char content[] = "%PDF-";
  g_autoptr (GError) error = NULL;

  self->s3 = s3;
  self->place = yc_test_s3_add_bucket (s3);
  self->folder = g_dir_make_tmp ("yc-place-XXXXXX", &error);
  g_assert_no_error (error);
  self->file = g_build_filename (self->folder, "page", NULL);
  g_file_set_contents (self->file, content, -1, &error);
  g_assert_no_error (error);
  self->name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, content, -1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  begin (self, yc_test_s3_new ());
}

static void
set_up_tls (Fixture *self, gconstpointer data)
{
  begin (self, yc_test_s3_new_tls ());
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_s3_free (self->s3);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->file);
  g_free (self->name);
}

// What is said when the bytes of a blob are to be put there. Owned.
static char *
try_to_add (Fixture *self, const YcS3Place *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcBlobs) blobs = yc_blobs_new_s3 (place, &error);

  g_assert_no_error (error);
  g_assert_false (yc_blobs_add_now (blobs, self->file, self->name, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
  return g_strdup (error->message);
}

static char *
write_secret (Fixture *self, const char *secret, int mode)
{
  char *path = g_build_filename (self->folder, "secret", NULL);

  g_unlink (path);
  g_assert_true (g_file_set_contents_full (path, secret, -1, G_FILE_SET_CONTENTS_NONE, mode, NULL));
  return path;
}

static void
test_wrong_secret (Fixture *self, gconstpointer data)
{
  g_autofree char *secret = write_secret (self, "another", 0600);
  YcS3Place place = *self->place;
  g_autofree char *said = NULL;

  place.secret_file = secret;
  said = try_to_add (self, &place);
  g_assert_nonnull (strstr (said, "SignatureDoesNotMatch"));
  g_assert_nonnull (strstr (said, "secret-key-file"));
  g_assert_null (strstr (said, "another"));
  g_assert_cmpuint (yc_test_s3_count (self->s3, self->place), ==, 0);
}

static void
test_wrong_id (Fixture *self, gconstpointer data)
{
  YcS3Place place = *self->place;
  g_autofree char *said = NULL;

  place.key_id = "SOMEBODY";
  said = try_to_add (self, &place);
  g_assert_nonnull (strstr (said, "access-key-id"));
}

static void
test_wrong_bucket (Fixture *self, gconstpointer data)
{
  YcS3Place place = *self->place;
  g_autofree char *said = NULL;

  place.bucket = "elsewhere";
  said = try_to_add (self, &place);
  g_assert_nonnull (strstr (said, "no such bucket"));
}

// A store over TLS that its own authority vouches for; whoever does not know that one stays away.
static void
test_tls (Fixture *self, gconstpointer data)
{
  YcS3Place place = *self->place;
  g_autofree char *said = NULL, *found = NULL;
  gint64 size = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcBlobs) blobs = yc_blobs_new_s3 (&place, &error);

  g_assert_no_error (error);
  yc_blobs_add_now (blobs, self->file, self->name, &error);
  g_assert_no_error (error);
  found = yc_blobs_sum_now (blobs, self->name, &size, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, self->name);
  place.ca_file = NULL;
  said = try_to_add (self, &place);
  g_assert_nonnull (strstr (said, "ca-file"));
}

static void
test_places (Fixture *self, gconstpointer data)
{
  g_autofree char *secret = write_secret (self, "secret", 0600);
  const struct {
    YcS3Place place;
    const char *said;
  } wrong[] = {
      {{.bucket = "pages"}, "endpoint: the address"},
      {{.endpoint = "s3.example.org", .bucket = "pages"}, "endpoint: the address"},
      {{.endpoint = "https://s3.example.org/pages"}, "without a path"},
      {{.endpoint = "http://s3.example.org"}, "must begin with https"},
      {{.endpoint = "http://localhost.example.org"}, "must begin with https"},
      {{.endpoint = "ftp://127.0.0.1"}, "must begin with https"},
      {{.endpoint = "https://a.b"}, "bucket: its name"},
      {{.endpoint = "https://a.b", .bucket = "a/../b"}, "bucket: its name"},
      {{.endpoint = "https://a.b", .bucket = "Pages"}, "bucket: its name"},
      {{.endpoint = "https://a.b", .bucket = "pages"}, "access-key-id: is needed"},
      {{.endpoint = "https://a.b", .bucket = "pages", .region = "a b"}, "is no region"},
      {{.endpoint = "https://a.b", .bucket = "pages", .key_id = "ID"}, "secret-key-file: the file"},
      {{"https://a.b", "pages", NULL, "ID", "/nowhere", NULL, FALSE}, "secret-key-file: "},
      {{"https://a.b", "pages", NULL, "ID", secret, "/nowhere", FALSE}, "ca-file: "},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_blobs_new_s3 (&wrong[i].place, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_assert_true (g_str_has_prefix (error->message, "[blobs] "));
    g_assert_nonnull (strstr (error->message, wrong[i].said));
  }
}

static void
test_open_secret (Fixture *self, gconstpointer data)
{
  g_autofree char *readable = write_secret (self, "secret", 0644);
  YcS3Place place = *self->place;
  g_autofree char *empty = NULL;
  g_autoptr (GError) error = NULL;

  place.secret_file = readable;
  g_assert_null (yc_blobs_new_s3 (&place, &error));
  g_assert_nonnull (strstr (error->message, "everybody on this machine"));
  g_clear_error (&error);
  empty = write_secret (self, "two words\n", 0600);
  place.secret_file = empty;
  g_assert_null (yc_blobs_new_s3 (&place, &error));
  g_assert_nonnull (strstr (error->message, "holds no secret key"));
}

// As it is asked: the address, and the header that is signed.
static void
test_addresses (Fixture *self, gconstpointer data)
{
  const struct {
    const char *endpoint, *asked;
    gboolean in_host;
  } cases[] = {
      {"https://S3.example.org", "https://s3.example.org/pages/ab", FALSE},
      {"https://s3.example.org:9000/", "https://s3.example.org:9000/pages/ab", FALSE},
      {"https://s3.example.org:443", "https://s3.example.org/pages/ab", FALSE},
      {"https://s3.example.org", "https://pages.s3.example.org/ab", TRUE},
      {"http://[::1]:9000", "http://[::1]:9000/pages/ab", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    YcS3Place place = *self->place;
    g_autoptr (GError) error = NULL;
    g_autoptr (YcS3) s3 = NULL;
    g_autoptr (SoupMessage) message = NULL;
    g_autofree char *asked = NULL;

    place.endpoint = cases[i].endpoint;
    place.bucket = "pages";
    place.in_host = cases[i].in_host;
    s3 = yc_s3_new (&place, &error);
    g_assert_no_error (error);
    message = yc_s3_ask (s3, "GET", "ab", "", NULL, NULL);
    asked = g_uri_to_string (soup_message_get_uri (message));
    g_assert_cmpstr (asked, ==, cases[i].asked);
  }
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/s3/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a wrong secret is refused, and the keeper told where to look", test_wrong_secret);
  ADD ("a store that does not know us says so", test_wrong_id);
  ADD ("a bucket that is not there is named", test_wrong_bucket);
  g_test_add ("/central/s3/a store over TLS has to be vouched for", Fixture, NULL, set_up_tls,
              test_tls, tear_down);
  ADD ("a store that is described wrongly is not begun with", test_places);
  ADD ("a secret that others may read is none", test_open_secret);
  ADD ("the bucket is in the path or in the host", test_addresses);
  return g_test_run ();
}
