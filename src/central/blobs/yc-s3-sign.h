// The signature of a request to an S3 store: AWS Signature Version 4, as Amazon's documentation of
// the S3 API describes it ("Authenticating Requests: Using the Authorization Header").
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *id, *secret;
  const char *region;
  const char *service; // "s3"
} YcS3Key;

typedef struct {
  const char *name; // in lower case
  const char *value;
} YcS3Header;

// All of it as it is sent.
typedef struct {
  const char *method;
  const char *path;          // in percent-encoding
  const char *query;         // likewise, sorted by name; "" for none
  const YcS3Header *headers; // sorted by name; ends with a row of NULL
  const char *payload;       // SHA-256 of the body in hex
  const char *time;          // "20150830T123600Z", as the header x-amz-date says it
} YcS3Request;

// The value of the header "Authorization", owned. All headers of the request are signed.
char *yc_s3_sign (const YcS3Key *key, const YcS3Request *request);

G_END_DECLS
