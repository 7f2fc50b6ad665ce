// From the first byte of a request to the function that answers it: route, person, size, faults.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blob-kind.h"
#include "yc-problem.h"
#include "yc-routes.h"

#include <string.h>

#define LATE_MS  333
#define TOO_MANY 429 // RFC 6585

// Uploads go through proxies that know GET and POST only (tus, "X-HTTP-Method-Override").
static const char *
find_method (YcRequest *request, const char *path)
{
  const char *other = yc_request_get_header (request, "X-HTTP-Method-Override");
  const char *method = soup_server_message_get_method (request->message);

  return other != NULL && g_str_equal (method, "POST") && g_str_has_prefix (path, "/v1/uploads/")
             ? other
             : method;
}

static gboolean
find_route (YcRequest *request)
{
  SoupServerMessage *message = request->message;
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  const char *method = find_method (request, path);
  g_autofree char *allow = NULL;
  YcMatch match =
      yc_router_find (yc_routes, method, path, &request->route, request->parameters, &allow);

  if (match == YC_MATCH_FOUND)
    return TRUE;
  if (match == YC_MATCH_NOTHING) {
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "there is no such address");
    return FALSE;
  }
  yc_request_set_header (request, "Allow", allow);
  yc_request_answer_problem_object (
      request, yc_problem_new (SOUP_STATUS_METHOD_NOT_ALLOWED, YC_ERROR_NOT_FOUND,
                               "this address does not know the method"));
  return FALSE;
}

static gboolean
check_rate (YcRequest *request, YcRate *rate, const char *who)
{
  guint seconds = yc_rate_take (rate, who, g_get_monotonic_time ());
  g_autofree char *text = g_strdup_printf ("%u", seconds);

  if (seconds == 0)
    return TRUE;
  request->central->limited++;
  yc_request_set_header (request, "Retry-After", text);
  yc_request_answer_problem_object (
      request, yc_problem_new (TOO_MANY, YC_ERROR_BUSY, "too many requests in a short time"));
  return FALSE;
}

// From where; a name for the logs it is not.
static gboolean
check_address (YcRequest *request)
{
  const char *host = soup_server_message_get_remote_host (request->message);

  return check_rate (request, request->central->address_rate, host != NULL ? host : "-");
}

// Whoever keeps central running must see it when it is pressed hardest.
static gboolean
is_for_operators (const YcRoute *route)
{
  return !g_str_has_prefix (route->pattern, "/v1/");
}

static gboolean
find_person (YcRequest *request)
{
  const char *header = yc_request_get_header (request, "Authorization");
  g_autoptr (GError) error = NULL;

  if (header == NULL || g_ascii_strncasecmp (header, "Bearer ", 7) != 0) {
    yc_request_answer_problem (request, YC_ERROR_SIGN_IN, "no token");
    return FALSE;
  }
  request->token_hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, header + 7, -1);
  request->person =
      yc_ledger_find_session (yc_group_peek_ledger (request->central->group), request->token_hash,
                              yc_central_now (request->central), &request->terminal, &error);
  if (request->person != NULL)
    return TRUE;
  if (check_address (request)) // who tries tokens is a stranger
    yc_request_answer_error (request, error);
  return FALSE;
}

static gboolean
check_person (YcRequest *request)
{
  if (request->route->roles == YC_ROUTE_OPEN)
    return is_for_operators (request->route) || check_address (request);
  if (!find_person (request))
    return FALSE;
  if (!check_rate (request, request->central->person_rate, request->person->id))
    return FALSE;
  if ((request->person->roles & request->route->roles) != 0)
    return TRUE;
  yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "not in any of this person's roles");
  return FALSE;
}

static gboolean
is_type_right (YcRequest *request)
{
  const char *type = soup_message_headers_get_content_type (
      soup_server_message_get_request_headers (request->message), NULL);

  if (request->route->body == YC_BODY_JSON)
    return g_strcmp0 (type, "application/json") == 0;
  return request->route->body != YC_BODY_BLOB || yc_blob_is_type (type);
}

static gboolean
check_body (YcRequest *request)
{
  goffset length = soup_message_headers_get_content_length (
      soup_server_message_get_request_headers (request->message));

  if (!is_type_right (request)) {
    yc_request_answer_problem_object (
        request, yc_problem_new (SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE, YC_ERROR_MALFORMED,
                                 "this address does not take the content type"));
    return FALSE;
  }
  if (request->route->body == YC_BODY_UPLOAD)
    return TRUE; // how much may come, the upload knows
  if (request->route->body == YC_BODY_BLOB)
    request->limit = YC_REQUEST_MAX_BLOB;
  if (length <= (goffset)request->limit)
    return TRUE;
  yc_request_answer_problem (request, YC_ERROR_TOO_LARGE, "the body is too large");
  return FALSE;
}

// Where a body ends is said once and in one way: a proxy that took it otherwise would let one
// request hide another (RFC 9112, section 6.3).
static gboolean
check_framing (YcRequest *request)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *length = soup_message_headers_get_list (headers, "Content-Length");
  const char *coding = soup_message_headers_get_list (headers, "Transfer-Encoding");

  if (length == NULL || (coding == NULL && length[strspn (length, "0123456789")] == '\0'))
    return TRUE;
  yc_request_close (request);
  yc_request_answer_problem_object (request,
                                    yc_problem_new (SOUP_STATUS_BAD_REQUEST, YC_ERROR_MALFORMED,
                                                    "where the body ends cannot be told"));
  return FALSE;
}

static void
piece_cb (SoupServerMessage *message, GBytes *piece, YcRequest *request)
{
  request->received += g_bytes_get_size (piece);
  // Whoever goes on sending after an answer, for longer than any honest mistake, is cut off.
  if (soup_server_message_get_status (message) != 0) {
    if (request->received > 4 * (gsize)YC_REQUEST_MAX_BLOB)
      yc_request_cut_off (request);
    return;
  }
  if (request->received > request->limit) {
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
    yc_request_answer_problem (request, YC_ERROR_TOO_LARGE, "the body is too large");
  } else if (request->route->body == YC_BODY_BLOB) {
    yc_blob_take_piece (request, piece);
  } else if (request->route->body == YC_BODY_UPLOAD) {
    yc_upload_take_piece (request, piece);
  }
}

static gboolean
admit (YcRequest *request)
{
  YcCentral *central = request->central;
  SoupServerMessage *message = request->message;

  if (central->fault != NULL)
    request->fault =
        central->fault (soup_server_message_get_method (message),
                        g_uri_get_path (soup_server_message_get_uri (message)), central->user_data);
  if (request->fault == YC_FAULT_UNAVAILABLE) {
    yc_request_answer_problem (request, YC_ERROR_BUSY, NULL);
    return FALSE;
  }
  return check_framing (request) && find_route (request) && check_person (request) &&
         check_body (request);
}

void
yc_central_admit (YcCentral *self, SoupServerMessage *message)
{
  YcRequest *request = yc_request_new (self, message);

  g_signal_connect (message, "got-chunk", G_CALLBACK (piece_cb), request);
  if (!admit (request))
    soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  else if (request->route->body == YC_BODY_BLOB)
    yc_blob_begin (request);
  else if (request->route->body == YC_BODY_UPLOAD)
    yc_upload_begin (request);
}

static gboolean
late_cb (gpointer user_data)
{
  YcRequest *request = user_data;

  if (request->message != NULL)
    soup_server_message_unpause (request->message);
  return G_SOURCE_REMOVE;
}

static void
answer_late (YcRequest *request)
{
  g_autoptr (GSource) source = g_timeout_source_new (LATE_MS);

  soup_server_message_pause (request->message);
  g_source_set_callback (source, late_cb, yc_request_ref (request),
                         (GDestroyNotify)yc_request_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static void
answer (YcRequest *request)
{
  request->route->answer (request);
  if (request->fault != YC_FAULT_NONE)
    yc_group_settle (request->central->group);
}

// Faults that a test asked for; not for answers that come later by themselves.
void
yc_central_serve (YcCentral *self, YcRequest *request)
{
  answer (request);
  if (request->fault == YC_FAULT_NONE || request->is_paused || request->message == NULL)
    return;
  if (request->fault == YC_FAULT_TWICE && request->route->body != YC_BODY_UPLOAD)
    answer (request);
  else if (request->fault == YC_FAULT_LATE)
    answer_late (request);
  else if (request->fault == YC_FAULT_CUT)
    yc_request_cut_off (request);
}
