// The headers of tus 1.0.0 (https://tus.io/protocols/resumable-upload), read and written.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-digest.h"

G_BEGIN_DECLS

#define YC_TUS_VERSION    "1.0.0"
#define YC_TUS_EXTENSIONS "creation,creation-with-upload,checksum,expiration,termination"
#define YC_TUS_PIECE      "application/offset+octet-stream"

// The decoded value of a key of Upload-Metadata, owned; NULL if it is not there or not text. `text`
// is nullable.
char *yc_tus_find_metadata (const char *text, const char *key);

// Reads Upload-Checksum. FALSE if it is not a SHA-256 in base64.
gboolean yc_tus_parse_checksum (const char *text, guint8 ret_sum[YC_DIGEST_BYTES]);

// A count of bytes: digits and nothing else. -1 if it is none; `text` is nullable.
gint64 yc_tus_parse_count (const char *text);

// Milliseconds since 1970 as a date of HTTP (RFC 9110, section 5.6.7), owned.
char *yc_tus_format_date (gint64 ms);

G_END_DECLS
