// Seals personal data: short values in the database, and whole files.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define YC_VAULT_KEY_BYTES 32

// Immutable; may be used by several threads.
typedef struct _YcVault YcVault;

// A vault of this key of YC_VAULT_KEY_BYTES bytes; NULL key: a new random one that dies with the
// vault.
YcVault *yc_vault_new (const guint8 *key);
YcVault *yc_vault_ref (YcVault *vault);
void yc_vault_unref (YcVault *vault);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcVault, yc_vault_unref)

// Seals with libsodium's XChaCha20-Poly1305. `place` says where the value belongs, such as
// "event/01890…": sealed bytes moved elsewhere do not open.
GBytes *yc_vault_seal (YcVault *vault, GBytes *plain, const char *place);

// Fails with YC_ERROR_SEALED.
GBytes *yc_vault_unseal (YcVault *vault, GBytes *sealed, const char *place, GError **error);

// The same for text; NULL stays NULL.
GBytes *yc_vault_seal_text (YcVault *vault, const char *plain, const char *place);
char *yc_vault_unseal_text (YcVault *vault, GBytes *sealed, const char *place, GError **error);

// Makes a folder, and those above it that are missing, if it is not there. It is durable then.
// Fails as yc_vault_write_file ().
gboolean yc_vault_ensure_folder (const char *path, GError **error);

// Makes durable which names are in a folder.
gboolean yc_vault_sync_folder (const char *folder, GError **error);

// Writes a sealed file (secretstream in pieces of 64 KiB) and makes it durable: temporary name,
// fsync, rename, fsync of the folder. Fails with YC_ERROR_DISK_FULL, YC_ERROR_READ_ONLY,
// YC_ERROR_FAILED.
gboolean yc_vault_write_file (YcVault *vault, const char *path, GBytes *plain, GError **error);

// Fails with YC_ERROR_NOT_FOUND, YC_ERROR_SEALED (cut off, changed, another key), YC_ERROR_FAILED.
GBytes *yc_vault_read_file (YcVault *vault, const char *path, GError **error);

G_END_DECLS
