// A case shares what it did not change with the one before it; these make a copy to change.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-own.h"

GHashTable *
yc_own_table (GHashTable **table, GDestroyNotify free_key)
{
  GHashTable *copy = g_hash_table_new_full (g_str_hash, g_str_equal, free_key, NULL);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, *table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy, free_key != NULL ? g_strdup (key) : key, value);
  g_hash_table_unref (*table);
  return *table = copy;
}

static gpointer
ref_page (gconstpointer page, gpointer user_data)
{
  return g_atomic_rc_box_acquire ((gpointer)page);
}

GPtrArray *
yc_own_pages (YcCase *next)
{
  GPtrArray *copy = g_ptr_array_copy (next->pages, ref_page, NULL);

  g_ptr_array_unref (next->pages);
  g_ptr_array_set_free_func (copy, (GDestroyNotify)g_atomic_rc_box_release);
  return next->pages = copy;
}

GArray *
yc_own_array (GArray **array)
{
  GArray *copy = g_array_copy (*array);

  g_array_unref (*array);
  return *array = copy;
}

int
yc_own_days (const YcEvent *event, const char *member)
{
  return (int)CLAMP (yc_event_get_int (event, member), 0, 3650);
}
