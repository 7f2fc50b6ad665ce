// How many requests somebody may make: a bucket that fills steadily, for each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-rate.h"

#include <math.h>

#define MOST 20000 // buckets; full ones are forgotten when there are more

typedef struct {
  double left;
  gint64 at; // when that was so
} Bucket;

struct _YcRate {
  double per_second;
  double burst;
  GHashTable *buckets; // name -> Bucket
};

YcRate *
yc_rate_new (guint per_second, guint burst)
{
  YcRate *self = g_new0 (YcRate, 1);

  self->per_second = per_second;
  self->burst = MAX (burst, 1);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
yc_rate_free (YcRate *self)
{
  g_hash_table_unref (self->buckets);
  g_free (self);
}

static void
fill (YcRate *self, Bucket *bucket, gint64 now)
{
  double seconds = (double)MAX (now - bucket->at, 0) / G_USEC_PER_SEC;

  bucket->left = MIN (self->burst, bucket->left + seconds * self->per_second);
  bucket->at = now;
}

static void
forget_full (YcRate *self, gint64 now)
{
  GHashTableIter iter;
  gpointer bucket;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &bucket)) {
    fill (self, bucket, now);
    if (((Bucket *)bucket)->left >= self->burst)
      g_hash_table_iter_remove (&iter);
  }
}

static Bucket *
ensure (YcRate *self, const char *who, gint64 now)
{
  Bucket *bucket = g_hash_table_lookup (self->buckets, who);

  if (bucket != NULL)
    return bucket;
  if (g_hash_table_size (self->buckets) >= MOST)
    forget_full (self, now);
  bucket = g_new0 (Bucket, 1);
  bucket->left = self->burst;
  bucket->at = now;
  g_hash_table_insert (self->buckets, g_strdup (who), bucket);
  return bucket;
}

guint
yc_rate_take (YcRate *self, const char *who, gint64 now)
{
  Bucket *bucket;

  if (self->per_second <= 0)
    return 0;
  bucket = ensure (self, who, now);
  fill (self, bucket, now);
  if (bucket->left < 1)
    return (guint)ceil ((1 - bucket->left) / self->per_second);
  bucket->left -= 1;
  return 0;
}
