// Seals personal data: short values in the database.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-vault-private.h"

#include <string.h>

#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG   crypto_aead_xchacha20poly1305_ietf_ABYTES

void
yc_vault_start_sodium (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");
}

YcVault *
yc_vault_new (const guint8 *key)
{
  YcVault *self = g_atomic_rc_box_new0 (YcVault);
  guint8 master[YC_VAULT_KEY_BYTES];

  G_STATIC_ASSERT (YC_VAULT_KEY_BYTES == crypto_kdf_KEYBYTES);
  yc_vault_start_sodium ();
  if (key != NULL)
    memcpy (master, key, sizeof master);
  else
    randombytes_buf (master, sizeof master);
  crypto_kdf_derive_from_key (self->column_key, sizeof self->column_key, 1, "yc-colmn", master);
  crypto_kdf_derive_from_key (self->file_key, sizeof self->file_key, 2, "yc-files", master);
  sodium_memzero (master, sizeof master);
  sodium_mlock (self, sizeof *self);
  return self;
}

YcVault *
yc_vault_ref (YcVault *vault)
{
  return g_atomic_rc_box_acquire (vault);
}

static void
clear (gpointer vault)
{
  sodium_munlock (vault, sizeof (YcVault));
}

void
yc_vault_unref (YcVault *vault)
{
  g_atomic_rc_box_release_full (vault, clear);
}

GBytes *
yc_vault_seal (YcVault *vault, GBytes *plain, const char *place)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (plain, &size);
  guint8 *sealed = g_malloc (NONCE + size + TAG);

  randombytes_buf (sealed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + NONCE, NULL, data, size,
                                              (const guint8 *)place, strlen (place), NULL, sealed,
                                              vault->column_key);
  return g_bytes_new_take (sealed, NONCE + size + TAG);
}

GBytes *
yc_vault_unseal (YcVault *vault, GBytes *sealed, const char *place, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);
  g_autofree guint8 *plain = NULL;
  unsigned long long length = 0;

  // One byte more than needed: an empty value still needs an address, and text its end.
  if (size >= NONCE + TAG)
    plain = g_malloc0 (size - NONCE - TAG + 1);
  if (plain == NULL || crypto_aead_xchacha20poly1305_ietf_decrypt (
                           plain, &length, NULL, data + NONCE, size - NONCE, (const guint8 *)place,
                           strlen (place), data, vault->column_key) != 0) {
    g_set_error (error, YC_ERROR, YC_ERROR_SEALED, "“%s” does not open with this key", place);
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&plain), length);
}

GBytes *
yc_vault_seal_text (YcVault *vault, const char *plain, const char *place)
{
  g_autoptr (GBytes) bytes = plain != NULL ? g_bytes_new_static (plain, strlen (plain)) : NULL;

  return bytes != NULL ? yc_vault_seal (vault, bytes, place) : NULL;
}

char *
yc_vault_unseal_text (YcVault *vault, GBytes *sealed, const char *place, GError **error)
{
  g_autoptr (GBytes) plain = sealed != NULL ? yc_vault_unseal (vault, sealed, place, error) : NULL;
  gsize size;
  const char *data = plain != NULL ? g_bytes_get_data (plain, &size) : NULL;

  return plain != NULL ? g_strndup (data != NULL ? data : "", size) : NULL;
}
