// ID tokens: what is signed, by whom, for whom and when.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-id-token.h"
#include "yc-jwk.h"
#include "yc-test-token.h"

#include <string.h>

#define NOW    1763880000000 // milliseconds
#define ISSUER "https://id.example.org"
#define CLIENT "yichuang"

static const YcIdTokenRules rules = {ISSUER, CLIENT, "sub", NOW};

// ---- Reading tokens -----------------------------------------------------------------------------

static JsonObject *
parse (const char *text)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  g_assert_nonnull (node);
  return json_object_ref (json_node_get_object (node));
}

static char *
claims_with (const char *from, const char *to)
{
  g_autofree char *claims = g_strdup_printf (
      "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"wang\",\"nonce\":\"n\",\"iat\":%d,\"exp\":%d}",
      ISSUER, CLIENT, (int)(NOW / 1000), (int)(NOW / 1000) + 3600);
  g_auto (GStrv) parts = g_strsplit (claims, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2); // what is to be changed is there
  return g_strjoinv (to, parts);
}

#define HEADER "{\"alg\":\"EdDSA\",\"kid\":\"a\"}"

// Reads a token of which one thing is changed.
static YcIdToken *
read_changed (const char *header, const char *from, const char *to, GError **error)
{
  g_autoptr (JsonObject) keys = yc_test_token_get_keys (NULL);
  g_autofree char *claims = claims_with (from, to);
  g_autofree char *token = yc_test_token_new (header, claims);

  return yc_id_token_read (token, keys, &rules, error);
}

static void
assert_refused (const char *from, const char *to, const char *why)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = read_changed (HEADER, from, to, &error);

  g_assert_null (token);
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, why));
}

static void
assert_taken (const char *header, const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = read_changed (header, from, to, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (token->person, ==, "wang");
  g_assert_cmpstr (token->nonce, ==, "n");
  g_assert_cmpint (token->made_at, ==, NOW);
}

// ---- Tests --------------------------------------------------------------------------------------

static void
test_taken (void)
{
  assert_taken (HEADER, "wang", "wang");
  assert_taken ("{\"alg\":\"EdDSA\"}", "wang", "wang"); // of the only key there is
  assert_taken (HEADER, "\"yichuang\"", "[\"yichuang\"]");
  assert_taken (HEADER, "\"yichuang\"", "[\"other\",\"yichuang\"],\"azp\":\"yichuang\"");
}

static void
test_claims (void)
{
  assert_refused ("id.example.org", "id.example.com", "another issuer");
  assert_refused ("\"yichuang\"", "\"other\"", "another program");
  assert_refused ("\"yichuang\"", "[\"yichuang\",\"other\"]", "another program"); // no azp
  assert_refused ("\"yichuang\"", "[\"yichuang\"],\"azp\":\"other\"", "another program");
  assert_refused ("\"yichuang\"", "[1]", "another program");
  assert_refused ("\"aud\"", "\"for\"", "another program");
  assert_refused ("\"wang\"", "\"\"", "who it is about");
  assert_refused ("\"wang\"", "7", "who it is about");
}

static void
assert_time (int made, int ends, const char *why)
{
  g_autoptr (JsonObject) keys = yc_test_token_get_keys (NULL);
  g_autofree char *claims =
      g_strdup_printf ("{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"wang\",\"iat\":%d,\"exp\":%d}",
                       ISSUER, CLIENT, (int)(NOW / 1000) + made, (int)(NOW / 1000) + ends);
  g_autofree char *text = yc_test_token_new (HEADER, claims);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_id_token_read (text, keys, &rules, &error);

  if (why == NULL) {
    g_assert_no_error (error);
    g_assert_null (token->nonce);
    return;
  }
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  g_assert_nonnull (strstr (error->message, why));
}

static void
test_time (void)
{
  assert_time (0, 60, NULL);
  assert_time (-590, 60, NULL);
  assert_time (-610, 60, "run out"); // whatever it says itself: it was not made for now
  assert_time (-590, -30, NULL);     // clocks differ
  assert_time (-590, -61, "run out");
  assert_time (50, 3600, NULL);
  assert_time (70, 3600, "in the future");
}

static void
test_signature (void)
{
  g_autoptr (JsonObject) keys = yc_test_token_get_keys (NULL);
  g_autofree char *claims = claims_with ("wang", "wang");
  g_autofree char *token = yc_test_token_new (HEADER, claims);
  gsize length = strlen (token);

  for (gsize i = 0; i < length; i++) { // whatever is changed in it
    g_autofree char *changed = g_strdup (token);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcIdToken) read = NULL;

    changed[i] = changed[i] == 'A' ? 'Q' : 'A';
    if (i == length - 1) // two bits of the last letter say nothing
      changed[i] = token[i] == 'w' ? 'A' : 'w';
    read = yc_id_token_read (changed, keys, &rules, &error);
    g_assert_null (read);
    g_assert_true (g_error_matches (error, YC_ERROR, YC_ERROR_SIGN_IN) ||
                   g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND)); // another kid
  }
}

static void
assert_key (const char *header, const char *more, int code)
{
  g_autoptr (JsonObject) keys = yc_test_token_get_keys (more);
  g_autofree char *claims = claims_with ("wang", "wang");
  g_autofree char *text = yc_test_token_new (header, claims);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_id_token_read (text, keys, &rules, &error);

  g_assert_null (token);
  g_assert_error (error, YC_ERROR, code);
}

static void
test_keys (void)
{
  assert_key ("{\"alg\":\"EdDSA\",\"kid\":\"b\"}", NULL, YC_ERROR_NOT_FOUND);
  assert_key (HEADER, ",\"use\":\"enc\"", YC_ERROR_NOT_FOUND);
  assert_key (HEADER, ",\"alg\":\"ES256\"", YC_ERROR_NOT_FOUND);
  assert_key ("{\"alg\":\"none\",\"kid\":\"a\"}", NULL, YC_ERROR_SIGN_IN);
  assert_key ("{\"alg\":\"HS256\",\"kid\":\"a\"}", NULL, YC_ERROR_SIGN_IN);
  assert_key ("{\"alg\":\"ES256\",\"kid\":\"a\"}", NULL, YC_ERROR_SIGN_IN);
  assert_key ("{\"kid\":\"a\"}", NULL, YC_ERROR_SIGN_IN);
  assert_key ("{\"alg\":\"EdDSA\",\"kid\":\"a\",\"crit\":[\"b64\"]}", NULL, YC_ERROR_SIGN_IN);
}

static void
test_rubbish (void)
{
  g_autoptr (JsonObject) keys = yc_test_token_get_keys (NULL);
  g_autofree char *longest = g_strnfill (YC_ID_TOKEN_LONGEST + 1, '.');
  const char *texts[] = {"",        ".",          "..",    "...",  "a.b.c", "e30.e30.e30",
                         "e30.e30", "W10.W10.AA", "=.=.=", longest};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_id_token_read (texts[i], keys, &rules, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  }
}

// The examples of RFC 7515 (A.2, A.3) and RFC 8037 (A.4).
typedef struct {
  const char *algorithm, *key, *input, *signature;
} Vector;

static const Vector vectors[] = {
    {"RS256",
     "{\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-"
     "Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_"
     "7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb"
     "3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FR"
     "WyuXpoQ\",\"e\":\"AQAB\"}",
     "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
     "NvbS9pc19yb290Ijp0cnVlfQ",
     "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2F"
     "p5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQB"
     "MHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeY"
     "I2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw"},
    {"ES256",
     "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
     "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}",
     "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLm"
     "NvbS9pc19yb290Ijp0cnVlfQ",
     "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"},
    {"EdDSA",
     "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}",
     "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc",
     "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg"},
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++) {
    const Vector *vector = &vectors[i];
    g_autoptr (JsonObject) key = parse (vector->key);
    g_autoptr (GBytes) input = g_bytes_new_static (vector->input, strlen (vector->input));
    g_autoptr (GBytes) less = g_bytes_new_static (vector->input, strlen (vector->input) - 1);
    g_autoptr (GBytes) signature = yc_jwk_decode (vector->signature);

    g_assert_true (yc_jwk_verify (key, vector->algorithm, input, signature));
    g_assert_false (yc_jwk_verify (key, vector->algorithm, less, signature));
    for (guint j = 0; j < G_N_ELEMENTS (vectors); j++)
      g_assert_true (i == j || !yc_jwk_verify (key, vectors[j].algorithm, input, signature));
  }
}

// A short RSA key proves nothing.
static void
test_short_key (void)
{
  g_autofree char *modulus = g_strnfill (171, 'v');
  g_autofree char *text =
      g_strdup_printf ("{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"AQAB\"}", modulus);
  g_autoptr (JsonObject) key = parse (text);
  g_autoptr (GBytes) input = g_bytes_new_static ("a", 1);
  g_autoptr (GBytes) signature = yc_jwk_decode (modulus);

  g_assert_false (yc_jwk_verify (key, "RS256", input, signature));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/id-token/says who it is", test_taken);
  g_test_add_func ("/central/id-token/of another issuer or for another program", test_claims);
  g_test_add_func ("/central/id-token/too old, or of the future", test_time);
  g_test_add_func ("/central/id-token/any letter of it changed", test_signature);
  g_test_add_func ("/central/id-token/signed by no key that may", test_keys);
  g_test_add_func ("/central/id-token/rubbish", test_rubbish);
  g_test_add_func ("/central/id-token/the examples of the standards", test_vectors);
  g_test_add_func ("/central/id-token/a short key", test_short_key);
  return g_test_run ();
}
