// Public keys as JSON, and what they signed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-jwk.h"
#include "yc-wire.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <string.h>

#define LEAST_RSA_BITS 2048

typedef enum { RSA, EC, OKP } Kind;

typedef struct {
  const char *name;
  gnutls_sign_algorithm_t sign;
  Kind kind;
  const char *curve; // of EC and OKP
  gnutls_ecc_curve_t id;
  gsize half; // bytes of each of the two numbers of an ECDSA signature
} Algorithm;

static const Algorithm algorithms[] = {
    {"RS256", GNUTLS_SIGN_RSA_SHA256, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"RS384", GNUTLS_SIGN_RSA_SHA384, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"RS512", GNUTLS_SIGN_RSA_SHA512, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"PS256", GNUTLS_SIGN_RSA_PSS_RSAE_SHA256, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"PS384", GNUTLS_SIGN_RSA_PSS_RSAE_SHA384, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"PS512", GNUTLS_SIGN_RSA_PSS_RSAE_SHA512, RSA, NULL, GNUTLS_ECC_CURVE_INVALID, 0},
    {"ES256", GNUTLS_SIGN_ECDSA_SHA256, EC, "P-256", GNUTLS_ECC_CURVE_SECP256R1, 32},
    {"ES384", GNUTLS_SIGN_ECDSA_SHA384, EC, "P-384", GNUTLS_ECC_CURVE_SECP384R1, 48},
    {"ES512", GNUTLS_SIGN_ECDSA_SHA512, EC, "P-521", GNUTLS_ECC_CURVE_SECP521R1, 66},
    {"EdDSA", GNUTLS_SIGN_EDDSA_ED25519, OKP, "Ed25519", GNUTLS_ECC_CURVE_ED25519, 0},
};

static const char *const kinds[] = {[RSA] = "RSA", [EC] = "EC", [OKP] = "OKP"};

static const Algorithm *
find_algorithm (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_strcmp0 (algorithms[i].name, name) == 0)
      return &algorithms[i];
  return NULL;
}

GBytes *
yc_jwk_decode (const char *text)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  gsize length = text != NULL ? strlen (text) : 0;
  g_autofree char *padded = NULL;
  guchar *bytes;
  gsize size;

  if (length == 0 || length % 4 == 1 || strspn (text, letters) != length)
    return NULL;
  padded = g_strdup_printf ("%s%.*s", text, (int)((4 - length % 4) % 4), "==");
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &size);
  return g_bytes_new_take (bytes, size);
}

static GBytes *
decode_member (JsonObject *key, const char *name)
{
  return yc_jwk_decode (yc_wire_get_string (key, name));
}

// Borrows the bytes.
static gnutls_datum_t
borrow (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return (gnutls_datum_t){(unsigned char *)data, (unsigned int)size};
}

static gboolean
import_rsa (gnutls_pubkey_t public, JsonObject *key)
{
  g_autoptr (GBytes) modulus = decode_member (key, "n");
  g_autoptr (GBytes) exponent = decode_member (key, "e");
  gnutls_datum_t m, e;
  unsigned int bits = 0;

  if (modulus == NULL || exponent == NULL)
    return FALSE;
  m = borrow (modulus);
  e = borrow (exponent);
  return gnutls_pubkey_import_rsa_raw (public, &m, &e) == 0 &&
         gnutls_pubkey_get_pk_algorithm (public, &bits) >= 0 && bits >= LEAST_RSA_BITS;
}

static gboolean
import_curve (gnutls_pubkey_t public, JsonObject *key, const Algorithm *algorithm)
{
  g_autoptr (GBytes) x_bytes = decode_member (key, "x");
  g_autoptr (GBytes) y_bytes = algorithm->kind == EC ? decode_member (key, "y") : NULL;
  gnutls_datum_t x, y = {NULL, 0};

  if (g_strcmp0 (yc_wire_get_string (key, "crv"), algorithm->curve) != 0 || x_bytes == NULL ||
      (algorithm->kind == EC && y_bytes == NULL))
    return FALSE;
  x = borrow (x_bytes);
  if (y_bytes != NULL)
    y = borrow (y_bytes);
  return gnutls_pubkey_import_ecc_raw (public, algorithm->id, &x, y_bytes != NULL ? &y : NULL) == 0;
}

// GnuTLS wants the two numbers of ECDSA as DER, JSON has them side by side.
static gboolean
verify_halves (gnutls_pubkey_t public,
               const Algorithm *algorithm,
               const gnutls_datum_t *data,
               const gnutls_datum_t *signature)
{
  const gnutls_datum_t r = {signature->data, (unsigned int)algorithm->half};
  const gnutls_datum_t s = {signature->data + algorithm->half, (unsigned int)algorithm->half};
  gnutls_datum_t der = {NULL, 0};
  gboolean is_right;

  if (gnutls_encode_rs_value (&der, &r, &s) != 0)
    return FALSE;
  is_right = gnutls_pubkey_verify_data2 (public, algorithm->sign, 0, data, &der) >= 0;
  gnutls_free (der.data);
  return is_right;
}

static gboolean
verify (gnutls_pubkey_t public,
        JsonObject *key,
        const Algorithm *algorithm,
        GBytes *data,
        GBytes *signature)
{
  const gnutls_datum_t said = borrow (data), signed_by = borrow (signature);

  if (!(algorithm->kind == RSA ? import_rsa (public, key) : import_curve (public, key, algorithm)))
    return FALSE;
  if (algorithm->half == 0)
    return gnutls_pubkey_verify_data2 (public, algorithm->sign, 0, &said, &signed_by) >= 0;
  return signed_by.size == 2 * algorithm->half &&
         verify_halves (public, algorithm, &said, &signed_by);
}

gboolean
yc_jwk_verify (JsonObject *key, const char *name, GBytes *data, GBytes *signature)
{
  const Algorithm *algorithm = find_algorithm (name);
  gnutls_pubkey_t public;
  gboolean is_right;

  if (algorithm == NULL ||
      g_strcmp0 (yc_wire_get_string (key, "kty"), kinds[algorithm->kind]) != 0 ||
      gnutls_pubkey_init (&public) != 0)
    return FALSE;
  is_right = verify (public, key, algorithm, data, signature);
  gnutls_pubkey_deinit (public);
  return is_right;
}
