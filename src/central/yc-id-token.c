// ID tokens: what the sign-in of a city says of somebody, signed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-id-token.h"
#include "yc-error.h"
#include "yc-jwk.h"
#include "yc-wire.h"

#include <string.h>

#define AHEAD_MS 60000 // by so much the clocks of issuer and central may differ

// The three parts of a token (RFC 7515, 7.1).
typedef struct {
  JsonNode *header, *claims; // owned
  GBytes *input, *signature; // owned: what was signed
} Parts;

static void
parts_clear (Parts *self)
{
  g_clear_pointer (&self->header, json_node_unref);
  g_clear_pointer (&self->claims, json_node_unref);
  g_clear_pointer (&self->input, g_bytes_unref);
  g_clear_pointer (&self->signature, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

void
yc_id_token_free (YcIdToken *self)
{
  g_free (self->person);
  g_free (self->nonce);
  g_free (self);
}

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_SIGN_IN, "the ID token is not taken: %s", why);
  return FALSE;
}

static JsonNode *
parse_part (const char *text)
{
  g_autoptr (GBytes) bytes = yc_jwk_decode (text);

  return bytes != NULL ? yc_wire_parse_object (g_bytes_get_data (bytes, NULL),
                                               (gssize)g_bytes_get_size (bytes), NULL)
                       : NULL;
}

static gboolean
take_apart (Parts *self, const char *token, GError **error)
{
  g_auto (GStrv) texts = NULL;
  const char *last;

  if (strlen (token) > YC_ID_TOKEN_LONGEST)
    return refuse ("it is too long", error);
  texts = g_strsplit (token, ".", -1);
  if (g_strv_length (texts) != 3)
    return refuse ("it has not three parts", error);
  last = strrchr (token, '.');
  self->header = parse_part (texts[0]);
  self->claims = parse_part (texts[1]);
  self->signature = yc_jwk_decode (texts[2]);
  self->input = g_bytes_new (token, (gsize)(last - token));
  return (self->header != NULL && self->claims != NULL && self->signature != NULL) ||
         refuse ("it cannot be read", error);
}

static const char *
get_text (JsonNode *node, const char *name)
{
  return yc_wire_get_string (json_node_get_object (node), name);
}

// Whether the key may be the one: those that sign, of this name where the token has one.
static gboolean
may_be (JsonObject *key, const char *name, const char *algorithm)
{
  const char *use = yc_wire_get_string (key, "use");
  const char *only = yc_wire_get_string (key, "alg");

  return (name == NULL || g_strcmp0 (yc_wire_get_string (key, "kid"), name) == 0) &&
         (use == NULL || g_str_equal (use, "sig")) &&
         (only == NULL || g_strcmp0 (only, algorithm) == 0);
}

static gboolean
check_signature (const Parts *parts, JsonObject *set, GError **error)
{
  const char *name = get_text (parts->header, "kid");
  const char *algorithm = get_text (parts->header, "alg");
  JsonArray *keys = yc_wire_get_array (set, "keys");
  gboolean is_there = FALSE;

  // what a header calls critical has to be understood (RFC 7515, 4.1.11)
  if (json_object_has_member (json_node_get_object (parts->header), "crit"))
    return refuse ("its header asks for more than is understood", error);
  for (guint i = 0; keys != NULL && i < json_array_get_length (keys); i++) {
    JsonNode *node = json_array_get_element (keys, i);
    JsonObject *key = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

    if (key == NULL || !may_be (key, name, algorithm))
      continue;
    is_there = TRUE;
    if (yc_jwk_verify (key, algorithm, parts->input, parts->signature))
      return TRUE;
  }
  if (is_there)
    return refuse ("its signature is wrong", error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "the issuer has no such key");
  return FALSE;
}

// "aud" is a text or a list; a list of several needs "azp".
static gboolean
is_for (JsonObject *claims, const char *client_id)
{
  JsonNode *node = json_object_get_member (claims, "aud");
  JsonArray *list = yc_wire_get_array (claims, "aud");
  const char *party = yc_wire_get_string (claims, "azp");
  gboolean is_named = FALSE;

  if (party != NULL && !g_str_equal (party, client_id))
    return FALSE;
  if (list == NULL)
    return node != NULL && g_strcmp0 (yc_wire_get_string (claims, "aud"), client_id) == 0;
  for (guint i = 0; i < json_array_get_length (list); i++)
    is_named = is_named || (JSON_NODE_HOLDS_VALUE (json_array_get_element (list, i)) &&
                            g_strcmp0 (json_array_get_string_element (list, i), client_id) == 0);
  return is_named && (json_array_get_length (list) == 1 || party != NULL);
}

static gboolean
check_claims (JsonObject *claims, const YcIdTokenRules *rules, GError **error)
{
  gint64 ends = yc_wire_get_int (claims, "exp", 0), made = yc_wire_get_int (claims, "iat", 0);
  const char *person = yc_wire_get_string (claims, rules->claim);

  if (g_strcmp0 (yc_wire_get_string (claims, "iss"), rules->issuer) != 0)
    return refuse ("it is of another issuer", error);
  if (!is_for (claims, rules->client_id))
    return refuse ("it was made for another program", error);
  if (ends <= (rules->now - AHEAD_MS) / 1000 || made < (rules->now - YC_ID_TOKEN_MS) / 1000)
    return refuse ("it has run out", error);
  if (made > (rules->now + AHEAD_MS) / 1000)
    return refuse ("it was made in the future; is central's clock right?", error);
  if (person == NULL || *person == '\0')
    return refuse ("it does not say who it is about", error);
  return TRUE;
}

YcIdToken *
yc_id_token_read (const char *token, JsonObject *keys, const YcIdTokenRules *rules, GError **error)
{
  g_auto (Parts) parts = {NULL, NULL, NULL, NULL};
  JsonObject *claims;
  YcIdToken *self;

  if (!take_apart (&parts, token, error) || !check_signature (&parts, keys, error))
    return NULL;
  claims = json_node_get_object (parts.claims);
  if (!check_claims (claims, rules, error))
    return NULL;
  self = g_new0 (YcIdToken, 1);
  self->person = g_strdup (yc_wire_get_string (claims, rules->claim));
  self->nonce = g_strdup (yc_wire_get_string (claims, "nonce"));
  self->made_at = yc_wire_get_int (claims, "iat", 0) * 1000;
  return self;
}
