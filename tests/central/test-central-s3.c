// Blobs in an S3 store that goes away and comes back: nothing is lost, and nobody is told what is
// not so.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs.h"
#include "yc-error.h"
#include "yc-ledger.h"
#include "yc-test-client.h"

#include <string.h>

#define LARGE (24 << 20)                                                         // bytes
#define EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" // sum of nothing

typedef struct {
  YcTestS3 *s3;
  const YcS3Place *place;
  YcTestCentral *central;
  YcTestClient wang;
  GBytes *png;
  char *name, *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->s3 = yc_test_s3_new ();
  self->place = yc_test_s3_add_bucket (self->s3);
  self->central = yc_test_central_new_s3 (0, self->place);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
  self->png = yc_test_png (1, &self->name);
  self->path = g_strconcat ("/v1/blobs/", self->name, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
  yc_test_s3_free (self->s3);
  g_bytes_unref (self->png);
  g_free (self->name);
  g_free (self->path);
}

static YcTestAnswer *
put (Fixture *self)
{
  return yc_test_ask_full (&self->wang, "PUT", self->path, "image/png", self->png, NULL);
}

static void
assert_put (Fixture *self, guint status)
{
  g_autoptr (YcTestAnswer) answer = put (self);

  yc_test_assert_status (answer, status);
}

static void
assert_got (Fixture *self)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", self->path, NULL);

  yc_test_assert_status (answer, 200);
  g_assert_true (g_bytes_equal (answer->body, self->png));
}

// To be asked again in a moment.
static void
assert_away (YcTestAnswer *answer)
{
  yc_test_assert_problem (answer, 503, "busy");
  g_assert_nonnull (soup_message_headers_get_one (answer->headers, "Retry-After"));
}

static gint64
read_metric (Fixture *self, const char *name)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", "/metrics", NULL);
  g_autofree char *text =
      g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  g_autofree char *line = g_strconcat ("\n", name, " ", NULL);
  const char *found = strstr (text, line);

  g_assert_nonnull (found);
  return g_ascii_strtoll (found + strlen (line), NULL, 10);
}

// Central is well in any case, and knows how its store is doing two seconds later at the latest.
static void
wait_for_health (Fixture *self, const char *blobs)
{
  for (guint i = 0; i < 1000; i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", "/healthz", NULL);

    yc_test_assert_status (answer, 200);
    g_assert_cmpstr (json_object_get_string_member (answer->object, "status"), ==, "ok");
    if (g_str_equal (json_object_get_string_member (answer->object, "blobs"), blobs))
      return;
    g_usleep (20000);
  }
  g_assert_not_reached ();
}

// --- what is kept --------------------------------------------------------------------------------

static void
test_object (Fixture *self, gconstpointer data)
{
  g_autofree char *object = yc_test_s3_find_object (self->s3, self->place, self->name);
  g_autofree char *shelf =
      g_build_filename (yc_test_central_get_folder (self->central), "blobs", NULL);
  g_autofree char *found = NULL;
  gsize size = 0;

  assert_put (self, 201);
  assert_put (self, 200);
  g_assert_cmpuint (yc_test_s3_count (self->s3, self->place), ==, 1);
  g_assert_true (g_file_get_contents (object, &found, &size, NULL));
  g_assert_cmpmem (found, size, g_bytes_get_data (self->png, NULL), g_bytes_get_size (self->png));
  g_assert_false (g_file_test (shelf, G_FILE_TEST_EXISTS));
}

static void
test_wrong_sum (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_strdup (self->path);
  g_autoptr (YcTestAnswer) answer = NULL;

  other[strlen (other) - 1] = other[strlen (other) - 1] == '0' ? '1' : '0';
  answer = yc_test_ask_full (&self->wang, "PUT", other, "image/png", self->png, NULL);
  yc_test_assert_problem (answer, 422, "malformed");
  g_assert_cmpuint (yc_test_s3_count (self->s3, self->place), ==, 0);
}

static GBytes *
make_large (char **ret_path)
{
  static const guint8 pdf[] = {'%', 'P', 'D', 'F', '-'};
  guint8 *bytes = g_malloc (LARGE);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  GBytes *large;
  g_autofree char *name = NULL;

  for (gsize i = 0; i < LARGE; i++)
    bytes[i] = (guint8)g_rand_int (random);
  memcpy (bytes, pdf, sizeof pdf);
  large = g_bytes_new_take (bytes, LARGE);
  name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, large);
  *ret_path = g_strconcat ("/v1/blobs/", name, NULL);
  return large;
}

static void
test_large (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) large = make_large (&path);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (large, 1000, LARGE - 3000);
  g_autofree char *range = g_strdup_printf ("bytes=1000-%d", LARGE - 2001);
  g_autoptr (YcTestAnswer) created =
      yc_test_ask_full (&self->wang, "PUT", path, "application/pdf", large, NULL);
  g_autoptr (YcTestAnswer) whole = yc_test_ask (&self->wang, "GET", path, NULL);
  g_autoptr (YcTestAnswer) ranged =
      yc_test_ask_full (&self->wang, "GET", path, NULL, NULL, "Range", range, NULL);

  yc_test_assert_status (created, 201);
  yc_test_assert_status (whole, 200);
  g_assert_true (g_bytes_equal (whole->body, large));
  yc_test_assert_status (ranged, 206);
  g_assert_true (g_bytes_equal (ranged->body, part));
}

// What the store does not bring is not made up, and the next one gets all of it.
static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) large = make_large (&path);
  g_autoptr (YcTestAnswer) created =
      yc_test_ask_full (&self->wang, "PUT", path, "application/pdf", large, NULL);
  g_autoptr (YcTestAnswer) cut = NULL;
  g_autoptr (YcTestAnswer) whole = NULL;

  yc_test_assert_status (created, 201);
  yc_test_s3_order (self->s3, "cut");
  cut = yc_test_ask (&self->wang, "GET", path, NULL);
  g_assert_true (cut->status == 0 || g_bytes_get_size (cut->body) < LARGE);
  whole = yc_test_ask (&self->wang, "GET", path, NULL);
  yc_test_assert_status (whole, 200);
  g_assert_true (g_bytes_equal (whole->body, large));
}

// --- away ----------------------------------------------------------------------------------------

static void
test_again (Fixture *self, gconstpointer data)
{
  yc_test_s3_order (self->s3, "fail 2");
  assert_put (self, 201);
  g_assert_cmpint (read_metric (self, "yichuang_blob_store_repeats_total"), ==, 2);
  g_assert_cmpint (read_metric (self, "yichuang_blob_store_failures_total"), ==, 0);
  assert_got (self);
}

static void
test_bounded (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) refused = NULL;

  yc_test_s3_order (self->s3, "fail 3");
  refused = put (self);
  assert_away (refused);
  g_assert_cmpint (read_metric (self, "yichuang_blob_store_up"), ==, 0);
  assert_put (self, 201);
  g_assert_cmpint (read_metric (self, "yichuang_blob_store_up"), ==, 1);
  g_assert_cmpint (read_metric (self, "yichuang_blob_store_failures_total"), ==, 1);
}

static void
test_away (Fixture *self, gconstpointer data)
{
  g_autofree char *other_name = NULL;
  g_autoptr (GBytes) other = yc_test_png (2, &other_name);
  g_autofree char *other_path = g_strconcat ("/v1/blobs/", other_name, NULL);
  g_autoptr (YcTestAnswer) not_put = NULL;
  g_autoptr (YcTestAnswer) not_got = NULL;
  g_autoptr (YcTestAnswer) put_later = NULL;

  assert_put (self, 201);
  wait_for_health (self, "ok");
  yc_test_s3_kill (self->s3);
  not_got = yc_test_ask (&self->wang, "GET", self->path, NULL);
  assert_away (not_got);
  not_put = yc_test_ask_full (&self->wang, "PUT", other_path, "image/png", other, NULL);
  assert_away (not_put);
  g_free (yc_test_begin_case (&self->wang, 1, "wang", 2)); // all else goes on
  wait_for_health (self, "away");
  yc_test_s3_start (self->s3);
  wait_for_health (self, "ok");
  put_later = yc_test_ask_full (&self->wang, "PUT", other_path, "image/png", other, NULL);
  yc_test_assert_status (put_later, 201);
  assert_got (self);
}

// A store that goes away with nobody asking for a page is noticed, too.
static void
test_looked_at (Fixture *self, gconstpointer data)
{
  yc_test_s3_kill (self->s3);
  wait_for_health (self, "away");
  yc_test_s3_start (self->s3);
  wait_for_health (self, "ok");
}

static gpointer
put_until_stored (gpointer data)
{
  Fixture *self = data;
  g_auto (YcTestClient) client;

  yc_test_client_sign_in (&client, yc_test_central_get_url (self->central), "wang");
  for (guint i = 0; i < 1000; i++) {
    g_autoptr (YcTestAnswer) answer =
        yc_test_ask_full (&client, "PUT", self->path, "image/png", self->png, NULL);

    if (answer->status == 201)
      return NULL;
    if (answer->status != 0) // while central itself is not there
      assert_away (answer);
    g_usleep (20000);
  }
  g_assert_not_reached ();
}

static void
test_killed_in_the_middle (Fixture *self, gconstpointer data)
{
  GThread *thread;

  yc_test_s3_order (self->s3, "hold");
  thread = g_thread_new ("put", put_until_stored, self);
  yc_test_s3_wait_until_held (self->s3);
  g_assert_cmpuint (yc_test_s3_count (self->s3, self->place), ==, 0);
  yc_test_s3_kill (self->s3);
  yc_test_s3_start (self->s3);
  g_thread_join (thread);
  assert_got (self);
}

static YcTestAnswer *
patch (Fixture *self, const char *address)
{
  return yc_test_ask_full (&self->wang, "PATCH", address, "application/offset+octet-stream",
                           self->png, "Tus-Resumable", "1.0.0", "Upload-Offset", "0", NULL);
}

// The bytes of a resumable upload are all here, only the store is not. Where servers share uploads,
// a byte is here once it is in the store.
static void
test_upload (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_base64_encode ((const guchar *)self->name, strlen (self->name));
  g_autofree char *metadata = g_strdup_printf ("sha256 %s,mime aW1hZ2UvcG5n", name);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (self->png));
  g_autoptr (YcTestAnswer) begun =
      yc_test_ask_full (&self->wang, "POST", "/v1/uploads", NULL, NULL, "Tus-Resumable", "1.0.0",
                        "Upload-Length", length, "Upload-Metadata", metadata, NULL);
  const char *address = soup_message_headers_get_one (begun->headers, "Location");
  g_autoptr (YcTestAnswer) sent = NULL;
  g_autoptr (YcTestAnswer) asked = NULL;
  g_autoptr (YcTestAnswer) again = NULL;

  yc_test_assert_status (begun, 201);
  yc_test_s3_kill (self->s3);
  sent = patch (self, address);
  assert_away (sent);
  yc_test_s3_start (self->s3);
  asked =
      yc_test_ask_full (&self->wang, "HEAD", address, NULL, NULL, "Tus-Resumable", "1.0.0", NULL);
  yc_test_assert_status (asked, 200);
  g_assert_cmpstr (soup_message_headers_get_one (asked->headers, "Upload-Offset"), ==,
                   yc_test_is_postgres () ? "0" : length);
  again = patch (self, address);
  yc_test_assert_status (again, yc_test_is_postgres () ? 204 : 409);
  assert_got (self);
}

// A server that is told to end does not wait for a store that does not answer.
static void
test_stop (Fixture *self, gconstpointer data)
{
  GThread *thread;

  yc_test_s3_order (self->s3, "hold");
  thread = g_thread_new ("put", put_until_stored, self);
  yc_test_s3_wait_until_held (self->s3);
  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  g_thread_join (thread);
  assert_got (self);
}

// --- verifying -----------------------------------------------------------------------------------

static void
test_verify_away (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcBlobs) blobs = NULL;

  assert_put (self, 201);
  yc_test_s3_kill (self->s3);
  ledger = yc_ledger_open (yc_test_central_get_folder (self->central), TRUE, &error);
  g_assert_no_error (error);
  blobs = yc_blobs_new_s3 (self->place, &error);
  g_assert_no_error (error);
  g_assert_null (yc_ledger_verify (ledger, blobs, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
  yc_test_s3_start (self->s3);
}

// --- moving --------------------------------------------------------------------------------------

// Another program that speaks S3; $1 is a file of the folder, $2 the object.
static void
run_curl (Fixture *self, const YcS3Place *place, const char *sum, const char *words)
{
  g_autofree char *script =
      g_strdup_printf ("curl --silent --fail --aws-sigv4 aws:amz:us-east-1:s3 --user \"$3\""
                       " --header \"x-amz-content-sha256: %s\" %s",
                       sum, words);
  g_autofree char *file = g_strdup_printf (
      "%s/blobs/%.2s/%s", yc_test_central_get_folder (self->central), self->name, self->name);
  g_autofree char *object =
      g_strdup_printf ("%s/%s/%.2s/%s", place->endpoint, place->bucket, self->name, self->name);
  g_autofree char *user = g_strdup_printf ("%s:%s", place->key_id, place->key_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) curl =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "/bin/sh", "-ec", script, "sh",
                        file, object, user, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (curl, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_whole (Fixture *self, YcBlobs *blobs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), TRUE, &error);
  g_autoptr (YcVerification) result = yc_ledger_verify (ledger, blobs, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (result->blobs, ==, 1);
  g_assert_cmpuint (result->faults->len, ==, 0);
}

// As the README says: names are the same in a folder and in a bucket.
static void
test_move (Fixture *self, gconstpointer data)
{
  const YcS3Place *other = yc_test_s3_add_bucket (self->s3);
  g_autoptr (YcBlobs) folder = yc_blobs_new_folder (yc_test_central_get_folder (self->central));
  g_autoptr (YcBlobs) bucket = yc_blobs_new_s3 (other, NULL);

  assert_put (self, 201);
  run_curl (self, self->place, EMPTY, "--create-dirs --output \"$1\" \"$2\"");
  assert_whole (self, folder);
  run_curl (self, other, self->name, "--upload-file \"$1\" \"$2\"");
  assert_whole (self, bucket);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/s3/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a blob is an object of the same bytes, once", test_object);
  ADD ("content with another checksum never becomes an object", test_wrong_sum);
  ADD ("a large page comes back whole and in ranges", test_large);
  ADD ("a page that the store cuts is not taken for whole", test_cut);
  ADD ("a store that is busy for a moment is asked again", test_again);
  ADD ("a store that stays busy is not asked for ever", test_bounded);
  ADD ("all but pages goes on while the store is away", test_away);
  ADD ("health tells of a store that nobody asks for anything", test_looked_at);
  ADD ("a store that is killed in the middle of a page loses nothing", test_killed_in_the_middle);
  ADD ("an upload becomes a blob once the store is back", test_upload);
  ADD ("a server that ends does not wait for the store", test_stop);
  ADD ("a store that is away is no fault of what is verified", test_verify_away);
  ADD ("blobs are moved between a folder and a bucket under their names", test_move);
  return g_test_run ();
}
