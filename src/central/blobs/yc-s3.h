// A bucket of an S3 store: where it is, who we are there, and requests to it that carry our
// signature. Sends nothing by itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

// As the keeper says it.
typedef struct {
  const char *endpoint; // "https://s3.example.org"; http only for this machine
  const char *bucket;
  const char *region; // nullable: "us-east-1"
  const char *key_id;
  const char *secret_file; // of the secret key; nobody else may read it
  const char *ca_file;     // nullable: the system's authorities
  gboolean in_host;        // the bucket's name is part of the host, not of the path
} YcS3Place;

typedef struct _YcS3 YcS3;

// Reads the secret and the authorities. Fails with a sentence that names the key of the
// configuration to look at.
YcS3 *yc_s3_new (const YcS3Place *place, GError **error);
void yc_s3_free (YcS3 *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcS3, yc_s3_free)

const char *yc_s3_get_bucket (YcS3 *self);

// Belongs to the thread-default main context of the caller. Owned.
SoupSession *yc_s3_make_session (YcS3 *self);

// Of all bodies: an object is what its name says.
#define YC_S3_CONTENT_TYPE "application/octet-stream"

// A request about an object or, where `object` is NULL, the bucket; signed as of now. `query` is
// sorted, or ""; `range` ("bytes=0-9") is nullable; `payload` is the SHA-256 of the body in hex,
// NULL: there is none.
SoupMessage *yc_s3_ask (YcS3 *self,
                        const char *method,
                        const char *object,
                        const char *query,
                        const char *range,
                        const char *payload);

G_END_DECLS
