// Challenges that a terminal answers to prove its key.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-challenge.h"
#include "yc-proof.h"

#include <sodium.h>
#include <string.h>

#define NONCE     16
#define AHEAD_MS  30000 // by so much the clocks of a city's servers may differ
#define SEPARATOR "yichuang challenge 1"

typedef struct {
  guint8 nonce[NONCE];
  guint8 time[sizeof (guint64)]; // milliseconds, the highest byte first
  guint8 tag[crypto_auth_BYTES];
} Challenge;

#define SIGNED G_STRUCT_OFFSET (Challenge, tag)

G_STATIC_ASSERT (sizeof (Challenge) * 2 == YC_PROOF_CHALLENGE_DIGITS);

// The secret signs the log as well: what is made of it here is of use for nothing else.
static void
make_tag (const Challenge *self,
          const guint8 secret[YC_CHALLENGE_SECRET],
          guint8 tag[crypto_auth_BYTES])
{
  guint8 key[crypto_auth_KEYBYTES];

  G_STATIC_ASSERT (YC_CHALLENGE_SECRET <= crypto_generichash_KEYBYTES_MAX);
  crypto_generichash (key, sizeof key, (const guint8 *)SEPARATOR, strlen (SEPARATOR), secret,
                      YC_CHALLENGE_SECRET);
  crypto_auth (tag, (const guint8 *)self, SIGNED, key);
  sodium_memzero (key, sizeof key);
}

char *
yc_challenge_new (const guint8 secret[YC_CHALLENGE_SECRET], gint64 now)
{
  char digits[YC_PROOF_CHALLENGE_DIGITS + 1];
  guint64 time = GUINT64_TO_BE ((guint64)now);
  Challenge self;

  randombytes_buf (self.nonce, sizeof self.nonce);
  memcpy (self.time, &time, sizeof self.time);
  make_tag (&self, secret, self.tag);
  sodium_bin2hex (digits, sizeof digits, (const guint8 *)&self, sizeof self);
  return g_strdup (digits);
}

gboolean
yc_challenge_is_good (const char *challenge,
                      const guint8 secret[YC_CHALLENGE_SECRET],
                      gint64 now,
                      gint64 longest)
{
  guint8 tag[crypto_auth_BYTES];
  guint64 time;
  gint64 age;
  gsize n = 0;
  Challenge self;

  if (sodium_hex2bin ((guint8 *)&self, sizeof self, challenge, strlen (challenge), NULL, &n,
                      NULL) != 0 ||
      n != sizeof self)
    return FALSE;
  make_tag (&self, secret, tag);
  if (sodium_memcmp (tag, self.tag, sizeof tag) != 0)
    return FALSE;
  memcpy (&time, self.time, sizeof time);
  age = now - (gint64)GUINT64_FROM_BE (time);
  return age >= -AHEAD_MS && age <= longest;
}
