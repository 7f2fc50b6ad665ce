// What every route has in common, and the two that answer without a case: about and catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-test-client.h"

#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (G_GINT64_CONSTANT (1795400000123));
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_central_free (self->central);
}

static void
test_about (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = NULL;
  JsonObject *city;

  g_clear_pointer (&self->wang.token, g_free);
  yc_test_central_add_catalogue (self->central);
  answer = yc_test_ask (&self->wang, "GET", "/v1/about", NULL);
  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "name"), ==, "yichuang-central");
  g_assert_cmpint (json_object_get_int_member (answer->object, "api"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "time"), ==,
                   "2026-11-23T02:13:20.123Z");
  city = json_object_get_object_member (answer->object, "city");
  g_assert_cmpstr (json_object_get_string_member (city, "id"), ==, "yunxi");
}

static void
test_catalogue (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) none = yc_test_ask (&self->wang, "GET", "/v1/catalogue", NULL);
  g_autoptr (YcTestAnswer) first = NULL;
  g_autoptr (YcTestAnswer) known = NULL;
  g_autoptr (YcTestAnswer) other = NULL;
  const char *etag;

  yc_test_central_add_catalogue (self->central);
  yc_test_central_add_catalogue (self->central);
  first = yc_test_ask (&self->wang, "GET", "/v1/catalogue", NULL);
  etag = soup_message_headers_get_one (first->headers, "ETag");
  known = yc_test_ask_full (&self->wang, "GET", "/v1/catalogue", NULL, NULL, "If-None-Match", etag,
                            NULL);
  other = yc_test_ask_full (&self->wang, "GET", "/v1/catalogue", NULL, NULL, "If-None-Match",
                            "\"other\"", NULL);
  yc_test_assert_problem (none, 404, "not-found");
  yc_test_assert_status (first, 200);
  g_assert_cmpint (json_object_get_int_member (first->object, "version"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first->object, "items")),
                    >=, 10);
  g_assert_nonnull (json_object_get_object_member (first->object, "calendars"));
  g_assert_nonnull (json_object_get_object_member (first->object, "offices"));
  yc_test_assert_status (known, 304);
  yc_test_assert_status (other, 200);
}

static void
test_unknown_address (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = {
      "/", "/v1", "/v2/about", "/v1/cases/", "/v1/cases/x/y/z", "/v1/blobs/"};

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", paths[i], NULL);

    yc_test_assert_problem (answer, 404, "not-found");
  }
}

static void
test_wrong_method (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) one = yc_test_ask (&self->wang, "PUT", "/v1/about", "{}");
  g_autoptr (YcTestAnswer) two = yc_test_ask (&self->wang, "GET", "/v1/sessions", NULL);
  g_autoptr (YcTestAnswer) many = yc_test_ask (&self->wang, "POST", "/v1/blobs/x", "{}");

  yc_test_assert_problem (one, 405, "not-found");
  yc_test_assert_safe (one);
  g_assert_cmpstr (soup_message_headers_get_one (one->headers, "Allow"), ==, "GET");
  yc_test_assert_problem (two, 405, "not-found");
  g_assert_cmpstr (soup_message_headers_get_one (two->headers, "Allow"), ==, "POST");
  g_assert_cmpstr (soup_message_headers_get_one (many->headers, "Allow"), ==, "PUT, GET, HEAD");
}

static void
test_content_type (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (YcTestAnswer) form = yc_test_ask_full (
      &self->wang, "POST", "/v1/sessions", "application/x-www-form-urlencoded", body, NULL);
  g_autoptr (YcTestAnswer) charset = yc_test_ask_full (
      &self->wang, "POST", "/v1/sessions", "application/json; charset=utf-8", body, NULL);

  yc_test_assert_problem (form, 415, "malformed");
  yc_test_assert_safe (form);
  yc_test_assert_problem (charset, 422, "malformed");
}

static void
test_too_large (Fixture *self, gconstpointer data)
{
  gsize size = (1 << 20) + 1;
  char *text = g_malloc (size);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autoptr (YcTestAnswer) after = NULL;

  memset (text, ' ', size);
  body = g_bytes_new_take (text, size);
  answer = yc_test_ask_full (&self->wang, "POST", "/v1/sessions", "application/json", body, NULL);
  yc_test_assert_problem (answer, 413, "too-large");
  yc_test_assert_safe (answer);
  after = yc_test_ask (&self->wang, "GET", "/v1/about", NULL);
  yc_test_assert_status (after, 200);
}

// Nobody said beforehand how long it would be.
static void
test_too_large_in_chunks (Fixture *self, gconstpointer data)
{
  gsize size = 3 << 20;
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (g_malloc0 (size), (gssize)size, g_free);
  g_autofree char *url = g_strconcat (self->wang.base, "/v1/sessions", NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) answer = NULL;

  soup_message_set_request_body (message, "application/json", stream, -1);
  answer = soup_session_send_and_read (self->wang.session, message, NULL, NULL);
  g_assert_nonnull (answer);
  g_assert_cmpuint (soup_message_get_status (message), ==, 413);
}

static void
test_deep_json (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) body = g_string_new ("{\"person\":");
  g_autoptr (YcTestAnswer) answer = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (body, '[');
  answer = yc_test_ask (&self->wang, "POST", "/v1/sessions", body->str);
  yc_test_assert_problem (answer, 400, "malformed");
}

// A client that keeps connections must know that this one will not be kept.
static void
test_close (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) closed =
      yc_test_ask_full (&self->wang, "GET", "/v1/about", NULL, NULL, "Connection", "close", NULL);
  g_autoptr (YcTestAnswer) kept = yc_test_ask (&self->wang, "GET", "/v1/about", NULL);

  g_assert_cmpstr (soup_message_headers_get_one (closed->headers, "Connection"), ==, "close");
  g_assert_null (soup_message_headers_get_one (kept->headers, "Connection"));
}

static void
test_plain_http (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = yc_test_folder_new ();
  const YcCentralOptions options = {.folder = folder, .listen = "0.0.0.0"};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCentral) central = yc_central_new (&options, &error);

  g_assert_no_error (error);
  g_assert_false (yc_central_start (central, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TLS);
  yc_test_remove_tree (folder);
}

// A certificate of its own, as a hall without an authority would make.
static void
make_certificate (const char *folder, char **ret_certificate, char **ret_key)
{
  g_autoptr (GSubprocess) openssl = NULL;
  g_autoptr (GError) error = NULL;

  *ret_certificate = g_build_filename (folder, "cert.pem", NULL);
  *ret_key = g_build_filename (folder, "key.pem", NULL);
  openssl = g_subprocess_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                              &error, "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                              "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj",
                              "/CN=central", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
                              *ret_key, "-out", *ret_certificate, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (openssl, NULL, &error);
  g_assert_no_error (error);
}

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer loop)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);

  g_assert_no_error (error);
  g_main_loop_quit (loop);
}

static void
test_tls (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = yc_test_folder_new ();
  g_autofree char *certificate = NULL, *key = NULL, *url = NULL;
  YcCentralOptions options = {.folder = folder};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCentral) central = NULL;
  g_autoptr (GTlsDatabase) trusted = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  make_certificate (folder, &certificate, &key);
  options.tls_certificate = certificate;
  options.tls_key = key;
  central = yc_central_new (&options, &error);
  g_assert_no_error (error);
  yc_central_start (central, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (yc_central_get_url (central), "https://"));
  trusted = g_tls_file_database_new (certificate, &error);
  g_assert_no_error (error);
  soup_session_set_tls_database (session, trusted);
  url = g_strconcat (yc_central_get_url (central), "/v1/about", NULL);
  message = soup_message_new ("GET", url);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, answered_cb, loop);
  g_main_loop_run (loop);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  yc_test_remove_tree (folder);
}

static void
test_second_server (Fixture *self, gconstpointer data)
{
  const YcCentralOptions options = {.folder = yc_test_central_get_folder (self->central)};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCentral) central = yc_central_new (&options, &error);

  if (yc_test_is_postgres ()) { // there may be as many as are needed
    g_assert_no_error (error);
    return;
  }
  g_assert_null (central);
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("everybody may ask what the server is", test_about);
  ADD ("the catalogue is sent to those who have another one", test_catalogue);
  ADD ("an address that does not exist is not found", test_unknown_address);
  ADD ("a method that an address does not know is told which it does", test_wrong_method);
  ADD ("a body of another content type is refused", test_content_type);
  ADD ("a body that is too large is refused", test_too_large);
  ADD ("a body that turns out to be too large is refused", test_too_large_in_chunks);
  ADD ("JSON nested without end is refused", test_deep_json);
  ADD ("a connection that will be closed is announced so", test_close);
  ADD ("plain HTTP is served to this machine only", test_plain_http);
  ADD ("with a certificate, TLS is served", test_tls);
  ADD ("one folder has one server", test_second_server);
  return g_test_run ();
}
