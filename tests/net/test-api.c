// The client of the central API, against a real central and against servers that are none.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api.h"
#include "yc-error.h"
#include "yc-test-central.h"
#include "yc-uuid.h"

#include <libsoup/soup.h>
#include <string.h>

#define PASSWORD "yichuang-demo"

static YcApi *
connect_to (const char *url)
{
  g_autoptr (GError) error = NULL;
  YcApi *api = yc_api_new (url, NULL, &error);

  g_assert_no_error (error);
  return api;
}

static YcApi *
sign_in (YcTestCentral *central, const char *person)
{
  YcApi *api = connect_to (yc_test_central_get_url (central));
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSignIn) who =
      yc_api_sign_in (api, &(YcCredential){person, PASSWORD, NULL}, "terminal", NULL, NULL, &error);

  g_assert_no_error (error);
  yc_api_set_token (api, who->token);
  return api;
}

// A case that has just been begun.
static GPtrArray *
opening (YcTestCentral *central, const char *case_id, guint n)
{
  g_autofree char *begun = yc_test_central_open_item (central, "real-estate-transfer", NULL);
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  gint64 now = g_get_real_time () / 1000;

  for (guint i = 0; i < n; i++) {
    g_autoptr (JsonNode) node = json_from_string (i == 0 ? begun : "{}", NULL);
    JsonObject *data = json_node_dup_object (node);
    g_autofree char *id = yc_uuid_new (now);

    json_object_set_string_member (data, "text", "a note");
    g_ptr_array_add (events, yc_event_new (id, case_id, i == 0 ? YC_EVENT_OPENED : YC_EVENT_NOTED,
                                           i + 1, now, "wang", YC_ROLE_INTAKE, "terminal", data));
  }
  return events;
}

static void
test_addresses (void)
{
  static const char *const wrong[] = {"", "central", "ftp://127.0.0.1", "http://",
                                      "http://192.0.2.1:80"};

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_api_new (wrong[i], NULL, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_URL);
  }
}

static void
test_offline (void)
{
  g_autoptr (YcApi) api = connect_to ("http://127.0.0.1:1"); // nothing listens there
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_api_fetch_about (api, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_OFFLINE);
}

static void
test_about (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = connect_to (yc_test_central_get_url (central));
  g_autoptr (GError) error = NULL;
  g_autoptr (YcAbout) about = yc_api_fetch_about (api, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ABS (about->skew), <, 5000);
  g_assert_nonnull (about->city);
}

static void
test_wrong_clock (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new (g_get_real_time () / 1000 + 3600 * 1000);
  g_autoptr (YcApi) api = connect_to (yc_test_central_get_url (central));
  g_autoptr (YcAbout) about = yc_api_fetch_about (api, NULL, NULL);

  g_assert_cmpint (about->skew, <, -3500 * 1000);
  g_assert_cmpint (about->skew, >, -3700 * 1000);
}

static void
test_sign_in (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = connect_to (yc_test_central_get_url (central));
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSignIn) who = NULL;
  gint64 next;

  g_assert_null (
      yc_api_sign_in (api, &(YcCredential){"wang", "wrong", NULL}, "terminal", NULL, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  g_clear_error (&error);
  who =
      yc_api_sign_in (api, &(YcCredential){"wang", PASSWORD, NULL}, "terminal", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (who->hall, ==, "main");
  g_assert_cmpuint (who->roles, ==, YC_ROLE_INTAKE);
  g_assert_true (g_strv_contains ((const char *const *)who->windows, "general-3"));
  g_assert_null (
      yc_api_fetch_feed (api, 0, 0, NULL, &next, NULL, NULL, &error)); // nobody gave it the token
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  g_clear_error (&error);
  yc_api_set_token (api, who->token);
  g_assert_true (yc_api_sign_out (api, NULL, &error));
  g_assert_null (yc_api_fetch_feed (api, 0, 0, NULL, &next, NULL, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_EXPIRED);
}

static void
test_lock_out (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = connect_to (yc_test_central_get_url (central));
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 6 && !g_error_matches (error, YC_ERROR, YC_ERROR_LOCKED_OUT); i++) {
    g_clear_error (&error);
    g_assert_null (yc_api_sign_in (api, &(YcCredential){"wang", "wrong", NULL}, "terminal", NULL,
                                   NULL, &error));
  }
  g_assert_error (error, YC_ERROR, YC_ERROR_LOCKED_OUT);
}

static void
test_catalogue (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = sign_in (central, "wang");
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL, *again = NULL;
  g_autofree char *body = yc_api_fetch_catalogue (api, NULL, &etag, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (body, "real-estate-transfer"));
  g_assert_null (yc_api_fetch_catalogue (api, etag, &again, NULL, &error));
  g_assert_no_error (error);
}

static void
test_same_numbers (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = sign_in (central, "wang");
  g_autoptr (GError) error = NULL;
  g_autofree char *request = yc_uuid_new (1), *other = yc_uuid_new (2);
  g_autoptr (YcLease) first =
      yc_api_lease_numbers (api, "terminal", request, "case", "general-3", 20, NULL, &error);
  g_autoptr (YcLease) second =
      yc_api_lease_numbers (api, "terminal", request, "case", "general-3", 20, NULL, &error);
  g_autoptr (YcLease) third =
      yc_api_lease_numbers (api, "terminal", other, "case", "general-3", 20, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (first->from, ==, second->from);
  g_assert_cmpint (first->to, ==, second->to);
  g_assert_cmpint (third->from, >, first->to);
  g_assert_nonnull (strstr (first->prefix, "-G3-"));
}

static void
test_events (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = sign_in (central, "wang");
  g_autofree char *case_id = yc_uuid_new (1);
  g_autoptr (GPtrArray) events = opening (central, case_id, 3);
  g_autoptr (GPtrArray) others = opening (central, case_id, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSent) sent = yc_api_send_events (api, case_id, events, NULL, NULL, &error);
  g_autoptr (YcSent) again = yc_api_send_events (api, case_id, events, NULL, NULL, &error);
  g_autoptr (YcSent) conflict = yc_api_send_events (api, case_id, others, NULL, NULL, &error);
  g_autoptr (GPtrArray) fetched = yc_api_fetch_events (api, case_id, 1, NULL, NULL, &error);
  g_autoptr (GPtrArray) feed = NULL;
  gint64 next = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (sent->n_stored, ==, 3);
  g_assert_cmpuint (again->n_stored, ==, 3);
  g_assert_null (again->why);
  g_assert_error (conflict->why, YC_ERROR, YC_ERROR_VERSION);
  g_assert_cmpuint (conflict->n_stored, ==, 0);
  g_assert_cmpuint (conflict->newer->len, ==, 3);
  g_assert_cmpuint (fetched->len, ==, 2);
  feed = yc_api_fetch_feed (api, 0, 0, NULL, &next, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (feed->len, ==, 3);
  g_assert_cmpint (next, >, 0);
}

static void
test_refused (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = sign_in (central, "wang");
  g_autofree char *case_id = yc_uuid_new (1);
  g_autofree char *id = yc_uuid_new (2);
  g_autoptr (GPtrArray) events = opening (central, case_id, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSent) sent = NULL;

  g_ptr_array_add (events, yc_event_new (id, case_id, YC_EVENT_ACCEPTED, 2, 1000, "wang",
                                         YC_ROLE_INTAKE, "t", NULL));
  sent = yc_api_send_events (api, case_id, events, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sent->n_stored, ==, 1);
  g_assert_error (sent->why, YC_ERROR, YC_ERROR_STEP);
  g_assert_cmpstr (sent->refused, ==, id);
}

static void
test_blobs (void)
{
  static const char picture[] = "\xff\xd8\xff\xe0 not much of a picture";
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcApi) api = sign_in (central, "wang");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = g_bytes_new_static (picture, sizeof picture - 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  g_autofree char *mime = NULL;
  g_autoptr (GBytes) back = NULL;

  g_assert_true (yc_api_send_blob (api, sha256, "image/jpeg", content, NULL, &error));
  g_assert_true (yc_api_send_blob (api, sha256, "image/jpeg", content, NULL, &error));
  back = yc_api_fetch_blob (api, sha256, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, content));
  g_assert_cmpstr (mime, ==, "image/jpeg");
  g_assert_false (yc_api_send_blob (api, sha256, "image/png", content, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_IMAGE);
}

// A server that answers everything with the same text.
typedef struct {
  SoupServer *server;
  GMainLoop *loop;
  GMainContext *context;
  GThread *thread;
  const char *text;
  char *url;
} Stranger;

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer data)
{
  Stranger *self = data;

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, self->text,
                                    strlen (self->text));
}

static gpointer
serve (gpointer data)
{
  Stranger *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
stranger_start (Stranger *self, const char *text, GTlsCertificate *certificate)
{
  SoupServerListenOptions options = SOUP_SERVER_LISTEN_IPV4_ONLY;
  GSList *uris;

  self->text = text;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_main_context_push_thread_default (self->context);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, answer_cb, self, NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  options |= certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0;
  g_assert_true (soup_server_listen_local (self->server, 0, options, NULL));
  uris = soup_server_get_uris (self->server);
  self->url = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_main_context_pop_thread_default (self->context);
  self->thread = g_thread_new ("stranger", serve, self);
}

static void
stranger_stop (Stranger *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_main_context_push_thread_default (self->context);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->url);
}

static void
test_strangers (void)
{
  static const struct {
    const char *text;
    YcErrorCode code;
  } cases[] = {
      {"<html>It works!</html>", YC_ERROR_SERVER},
      {"{\"name\": \"something else\"}", YC_ERROR_SERVER},
      {"{\"api\": 2, \"time\": \"2026-11-23T00:00:00.000Z\", \"version\": \"9\"}",
       YC_ERROR_TOO_NEW},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    Stranger stranger = {0};
    g_autoptr (GError) error = NULL;
    YcApi *api;

    stranger_start (&stranger, cases[i].text, NULL);
    api = connect_to (stranger.url);
    g_assert_null (yc_api_fetch_about (api, NULL, &error));
    g_assert_error (error, YC_ERROR, (int)cases[i].code);
    yc_api_free (api);
    stranger_stop (&stranger);
  }
}

// A server that proves itself with a certificate nobody vouches for.
static void
test_tls (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yc-tls-XXXXXX", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  g_autofree char *command =
      g_strdup_printf ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "
                       "2 -subj /CN=localhost"
                       " -addext subjectAltName=IP:127.0.0.1 -keyout %s -out %s",
                       key, certificate);
  g_autoptr (GTlsCertificate) pair = NULL;
  g_autoptr (GError) error = NULL;
  Stranger stranger = {0};
  YcApi *api;
  YcAbout *about;

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, &error));
  pair = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);
  stranger_start (&stranger,
                  "{\"api\": 1, \"time\": \"2026-11-23T00:00:00.000Z\", \"version\": \"1\"}", pair);
  api = connect_to (stranger.url);
  g_assert_null (yc_api_fetch_about (api, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TLS);
  yc_api_free (api);
  g_clear_error (&error);
  api = yc_api_new (stranger.url, certificate, &error); // somebody vouches for it
  g_assert_no_error (error);
  about = yc_api_fetch_about (api, NULL, &error);
  g_assert_no_error (error);
  yc_about_free (about);
  yc_api_free (api);
  stranger_stop (&stranger);
}

// A newer central tells of something this program has never heard of.
static void
test_unknown_event (void)
{
  static const char feed[] =
      "{\"events\": [{\"seq\": 7, \"event\": {\"id\": \"01936f2e-7c3a-7abc-8000-000000000001\","
      " \"case\": \"01936f2e-7c3a-7abc-8000-000000000002\", \"type\": \"teleported\", \"version\": "
      "1,"
      " \"at\": \"2026-11-23T00:00:00.000Z\", \"actor\": \"wang\", \"role\": \"intake\","
      " \"terminal\": \"t\", \"data\": {}}}], \"next\": 7, \"head\": 7}";
  Stranger stranger = {0};
  g_autoptr (GError) error = NULL;
  GPtrArray *events;
  gint64 next = 0;
  YcApi *api;

  stranger_start (&stranger, feed, NULL);
  api = connect_to (stranger.url);
  events = yc_api_fetch_feed (api, 0, 0, NULL, &next, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (events->len, ==, 0);
  g_assert_cmpint (next, ==, 7);
  g_ptr_array_unref (events);
  yc_api_free (api);
  stranger_stop (&stranger);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/net/an address that is none, or not safe, is refused", test_addresses);
  g_test_add_func ("/net/no answer is offline", test_offline);
  g_test_add_func ("/net/central says who and when it is", test_about);
  g_test_add_func ("/net/a wrong clock is told", test_wrong_clock);
  g_test_add_func ("/net/signing in and out", test_sign_in);
  g_test_add_func ("/net/too many wrong passwords lock out", test_lock_out);
  g_test_add_func ("/net/the catalogue comes once", test_catalogue);
  g_test_add_func ("/net/the same request gets the same numbers", test_same_numbers);
  g_test_add_func ("/net/events are stored once, and a conflict brings the newer ones",
                   test_events);
  g_test_add_func ("/net/a refused event is named, those before it are stored", test_refused);
  g_test_add_func ("/net/content goes and comes back as it was", test_blobs);
  g_test_add_func ("/net/what is not a central, or a newer one, is told so", test_strangers);
  g_test_add_func ("/net/a certificate nobody vouches for is refused", test_tls);
  g_test_add_func ("/net/an event of an unknown kind does not stop the feed", test_unknown_event);
  return g_test_run ();
}
