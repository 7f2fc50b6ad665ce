// ID tokens of our own, signed with Ed25519.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-token.h"

#include <sodium.h>
#include <string.h>

typedef struct {
  guint8 public[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
} Pair;

static Pair
make_pair (void)
{
  static const guint8 seed[crypto_sign_SEEDBYTES] = {7};
  Pair pair;

  g_assert_cmpint (sodium_init (), >=, 0);
  crypto_sign_seed_keypair (pair.public, pair.secret, seed);
  return pair;
}

static char *
encode (const void *data, gsize size)
{
  gsize room = sodium_base64_encoded_len (size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (room);

  return sodium_bin2base64 (text, room, data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *
yc_test_token_new (const char *header, const char *claims)
{
  Pair pair = make_pair ();
  g_autofree char *first = encode (header, strlen (header));
  g_autofree char *second = encode (claims, strlen (claims));
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  g_autofree char *third = NULL;
  guint8 signature[crypto_sign_BYTES];

  crypto_sign_detached (signature, NULL, (const guint8 *)input, strlen (input), pair.secret);
  third = encode (signature, sizeof signature);
  return g_strconcat (input, ".", third, NULL);
}

JsonObject *
yc_test_token_get_keys (const char *more)
{
  Pair pair = make_pair ();
  g_autofree char *x = encode (pair.public, sizeof pair.public);
  g_autofree char *text = g_strdup_printf (
      "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"a\",\"x\":\"%s\"%s}]}", x,
      more != NULL ? more : "");
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (node));
}
