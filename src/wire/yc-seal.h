// The seal of a terminal on what somebody else carries: an event that waits, or a whole packet.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-event.h"
#include "yc-proof.h"

G_BEGIN_DECLS

// In lower-case hexadecimal digits. The signature is over "yichuang seal 1" and the SHA-256 of what
// is sealed, a line each.
typedef struct {
  char key[YC_PROOF_KEY_DIGITS + 1];
  char signature[YC_PROOF_SIGNATURE_DIGITS + 1];
} YcSeal;

void yc_seal_text (YcSeal *self, const char *text, const guint8 secret[YC_PROOF_SECRET_BYTES]);
gboolean yc_seal_is_on_text (const YcSeal *self, const char *text);

// Of an event: its JSON with the version 0, since an event moves behind others until it is stored.
void yc_seal_event (YcSeal *self, const YcEvent *event, const guint8 secret[YC_PROOF_SECRET_BYTES]);
gboolean yc_seal_is_on_event (const YcSeal *self, const YcEvent *event);

// {"key", "signature"}.
JsonObject *yc_seal_to_json (const YcSeal *self);

// FALSE for what is no seal. `object` is nullable; signatures are not looked at.
gboolean yc_seal_from_json (JsonObject *object, YcSeal *ret_seal);

G_END_DECLS
