// The proof of a terminal at sign-in: that it holds the key it says, told for this moment only.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-proof.h"
#include "yc-wire.h"

#include <sodium.h>
#include <string.h>

#define GROUPS      6
#define GROUP_BYTES 5
#define GROUP_SPAN  100000

G_STATIC_ASSERT (YC_PROOF_SECRET_BYTES == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (YC_PROOF_KEY_DIGITS == 2 * crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (YC_PROOF_SIGNATURE_DIGITS == 2 * crypto_sign_BYTES);
G_STATIC_ASSERT (GROUPS *GROUP_BYTES <= crypto_hash_sha256_BYTES);

// NULL where a line feed would let one text be read as another.
static char *
signed_text (const char *challenge, const char *terminal, const char *person)
{
  if (strchr (terminal, '\n') != NULL || strchr (person, '\n') != NULL)
    return NULL;
  return g_strdup_printf ("yichuang terminal 1\n%s\n%s\n%s\n", challenge, terminal, person);
}

static void
print_key (char digits[YC_PROOF_KEY_DIGITS + 1], const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];

  crypto_sign_ed25519_sk_to_pk (key, secret);
  sodium_bin2hex (digits, YC_PROOF_KEY_DIGITS + 1, key, sizeof key);
}

gboolean
yc_proof_make (YcProof *self,
               const char *challenge,
               const char *terminal,
               const char *person,
               const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  g_autofree char *text = signed_text (challenge, terminal, person);
  guint8 signature[crypto_sign_BYTES];

  *self = (YcProof){0};
  if (text == NULL || !yc_wire_is_digits (challenge, YC_PROOF_CHALLENGE_DIGITS))
    return FALSE;
  g_strlcpy (self->challenge, challenge, sizeof self->challenge);
  print_key (self->key, secret);
  crypto_sign_detached (signature, NULL, (const guint8 *)text, strlen (text), secret);
  sodium_bin2hex (self->signature, sizeof self->signature, signature, sizeof signature);
  return TRUE;
}

gboolean
yc_proof_is_genuine (const YcProof *self, const char *terminal, const char *person)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  g_autofree char *text = signed_text (self->challenge, terminal, person);

  return text != NULL &&
         sodium_hex2bin (key, sizeof key, self->key, YC_PROOF_KEY_DIGITS, NULL, NULL, NULL) == 0 &&
         sodium_hex2bin (signature, sizeof signature, self->signature, YC_PROOF_SIGNATURE_DIGITS,
                         NULL, NULL, NULL) == 0 &&
         crypto_sign_verify_detached (signature, (const guint8 *)text, strlen (text), key) == 0;
}

JsonObject *
yc_proof_to_json (const YcProof *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "challenge", self->challenge);
  json_object_set_string_member (object, "signature", self->signature);
  return object;
}

gboolean
yc_proof_from_json (JsonObject *object, YcProof *ret_proof)
{
  *ret_proof = (YcProof){0};
  return object != NULL &&
         yc_wire_take_digits (object, "key", ret_proof->key, YC_PROOF_KEY_DIGITS) &&
         yc_wire_take_digits (object, "challenge", ret_proof->challenge,
                              YC_PROOF_CHALLENGE_DIGITS) &&
         yc_wire_take_digits (object, "signature", ret_proof->signature, YC_PROOF_SIGNATURE_DIGITS);
}

char *
yc_proof_print_fingerprint (const char *key)
{
  guint8 hash[crypto_hash_sha256_BYTES];
  GString *text = g_string_new (NULL);

  crypto_hash_sha256 (hash, (const guint8 *)key, strlen (key));
  for (guint i = 0; i < GROUPS; i++) {
    guint64 number = 0;

    for (guint n = 0; n < GROUP_BYTES; n++)
      number = number << 8 | hash[i * GROUP_BYTES + n];
    g_string_append_printf (text, "%s%05u", i > 0 ? " " : "", (guint)(number % GROUP_SPAN));
  }
  return g_string_free (text, FALSE);
}

char *
yc_proof_print_own (const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  char key[YC_PROOF_KEY_DIGITS + 1];

  print_key (key, secret);
  return yc_proof_print_fingerprint (key);
}
