// One HTTP request and its answer; turns what went wrong into our errors.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-http.h"
#include "yc-error.h"
#include "yc-wire.h"

#include <libsoup/soup.h>

// Longer than the longest long poll (55 s).
#define TIMEOUT_S 75

#define LONGEST_WAIT_S 600

struct _YcHttp {
  SoupSession *session; // owned
  char *url;            // without a slash at the end
  char *token;          // nullable
  gint64 away_until;    // monotonic, microseconds
};

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") ||
         (address != NULL && g_inet_address_get_is_loopback (address));
}

// Personal data never crosses a network in the clear.
static gboolean
check_url (const char *url, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' ||
      (g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_URL,
                         "the server's address is not a web address");
    return FALSE;
  }
  if (g_str_equal (scheme, "http") && !is_loopback (host)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_URL,
                         "the server's address must begin with https://");
    return FALSE;
  }
  return TRUE;
}

YcHttp *
yc_http_new (const char *url, const char *ca_file, GError **error)
{
  g_autoptr (GTlsDatabase) authorities = NULL;
  YcHttp *http;

  if (!check_url (url, error))
    return NULL;
  if (ca_file != NULL) {
    authorities = g_tls_file_database_new (ca_file, error);
    if (authorities == NULL)
      return NULL;
  }
  http = g_new0 (YcHttp, 1);
  http->session = soup_session_new_with_options ("timeout", TIMEOUT_S, "user-agent",
                                                 "yichuang/" YC_VERSION, NULL);
  if (authorities != NULL)
    soup_session_set_tls_database (http->session, authorities);
  http->url = g_strdup (url);
  while (g_str_has_suffix (http->url, "/"))
    http->url[strlen (http->url) - 1] = '\0';
  return http;
}

void
yc_http_free (YcHttp *http)
{
  g_object_unref (http->session);
  g_free (http->url);
  g_free (http->token);
  g_free (http);
}

void
yc_http_set_token (YcHttp *http, const char *token)
{
  g_free (http->token);
  http->token = g_strdup (token);
}

void
yc_http_set_timeout (YcHttp *http, guint seconds)
{
  soup_session_set_timeout (http->session, seconds);
}

char *
yc_http_find_path (YcHttp *http, const char *address)
{
  g_autoptr (GUri) own = g_uri_parse (http->url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) uri = g_uri_parse_relative (own, address, G_URI_FLAGS_ENCODED_PATH, NULL);

  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), g_uri_get_scheme (own)) != 0 ||
      g_strcmp0 (g_uri_get_host (uri), g_uri_get_host (own)) != 0 ||
      g_uri_get_port (uri) != g_uri_get_port (own))
    return NULL;
  return g_strdup (g_uri_get_path (uri));
}

void
yc_answer_free (YcAnswer *answer)
{
  g_clear_pointer (&answer->body, g_bytes_unref);
  g_clear_pointer (&answer->headers, soup_message_headers_unref);
  g_free (answer->etag);
  g_free (answer->mime);
  g_free (answer);
}

static SoupMessage *
make_message (YcHttp *http,
              const char *method,
              const char *path,
              GBytes *body,
              const char *mime,
              const char *const *more)
{
  g_autofree char *url = g_strconcat (http->url, path, NULL);
  SoupMessage *message = soup_message_new (method, url);
  SoupMessageHeaders *headers = message != NULL ? soup_message_get_request_headers (message) : NULL;

  if (message == NULL)
    return NULL;
  if (http->token != NULL) {
    g_autofree char *bearer = g_strconcat ("Bearer ", http->token, NULL);

    soup_message_headers_replace (headers, "Authorization", bearer);
  }
  for (guint i = 0; more != NULL && more[i] != NULL; i += 2)
    soup_message_headers_replace (headers, more[i], more[i + 1]);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, mime, body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  return message;
}

static void
set_network_error (const GError *problem, GError **error)
{
  YcErrorCode code = YC_ERROR_OFFLINE;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    code = YC_ERROR_CANCELLED;
  else if (problem->domain == G_TLS_ERROR)
    code = YC_ERROR_TLS;
  g_set_error_literal (error, YC_ERROR, code, problem->message);
}

// RFC 9110, 10.2.3: seconds, or a date.
static gint64
read_wait_s (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &seconds, NULL))
    return MIN ((gint64)seconds, LONGEST_WAIT_S);
  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  return CLAMP (g_date_time_to_unix (date) - g_get_real_time () / G_USEC_PER_SEC, 0,
                LONGEST_WAIT_S);
}

static void
note_wait (YcHttp *http, guint status, SoupMessageHeaders *headers)
{
  gint64 seconds = 0;

  if (status == SOUP_STATUS_SERVICE_UNAVAILABLE || status == 429)
    seconds = read_wait_s (soup_message_headers_get_one (headers, "Retry-After"));
  http->away_until = seconds > 0 ? g_get_monotonic_time () + seconds * G_USEC_PER_SEC : 0;
}

gint64
yc_http_get_wait_ms (YcHttp *http)
{
  return MAX (http->away_until - g_get_monotonic_time (), 0) / 1000;
}

YcAnswer *
yc_http_send_with (YcHttp *http,
                   const char *method,
                   const char *path,
                   GBytes *body,
                   const char *mime,
                   const char *const *more,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (SoupMessage) message = make_message (http, method, path, body, mime, more);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) problem = NULL;
  SoupMessageHeaders *headers;
  YcAnswer *answer;

  if (message == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_URL,
                         "the server's address is not a web address");
    return NULL;
  }
  content = soup_session_send_and_read (http->session, message, cancellable, &problem);
  if (content == NULL) {
    set_network_error (problem, error);
    return NULL;
  }
  headers = soup_message_get_response_headers (message);
  answer = g_new0 (YcAnswer, 1);
  answer->status = soup_message_get_status (message);
  note_wait (http, answer->status, headers);
  answer->body = g_steal_pointer (&content);
  answer->headers = soup_message_headers_ref (headers);
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->mime = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  return answer;
}

YcAnswer *
yc_http_send (YcHttp *http,
              const char *method,
              const char *path,
              GBytes *body,
              const char *mime,
              const char *etag,
              GCancellable *cancellable,
              GError **error)
{
  const char *const headers[] = {etag != NULL ? "If-None-Match" : NULL, etag, NULL};

  return yc_http_send_with (http, method, path, body, mime, headers, cancellable, error);
}

const char *
yc_answer_get_header (YcAnswer *answer, const char *name)
{
  return soup_message_headers_get_one (answer->headers, name);
}

JsonNode *
yc_answer_parse (YcAnswer *answer)
{
  gsize size;
  const char *text = g_bytes_get_data (answer->body, &size);

  return text != NULL ? yc_wire_parse_object (text, (gssize)size, NULL) : NULL;
}

static YcErrorCode
code_of_status (guint status)
{
  switch (status) {
  case 401:
    return YC_ERROR_EXPIRED;
  case 403:
    return YC_ERROR_FORBIDDEN;
  case 404:
  case 410:
    return YC_ERROR_NOT_FOUND;
  case 413:
    return YC_ERROR_TOO_LARGE;
  case 423:
  case 429:
    return YC_ERROR_BUSY;
  default:
    return status >= 500 ? YC_ERROR_SERVER : YC_ERROR_MALFORMED;
  }
}

void
yc_answer_to_error (YcAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = yc_answer_parse (answer);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *name = object != NULL ? yc_wire_get_string (object, "code") : NULL;
  const char *detail = object != NULL ? yc_wire_get_string (object, "detail") : NULL;
  YcErrorCode code = name != NULL ? yc_error_code_from_name (name) : YC_ERROR_FAILED;

  if (code == YC_ERROR_FAILED)
    code = code_of_status (answer->status);
  g_set_error (error, YC_ERROR, code, "%s (HTTP %u)", detail != NULL ? detail : "central refused",
               answer->status);
}

JsonNode *
yc_answer_read (YcAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = NULL;

  if (answer->status / 100 != 2) {
    yc_answer_to_error (answer, error);
    return NULL;
  }
  node = yc_answer_parse (answer);
  if (node == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER,
                         "what answers at this address is not a central server");
  return g_steal_pointer (&node);
}
