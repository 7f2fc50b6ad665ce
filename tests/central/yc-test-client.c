// A plain HTTP client for tests of central: says what it gets, and nothing else.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"
#include "yc-demo-city.h"

#include <string.h>

void
yc_test_client_init (YcTestClient *self, const char *base)
{
  *self = (YcTestClient){.session = soup_session_new (), .base = base};
}

void
yc_test_client_clear (YcTestClient *self)
{
  soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->token, g_free);
}

void
yc_test_client_sign_in (YcTestClient *self, const char *base, const char *person)
{
  g_autofree char *body = g_strdup_printf (
      "{\"person\":\"%s\",\"password\":\"" YC_TEST_PASSWORD "\",\"terminal\":\"t1\"}", person);
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_client_init (self, base);
  answer = yc_test_ask (self, "POST", "/v1/sessions", body);
  yc_test_assert_status (answer, 201);
  self->token = g_strdup (json_object_get_string_member (answer->object, "token"));
}

static YcTestAnswer *
send (YcTestClient *self, SoupMessage *message)
{
  YcTestAnswer *answer = g_new0 (YcTestAnswer, 1);
  g_autofree char *text = NULL;
  const char *type;

  answer->body = soup_session_send_and_read (self->session, message, NULL, NULL);
  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  if (answer->body == NULL)
    return answer;
  answer->status = soup_message_get_status (message);
  type = soup_message_headers_get_content_type (answer->headers, NULL);
  if (type == NULL || !g_str_has_suffix (type, "json") || g_bytes_get_size (answer->body) == 0)
    return answer;
  text = g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  answer->json = json_from_string (text, NULL);
  g_assert_nonnull (answer->json);
  answer->object = json_node_get_object (answer->json);
  return answer;
}

YcTestAnswer *
yc_test_ask_full (
    YcTestClient *self, const char *method, const char *path, const char *type, GBytes *body, ...)
{
  g_autofree char *url = g_strconcat (self->base, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  va_list more;

  if (self->token != NULL)
    soup_message_headers_replace (headers, "Authorization", bearer);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, type, body);
  va_start (more, body);
  // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it is, above
  for (const char *name; (name = va_arg (more, const char *)) != NULL;)
    soup_message_headers_replace (headers, name, va_arg (more, const char *));
  va_end (more);
  return send (self, message);
}

YcTestAnswer *
yc_test_ask (YcTestClient *self, const char *method, const char *path, const char *body)
{
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;

  return yc_test_ask_full (self, method, path, "application/json", bytes, NULL);
}

void
yc_test_answer_free (YcTestAnswer *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->json, json_node_unref);
  soup_message_headers_unref (self->headers);
  g_free (self);
}

static void
explain (YcTestAnswer *answer)
{
  if (answer->body != NULL)
    g_test_message ("%u %.*s", answer->status, (int)MIN (g_bytes_get_size (answer->body), 500),
                    (const char *)g_bytes_get_data (answer->body, NULL));
}

void
yc_test_assert_status (YcTestAnswer *answer, guint status)
{
  if (answer->status != status)
    explain (answer);
  g_assert_cmpuint (answer->status, ==, status);
}

void
yc_test_assert_problem (YcTestAnswer *answer, guint status, const char *code)
{
  g_autofree char *type = g_strconcat ("urn:yichuang:error:", code, NULL);

  yc_test_assert_status (answer, status);
  g_assert_cmpstr (soup_message_headers_get_content_type (answer->headers, NULL), ==,
                   "application/problem+json");
  if (g_strcmp0 (json_object_get_string_member (answer->object, "code"), code) != 0)
    explain (answer);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "code"), ==, code);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "type"), ==, type);
  g_assert_cmpint (json_object_get_int_member (answer->object, "status"), ==, (gint64)status);
  g_assert_nonnull (json_object_get_string_member (answer->object, "title"));
}

// What has a body says what it is, and text in which characters.
static void
assert_typed (YcTestAnswer *answer)
{
  const char *type = soup_message_headers_get_one (answer->headers, "Content-Type");

  if (g_bytes_get_size (answer->body) == 0)
    return;
  g_assert_nonnull (type);
  g_assert_true (!g_str_has_prefix (type, "text/") || g_str_has_suffix (type, "charset=utf-8"));
}

void
yc_test_assert_safe (YcTestAnswer *answer)
{
  static const char *const safe[][2] = {
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Server", "yichuang-central"},
  };
  const char *policy = soup_message_headers_get_one (answer->headers, "Content-Security-Policy");
  const char *keep = soup_message_headers_get_one (answer->headers, "Cache-Control");

  for (guint i = 0; i < G_N_ELEMENTS (safe); i++)
    g_assert_cmpstr (soup_message_headers_get_one (answer->headers, safe[i][0]), ==, safe[i][1]);
  g_assert_nonnull (policy);
  g_assert_true (g_str_has_prefix (policy, "default-src 'none'; "));
  g_assert_nonnull (strstr (policy, "frame-ancestors 'none'"));
  g_assert_nonnull (keep);
  g_assert_nonnull (soup_message_headers_get_one (answer->headers, "X-Request-Id"));
  g_assert_null (soup_message_headers_get_one (answer->headers, "Access-Control-Allow-Origin"));
  g_assert_null (soup_message_headers_get_one (answer->headers, "Set-Cookie"));
  assert_typed (answer);
}

char *
yc_test_id (guint kind, guint number)
{
  return g_strdup_printf ("01936f2e-7c3a-7%03x-8000-%012x", kind, number);
}

char *
yc_test_event (const char *id,
               const char *case_id,
               const char *type,
               guint version,
               const char *actor,
               const char *role,
               const char *data)
{
  return g_strdup_printf ("{\"id\":\"%s\",\"case\":\"%s\",\"type\":\"%s\",\"version\":%u,"
                          "\"at\":\"2026-11-23T01:02:03.004Z\",\"actor\":\"%s\",\"role\":\"%s\","
                          "\"terminal\":\"t1\",\"data\":%s}",
                          id, case_id, type, version, actor, role, data);
}

YcTestAnswer *
yc_test_post_event (YcTestClient *self, const char *case_id, const char *event)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", case_id);
  g_autofree char *body = g_strdup_printf ("{\"events\":[%s]}", event);

  return yc_test_ask (self, "POST", path, body);
}

char *
yc_test_begin_case (YcTestClient *self, guint n, const char *clerk, guint length)
{
  static const char *const types[] = {"opened", "filled", "received", "accepted", "handed-off"};
  g_autofree char *number = g_strdup_printf (
      "{\"item\":\"plot\",\"item_name\":\"地块\",\"item_version\":1,\"number\":\"2026-G3-%06u\","
      "\"hall\":\"main\",\"window\":\"general-3\",\"department\":\"land\",\"promised_days\":5,"
      "\"legal_days\":20,\"yellow_days\":2}",
      n);
  const char *data[] = {number, "{\"applicant\":{\"name\":\"陈小华\"}}", "{}", "{}", "{}"};
  char *case_id = yc_test_id (0xca5, n);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (YcTestAnswer) answer = NULL;

  for (guint i = 0; i < length; i++) {
    g_autofree char *id = yc_test_id (0xe00 + i, n);
    g_autofree char *event = yc_test_event (id, case_id, types[i], i + 1, clerk, "intake", data[i]);

    g_string_append_printf (events, "%s%s", i > 0 ? "," : "", event);
  }
  answer = yc_test_post_event (self, case_id, events->str);
  yc_test_assert_status (answer, 200);
  g_assert_cmpint (json_object_get_int_member (answer->object, "version"), ==, (gint64)length);
  return case_id;
}

char *
yc_test_hand_off (YcTestClient *self, guint n, const char *clerk)
{
  return yc_test_begin_case (self, n, clerk, 5);
}

GBytes *
yc_test_png (guint32 seed, char **ret_sha256)
{
  GBytes *png = yc_demo_page (seed);

  *ret_sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, png);
  return png;
}

// A session of libsoup belongs to the thread that made it.
static gpointer
wait_thread (gpointer data)
{
  YcTestClient *client = data;
  YcTestAnswer *answer;

  client->session = soup_session_new ();
  answer = yc_test_ask (client, "GET", "/v1/feed?since=0&wait=55", NULL);
  yc_test_client_clear (client);
  g_free (client);
  return answer;
}

GThread *
yc_test_client_wait_for_feed (YcTestClient *self)
{
  YcTestClient *client = g_new0 (YcTestClient, 1);

  client->base = self->base;
  client->token = g_strdup (self->token);
  return g_thread_new ("waits", wait_thread, client);
}
