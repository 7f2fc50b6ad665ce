// What a terminal proves at sign-in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-head.h"
#include "yc-proof.h"

#define CHALLENGE                                                                                  \
  "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"                               \
  "00112233445566778899aabbccddeeff0011223344556677"

static YcProof
prove (void)
{
  guint8 secret[YC_PROOF_SECRET_BYTES];
  YcProof proof;

  yc_head_make_secret (secret);
  g_assert_true (yc_proof_make (&proof, CHALLENGE, "desk 3", "王丽", secret));
  return proof;
}

static void
spoil (char *digits)
{
  digits[5] = digits[5] == '0' ? '1' : '0';
}

static void
test_genuine (void)
{
  const YcProof proof = prove (), other = prove ();
  YcProof spoiled = proof;

  g_assert_true (yc_proof_is_genuine (&proof, "desk 3", "王丽"));
  g_assert_false (yc_proof_is_genuine (&proof, "desk 4", "王丽"));
  g_assert_false (yc_proof_is_genuine (&proof, "desk 3", "李强"));
  g_assert_false (yc_proof_is_genuine (&proof, "desk 3\n王丽", ""));
  spoil (spoiled.challenge);
  g_assert_false (yc_proof_is_genuine (&spoiled, "desk 3", "王丽"));
  spoiled = proof;
  spoil (spoiled.signature);
  g_assert_false (yc_proof_is_genuine (&spoiled, "desk 3", "王丽"));
  spoiled = proof;
  g_strlcpy (spoiled.key, other.key, sizeof spoiled.key);
  g_assert_false (yc_proof_is_genuine (&spoiled, "desk 3", "王丽"));
}

// Only where it is plain what is signed.
static void
test_unclear (void)
{
  guint8 secret[YC_PROOF_SECRET_BYTES];
  YcProof proof;

  yc_head_make_secret (secret);
  g_assert_false (yc_proof_make (&proof, CHALLENGE, "desk\n3", "wang", secret));
  g_assert_false (yc_proof_make (&proof, CHALLENGE, "desk", "3\nwang", secret));
  g_assert_false (yc_proof_make (&proof, "short", "desk", "wang", secret));
}

static void
test_json (void)
{
  static const char *const members[] = {"key", "challenge", "signature"};
  const YcProof proof = prove ();
  g_autoptr (JsonObject) object = yc_proof_to_json (&proof);
  YcProof back;

  g_assert_true (yc_proof_from_json (object, &back));
  g_assert_true (yc_proof_is_genuine (&back, "desk 3", "王丽"));
  g_assert_false (yc_proof_from_json (NULL, &back));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autoptr (JsonObject) less = yc_proof_to_json (&proof);

    json_object_set_string_member (less, members[i], "short");
    g_assert_false (yc_proof_from_json (less, &back));
    json_object_remove_member (less, members[i]);
    g_assert_false (yc_proof_from_json (less, &back));
  }
}

// The digits were worked out with another program.
static void
test_fingerprint (void)
{
  const YcProof one = prove (), other = prove ();
  g_autofree char *known = yc_proof_print_fingerprint (
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"); // RFC 8032, 7.1
  g_autofree char *first = yc_proof_print_fingerprint (one.key);
  g_autofree char *second = yc_proof_print_fingerprint (other.key);

  g_assert_cmpstr (known, ==, "15838 42098 13114 09120 85303 86912");
  g_assert_cmpstr (first, !=, second);
}

// A workstation shows the same of its secret half.
static void
test_own (void)
{
  guint8 secret[YC_PROOF_SECRET_BYTES];
  YcProof proof;
  g_autofree char *own = NULL, *told = NULL;

  yc_head_make_secret (secret);
  g_assert_true (yc_proof_make (&proof, CHALLENGE, "t", "p", secret));
  own = yc_proof_print_own (secret);
  told = yc_proof_print_fingerprint (proof.key);
  g_assert_cmpstr (own, ==, told);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/proof/a proof is of one key, challenge, terminal and person",
                   test_genuine);
  g_test_add_func ("/wire/proof/what could be read in two ways is not signed", test_unclear);
  g_test_add_func ("/wire/proof/a proof reads back, and nothing else is one", test_json);
  g_test_add_func ("/wire/proof/a key has a fingerprint that can be read aloud", test_fingerprint);
  g_test_add_func ("/wire/proof/a terminal and central print the same fingerprint", test_own);
  return g_test_run ();
}
