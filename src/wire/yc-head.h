// The end of central's log, signed: whoever has seen one is a witness of all that came before.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define YC_HEAD_HASH_DIGITS      64
#define YC_HEAD_KEY_DIGITS       64
#define YC_HEAD_SIGNATURE_DIGITS 128
#define YC_HEAD_SECRET_BYTES     64 // of Ed25519 (RFC 8032), as libsodium keeps it

// All in lower-case hexadecimal digits. The signature is over "yichuang head 1", the sequence
// number and the hash, a line each.
typedef struct {
  gint64 seq; // of the last event; 0: there is none
  char hash[YC_HEAD_HASH_DIGITS + 1];
  char key[YC_HEAD_KEY_DIGITS + 1];
  char signature[YC_HEAD_SIGNATURE_DIGITS + 1];
} YcHead;

// Makes a key from random bytes.
void yc_head_make_secret (guint8 secret[YC_HEAD_SECRET_BYTES]);

void yc_head_sign (YcHead *self,
                   gint64 seq,
                   const char *hash,
                   const guint8 secret[YC_HEAD_SECRET_BYTES]);

// Whether the signature is over this end, and by the key that it names.
gboolean yc_head_is_genuine (const YcHead *self);

JsonObject *yc_head_to_json (const YcHead *self);

// FALSE for what is no signed head. Signatures are not looked at.
gboolean yc_head_from_json (JsonObject *object, YcHead *ret_head);

G_END_DECLS
