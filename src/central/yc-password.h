// Passwords as Argon2id hashes (RFC 9106), made and compared by libsodium.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A hash with its parameters and salt. `quick`: cheap, for the demo and tests.
char *yc_password_hash (const char *password, gboolean quick);

// Whether the password is the one of the hash. Takes its time: not for the main loop. A NULL hash
// takes the time of one and is wrong.
gboolean yc_password_is_right (const char *password, const char *hash, gboolean quick);

// A new bearer token: 32 random bytes as base64url.
char *yc_password_make_token (void);

// Overwrites and frees.
void yc_password_free (char *password);

G_END_DECLS
