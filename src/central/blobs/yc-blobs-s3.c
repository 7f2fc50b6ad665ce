// Blobs as objects in a bucket of an S3 store.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs-private.h"
#include "yc-s3-call.h"

#define FRESH_US (2 * G_USEC_PER_SEC) // so long a look at the store is good for

typedef struct {
  YcBlobs parent;
  YcS3Bucket bucket;
} Store;

static YcS3Bucket *
bucket_of (YcBlobs *blobs)
{
  return &((Store *)blobs)->bucket;
}

// Objects have the names that files have in a folder, so that tools which copy know where they go.
static char *
name_object (const char *sha256)
{
  return g_strdup_printf ("%.2s/%s", sha256, sha256);
}

static void
add_piece (YcBlobs *blobs,
           const char *piece,
           const char *path,
           const char *sha256,
           YcBlobsDone done,
           gpointer user_data)
{
  YcS3Call *call = yc_s3_call_new (bucket_of (blobs), "PUT", "", piece);

  call->file = g_strdup (path);
  call->sum = g_strdup (sha256);
  call->done = done;
  call->user_data = user_data;
  yc_s3_call_send (call);
}

static void
add (YcBlobs *blobs, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data)
{
  g_autofree char *object = name_object (sha256);

  add_piece (blobs, object, path, sha256, done, user_data);
}

static void
open_blob (YcBlobs *blobs,
           const char *sha256,
           gint64 start,
           gint64 length,
           YcBlobsOpened opened,
           gpointer user_data)
{
  g_autofree char *object = name_object (sha256);
  YcS3Call *call = yc_s3_call_new (bucket_of (blobs), "GET", "", object);

  if (length >= 0)
    call->range =
        g_strdup_printf ("bytes=%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, start, start + length - 1);
  call->length = length;
  call->opened = opened;
  call->user_data = user_data;
  yc_s3_call_send (call);
}

static void
fetch_piece (
    YcBlobs *blobs, const char *piece, gint64 length, int fd, YcBlobsDone done, gpointer user_data)
{
  YcS3Call *call = yc_s3_call_new (bucket_of (blobs), "GET", "", piece);

  call->length = length;
  call->fd = fd;
  call->done = done;
  call->user_data = user_data;
  yc_s3_call_send (call);
}

static void
removed_cb (gpointer user_data, const GError *error)
{
}

static void
remove_piece (YcBlobs *blobs, const char *piece)
{
  YcS3Call *call = yc_s3_call_new (bucket_of (blobs), "DELETE", "", piece);

  call->done = removed_cb;
  yc_s3_call_send (call);
}

static void
look (YcBlobs *blobs, YcBlobsDone done, gpointer user_data)
{
  YcS3Bucket *bucket = bucket_of (blobs);
  YcS3Call *call;

  if (bucket->looked != 0 && g_get_monotonic_time () - bucket->looked < FRESH_US) {
    done (user_data, bucket->problem);
    return;
  }
  call = yc_s3_call_new (bucket, "GET", "list-type=2&max-keys=1", NULL);
  call->attempts = YC_S3_ATTEMPTS - 1;
  call->done = done;
  call->user_data = user_data;
  yc_s3_call_send (call);
}

static const YcBlobsFigures *
get_figures (YcBlobs *blobs)
{
  return &bucket_of (blobs)->figures;
}

static void
stop (YcBlobs *blobs)
{
  yc_s3_bucket_stop (bucket_of (blobs));
}

static void
free_store (YcBlobs *blobs)
{
  yc_s3_bucket_clear (bucket_of (blobs));
  g_free (blobs);
}

YcBlobs *
yc_blobs_new_s3 (const YcS3Place *place, GError **error)
{
  static const YcBlobsClass class = {.free = free_store,
                                     .add = add,
                                     .open = open_blob,
                                     .look = look,
                                     .get_figures = get_figures,
                                     .stop = stop,
                                     .add_piece = add_piece,
                                     .fetch_piece = fetch_piece,
                                     .remove_piece = remove_piece};
  YcS3 *s3 = yc_s3_new (place, error);
  Store *self;

  if (s3 == NULL)
    return NULL;
  self = g_new0 (Store, 1);
  self->parent.class = &class;
  yc_s3_bucket_init (&self->bucket, s3);
  return &self->parent;
}
