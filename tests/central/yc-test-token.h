// ID tokens of our own, signed with Ed25519.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// The token of a header and claims, both JSON. Owned.
char *yc_test_token_new (const char *header, const char *claims);

// The key that it is signed with, as a JWK set, called "a". `more` is nullable: members of the key,
// such as ",\"use\":\"sig\"".
JsonObject *yc_test_token_get_keys (const char *more);

G_END_DECLS
