// One request on its way through central: what was asked, by whom, and the ways to answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-central-private.h"
#include "yc-problem.h"
#include "yc-wire.h"

#include <string.h>

#define KEY        "yc-request"
#define LONGEST_ID 64
#define AWAY_S     "3"

// What is known of it without anything that names a person, a case or a page.
static void
log_end (YcRequest *self)
{
  double seconds = (double)(g_get_monotonic_time () - self->began) / G_USEC_PER_SEC;
  const char *route = self->route != NULL ? self->route->pattern : "-";
  const char *method = self->route != NULL ? self->route->method : "-";
  guint status = soup_server_message_get_status (self->message);
  g_autofree char *status_text = g_strdup_printf ("%u", status);
  g_autofree char *us = g_strdup_printf ("%.0f", seconds * G_USEC_PER_SEC);
  g_autofree char *received = g_strdup_printf ("%" G_GSIZE_FORMAT, self->received);

  yc_metrics_add (self->central->metrics, method, route, status, seconds);
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_INFO, "YC_REQUEST", self->id, "YC_METHOD", method,
                    "YC_ROUTE", route, "YC_STATUS", status_text, "YC_US", us, "YC_RECEIVED",
                    received, "MESSAGE", "%s %s %u %.1f ms", method, route, status, seconds * 1000);
}

// Who asked went away, or has the answer.
static void
finished_cb (SoupServerMessage *message, gpointer user_data)
{
  YcRequest *self = user_data;

  log_end (self);
  self->message = NULL;
  self->central->active--;
}

static GHashTable *
parse_query (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  GHashTable *table =
      query != NULL ? g_uri_parse_params (query, -1, "&", G_URI_PARAMS_WWW_FORM, NULL) : NULL;

  return table != NULL ? table : g_hash_table_new (g_str_hash, g_str_equal);
}

// libsoup closes the connection when it is asked to, but does not say so (RFC 9112, section 9.6): a
// client that keeps connections would send its next request into the closed one.
static void
promise_to_close (SoupServerMessage *message, gboolean is_stopping)
{
  if (is_stopping || soup_message_headers_header_contains (
                         soup_server_message_get_request_headers (message), "Connection", "close"))
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                  "close");
}

// An id that a proxy or a workstation gave it is kept, so that their logs fit together with ours.
static char *
find_id (SoupServerMessage *message)
{
  const char *given = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "X-Request-Id");

  if (given != NULL && *given != '\0' && strlen (given) <= LONGEST_ID &&
      strspn (given, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
          strlen (given))
    return g_strdup (given);
  return g_strdup_printf ("%08x%08x", g_random_int (), g_random_int ());
}

// libsoup 3.2 takes a 204, which has no length, for one that ends with the connection, and closes
// it without a word: the next request of whoever keeps connections would be lost.
static void
keep_connection_cb (SoupServerMessage *message, gpointer user_data)
{
  if (soup_server_message_get_status (message) == SOUP_STATUS_NO_CONTENT)
    soup_message_headers_set_encoding (soup_server_message_get_response_headers (message),
                                       SOUP_ENCODING_NONE);
}

YcRequest *
yc_request_new (YcCentral *central, SoupServerMessage *message)
{
  YcRequest *self = g_rc_box_new0 (YcRequest);

  self->central = central;
  central->active++;
  self->message = message;
  self->query = parse_query (message);
  self->limit = YC_REQUEST_MAX_JSON;
  self->began = g_get_monotonic_time ();
  self->id = find_id (message);
  promise_to_close (message, central->is_stopping);
  yc_request_set_header (self, "X-Request-Id", self->id);
  g_signal_connect (message, "wrote-headers", G_CALLBACK (keep_connection_cb), NULL);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
  g_object_set_data_full (G_OBJECT (message), KEY, self, (GDestroyNotify)yc_request_unref);
  return self;
}

YcRequest *
yc_request_ref (YcRequest *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  YcRequest *self = data;

  for (guint i = 0; i < YC_ROUTE_PARAMETERS; i++)
    g_free (self->parameters[i]);
  if (self->extra != NULL)
    self->free_extra (self->extra);
  g_hash_table_unref (self->query);
  g_clear_pointer (&self->person, yc_person_free);
  g_free (self->id);
  g_free (self->token_hash);
  g_free (self->terminal);
}

void
yc_request_unref (YcRequest *self)
{
  g_rc_box_release_full (self, clear);
}

YcRequest *
yc_request_get (SoupServerMessage *message)
{
  return g_object_get_data (G_OBJECT (message), KEY);
}

JsonNode *
yc_request_parse (YcRequest *self)
{
  SoupMessageBody *body = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  const char *text = g_bytes_get_data (bytes, &size);
  JsonNode *node = yc_wire_parse_object (text != NULL ? text : "", (gssize)size, &error);

  // The only malformed thing that is a bad request in HTTP's sense: it could not even be read.
  if (node == NULL)
    yc_request_answer_problem_object (
        self, yc_problem_new (SOUP_STATUS_BAD_REQUEST, YC_ERROR_MALFORMED, error->message));
  return node;
}

gboolean
yc_request_get_number (
    YcRequest *self, const char *name, gint64 fallback, gint64 lowest, gint64 highest, gint64 *ret)
{
  const char *text = g_hash_table_lookup (self->query, name);
  g_autofree char *detail = NULL;

  *ret = fallback;
  if (text == NULL || g_ascii_string_to_signed (text, 10, lowest, highest, ret, NULL))
    return TRUE;
  detail = g_strdup_printf ("“%s” is not a number that is allowed here", name);
  yc_request_answer_problem (self, YC_ERROR_MALFORMED, detail);
  return FALSE;
}

const char *
yc_request_get_header (YcRequest *self, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (self->message),
                                       name);
}

void
yc_request_set_header (YcRequest *self, const char *name, const char *value)
{
  if (self->message != NULL)
    soup_message_headers_replace (soup_server_message_get_response_headers (self->message), name,
                                  value);
}

void
yc_request_answer_bytes (YcRequest *self, guint status, const char *mime, GBytes *bytes)
{
  g_autoptr (GBytes) owned = bytes;
  SoupMessageBody *body;

  if (self->message == NULL)
    return;
  promise_to_close (self->message, self->central->is_stopping);
  body = soup_server_message_get_response_body (self->message);
  soup_message_body_truncate (body);
  soup_server_message_set_status (self->message, status, NULL);
  yc_request_set_header (self, "Content-Type", mime);
  soup_message_body_append_bytes (body, owned);
  soup_message_body_complete (body);
  if (g_strcmp0 (soup_server_message_get_method (self->message), "HEAD") == 0)
    soup_message_headers_set_content_length (
        soup_server_message_get_response_headers (self->message),
        (goffset)g_bytes_get_size (owned));
  if (self->is_paused)
    soup_server_message_unpause (self->message);
  self->is_paused = FALSE;
}

void
yc_request_answer_head (YcRequest *self, guint status, const char *mime, gint64 length)
{
  yc_request_set_header (self, "Content-Type", mime);
  if (self->message != NULL)
    soup_message_headers_set_content_length (
        soup_server_message_get_response_headers (self->message), length);
  yc_request_answer_empty (self, status);
}

void
yc_request_answer_empty (YcRequest *self, guint status)
{
  if (self->message == NULL)
    return;
  promise_to_close (self->message, self->central->is_stopping);
  soup_server_message_set_status (self->message, status, NULL);
  soup_message_body_truncate (soup_server_message_get_response_body (self->message));
  if (self->is_paused)
    soup_server_message_unpause (self->message);
  self->is_paused = FALSE;
}

void
yc_request_answer_text (YcRequest *self, guint status, char *json)
{
  yc_request_answer_bytes (self, status, "application/json",
                           g_bytes_new_take (json, strlen (json)));
}

static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  return yc_wire_print (node);
}

void
yc_request_answer_object (YcRequest *self, guint status, JsonObject *object)
{
  yc_request_answer_text (self, status, print (object));
}

void
yc_request_answer_problem_object (YcRequest *self, JsonObject *problem)
{
  guint status = (guint)json_object_get_int_member (problem, "status");
  char *text = print (problem);

  if (status == SOUP_STATUS_UNAUTHORIZED)
    yc_request_set_header (self, "WWW-Authenticate", "Bearer");
  yc_request_answer_bytes (self, status, "application/problem+json",
                           g_bytes_new_take (text, strlen (text)));
}

void
yc_request_answer_problem (YcRequest *self, YcErrorCode code, const char *detail)
{
  yc_request_answer_problem_object (self, yc_problem_new (yc_problem_status (code), code, detail));
}

// What goes wrong inside of central is for its log: there, database errors name no data.
void
yc_request_answer_error (YcRequest *self, const GError *error)
{
  YcErrorCode code = yc_problem_code (error);
  guint status = yc_problem_status (code);

  if (status >= SOUP_STATUS_INTERNAL_SERVER_ERROR)
    g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "YC_REQUEST", self->id, "MESSAGE",
                      "%s %s failed: %s", self->route != NULL ? self->route->method : "-",
                      self->route != NULL ? self->route->pattern : "-", error->message);
  yc_request_answer_problem_object (self, yc_problem_new (status, code, error->message));
}

void
yc_request_answer_away (YcRequest *self, const GError *error)
{
  if (yc_problem_status (yc_problem_code (error)) == SOUP_STATUS_SERVICE_UNAVAILABLE)
    yc_request_set_header (self, "Retry-After", AWAY_S);
  yc_request_answer_error (self, error);
}

void
yc_request_close (YcRequest *self)
{
  yc_request_set_header (self, "Connection", "close");
}

void
yc_request_cut_off (YcRequest *self)
{
  GSocket *socket = self->message != NULL ? soup_server_message_get_socket (self->message) : NULL;

  if (socket != NULL)
    g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

void
yc_request_pause (YcRequest *self)
{
  if (self->message == NULL || self->is_paused)
    return;
  self->is_paused = TRUE;
  soup_server_message_pause (self->message);
}
