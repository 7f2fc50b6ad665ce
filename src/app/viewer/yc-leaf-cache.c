// The last few large pages of one file, so that turning back and forth is instant.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-leaf-cache.h"

enum { MOST = 5 }; // about 11 MB each

struct _YcLeafCache {
  GQueue leaves; // of YcLeaf, the last used first
};

YcLeafCache *
yc_leaf_cache_new (void)
{
  return g_new0 (YcLeafCache, 1);
}

void
yc_leaf_cache_clear (YcLeafCache *self)
{
  g_queue_clear_full (&self->leaves, g_object_unref);
}

void
yc_leaf_cache_free (YcLeafCache *self)
{
  yc_leaf_cache_clear (self);
  g_free (self);
}

static GList *
find (YcLeafCache *self, const char *case_id, const char *page_id)
{
  for (GList *link = self->leaves.head; link != NULL; link = link->next)
    if (yc_leaf_is (link->data, case_id, page_id))
      return link;
  return NULL;
}

YcLeaf *
yc_leaf_cache_find (YcLeafCache *self, const char *case_id, const char *page_id)
{
  GList *link = find (self, case_id, page_id);

  if (link == NULL)
    return NULL;
  g_queue_unlink (&self->leaves, link);
  g_queue_push_head_link (&self->leaves, link);
  return link->data;
}

void
yc_leaf_cache_add (YcLeafCache *self, YcLeaf *leaf)
{
  GList *old = find (self, yc_leaf_get_case (leaf), yc_leaf_get_page (leaf));

  if (old != NULL) {
    g_object_unref (old->data);
    g_queue_delete_link (&self->leaves, old);
  }
  g_queue_push_head (&self->leaves, g_object_ref (leaf));
  while (g_queue_get_length (&self->leaves) > MOST)
    g_object_unref (g_queue_pop_tail (&self->leaves));
}
