// SHA-256 of bytes that come in pieces, as fast as the processor can.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YC_DIGEST_BYTES 32

typedef struct _YcDigest YcDigest;

YcDigest *yc_digest_new (void);
// As it stands now: both go on by themselves.
YcDigest *yc_digest_copy (YcDigest *self);
void yc_digest_free (YcDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcDigest, yc_digest_free)

void yc_digest_add (YcDigest *self, gconstpointer data, gsize size);

// Of all that was added so far; more may be added afterwards.
void yc_digest_peek (YcDigest *self, guint8 ret_sum[YC_DIGEST_BYTES]);

// The same as 64 lower-case hex digits, owned.
char *yc_digest_to_hex (YcDigest *self);

G_END_DECLS
