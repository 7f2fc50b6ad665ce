// The seal of a terminal on what somebody else carries: an event that waits, or a whole packet.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-seal.h"
#include "yc-wire.h"

#include <sodium.h>
#include <string.h>

static char *
signed_text (const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("yichuang seal 1\n%s\n", hash);
}

void
yc_seal_text (YcSeal *self, const char *text, const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  g_autofree char *sealed = signed_text (text);
  guint8 key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];

  crypto_sign_ed25519_sk_to_pk (key, secret);
  crypto_sign_detached (signature, NULL, (const guint8 *)sealed, strlen (sealed), secret);
  sodium_bin2hex (self->key, sizeof self->key, key, sizeof key);
  sodium_bin2hex (self->signature, sizeof self->signature, signature, sizeof signature);
}

gboolean
yc_seal_is_on_text (const YcSeal *self, const char *text)
{
  g_autofree char *sealed = signed_text (text);
  guint8 key[crypto_sign_PUBLICKEYBYTES], signature[crypto_sign_BYTES];

  return sodium_hex2bin (key, sizeof key, self->key, YC_PROOF_KEY_DIGITS, NULL, NULL, NULL) == 0 &&
         sodium_hex2bin (signature, sizeof signature, self->signature, YC_PROOF_SIGNATURE_DIGITS,
                         NULL, NULL, NULL) == 0 &&
         crypto_sign_verify_detached (signature, (const guint8 *)sealed, strlen (sealed), key) == 0;
}

static char *
print_event (const YcEvent *event)
{
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);

  json_object_set_int_member (json_node_get_object (node), "version", 0);
  return yc_wire_print (node);
}

void
yc_seal_event (YcSeal *self, const YcEvent *event, const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  g_autofree char *text = print_event (event);

  yc_seal_text (self, text, secret);
}

gboolean
yc_seal_is_on_event (const YcSeal *self, const YcEvent *event)
{
  g_autofree char *text = print_event (event);

  return yc_seal_is_on_text (self, text);
}

JsonObject *
yc_seal_to_json (const YcSeal *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "key", self->key);
  json_object_set_string_member (object, "signature", self->signature);
  return object;
}

gboolean
yc_seal_from_json (JsonObject *object, YcSeal *ret_seal)
{
  return object != NULL &&
         yc_wire_take_digits (object, "key", ret_seal->key, YC_PROOF_KEY_DIGITS) &&
         yc_wire_take_digits (object, "signature", ret_seal->signature, YC_PROOF_SIGNATURE_DIGITS);
}
