// Small objects that lists show: a "changed" signal, and strings that live until it comes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-row-private.h"

static gboolean
is_at (GListStore *list, guint position, gpointer object)
{
  g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (list), position);

  return there == object;
}

void
yc_rows_set (GListStore *list, GPtrArray *objects)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint head = 0, tail = 0;

  while (head < MIN (n, objects->len) && is_at (list, head, objects->pdata[head]))
    head++;
  while (tail < MIN (n, objects->len) - head &&
         is_at (list, n - 1 - tail, objects->pdata[objects->len - 1 - tail]))
    tail++;
  if (head + tail < n || head + tail < objects->len)
    g_list_store_splice (list, head, n - head - tail, objects->pdata + head,
                         objects->len - head - tail);
}

gboolean
yc_rows_set_text (char **text, const char *value)
{
  if (g_strcmp0 (*text, value) == 0)
    return FALSE;
  g_free (*text);
  *text = g_strdup (value);
  return TRUE;
}
