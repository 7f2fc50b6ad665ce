// Which pages are asked for next: what is read first, then what is seen, then what comes after it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-queue.h"

// One is decoded while the next waits; of more, somebody who scrolls would wait for pages that are
// long out of view.
enum { MOST_ON_THEIR_WAY = 2 };

struct _YcPageQueue {
  GPtrArray *places;        // owned, nullable
  GHashTable *on_their_way; // owned: set of page ids
  char *expected;           // owned, nullable
  YcTellNeed tell_need;
  YcAskForPage ask;
  gpointer user_data;
};

YcPageQueue *
yc_page_queue_new (YcTellNeed tell_need, YcAskForPage ask, gpointer user_data)
{
  YcPageQueue *self = g_new0 (YcPageQueue, 1);

  self->on_their_way = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tell_need = tell_need;
  self->ask = ask;
  self->user_data = user_data;
  return self;
}

void
yc_page_queue_free (YcPageQueue *self)
{
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_hash_table_unref (self->on_their_way);
  g_free (self->expected);
  g_free (self);
}

void
yc_page_queue_set_places (YcPageQueue *self, GPtrArray *places, gboolean same)
{
  g_clear_pointer (&self->places, g_ptr_array_unref);
  self->places = g_ptr_array_ref (places);
  if (same)
    return;
  g_hash_table_remove_all (self->on_their_way);
  g_clear_pointer (&self->expected, g_free);
}

void
yc_page_queue_expect (YcPageQueue *self, const char *page)
{
  char *copy = g_strdup (page);

  g_free (self->expected);
  self->expected = copy;
  yc_page_queue_look (self);
}

void
yc_page_queue_end (YcPageQueue *self, const char *page)
{
  g_hash_table_remove (self->on_their_way, page);
}

static YcPageNeed
get_need (YcPageQueue *self, guint index, int *ret_width)
{
  const YcPagePlace *place = self->places->pdata[index];
  YcPageNeed need = self->tell_need (self->user_data, index, ret_width);

  if (need > YC_PAGE_EXPECTED && g_strcmp0 (place->id, self->expected) == 0)
    return YC_PAGE_EXPECTED;
  return need;
}

static gboolean
is_missing (YcPageQueue *self, const YcPagePlace *place, int width)
{
  return width > 0 && !place->failed && place->asked != width &&
         !g_hash_table_contains (self->on_their_way, place->id);
}

// The index of the page that is needed most and neither here nor on its way.
static gboolean
find_next (YcPageQueue *self, guint *ret_index, int *ret_width)
{
  YcPageNeed most = YC_PAGE_UNNEEDED;

  for (guint i = 0; i < self->places->len; i++) {
    YcPagePlace *place = self->places->pdata[i];
    int width;
    YcPageNeed need = get_need (self, i, &width);

    if (need == YC_PAGE_UNNEEDED) {
      yc_page_place_drop (place);
    } else if (need < most && is_missing (self, place, width)) {
      most = need;
      *ret_index = i;
      *ret_width = width;
    }
  }
  return most != YC_PAGE_UNNEEDED;
}

void
yc_page_queue_look (YcPageQueue *self)
{
  guint index;
  int width;

  while (self->places != NULL && g_hash_table_size (self->on_their_way) < MOST_ON_THEIR_WAY &&
         find_next (self, &index, &width)) {
    YcPagePlace *place = self->places->pdata[index];

    place->asked = width;
    g_hash_table_add (self->on_their_way, g_strdup (place->id));
    self->ask (self->user_data, place->id, width);
  }
}
