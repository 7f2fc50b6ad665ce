// Two servers of one PostgreSQL and one bucket, which share nothing else: an upload goes on at
// either, whatever becomes of the other, and a page that one has taken the other gives.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <glib/gstdio.h>
#include <string.h>

#define PIECE "application/offset+octet-stream"
#define SIZE  1000000
#define PARTS 5

typedef struct {
  YcTestCentral *servers[2];
  YcTestClient clients[2]; // of the same person, one for each
  GBytes *content;
  char *name, *metadata, *length;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  static const guint8 pdf[] = {'%', 'P', 'D', 'F', '-'};
  guint8 *bytes = g_malloc (SIZE);
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autofree char *name = NULL;

  self->servers[0] = yc_test_central_new (0);
  self->servers[1] = yc_test_central_new_beside (self->servers[0]);
  yc_test_central_add_person (self->servers[0], "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  for (guint i = 0; i < 2; i++)
    yc_test_client_sign_in (&self->clients[i], yc_test_central_get_url (self->servers[i]), "wang");
  for (gsize i = 0; i < SIZE; i++)
    bytes[i] = (guint8)g_rand_int (random);
  memcpy (bytes, pdf, sizeof pdf);
  self->content = g_bytes_new_take (bytes, SIZE);
  self->name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, self->content);
  name = g_base64_encode ((const guchar *)self->name, strlen (self->name));
  self->metadata = g_strdup_printf ("sha256 %s,mime YXBwbGljYXRpb24vcGRm", name);
  self->length = g_strdup_printf ("%d", SIZE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (yc_test_central_verify (self->servers[0]), ==, 0);
  for (guint i = 0; i < 2; i++) {
    yc_test_client_clear (&self->clients[i]);
    yc_test_central_free (self->servers[i]);
  }
  g_bytes_unref (self->content);
  g_free (self->name);
  g_free (self->metadata);
  g_free (self->length);
}

// Its address, owned.
static char *
begin (Fixture *self, guint at)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask_full (
      &self->clients[at], "POST", "/v1/uploads", NULL, NULL, "Tus-Resumable", "1.0.0",
      "Upload-Length", self->length, "Upload-Metadata", self->metadata, NULL);

  yc_test_assert_status (answer, 201);
  return g_strdup (soup_message_headers_get_one (answer->headers, "Location"));
}

static YcTestAnswer *
patch (Fixture *self, guint at, const char *address, gsize from, gsize to)
{
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (self->content, from, to - from);
  g_autofree char *offset = g_strdup_printf ("%" G_GSIZE_FORMAT, from);

  return yc_test_ask_full (&self->clients[at], "PATCH", address, PIECE, bytes, "Tus-Resumable",
                           "1.0.0", "Upload-Offset", offset, NULL);
}

static void
send (Fixture *self, guint at, const char *address, gsize from, gsize to)
{
  g_autoptr (YcTestAnswer) answer = patch (self, at, address, from, to);

  yc_test_assert_status (answer, 204);
}

static gint64
find_offset (Fixture *self, guint at, const char *address)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask_full (&self->clients[at], "HEAD", address, NULL,
                                                      NULL, "Tus-Resumable", "1.0.0", NULL);

  yc_test_assert_status (answer, 200);
  return g_ascii_strtoll (soup_message_headers_get_one (answer->headers, "Upload-Offset"), NULL,
                          10);
}

static void
assert_given (Fixture *self, guint at)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", self->name, NULL);
  g_autoptr (YcTestAnswer) whole = yc_test_ask (&self->clients[at], "GET", path, NULL);
  g_autoptr (YcTestAnswer) part = yc_test_ask_full (&self->clients[at], "GET", path, NULL, NULL,
                                                    "Range", "bytes=5000-5999", NULL);
  g_autoptr (GBytes) expected = g_bytes_new_from_bytes (self->content, 5000, 1000);

  yc_test_assert_status (whole, 200);
  g_assert_true (g_bytes_equal (whole->body, self->content));
  yc_test_assert_status (part, 206);
  g_assert_true (g_bytes_equal (part->body, expected));
}

static guint
count_objects (Fixture *self)
{
  return yc_test_s3_count (yc_test_s3_get_shared (), yc_test_central_get_place (self->servers[0]));
}

// Pieces are removed behind the answer.
static void
wait_for_one_object (Fixture *self)
{
  while (count_objects (self) != 1)
    g_usleep (1000);
}

static void
test_blob (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", self->name, NULL);
  g_autoptr (YcTestAnswer) put =
      yc_test_ask_full (&self->clients[0], "PUT", path, "application/pdf", self->content, NULL);
  g_autoptr (YcTestAnswer) again =
      yc_test_ask_full (&self->clients[1], "PUT", path, "application/pdf", self->content, NULL);

  yc_test_assert_status (put, 201);
  yc_test_assert_status (again, 200);
  assert_given (self, 0);
  assert_given (self, 1);
}

// As behind one address, which sends each request elsewhere.
static void
test_turns (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);

  for (gsize i = 0; i < PARTS; i++) {
    g_assert_cmpint (find_offset (self, i % 2, address), ==, (gint64)(i * SIZE / PARTS));
    send (self, (i + 1) % 2, address, i * SIZE / PARTS, (i + 1) * SIZE / PARTS);
  }
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (find_offset (self, i, address), ==, SIZE);
    assert_given (self, i);
  }
  wait_for_one_object (self);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);

  send (self, 0, address, 0, SIZE / 2);
  yc_test_central_stop (self->servers[0]);
  yc_test_remove_tree (yc_test_central_get_folder (self->servers[0]));
  g_assert_cmpint (find_offset (self, 1, address), ==, SIZE / 2);
  send (self, 1, address, SIZE / 2, SIZE);
  assert_given (self, 1);
  g_assert_cmpint (g_mkdir (yc_test_central_get_folder (self->servers[0]), 0700), ==, 0);
  yc_test_folder_share (yc_test_central_get_folder (self->servers[1]),
                        yc_test_central_get_folder (self->servers[0]));
  yc_test_central_start (self->servers[0]);
}

typedef struct {
  Fixture *fixture;
  guint at;
  const char *address;
} Sender;

static gpointer
send_all (gpointer data)
{
  Sender *sender = data;
  Fixture *self = sender->fixture;
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_client_init (&client, yc_test_central_get_url (self->servers[sender->at]));
  client.token = g_strdup (self->clients[sender->at].token);
  answer = yc_test_ask_full (&client, "PATCH", sender->address, PIECE, self->content,
                             "Tus-Resumable", "1.0.0", "Upload-Offset", "0", NULL);
  return GUINT_TO_POINTER (answer->status);
}

// Whoever is second hears that the upload stands elsewhere.
static void
test_both (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);
  Sender senders[2] = {{self, 0, address}, {self, 1, address}};
  GThread *threads[2];
  guint done = 0;

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("send", send_all, &senders[i]);
  for (guint i = 0; i < 2; i++) {
    guint status = GPOINTER_TO_UINT (g_thread_join (threads[i]));

    g_assert_true (status == 204 || status == 409);
    done += status == 204;
  }
  g_assert_cmpuint (done, >=, 1);
  assert_given (self, 0);
  wait_for_one_object (self);
}

static void
test_stale (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);
  g_autoptr (YcTestAnswer) late = NULL;

  send (self, 0, address, 0, SIZE / 4);
  send (self, 1, address, SIZE / 4, SIZE / 2);
  late = patch (self, 0, address, SIZE / 4, SIZE / 2);
  yc_test_assert_problem (late, 409, "malformed");
  g_assert_cmpint (find_offset (self, 0, address), ==, SIZE / 2);
  send (self, 0, address, SIZE / 2, SIZE);
  assert_given (self, 1);
}

static void
test_begun_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *one = begin (self, 0);
  g_autofree char *other = begin (self, 1);

  g_assert_cmpstr (one, ==, other);
}

static void
test_wrong (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);
  g_autofree guint8 *wrong = g_memdup2 (g_bytes_get_data (self->content, NULL), SIZE);
  g_autoptr (GBytes) rest = g_bytes_new_static (wrong + 1000, SIZE - 1000);
  g_autoptr (YcTestAnswer) refused = NULL;
  g_autoptr (YcTestAnswer) gone = NULL;

  send (self, 0, address, 0, 1000);
  wrong[SIZE / 2] ^= 1;
  refused = yc_test_ask_full (&self->clients[1], "PATCH", address, PIECE, rest, "Tus-Resumable",
                              "1.0.0", "Upload-Offset", "1000", NULL);
  yc_test_assert_problem (refused, 422, "malformed");
  gone = yc_test_ask_full (&self->clients[0], "HEAD", address, NULL, NULL, "Tus-Resumable", "1.0.0",
                           NULL);
  yc_test_assert_status (gone, 404);
  while (count_objects (self) != 0)
    g_usleep (1000);
}

// Somebody's rule removed what was not theirs to remove: the client begins anew.
static void
test_lost_piece (Fixture *self, gconstpointer data)
{
  g_autofree char *address = begin (self, 0);
  g_autoptr (YcTestAnswer) lost = NULL;
  g_autofree char *anew = NULL;

  send (self, 0, address, 0, SIZE / 2);
  yc_test_s3_empty (yc_test_s3_get_shared (), yc_test_central_get_place (self->servers[0]));
  lost = patch (self, 1, address, SIZE / 2, SIZE);
  yc_test_assert_problem (lost, 404, "not-found");
  anew = begin (self, 1);
  send (self, 0, anew, 0, SIZE);
  assert_given (self, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/share/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a page that one server took the other gives", test_blob);
  ADD ("an upload comes in pieces to either server in turn", test_turns);
  ADD ("an upload goes on at one server after the other is gone", test_gone);
  ADD ("two servers take the same bytes at once", test_both);
  ADD ("bytes for a place that another server has passed are refused", test_stale);
  ADD ("an upload that is begun at both is one", test_begun_twice);
  ADD ("content of another name never becomes an object", test_wrong);
  ADD ("an upload whose pieces are gone is begun anew", test_lost_piece);
  return g_test_run ();
}
