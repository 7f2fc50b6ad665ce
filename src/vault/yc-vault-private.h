// What the two halves of the vault share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-vault.h"

#include <sodium.h>

struct _YcVault {
  guint8 column_key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
  guint8 file_key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
};

// Once per process, before any other call.
void yc_vault_start_sodium (void);
