// The end of central's log, signed: whoever has seen one is a witness of all that came before.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-head.h"
#include "yc-wire.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (YC_HEAD_SECRET_BYTES == crypto_sign_SECRETKEYBYTES);
G_STATIC_ASSERT (YC_HEAD_KEY_DIGITS == 2 * crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (YC_HEAD_SIGNATURE_DIGITS == 2 * crypto_sign_BYTES);

void
yc_head_make_secret (guint8 secret[YC_HEAD_SECRET_BYTES])
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];

  if (sodium_init () < 0)
    g_error ("libsodium finds no random bytes");
  crypto_sign_keypair (key, secret);
}

static char *
signed_text (const YcHead *self)
{
  return g_strdup_printf ("yichuang head 1\n%" G_GINT64_FORMAT "\n%s\n", self->seq, self->hash);
}

void
yc_head_sign (YcHead *self, gint64 seq, const char *hash, const guint8 secret[YC_HEAD_SECRET_BYTES])
{
  guint8 key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  g_autofree char *text = NULL;

  *self = (YcHead){.seq = seq};
  g_strlcpy (self->hash, hash, sizeof self->hash);
  text = signed_text (self);
  crypto_sign_ed25519_sk_to_pk (key, secret);
  crypto_sign_detached (signature, NULL, (const guint8 *)text, strlen (text), secret);
  sodium_bin2hex (self->key, sizeof self->key, key, sizeof key);
  sodium_bin2hex (self->signature, sizeof self->signature, signature, sizeof signature);
}

gboolean
yc_head_is_genuine (const YcHead *self)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];
  g_autofree char *text = signed_text (self);

  return sodium_hex2bin (key, sizeof key, self->key, YC_HEAD_KEY_DIGITS, NULL, NULL, NULL) == 0 &&
         sodium_hex2bin (signature, sizeof signature, self->signature, YC_HEAD_SIGNATURE_DIGITS,
                         NULL, NULL, NULL) == 0 &&
         crypto_sign_verify_detached (signature, (const guint8 *)text, strlen (text), key) == 0;
}

JsonObject *
yc_head_to_json (const YcHead *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "seq", self->seq);
  json_object_set_string_member (object, "hash", self->hash);
  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "signature", self->signature);
  return object;
}

gboolean
yc_head_from_json (JsonObject *object, YcHead *ret_head)
{
  *ret_head = (YcHead){.seq = object != NULL ? yc_wire_get_int (object, "seq", -1) : -1};
  return ret_head->seq >= 0 &&
         yc_wire_take_digits (object, "hash", ret_head->hash, YC_HEAD_HASH_DIGITS) &&
         yc_wire_take_digits (object, "key", ret_head->key, YC_HEAD_KEY_DIGITS) &&
         yc_wire_take_digits (object, "signature", ret_head->signature, YC_HEAD_SIGNATURE_DIGITS);
}
