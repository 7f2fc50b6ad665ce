// Feeds ID tokens: "HEADER\nCLAIMS" is signed with a key of ours, "!TOKEN\nKEYS" is taken as it is.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-id-token.h"
#include "yc-wire.h"

#include <sodium.h>
#include <string.h>

static const YcIdTokenRules rules = {"https://id.example.org", "yichuang", "sub",
                                     G_GINT64_CONSTANT (1763880000000)};

static guint8 secret[crypto_sign_SECRETKEYBYTES], public[crypto_sign_PUBLICKEYBYTES];

static char *
encode (const void *data, gsize size)
{
  gsize room = sodium_base64_encoded_len (size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (room);

  return sodium_bin2base64 (text, room, data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static char *
sign (const char *header, const char *claims)
{
  g_autofree char *first = encode (header, strlen (header));
  g_autofree char *second = encode (claims, strlen (claims));
  g_autofree char *input = g_strconcat (first, ".", second, NULL);
  g_autofree char *third = NULL;
  guint8 signature[crypto_sign_BYTES];

  crypto_sign_detached (signature, NULL, (const guint8 *)input, strlen (input), secret);
  third = encode (signature, sizeof signature);
  return g_strconcat (input, ".", third, NULL);
}

static char *
print_keys (void)
{
  g_autofree char *x = encode (public, sizeof public);

  return g_strdup_printf ("{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"%s\"}]}", x);
}

// What is taken says who it is, and one thing changed in it is not taken any more.
static void
check (const char *text, JsonObject *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_id_token_read (text, keys, &rules, &error);
  g_autofree char *changed = g_strdup (text);

  g_assert_true ((token != NULL) == (error == NULL));
  if (token == NULL)
    return;
  g_assert_true (token->person != NULL && *token->person != '\0');
  *changed = *changed == 'e' ? 'f' : 'e';
  g_assert_null (yc_id_token_read (changed, keys, &rules, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const guint8 seed[crypto_sign_SEEDBYTES] = {7};
  g_autofree char *input = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (input, "\n", 2);
  gboolean is_raw = *input == '!';
  g_autofree char *token = NULL, *keys = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (g_strv_length (lines) < 2 || sodium_init () < 0)
    return 0;
  crypto_sign_seed_keypair (public, secret, seed);
  token = is_raw ? g_strdup (lines[0] + 1) : sign (lines[0], lines[1]);
  keys = is_raw ? g_strdup (lines[1]) : print_keys ();
  node = yc_wire_parse_object (keys, -1, NULL);
  if (node != NULL)
    check (token, json_node_get_object (node));
  return 0;
}
