// Public keys as JSON (RFC 7517, 7518, 8037), and what they signed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// What base64url without padding says (RFC 7515, 2); NULL for what is none.
GBytes *yc_jwk_decode (const char *text);

// Whether the key made `signature` over `data` with the algorithm ("RS256" to "PS512", "ES256",
// "ES384", "ES512", "EdDSA"); FALSE for others, and for keys of another kind.
gboolean yc_jwk_verify (JsonObject *key, const char *algorithm, GBytes *data, GBytes *signature);

G_END_DECLS
