// A real S3 server, from npm, as a process: for tests of where central keeps blobs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-s3.h"

G_BEGIN_DECLS

typedef struct _YcTestS3 YcTestS3;

// Starts with an empty folder of its own.
YcTestS3 *yc_test_s3_new (void);
void yc_test_s3_free (YcTestS3 *self);

// The same, but only over TLS, with a certificate that only the place's ca-file knows.
YcTestS3 *yc_test_s3_new_tls (void);

// Ends it at once, as a kill does, and starts it again with what it had: on the same port.
void yc_test_s3_kill (YcTestS3 *self);
void yc_test_s3_start (YcTestS3 *self);

// Makes a bucket. Where it is; good as long as the server.
const YcS3Place *yc_test_s3_add_bucket (YcTestS3 *self);

// The file in which the server keeps an object, whether or not it is there. Owned.
char *yc_test_s3_find_object (YcTestS3 *self, const YcS3Place *place, const char *sha256);
// How many objects a bucket has.
guint yc_test_s3_count (YcTestS3 *self, const YcS3Place *place);

// Removes all of them behind everybody's back.
void yc_test_s3_empty (YcTestS3 *self, const YcS3Place *place);

// What goes wrong next; server.mjs knows the words.
void yc_test_s3_order (YcTestS3 *self, const char *words);
// Waits until a request is held.
void yc_test_s3_wait_until_held (YcTestS3 *self);

// A bucket of a server that all tests of a program share, where YC_TEST_BLOBS is "s3"; otherwise
// NULL: blobs are in the folder.
const YcS3Place *yc_test_s3_pick_place (void);
YcTestS3 *yc_test_s3_get_shared (void);

G_END_DECLS
