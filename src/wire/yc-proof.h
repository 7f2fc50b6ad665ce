// The proof of a terminal at sign-in: that it holds the key it says, told for this moment only.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define YC_PROOF_KEY_DIGITS       64
#define YC_PROOF_CHALLENGE_DIGITS 112
#define YC_PROOF_SIGNATURE_DIGITS 128
#define YC_PROOF_SECRET_BYTES     64 // of Ed25519 (RFC 8032), as libsodium keeps it

// All in lower-case hexadecimal digits. The signature is over "yichuang terminal 1", the challenge,
// the terminal and the person, a line each. The challenge is central's and says when it was made,
// so that the clock of the terminal has no part in it.
typedef struct {
  char key[YC_PROOF_KEY_DIGITS + 1];
  char challenge[YC_PROOF_CHALLENGE_DIGITS + 1];
  char signature[YC_PROOF_SIGNATURE_DIGITS + 1];
} YcProof;

// Answers a challenge. FALSE if it is none, or terminal or person have a line feed in them: where
// one ends must be plain.
gboolean yc_proof_make (YcProof *self,
                        const char *challenge,
                        const char *terminal,
                        const char *person,
                        const guint8 secret[YC_PROOF_SECRET_BYTES]);

// Whether the signature is by the key that it names, and of this terminal and person.
gboolean yc_proof_is_genuine (const YcProof *self, const char *terminal, const char *person);

// {"key", "challenge", "signature"}.
JsonObject *yc_proof_to_json (const YcProof *self);

// FALSE for what is no proof. Signatures are not looked at.
gboolean yc_proof_from_json (JsonObject *object, YcProof *ret_proof);

// What people read to each other of a key: six groups of five digits, out of its SHA-256. Owned.
char *yc_proof_print_fingerprint (const char *key);

// The same of the key that belongs to a secret.
char *yc_proof_print_own (const guint8 secret[YC_PROOF_SECRET_BYTES]);

G_END_DECLS
