// Numbers that are spent on nothing: the event that had them was dismissed or taken back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-store-private.h"
#include "yc-wire.h"

static void
free_all (GPtrArray **lists, guint n)
{
  for (guint i = 0; i < n; i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
}

// The number of the event with this id; NULL if it has none, or if another event of its case, such
// as a reprint, names it as well.
static char *
find_own_number (GPtrArray **lists, guint n, const char *event_id)
{
  const char *number = NULL;
  guint named = 0;

  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < lists[i]->len; k++)
      if (g_str_equal (((YcEvent *)lists[i]->pdata[k])->id, event_id))
        number = yc_wire_event_get_number (lists[i]->pdata[k]);
  for (guint i = 0; i < n && number != NULL; i++)
    for (guint k = 0; k < lists[i]->len; k++)
      named += g_strcmp0 (yc_wire_event_get_number (lists[i]->pdata[k]), number) == 0;
  return named == 1 ? g_strdup (number) : NULL;
}

// Of numbers that came from elsewhere, no range here knows anything.
static gboolean
insert (YcStore *store, const char *number, const char *event_id, GError **error)
{
  return yc_db_execute (
      store->db, error,
      "INSERT OR IGNORE INTO number_void (request, number, reason)"
      " SELECT request, n, (SELECT coalesce (trouble_code, 'undone') FROM event WHERE id = ?2)"
      " FROM (SELECT request, first, next,"
      "   CAST (substr (?1, length (prefix) + 1, digits) AS INTEGER) AS n FROM number_range"
      "   WHERE length (?1) = length (prefix) + digits + length (suffix)"
      "   AND substr (?1, 1, length (prefix)) = prefix"
      "   AND substr (?1, length (prefix) + digits + 1) = suffix)"
      " WHERE n >= first AND n < next",
      "tt", number, event_id);
}

gboolean
yc_void_table_take (YcStore *store, const char *case_id, const char *event_id, GError **error)
{
  static const YcEventState states[] = {YC_EVENT_PENDING, YC_EVENT_CONFIRMED, YC_EVENT_TROUBLED};
  GPtrArray *lists[G_N_ELEMENTS (states)] = {NULL};
  g_autofree char *number = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    lists[i] = yc_event_table_list (store, case_id, states[i], error);
    if (lists[i] == NULL) {
      free_all (lists, i);
      return FALSE;
    }
  }
  number = find_own_number (lists, G_N_ELEMENTS (lists), event_id);
  free_all (lists, G_N_ELEMENTS (lists));
  return number == NULL || insert (store, number, event_id, error);
}

void
yc_void_free (YcVoid *self)
{
  g_free (self->request);
  g_free (self->reason);
  g_free (self);
}

GPtrArray *
yc_store_list_voids (YcStore *store, guint limit, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (store->db,
                     "SELECT request, number, reason FROM number_void WHERE confirmed = 0"
                     " ORDER BY request, number LIMIT ?1",
                     error);
  g_autoptr (GPtrArray) voids = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_void_free);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "i", (gint64)limit);
  while (yc_statement_step (row, &problem)) {
    YcVoid *self = g_new0 (YcVoid, 1);

    self->request = g_strdup (yc_statement_get_text (row, 0));
    self->number = yc_statement_get_int (row, 1);
    self->reason = g_strdup (yc_statement_get_text (row, 2));
    g_ptr_array_add (voids, self);
  }
  if (problem == NULL)
    return g_steal_pointer (&voids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
yc_store_confirm_void (YcStore *store, const YcVoid *self, GError **error)
{
  return yc_db_execute (store->db, error,
                        "UPDATE number_void SET confirmed = 1 WHERE request = ?1 AND number = ?2",
                        "ti", self->request, self->number);
}
