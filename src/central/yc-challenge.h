// Challenges that a terminal answers to prove its key. Central keeps none of them until it is
// answered, so that strangers who ask for many fill nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YC_CHALLENGE_MS     120000 // for so long an answer is taken
#define YC_CHALLENGE_SECRET 64     // bytes

// A new one: random bytes, the time, and what shows that this city's central made it. `secret` is
// what all of its servers have in common. Owned; of YC_PROOF_CHALLENGE_DIGITS.
char *yc_challenge_new (const guint8 secret[YC_CHALLENGE_SECRET], gint64 now);

// Whether it was made so, not more than `longest` milliseconds ago by central's clocks.
gboolean yc_challenge_is_good (const char *challenge,
                               const guint8 secret[YC_CHALLENGE_SECRET],
                               gint64 now,
                               gint64 longest);

G_END_DECLS
