// Sessions on the word of the city's own sign-in: begun with an ID token, and prolonged with one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-attempt.h"
#include "yc-challenge.h"
#include "yc-routes.h"
#include "yc-wire.h"

// In this time somebody has to come back from the city's sign-in.
#define CITY_MS (15 * 60 * G_GINT64_CONSTANT (1000))

static gboolean
has_issuer (YcRequest *request)
{
  if (request->central->issuer != NULL)
    return TRUE;
  yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "no city's sign-in is set up here");
  return FALSE;
}

// ---- Begun --------------------------------------------------------------------------------------

// What makes the token good for one sign-in only; NULL if nothing does. The challenge that this
// central gave stands in it, so that one which was made for something else is worth nothing. Device
// authorization (RFC 8628) has no place for it: there the token itself is spent.
static char *
find_once (const YcAttempt *attempt, const YcIdToken *token)
{
  YcCentral *central = attempt->request->central;

  if (token->nonce == NULL && yc_issuer_is_for_devices (central->issuer))
    return g_compute_checksum_for_string (G_CHECKSUM_SHA256, attempt->id_token, -1);
  if (token->nonce != NULL &&
      yc_challenge_is_good (token->nonce, central->audit.secret, yc_central_now (central), CITY_MS))
    return g_strdup (token->nonce);
  return NULL;
}

static gboolean
take_token (YcAttempt *attempt, YcIdToken *token, GError **error)
{
  attempt->once = find_once (attempt, token);
  attempt->person = g_steal_pointer (&token->person);
  if (attempt->once != NULL)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_EXPIRED,
                       "the nonce of the ID token is no challenge of ours, or has run out");
  return FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YcAttempt *attempt = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_issuer_read_finish (result, &error);

  if (token != NULL && take_token (attempt, token, &error))
    yc_attempt_admit (attempt, YC_ERROR_UNKNOWN_PERSON,
                      "the city knows this person, central does not yet");
  else
    yc_request_answer_error (attempt->request, error);
  yc_attempt_free (attempt);
}

void
yc_attempt_read_token (YcAttempt *attempt)
{
  YcRequest *request = attempt->request;

  if (!has_issuer (request)) {
    yc_attempt_free (attempt);
    return;
  }
  yc_request_pause (request);
  yc_issuer_read_async (request->central->issuer, attempt->id_token,
                        yc_central_now (request->central), read_cb, attempt);
}

// ---- Prolonged ----------------------------------------------------------------------------------

static void
answer_prolonged (YcRequest *request, gint64 expires_at)
{
  g_autofree char *expires = yc_wire_time_to_string (expires_at);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "expires", expires);
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}

// The same token once more prolongs nothing: the time runs from when it was made.
static void
prolong (YcRequest *request, const YcIdToken *token)
{
  g_autoptr (GError) error = NULL;
  gint64 expires_at;

  if (g_strcmp0 (token->person, request->person->id) != 0) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "the ID token is about somebody else");
    return;
  }
  expires_at =
      yc_ledger_prolong_session (yc_central_get_ledger (request->central), request->token_hash,
                                 token->made_at + request->central->session_ms, &error);
  if (expires_at >= 0)
    answer_prolonged (request, expires_at);
  else
    yc_request_answer_error (request, error);
}

static void
prolonged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcRequest) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_issuer_read_finish (result, &error);

  if (token != NULL)
    prolong (request, token);
  else
    yc_request_answer_error (request, error);
}

void
yc_route_prolong (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  const char *token =
      node != NULL ? yc_wire_get_string (json_node_get_object (node), "id_token") : NULL;

  if (node == NULL)
    return;
  if (token == NULL) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED, "“id_token” is needed");
    return;
  }
  if (!has_issuer (request))
    return;
  yc_request_pause (request);
  yc_issuer_read_async (request->central->issuer, token, yc_central_now (request->central),
                        prolonged_cb, yc_request_ref (request));
}
