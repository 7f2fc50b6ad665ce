// The key with which a terminal proves itself: made once, sealed in a file, never sent anywhere.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-vault.h"

G_BEGIN_DECLS

#define YC_SIGNING_KEY_BYTES 64 // of Ed25519 (RFC 8032): seed and public key, as libsodium keeps it

// Reads the key of the file; where there is none, makes it. What does not open is set aside as
// PATH.damaged, and another key made: whoever keeps central has to admit that one. Fails as
// yc_vault_write_file () does. Forget the key with yc_signing_key_forget () as soon as it was used.
gboolean yc_signing_key_ensure (YcVault *vault,
                                const char *path,
                                guint8 ret_key[YC_SIGNING_KEY_BYTES],
                                GError **error);

void yc_signing_key_forget (guint8 key[YC_SIGNING_KEY_BYTES]);

G_END_DECLS
