// The client's half of the central API: signing in, going on being signed in, and out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api-private.h"
#include "yc-error.h"
#include "yc-wire.h"

void
yc_sign_in_free (YcSignIn *sign_in)
{
  g_free (sign_in->token);
  g_free (sign_in->id);
  g_free (sign_in->name);
  g_free (sign_in->hall);
  g_strfreev (sign_in->departments);
  g_strfreev (sign_in->windows);
  g_strfreev (sign_in->hall_keys);
  g_free (sign_in);
}

static YcSignIn *
sign_in_from_json (JsonObject *object, GError **error)
{
  JsonObject *person = yc_wire_get_object (object, "person");
  g_auto (GStrv) roles = person != NULL ? yc_api_read_strings (person, "roles") : NULL;
  YcSignIn *sign_in;

  if (person == NULL || yc_wire_get_string (object, "token") == NULL ||
      yc_wire_get_string (person, "id") == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER,
                         "what answers at this address is not a central server");
    return NULL;
  }
  sign_in = g_new0 (YcSignIn, 1);
  sign_in->token = g_strdup (yc_wire_get_string (object, "token"));
  sign_in->expires = yc_wire_time_from_string (yc_wire_get_string (object, "expires"));
  sign_in->id = g_strdup (yc_wire_get_string (person, "id"));
  sign_in->name = g_strdup (yc_wire_get_string (person, "name"));
  sign_in->hall = g_strdup (yc_wire_get_string (person, "hall"));
  sign_in->departments = yc_api_read_strings (person, "departments");
  sign_in->windows = yc_api_read_strings (person, "windows");
  sign_in->hall_keys = yc_api_read_strings (object, "hall_keys");
  for (guint i = 0; roles[i] != NULL; i++)
    sign_in->roles |= yc_role_from_name (roles[i]);
  return sign_in;
}

char *
yc_api_fetch_challenge (YcApi *api, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node =
      yc_api_ask (api, "GET", "/v1/sessions/challenge", NULL, cancellable, error);
  const char *challenge =
      node != NULL ? yc_wire_get_string (json_node_get_object (node), "challenge") : NULL;

  if (node != NULL && challenge == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central's challenge is none");
  return g_strdup (challenge);
}

// Whom the terminal speaks for; an ID token says it to central only.
static char *
find_subject (const YcCredential *credential)
{
  return credential->id_token != NULL
             ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, credential->id_token, -1)
             : g_strdup (credential->person);
}

// An older central knows no challenges, and asks for no proof.
static gboolean
add_proof (YcApi *api,
           JsonObject *body,
           const char *subject,
           const guint8 *secret,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *challenge = yc_api_fetch_challenge (api, cancellable, &problem);
  YcProof proof;

  if (g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND))
    return TRUE;
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (!yc_proof_make (&proof, challenge, yc_wire_get_string (body, "terminal"), subject, secret)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central's challenge is none");
    return FALSE;
  }
  json_object_set_object_member (body, "proof", yc_proof_to_json (&proof));
  return TRUE;
}

YcSignIn *
yc_api_sign_in (YcApi *api,
                const YcCredential *credential,
                const char *terminal,
                const guint8 *secret,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autofree char *subject = find_subject (credential);
  g_autoptr (JsonNode) node = NULL;

  if (credential->id_token != NULL) {
    json_object_set_string_member (body, "id_token", credential->id_token);
  } else {
    json_object_set_string_member (body, "person", credential->person);
    json_object_set_string_member (body, "password", credential->password);
  }
  json_object_set_string_member (body, "terminal", terminal);
  if (secret != NULL && !add_proof (api, body, subject, secret, cancellable, error))
    return NULL;
  node = yc_api_ask (api, "POST", "/v1/sessions", body, cancellable, error);
  return node != NULL ? sign_in_from_json (json_node_get_object (node), error) : NULL;
}

gint64
yc_api_prolong (YcApi *api, const char *id_token, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (body, "id_token", id_token);
  node = yc_api_ask (api, "POST", "/v1/sessions/current", body, cancellable, error);
  return node != NULL ? yc_wire_time_from_string (
                            yc_wire_get_string (json_node_get_object (node), "expires"))
                      : -1;
}

gboolean
yc_api_sign_out (YcApi *api, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcAnswer) answer = yc_http_send (api->http, "DELETE", "/v1/sessions/current", NULL,
                                              NULL, NULL, cancellable, error);

  if (answer == NULL)
    return FALSE;
  if (answer->status / 100 == 2)
    return TRUE;
  yc_answer_to_error (answer, error);
  return FALSE;
}
