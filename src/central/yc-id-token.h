// ID tokens: what the sign-in of a city says of somebody, signed (OpenID Connect Core 1.0, 2 and
// 3.1.3.7; RFC 7515, 7517, 7518, 8037). Pure: keys and time are arguments.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define YC_ID_TOKEN_LONGEST 16384 // bytes

// For so long after it was made a token is taken.
#define YC_ID_TOKEN_MS 600000

// What a token has to say. Borrows.
typedef struct {
  const char *issuer;
  const char *client_id;
  const char *claim; // that names the person, such as "sub"
  gint64 now;        // milliseconds
} YcIdTokenRules;

typedef struct {
  char *person;
  char *nonce;    // nullable
  gint64 made_at; // milliseconds
} YcIdToken;

void yc_id_token_free (YcIdToken *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcIdToken, yc_id_token_free)

// Reads a token that one of `keys` (a JWK set) has signed, with RSA (RS256 to PS512), ECDSA (ES256,
// ES384, ES512) or Ed25519. Fails with YC_ERROR_NOT_FOUND where the set lacks the key that the
// token names, else with YC_ERROR_SIGN_IN.
YcIdToken *
yc_id_token_read (const char *token, JsonObject *keys, const YcIdTokenRules *rules, GError **error);

G_END_DECLS
