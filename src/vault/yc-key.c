// Where the vault's key is kept: in the Secret Service, or wrapped by a passphrase.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-key.h"
#include "yc-error.h"
#include "yc-vault-private.h"

#include <libsecret/secret.h>
#include <string.h>

#define GROUP   "key"
#define NONCE   crypto_secretbox_NONCEBYTES
#define WRAPPED (YC_VAULT_KEY_BYTES + crypto_secretbox_MACBYTES)

static const SecretSchema schema = {
    .name = "io.github.yichuang.Yichuang.Key",
    .flags = SECRET_SCHEMA_NONE,
    .attributes = {{"profile", SECRET_SCHEMA_ATTRIBUTE_STRING}, {NULL, 0}},
};

YcKeyKind
yc_key_get_kind (const char *key_file)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *kind = NULL;

  if (!g_file_test (key_file, G_FILE_TEST_EXISTS))
    return YC_KEY_NEW;
  g_key_file_load_from_file (file, key_file, G_KEY_FILE_NONE, NULL);
  kind = g_key_file_get_string (file, GROUP, "kind", NULL);
  return g_strcmp0 (kind, "keyring") == 0 ? YC_KEY_KEYRING : YC_KEY_PASSPHRASE;
}

static gboolean
save (GKeyFile *file, const char *key_file, GError **error)
{
  gsize size;
  g_autofree char *text = g_key_file_to_data (file, &size, NULL);
  g_autoptr (GError) problem = NULL;

  if (g_file_set_contents_full (key_file, text, (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &problem))
    return TRUE;
  g_set_error (error, YC_ERROR,
               g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? YC_ERROR_DISK_FULL
                                                                           : YC_ERROR_READ_ONLY,
               "cannot write the key file: %s", problem->message);
  return FALSE;
}

static YcVault *
vault_from_base64 (const char *text, GError **error)
{
  gsize size;
  g_autofree guint8 *key = g_base64_decode (text, &size);
  YcVault *vault = size == YC_VAULT_KEY_BYTES ? yc_vault_new (key) : NULL;

  sodium_memzero (key, size);
  if (vault == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CORRUPT,
                         "the key in the Secret Service is damaged");
  return vault;
}

// Stores a new key and says so in the file, so that a lost keyring is noticed instead of a new key
// being made over data that only the old one opens.
static YcVault *
make_in_keyring (const char *key_file,
                 const char *profile,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  guint8 key[YC_VAULT_KEY_BYTES];
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;

  randombytes_buf (key, sizeof key);
  text = g_base64_encode (key, sizeof key);
  sodium_memzero (key, sizeof key);
  if (!secret_password_store_sync (&schema, SECRET_COLLECTION_DEFAULT, "Yichuang", text,
                                   cancellable, &problem, "profile", profile, NULL)) {
    g_set_error (error, YC_ERROR, YC_ERROR_PASSPHRASE, "no Secret Service: %s", problem->message);
    return NULL;
  }
  g_key_file_set_string (file, GROUP, "kind", "keyring");
  return save (file, key_file, error) ? vault_from_base64 (text, error) : NULL;
}

YcVault *
yc_key_open_keyring (const char *key_file,
                     const char *profile,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *text;
  YcVault *vault;

  yc_vault_start_sodium ();
  text = secret_password_lookup_sync (&schema, cancellable, &problem, "profile", profile, NULL);
  if (problem != NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_PASSPHRASE, "no Secret Service: %s", problem->message);
    return NULL;
  }
  if (text == NULL && yc_key_get_kind (key_file) != YC_KEY_NEW) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SEALED,
                         "the Secret Service has lost the key of this profile");
    return NULL;
  }
  if (text == NULL)
    return make_in_keyring (key_file, profile, cancellable, error);
  vault = vault_from_base64 (text, error);
  secret_password_free (text);
  return vault;
}

static gboolean
derive (guint8 *ret_key, const char *passphrase, const guint8 *salt, GError **error)
{
  if (crypto_pwhash (ret_key, crypto_secretbox_KEYBYTES, passphrase, strlen (passphrase), salt,
                     crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_FAILED, "not enough memory to open the key");
  return FALSE;
}

static gboolean
wrap (const char *key_file, const char *passphrase, const guint8 *key, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  guint8 salt[crypto_pwhash_SALTBYTES], wrapping[crypto_secretbox_KEYBYTES],
      wrapped[NONCE + WRAPPED];
  g_autofree char *salt_text = NULL, *wrapped_text = NULL;

  randombytes_buf (salt, sizeof salt);
  randombytes_buf (wrapped, NONCE);
  if (!derive (wrapping, passphrase, salt, error))
    return FALSE;
  crypto_secretbox_easy (wrapped + NONCE, key, YC_VAULT_KEY_BYTES, wrapped, wrapping);
  sodium_memzero (wrapping, sizeof wrapping);
  salt_text = g_base64_encode (salt, sizeof salt);
  wrapped_text = g_base64_encode (wrapped, sizeof wrapped);
  g_key_file_set_string (file, GROUP, "kind", "passphrase");
  g_key_file_set_string (file, GROUP, "salt", salt_text);
  g_key_file_set_string (file, GROUP, "wrapped", wrapped_text);
  return save (file, key_file, error);
}

static guint8 *
read_bytes (GKeyFile *file, const char *name, gsize expected)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);
  gsize size = 0;
  g_autofree guint8 *bytes = text != NULL ? g_base64_decode (text, &size) : NULL;

  return size == expected ? g_steal_pointer (&bytes) : NULL;
}

static YcVault *
unwrap (const char *key_file, const char *passphrase, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree guint8 *salt = NULL, *wrapped = NULL;
  guint8 wrapping[crypto_secretbox_KEYBYTES], key[YC_VAULT_KEY_BYTES];
  YcVault *vault = NULL;

  g_key_file_load_from_file (file, key_file, G_KEY_FILE_NONE, NULL);
  salt = read_bytes (file, "salt", crypto_pwhash_SALTBYTES);
  wrapped = read_bytes (file, "wrapped", NONCE + WRAPPED);
  if (salt == NULL || wrapped == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CORRUPT, "the key file is damaged");
    return NULL;
  }
  if (!derive (wrapping, passphrase, salt, error))
    return NULL;
  if (crypto_secretbox_open_easy (key, wrapped + NONCE, WRAPPED, wrapped, wrapping) == 0)
    vault = yc_vault_new (key);
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_PASSPHRASE, "the passphrase is wrong");
  sodium_memzero (wrapping, sizeof wrapping);
  sodium_memzero (key, sizeof key);
  return vault;
}

YcVault *
yc_key_open_passphrase (const char *key_file, const char *passphrase, GError **error)
{
  guint8 key[YC_VAULT_KEY_BYTES];
  YcVault *vault;

  yc_vault_start_sodium ();
  if (yc_key_get_kind (key_file) != YC_KEY_NEW)
    return unwrap (key_file, passphrase, error);
  randombytes_buf (key, sizeof key);
  vault = wrap (key_file, passphrase, key, error) ? yc_vault_new (key) : NULL;
  sodium_memzero (key, sizeof key);
  return vault;
}

char *
yc_key_hash_password (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  yc_vault_start_sodium ();
  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
    return g_strdup (hash);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_FAILED, "not enough memory to keep the password");
  return NULL;
}

gboolean
yc_key_check_password (const char *hash, const char *password)
{
  yc_vault_start_sodium ();
  return crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
