// What is asked of a bucket, one call each: sent from the main loop, and again a few times while
// the store does not answer. Nothing waits.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-blobs.h"

G_BEGIN_DECLS

// A bucket, and how it has been doing.
typedef struct {
  YcS3 *s3;           // owned
  SoupSession *http;  // owned
  GCancellable *stop; // owned
  YcBlobsFigures figures;
  gint64 looked;   // monotonic: when the store answered, or did not, last
  GError *problem; // owned, nullable: what was wrong then
  guint under_way; // calls
} YcS3Bucket;

// Takes the client; belongs to the thread-default main context of the caller.
void yc_s3_bucket_init (YcS3Bucket *self, YcS3 *s3);
void yc_s3_bucket_clear (YcS3Bucket *self);

// Ends all calls: each fails before this returns.
void yc_s3_bucket_stop (YcS3Bucket *self);

// Filled in by who makes it, before it is sent.
typedef struct {
  YcS3Bucket *bucket; // not owned
  const char *method, *query;
  char *object;         // owned, nullable: the bucket itself
  char *file, *sum;     // owned, nullable: what is put, and its SHA-256
  char *range;          // owned, nullable
  gint64 length;        // of what is got; -1: any
  int fd;               // -1, or of the file that gets it; not owned
  YcBlobsDone done;     // nullable
  YcBlobsOpened opened; // otherwise
  gpointer user_data;
  // Its own:
  guint attempts;       // made
  gint64 left;          // bytes that the file has not got yet
  SoupMessage *message; // owned, nullable: of this attempt
  GInputStream *answer; // owned, nullable
} YcS3Call;

YcS3Call *
yc_s3_call_new (YcS3Bucket *bucket, const char *method, const char *query, const char *object);

// Sends it, at most as often as is left of the attempts; it frees itself after it has called back.
void yc_s3_call_send (YcS3Call *self);

// So many attempts are made of a call.
#define YC_S3_ATTEMPTS 3

G_END_DECLS
