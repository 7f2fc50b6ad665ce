// What central has confirmed comes in, and our own unconfirmed events move behind it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-store-private.h"

// Applies the pending events behind what is confirmed. Each gets the number it has then.
static gboolean
fold_pending (YcStore *store, const char *case_id, YcCase **inout_case, GError **error)
{
  g_autoptr (GPtrArray) pending = yc_event_table_list (store, case_id, YC_EVENT_PENDING, error);

  for (guint i = 0; pending != NULL && i < pending->len; i++) {
    const YcEvent *event = pending->pdata[i];
    guint version = *inout_case != NULL ? (*inout_case)->version + 1 : 1;
    g_autoptr (YcEvent) moved = yc_event_renumber (event, version);
    g_autoptr (GError) why = NULL;
    YcCase *after = yc_case_apply (*inout_case, moved, NULL, &why);

    if (after == NULL) {
      if (!yc_event_table_set_trouble (store, event->id, why, error))
        return FALSE;
      continue;
    }
    g_clear_pointer (inout_case, yc_case_unref);
    *inout_case = after;
    if (event->version != version && !yc_event_table_set_version (store, event->id, version, error))
      return FALSE;
  }
  return pending != NULL;
}

gboolean
yc_store_refold (YcStore *store, const char *case_id, YcCase **ret_case, GError **error)
{
  g_autoptr (GPtrArray) confirmed = yc_event_table_list (store, case_id, YC_EVENT_CONFIRMED, error);
  g_autoptr (YcCase) self = NULL;
  gboolean saved;

  if (confirmed == NULL)
    return FALSE;
  if (confirmed->len > 0) {
    self = yc_case_fold (NULL, confirmed, error);
    if (self == NULL)
      return FALSE;
  }
  if (!fold_pending (store, case_id, &self, error))
    return FALSE;
  saved = self != NULL ? yc_case_table_save (store, self, self->latest->at, error)
                       : yc_case_table_remove (store, case_id, error);
  if (saved && ret_case != NULL)
    *ret_case = g_steal_pointer (&self);
  return saved;
}

static gint64
last_confirmed (YcStore *store, const char *case_id, GError **error)
{
  return yc_db_fetch_int (store->db, 0, error,
                          "SELECT max(version) FROM event WHERE case_id = ? AND state = 1", "t",
                          case_id);
}

// One event that central has confirmed. `*ret_news`: it was not ours.
static gboolean
take_in (YcStore *store, const YcEvent *event, gboolean *ret_news, GError **error)
{
  int state;

  if (!yc_event_table_find_state (store, event->id, &state, error))
    return FALSE;
  if (state == YC_EVENT_CONFIRMED)
    return yc_event_table_unmask (store, event, error);
  if (state >= 0)
    return yc_event_table_confirm (store, event->id, event->version, error);
  *ret_news = TRUE;
  return yc_event_table_insert (store, event, YC_EVENT_CONFIRMED, 0, error);
}

static gboolean
merge_in_transaction (YcStore *store,
                      GPtrArray *events,
                      YcMerge *ret_merge,
                      guint *ret_next,
                      gboolean *ret_changed,
                      GError **error)
{
  const YcEvent *first = events->pdata[0];
  gint64 last = last_confirmed (store, first->case_id, error);

  if (last < 0)
    return FALSE;
  *ret_next = (guint)last + 1;
  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    if (event->version > *ret_next) {
      *ret_merge = YC_MERGE_GAP;
      break;
    }
    if (!take_in (store, event, ret_changed, error))
      return FALSE;
    *ret_next = MAX (*ret_next, event->version + 1);
  }
  return yc_store_refold (store, first->case_id, NULL, error);
}

gboolean
yc_store_merge (YcStore *store,
                GPtrArray *events,
                YcMerge *ret_merge,
                guint *ret_next,
                gboolean *ret_changed,
                GError **error)
{
  gboolean changed = FALSE;
  guint next = 1;

  *ret_merge = YC_MERGE_DONE;
  if (events->len == 0)
    return TRUE;
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (!merge_in_transaction (store, events, ret_merge, &next, &changed, error)) {
    yc_db_roll_back (store->db);
    return FALSE;
  }
  if (ret_next != NULL)
    *ret_next = next;
  if (ret_changed != NULL)
    *ret_changed = changed;
  return yc_db_commit (store->db, error);
}

// The case of an event; NULL without error if there is no such event.
static char *
find_case (YcStore *store, const char *event_id, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db, "SELECT case_id FROM event WHERE id = ?", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", event_id);
  return yc_statement_step (statement, error) ? g_strdup (yc_statement_get_text (statement, 0))
                                              : NULL;
}

static gboolean
put_in_trouble (YcStore *store, const char *event_id, const GError *why, GError **error)
{
  g_autofree char *case_id = find_case (store, event_id, error);

  return case_id != NULL && yc_event_table_set_trouble (store, event_id, why, error) &&
         yc_db_execute (store->db, error, "UPDATE event SET hold_until = 0 WHERE id = ?", "t",
                        event_id) &&
         yc_store_refold (store, case_id, NULL, error);
}

gboolean
yc_store_set_trouble (YcStore *store, const char *event_id, const GError *why, GError **error)
{
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (put_in_trouble (store, event_id, why, error))
    return yc_db_commit (store->db, error);
  yc_db_roll_back (store->db);
  return FALSE;
}

// Its number is void then. An event in another state stays.
static gboolean
forget (YcStore *store, const char *event_id, YcEventState state, GError **error)
{
  g_autofree char *case_id = find_case (store, event_id, error);
  int found = -1;

  if (case_id == NULL || !yc_event_table_find_state (store, event_id, &found, error))
    return FALSE;
  if (found != (int)state)
    return TRUE;
  return yc_void_table_take (store, case_id, event_id, error) &&
         yc_db_execute (store->db, error, "DELETE FROM event WHERE id = ?", "t", event_id) &&
         yc_store_refold (store, case_id, NULL, error);
}

static gboolean
forget_in_transaction (YcStore *store, const char *event_id, YcEventState state, GError **error)
{
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (forget (store, event_id, state, error))
    return yc_db_commit (store->db, error);
  yc_db_roll_back (store->db);
  return FALSE;
}

gboolean
yc_store_dismiss_trouble (YcStore *store, const char *event_id, GError **error)
{
  return forget_in_transaction (store, event_id, YC_EVENT_TROUBLED, error);
}

gboolean
yc_store_undo (YcStore *store, const char *event_id, gint64 now, GError **error)
{
  gint64 held =
      yc_db_fetch_int (store->db, 0, error,
                       "SELECT count(*) FROM event WHERE id = ? AND state = 0 AND hold_until > ?",
                       "ti", event_id, now);

  return held > 0 && forget_in_transaction (store, event_id, YC_EVENT_PENDING, error);
}
