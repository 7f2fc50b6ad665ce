// The table of events: the outbox, the history, and what is in trouble.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-store-private.h"
#include "yc-wire.h"

static char *
place_of (const char *event_id)
{
  return g_strconcat ("event/", event_id, NULL);
}

static GBytes *
seal (YcStore *store, const YcEvent *event)
{
  g_autofree char *place = place_of (event->id);
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);
  g_autofree char *text = yc_wire_print (node);

  return yc_vault_seal_text (store->vault, text, place);
}

gboolean
yc_event_table_insert (
    YcStore *store, const YcEvent *event, YcEventState state, gint64 hold_until, GError **error)
{
  g_autoptr (GBytes) sealed = seal (store, event);

  return yc_db_execute (
      store->db, error,
      "INSERT INTO event (id, case_id, version, state, type, at, hold_until, sealed_body)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      "ttiitiib", event->id, event->case_id, (gint64)event->version, (gint64)state,
      yc_event_type_name (event->type), event->at, hold_until, sealed);
}

// Columns: id, version, sealed_body. The version of the column counts: events move.
static YcEvent *
from_row (YcStore *store, YcStatement *statement, GError **error)
{
  g_autofree char *place = place_of (yc_statement_get_text (statement, 0));
  guint version = (guint)yc_statement_get_int (statement, 1);
  g_autoptr (GBytes) sealed = yc_statement_get_bytes (statement, 2);
  g_autofree char *text = yc_vault_unseal_text (store->vault, sealed, place, error);
  g_autoptr (JsonNode) node = text != NULL ? yc_wire_parse (text, -1, error) : NULL;
  g_autoptr (YcEvent) event = node != NULL ? yc_wire_event_from_json (node, error) : NULL;

  if (event == NULL || event->version == version)
    return g_steal_pointer (&event);
  return yc_event_renumber (event, version);
}

// Reads all rows of a statement that selects id, version, sealed_body.
static GPtrArray *
read_all (YcStore *store, YcStatement *statement, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  g_autoptr (GError) problem = NULL;

  while (yc_statement_step (statement, &problem)) {
    YcEvent *event = from_row (store, statement, error);

    if (event == NULL)
      return NULL;
    g_ptr_array_add (events, event);
  }
  if (problem == NULL)
    return g_steal_pointer (&events);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
yc_event_table_list (YcStore *store, const char *case_id, YcEventState state, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db,
                     "SELECT id, version, sealed_body FROM event WHERE case_id = ? AND state = ?"
                     " ORDER BY version",
                     error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "ti", case_id, (gint64)state);
  return read_all (store, statement, error);
}

GPtrArray *
yc_event_table_list_live (YcStore *store, const char *case_id, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      store->db,
      "SELECT id, version, sealed_body FROM event WHERE case_id = ? AND state IN (0, 1)"
      " ORDER BY state DESC, version",
      error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", case_id);
  return read_all (store, statement, error);
}

YcEvent *
yc_store_find_trouble (YcStore *store, const char *event_id, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      store->db, "SELECT id, version, sealed_body FROM event WHERE id = ? AND state = 2", error);
  g_autoptr (GPtrArray) events = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", event_id);
  events = read_all (store, statement, error);
  if (events == NULL || events->len > 0)
    return events != NULL ? yc_event_ref (events->pdata[0]) : NULL;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "no step of this id was refused");
  return NULL;
}

gboolean
yc_event_table_find_state (YcStore *store, const char *event_id, int *ret_state, GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret_state = (int)yc_db_fetch_int (store->db, -1, &problem,
                                     "SELECT state FROM event WHERE id = ?", "t", event_id);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static YcEvent *
find_event (YcStore *store, const char *event_id, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db, "SELECT id, version, sealed_body FROM event WHERE id = ?", error);
  g_autoptr (GPtrArray) events = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", event_id);
  events = read_all (store, statement, error);
  return events != NULL && events->len > 0 ? yc_event_ref (events->pdata[0]) : NULL;
}

gboolean
yc_event_table_unmask (YcStore *store, const YcEvent *event, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcEvent) kept =
      yc_event_is_masked (event) ? NULL : find_event (store, event->id, &problem);
  g_autoptr (GBytes) sealed = NULL;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (kept == NULL || !yc_event_is_masked (kept))
    return TRUE;
  sealed = seal (store, event);
  return yc_db_execute (store->db, error, "UPDATE event SET sealed_body = ? WHERE id = ?", "bt",
                        sealed, event->id);
}

gboolean
yc_event_table_confirm (YcStore *store, const char *event_id, guint version, GError **error)
{
  return yc_db_execute (
      store->db, error,
      "UPDATE event SET state = 1, version = ?, hold_until = 0, trouble_code = NULL,"
      " trouble_text = NULL WHERE id = ?",
      "it", (gint64)version, event_id);
}

gboolean
yc_event_table_set_version (YcStore *store, const char *event_id, guint version, GError **error)
{
  return yc_db_execute (store->db, error, "UPDATE event SET version = ? WHERE id = ?", "it",
                        (gint64)version, event_id);
}

gboolean
yc_event_table_set_trouble (YcStore *store, const char *event_id, const GError *why, GError **error)
{
  const char *code = why->domain == YC_ERROR ? yc_error_code_name (why->code) : "failed";

  return yc_db_execute (
      store->db, error,
      "UPDATE event SET state = 2, trouble_code = ?, trouble_text = ? WHERE id = ? AND state = 0",
      "ttt", code, why->message, event_id);
}

GPtrArray *
yc_store_list_waiting_cases (YcStore *store, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db,
                     "SELECT case_id FROM event WHERE state = 0 AND hold_until <= ?"
                     " GROUP BY case_id ORDER BY min(at)",
                     error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "i", now);
  while (yc_statement_step (statement, &problem))
    g_ptr_array_add (ids, g_strdup (yc_statement_get_text (statement, 0)));
  if (problem == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
yc_store_list_pending (YcStore *store, const char *case_id, gint64 now, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db,
                     "SELECT id, version, sealed_body FROM event WHERE case_id = ?1 AND state = 0"
                     " AND version < (SELECT coalesce (min(version), 1 << 31) FROM event WHERE"
                     "   case_id = ?1 AND state = 0 AND hold_until > ?2) ORDER BY version",
                     error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "ti", case_id, now);
  return read_all (store, statement, error);
}

gint64
yc_store_get_next_hold (YcStore *store, gint64 now)
{
  return yc_db_fetch_int (store->db, 0, NULL,
                          "SELECT min(hold_until) FROM event WHERE state = 0 AND hold_until > ?",
                          "i", now);
}

void
yc_waiting_free (YcWaiting *waiting)
{
  g_free (waiting->event_id);
  g_free (waiting->case_id);
  g_free (waiting->number);
  g_free (waiting->type);
  g_free (waiting->trouble_code);
  g_free (waiting->trouble_text);
  g_free (waiting);
}

static YcWaiting *
waiting_from_row (YcStatement *statement)
{
  YcWaiting *waiting = g_new0 (YcWaiting, 1);

  waiting->event_id = g_strdup (yc_statement_get_text (statement, 0));
  waiting->case_id = g_strdup (yc_statement_get_text (statement, 1));
  waiting->number = g_strdup (yc_statement_get_text (statement, 2));
  waiting->type = g_strdup (yc_statement_get_text (statement, 3));
  waiting->at = yc_statement_get_int (statement, 4);
  waiting->trouble_code = g_strdup (yc_statement_get_text (statement, 5));
  waiting->trouble_text = g_strdup (yc_statement_get_text (statement, 6));
  return waiting;
}

GPtrArray *
yc_store_list_waiting (YcStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_waiting_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) statement = yc_db_prepare (
      store->db,
      "SELECT e.id, e.case_id, c.number, e.type, e.at, e.trouble_code, e.trouble_text"
      " FROM event e LEFT JOIN case_row c ON c.case_id = e.case_id"
      " WHERE e.state <> 1 ORDER BY e.at, e.version",
      error);

  if (statement == NULL)
    return NULL;
  while (yc_statement_step (statement, &problem))
    g_ptr_array_add (all, waiting_from_row (statement));
  if (problem == NULL)
    return g_steal_pointer (&all);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
