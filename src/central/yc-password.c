// Passwords as Argon2id hashes (RFC 9106), made and compared by libsodium.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-password.h"

#include <sodium.h>
#include <string.h>

// Hashes of random bytes that nobody knows: what is compared when there is no such person.
#define NOBODY                                                                                     \
  "$argon2id$v=19$m=65536,t=2,p=1$9rinVKqP1vWwMAwtayd"                                             \
  "0ZQ$yiv9rYbGR2+MmqP4LuS/x3wuOp+qYqnVhiDPwrurM8o"
#define NOBODY_QUICK                                                                               \
  "$argon2id$v=19$m=8,t=1,p=1$6Mg8TZcpwYhnv+1d9AtOOA$"                                             \
  "P5AAbTyfhQgbxZiqE4ouArhzcol6i4pqNKfygkEKnEA"

char *
yc_password_hash (const char *password, gboolean quick)
{
  char hash[crypto_pwhash_STRBYTES];

  if (sodium_init () < 0 ||
      crypto_pwhash_str (hash, password, strlen (password),
                         quick ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         quick ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE) !=
          0)
    g_error ("No memory to hash a password");
  return g_strdup (hash);
}

gboolean
yc_password_is_right (const char *password, const char *hash, gboolean quick)
{
  gboolean has_one = hash != NULL && *hash != '\0';
  const char *compared = has_one ? hash : quick ? NOBODY_QUICK : NOBODY;

  return sodium_init () >= 0 &&
         crypto_pwhash_str_verify (compared, password, strlen (password)) == 0 && has_one;
}

char *
yc_password_make_token (void)
{
  guint8 bytes[32];
  char token[sodium_base64_ENCODED_LEN (sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  if (sodium_init () < 0)
    g_error ("libsodium cannot be used");
  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (token, sizeof token, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (token);
}

void
yc_password_free (char *password)
{
  if (password != NULL)
    sodium_memzero (password, strlen (password));
  g_free (password);
}
