// The key with which a terminal proves itself: made once, sealed in a file, never sent anywhere.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-signing-key.h"
#include "yc-error.h"
#include "yc-vault-private.h"

#include <glib/gstdio.h>
#include <string.h>

G_STATIC_ASSERT (YC_SIGNING_KEY_BYTES == crypto_sign_SECRETKEYBYTES);

static gboolean
load (YcVault *vault, const char *path, guint8 ret_key[YC_SIGNING_KEY_BYTES], GError **error)
{
  g_autoptr (GBytes) plain = yc_vault_read_file (vault, path, error);
  gsize size = 0;
  const guint8 *bytes = plain != NULL ? g_bytes_get_data (plain, &size) : NULL;

  if (plain == NULL)
    return FALSE;
  if (size != YC_SIGNING_KEY_BYTES) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SEALED, "a sealed file holds no key");
    return FALSE;
  }
  memcpy (ret_key, bytes, YC_SIGNING_KEY_BYTES);
  return TRUE;
}

static gboolean
make (YcVault *vault, const char *path, guint8 ret_key[YC_SIGNING_KEY_BYTES], GError **error)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  g_autoptr (GBytes) plain = NULL;

  crypto_sign_keypair (public_key, ret_key);
  plain = g_bytes_new_static (ret_key, YC_SIGNING_KEY_BYTES);
  if (yc_vault_write_file (vault, path, plain, error))
    return TRUE;
  yc_signing_key_forget (ret_key);
  return FALSE;
}

static void
set_aside (const char *path)
{
  g_autofree char *aside = g_strconcat (path, ".damaged", NULL);

  g_message ("The terminal's key is damaged and was set aside.");
  g_rename (path, aside);
}

gboolean
yc_signing_key_ensure (YcVault *vault,
                       const char *path,
                       guint8 ret_key[YC_SIGNING_KEY_BYTES],
                       GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (load (vault, path, ret_key, &problem))
    return TRUE;
  if (g_error_matches (problem, YC_ERROR, YC_ERROR_SEALED)) {
    set_aside (path);
  } else if (!g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return make (vault, path, ret_key, error);
}

void
yc_signing_key_forget (guint8 key[YC_SIGNING_KEY_BYTES])
{
  sodium_memzero (key, YC_SIGNING_KEY_BYTES);
}
