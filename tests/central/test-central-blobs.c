// Blobs: taken whole or not at all, given to those who may see them, in ranges.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, li, lin;
  GBytes *png;
  char *name, *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *url;

  self->central = yc_test_central_new (0);
  url = yc_test_central_get_url (self->central);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_APPROVER, "main", NULL, "land");
  yc_test_central_add_person (self->central, "lin", YC_ROLE_INTAKE, "traffic", NULL, NULL);
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->li, url, "li");
  yc_test_client_sign_in (&self->lin, url, "lin");
  self->png = yc_test_png (1, &self->name);
  self->path = g_strconcat ("/v1/blobs/", self->name, NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->li);
  yc_test_client_clear (&self->lin);
  g_bytes_unref (self->png);
  g_free (self->name);
  g_free (self->path);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
}

static YcTestAnswer *
put (YcTestClient *client, const char *path, const char *type, GBytes *bytes)
{
  return yc_test_ask_full (client, "PUT", path, type, bytes, NULL);
}

static void
test_there_and_back (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) created = put (&self->wang, self->path, "image/png", self->png);
  g_autoptr (YcTestAnswer) again = put (&self->wang, self->path, "image/png", self->png);
  g_autoptr (YcTestAnswer) got = yc_test_ask (&self->wang, "GET", self->path, NULL);
  g_autoptr (YcTestAnswer) head = yc_test_ask (&self->wang, "HEAD", self->path, NULL);
  g_autofree char *etag = g_strdup_printf ("\"%s\"", self->name);
  g_autoptr (YcTestAnswer) known =
      yc_test_ask_full (&self->wang, "GET", self->path, NULL, NULL, "If-None-Match", etag, NULL);

  yc_test_assert_status (created, 201);
  yc_test_assert_status (again, 200);
  yc_test_assert_status (got, 200);
  g_assert_true (g_bytes_equal (got->body, self->png));
  g_assert_cmpstr (soup_message_headers_get_one (got->headers, "ETag"), ==, etag);
  g_assert_cmpstr (soup_message_headers_get_content_type (got->headers, NULL), ==, "image/png");
  yc_test_assert_status (head, 200);
  g_assert_cmpint (soup_message_headers_get_content_length (head->headers), ==,
                   (goffset)g_bytes_get_size (self->png));
  yc_test_assert_status (known, 304);
  yc_test_assert_safe (created);
  yc_test_assert_safe (got);
  yc_test_assert_safe (known);
}

static void
assert_range (Fixture *self, const char *range, gsize from, gsize length)
{
  gsize size = g_bytes_get_size (self->png);
  g_autofree char *expected =
      g_strdup_printf ("bytes %" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, from,
                       from + length - 1, size);
  g_autoptr (GBytes) part = g_bytes_new_from_bytes (self->png, from, length);
  g_autoptr (YcTestAnswer) answer =
      yc_test_ask_full (&self->wang, "GET", self->path, NULL, NULL, "Range", range, NULL);

  yc_test_assert_status (answer, 206);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Content-Range"), ==, expected);
  g_assert_true (g_bytes_equal (answer->body, part));
}

static void
test_ranges (Fixture *self, gconstpointer data)
{
  gsize size = g_bytes_get_size (self->png);
  g_autoptr (YcTestAnswer) created = put (&self->wang, self->path, "image/png", self->png);
  g_autofree char *beyond = g_strdup_printf ("bytes=%" G_GSIZE_FORMAT "-", size);
  g_autoptr (YcTestAnswer) none = NULL;
  g_autoptr (YcTestAnswer) several = NULL;

  assert_range (self, "bytes=0-9", 0, 10);
  assert_range (self, "bytes=100-", 100, size - 100);
  assert_range (self, "bytes=-5", size - 5, 5);
  none = yc_test_ask_full (&self->wang, "GET", self->path, NULL, NULL, "Range", beyond, NULL);
  yc_test_assert_problem (none, 416, "limit");
  yc_test_assert_safe (none);
  several =
      yc_test_ask_full (&self->wang, "GET", self->path, NULL, NULL, "Range", "bytes=0-1,5-6", NULL);
  yc_test_assert_status (several, 200);
  g_assert_true (g_bytes_equal (several->body, self->png));
}

static void
test_not_a_png (Fixture *self, gconstpointer data)
{
  static const char text[] = "this is not a PNG";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = g_strconcat ("/v1/blobs/", name, NULL);
  g_autoptr (YcTestAnswer) png = put (&self->wang, path, "image/png", bytes);
  g_autoptr (YcTestAnswer) jpeg = put (&self->wang, path, "image/jpeg", bytes);
  g_autoptr (YcTestAnswer) pdf = put (&self->wang, path, "application/pdf", bytes);
  g_autoptr (YcTestAnswer) tiff = put (&self->wang, path, "image/tiff", bytes);
  g_autoptr (YcTestAnswer) got = yc_test_ask (&self->wang, "GET", path, NULL);

  yc_test_assert_problem (png, 422, "image");
  yc_test_assert_problem (jpeg, 422, "image");
  yc_test_assert_problem (pdf, 422, "image");
  yc_test_assert_problem (tiff, 422, "image");
  yc_test_assert_problem (got, 404, "not-found");
}

// Line art, as workstations write it.
static void
test_tiff (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("II*\0\x08\0\0\0 and the rest", 21);
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = g_strconcat ("/v1/blobs/", name, NULL);
  g_autoptr (YcTestAnswer) created = put (&self->wang, path, "image/tiff", bytes);

  yc_test_assert_status (created, 201);
}

static void
test_wrong_name (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_strdup (self->path);
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autoptr (YcTestAnswer) no_name = NULL;

  other[strlen (other) - 1] = other[strlen (other) - 1] == '0' ? '1' : '0';
  answer = put (&self->wang, other, "image/png", self->png);
  yc_test_assert_problem (answer, 422, "malformed");
  no_name = put (&self->wang, "/v1/blobs/ABC", "image/png", self->png);
  yc_test_assert_problem (no_name, 422, "malformed");
}

static void
test_wrong_type (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = put (&self->wang, self->path, "text/html", self->png);

  yc_test_assert_problem (answer, 415, "malformed");
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  gsize size = (32 << 20) + 1;
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (YcTestAnswer) answer = put (&self->wang, self->path, "image/png", bytes);

  yc_test_assert_problem (answer, 413, "too-large");
}

static void
name_in_case (Fixture *self, guint n)
{
  g_autofree char *case_id = yc_test_begin_case (&self->wang, n, "wang", 2);
  g_autofree char *id = yc_test_id (0xf00, n);
  g_autofree char *data = g_strdup_printf ("{\"page\":\"p\",\"material\":\"m\",\"blob\":\"%s\","
                                           "\"mime\":\"image/png\"}",
                                           self->name);
  g_autofree char *event = yc_test_event (id, case_id, "scanned", 3, "wang", "intake", data);
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->wang, case_id, event);

  yc_test_assert_status (answer, 200);
}

static void
hand_off (Fixture *self, guint n)
{
  static const char *const types[] = {"received", "accepted", "handed-off"};
  g_autofree char *case_id = yc_test_id (0xca5, n);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *id = yc_test_id (0xf10 + i, n);
    g_autofree char *event = yc_test_event (id, case_id, types[i], i + 4, "wang", "intake", "{}");
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->wang, case_id, event);

    yc_test_assert_status (answer, 200);
  }
}

static void
test_scope (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) created = put (&self->wang, self->path, "image/png", self->png);
  g_autoptr (YcTestAnswer) before = NULL;
  g_autoptr (YcTestAnswer) after = NULL;
  g_autoptr (YcTestAnswer) other = NULL;

  name_in_case (self, 1);
  before = yc_test_ask (&self->li, "GET", self->path, NULL);
  hand_off (self, 1);
  after = yc_test_ask (&self->li, "GET", self->path, NULL);
  other = yc_test_ask (&self->lin, "GET", self->path, NULL);
  yc_test_assert_problem (before, 404, "not-found");
  yc_test_assert_status (after, 200);
  yc_test_assert_problem (other, 404, "not-found");
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a page goes there and comes back the same", test_there_and_back);
  ADD ("a page is given in ranges", test_ranges);
  ADD ("a PNG that is not a PNG is refused", test_not_a_png);
  ADD ("a line art page is taken", test_tiff);
  ADD ("content under another name is refused", test_wrong_name);
  ADD ("content of another type is refused", test_wrong_type);
  ADD ("content that is too large is refused", test_too_large);
  ADD ("a page is seen by those who see its case", test_scope);
  return g_test_run ();
}
