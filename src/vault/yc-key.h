// Where the vault's key is kept: in the Secret Service, or wrapped by a passphrase.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-vault.h"

G_BEGIN_DECLS

typedef enum {
  YC_KEY_NEW,        // nothing is there yet
  YC_KEY_KEYRING,    // in the Secret Service
  YC_KEY_PASSPHRASE, // wrapped in the file, opened by a passphrase
} YcKeyKind;

// What the profile's key file says. It never holds the key itself.
YcKeyKind yc_key_get_kind (const char *key_file);

// Opens, or makes on first use, a key in the Secret Service under the profile's name.
// Fails with YC_ERROR_PASSPHRASE if there is no Secret Service: use a passphrase instead.
YcVault *yc_key_open_keyring (const char *key_file,
                              const char *profile,
                              GCancellable *cancellable,
                              GError **error);

// Opens, or makes on first use, a random key wrapped by the passphrase (Argon2id, about half a
// second). Fails with YC_ERROR_PASSPHRASE if it is the wrong one, YC_ERROR_CORRUPT if the file is
// damaged.
YcVault *yc_key_open_passphrase (const char *key_file, const char *passphrase, GError **error);

// A password in a form that only allows checking it (Argon2id), for signing in without network.
char *yc_key_hash_password (const char *password, GError **error);
gboolean yc_key_check_password (const char *hash, const char *password);

G_END_DECLS
