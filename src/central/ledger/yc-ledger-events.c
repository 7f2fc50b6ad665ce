// The event log with its hash chain.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-wire.h"

char *
yc_ledger_hash (const char *before, const char *body)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  g_checksum_update (sum, (const guchar *)before, -1);
  g_checksum_update (sum, (const guchar *)body, -1);
  return g_strdup (g_checksum_get_string (sum));
}

YcCase *
yc_ledger_find_case (YcLedger *self, const char *id, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT body FROM event WHERE case_id = ?1 ORDER BY version", error);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", id);
  while (yc_statement_step (statement, &problem)) {
    g_autoptr (JsonNode) node = yc_wire_parse (yc_statement_get_text (statement, 0), -1, &problem);
    YcEvent *event = node != NULL ? yc_wire_event_from_json (node, &problem) : NULL;

    if (event == NULL)
      break;
    g_ptr_array_add (events, event);
  }
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  return yc_case_fold (NULL, events, error);
}

gboolean
yc_ledger_has_case (YcLedger *self, const YcScope *scope, const char *id, GError **error)
{
  g_autofree char *departments = yc_ledger_scope_list (scope);

  return yc_db_fetch_int (self->db, 0, error,
                          "SELECT 1 FROM case_now WHERE id = ?4 AND " YC_LEDGER_SCOPE, "ittt",
                          (gint64)scope->all, scope->hall, departments, id) == 1;
}

gint64
yc_ledger_find_version (YcLedger *self, const char *id, GError **error)
{
  return yc_db_fetch_int (
      self->db, 0, error,
      "SELECT version FROM event WHERE case_id = ?1 ORDER BY version DESC LIMIT 1", "t", id);
}

char *
yc_ledger_find_number (YcLedger *self, const char *number, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT id FROM case_now WHERE number = ?1", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", number);
  return yc_ledger_take_text (statement, error);
}

GHashTable *
yc_ledger_find_bodies (YcLedger *self, const char *ids, GError **error)
{
  g_autoptr (GHashTable) bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      yc_ledger_pick (self,
                      "SELECT id, body FROM event WHERE id IN (SELECT value FROM json_each (?1))",
                      "SELECT id, body FROM event"
                      " WHERE id = ANY (ARRAY (SELECT json_array_elements_text (?1::json)))"),
      error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", ids);
  while (yc_statement_step (statement, &problem))
    g_hash_table_insert (bodies, g_strdup (yc_statement_get_text (statement, 0)),
                         g_strdup (yc_statement_get_text (statement, 1)));
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&bodies) : NULL;
}

gboolean
yc_ledger_lock_case (YcLedger *self, const char *id, GError **error)
{
  g_autofree char *name = g_strconcat ("case ", id, NULL);

  return yc_ledger_lock (self, name, error);
}

gboolean
yc_ledger_try_case (YcLedger *self, const char *id, gboolean *ret_locked, GError **error)
{
  g_autofree char *name = g_strconcat ("case ", id, NULL);
  gint64 locked = 1;

  if (yc_db_get_kind (self->db) != YC_DB_SQLITE)
    locked = yc_db_fetch_int (self->db, 0, error,
                              "SELECT pg_try_advisory_xact_lock (hashtextextended (?1, 0))::int",
                              "t", name);
  *ret_locked = locked != 0;
  return locked >= 0;
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

// Numbers become visible in their order, and the feed skips none.
gboolean
yc_ledger_hold_end (YcLedger *self, GError **error)
{
  g_autoptr (YcStatement) chain = NULL;

  if (self->end_hash != NULL)
    return TRUE;
  chain = yc_db_prepare (self->db,
                         yc_ledger_pick (self, "SELECT seq, hash FROM chain",
                                         "SELECT seq, hash FROM chain FOR UPDATE"),
                         error);
  if (chain == NULL || !yc_statement_step (chain, error))
    return FALSE;
  self->end_seq = self->counted_seq = yc_statement_get_int (chain, 0);
  self->end_hash = g_strdup (yc_statement_get_text (chain, 1));
  return TRUE;
}

static gboolean
add_to_log (YcLedger *self, const YcEvent *event, const YcCase *after, gint64 now, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);
  g_autofree char *body = yc_wire_print (node), *before = NULL;

  if (!yc_ledger_hold_end (self, error))
    return FALSE;
  before = g_steal_pointer (&self->end_hash);
  self->end_hash = yc_ledger_hash (before, body);
  self->end_seq++;
  return yc_db_execute (self->db, error,
                        "INSERT INTO event (seq, id, case_id, version, hall, department, office,"
                        " stored_at, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                        "ittittiitt", self->end_seq, event->id, event->case_id,
                        (gint64)event->version, or_empty (after->hall),
                        or_empty (after->department), (gint64)(after->handed_off_at > 0), now, body,
                        self->end_hash) &&
         yc_db_execute (self->db, error, "UPDATE chain SET seq = ?1, hash = ?2", "it",
                        self->end_seq, self->end_hash);
}

gboolean
yc_ledger_append (
    YcLedger *self, const YcEvent *event, const YcCase *after, gint64 now, GError **error)
{
  if (!add_to_log (self, event, after, now, error))
    return FALSE;
  if (yc_event_get_blob (event) == NULL)
    return TRUE;
  return yc_db_execute (
      self->db, error,
      "INSERT INTO blob_case (sha256, case_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING", "tt",
      yc_event_get_blob (event), event->case_id);
}

gint64
yc_ledger_get_head (YcLedger *self, GError **error)
{
  if (self->end_hash != NULL)
    return self->end_seq;
  return yc_db_fetch_int (self->db, 0, error, "SELECT seq FROM chain", "");
}

gboolean
yc_ledger_read_end (YcLedger *self, gint64 *ret_seq, char **ret_hash, GError **error)
{
  g_autoptr (YcStatement) chain = yc_db_prepare (self->db, "SELECT seq, hash FROM chain", error);

  if (chain == NULL || !yc_statement_step (chain, error))
    return FALSE;
  *ret_seq = yc_statement_get_int (chain, 0);
  *ret_hash = g_strdup (yc_statement_get_text (chain, 1));
  return TRUE;
}

char *
yc_ledger_find_logged (YcLedger *self, gint64 seq, char **ret_body, GError **error)
{
  g_autoptr (YcStatement) event =
      yc_db_prepare (self->db, "SELECT hash, body FROM event WHERE seq = ?1", error);

  if (event == NULL)
    return NULL;
  yc_statement_bind (event, "i", seq);
  if (!yc_statement_step (event, error))
    return NULL;
  if (ret_body != NULL)
    *ret_body = g_strdup (yc_statement_get_text (event, 1));
  return g_strdup (yc_statement_get_text (event, 0));
}

void
yc_ledger_separate (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
}

// The code of the item that the event's case is for.
#define ITEM "(SELECT item FROM case_now WHERE case_now.id = event.case_id)"

// The columns that write_event () reads, first of all: hall, item, body, and whom the event names.
static const char *
shown_columns (YcLedger *self)
{
  return yc_ledger_pick (self,
                         "hall, " ITEM ", body, json_extract (body, '$.actor'),"
                         " CASE json_extract (body, '$.type') WHEN 'assigned'"
                         " THEN json_extract (body, '$.data.person') END",
                         "hall, " ITEM ", body, body::json ->> 'actor',"
                         " CASE body::json ->> 'type' WHEN 'assigned'"
                         " THEN body::json #>> '{data,person}' END");
}

static void
add_person (GHashTable *people, const char *id)
{
  if (id != NULL)
    g_hash_table_add (people, g_strdup (id));
}

static gboolean
write_event (
    YcStatement *row, const YcSight *sight, GString *out, GHashTable *people, GError **error)
{
  add_person (people, yc_statement_get_text (row, 3));
  add_person (people, yc_statement_get_text (row, 4));
  return yc_sight_write (sight, yc_statement_get_text (row, 0), yc_statement_get_text (row, 1),
                         yc_statement_get_text (row, 2), out, error);
}

gboolean
yc_ledger_write_events (YcLedger *self,
                        const YcSight *sight,
                        const char *case_id,
                        guint after,
                        GString *out,
                        GHashTable *people,
                        GError **error)
{
  g_autofree char *text =
      g_strdup_printf ("SELECT %s FROM event WHERE case_id = ?1 AND version > ?2 ORDER BY version",
                       shown_columns (self));
  g_autoptr (YcStatement) statement = yc_db_prepare (self->db, text, error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "ti", case_id, (gint64)after);
  while (yc_statement_step (statement, &problem)) {
    yc_ledger_separate (out);
    if (!write_event (statement, sight, out, people, &problem))
      break;
  }
  return yc_ledger_at_end (problem, error);
}

gboolean
yc_ledger_write_feed (YcLedger *self,
                      const YcSight *sight,
                      gint64 since,
                      guint limit,
                      GString *out,
                      GHashTable *people,
                      guint *ret_count,
                      gint64 *ret_last,
                      GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "SELECT %s, seq FROM event WHERE seq > ?4 AND " YC_LEDGER_SCOPE " ORDER BY seq LIMIT ?5",
      shown_columns (self));
  g_autoptr (YcStatement) statement = yc_db_prepare (self->db, text, error);
  g_autofree char *departments = yc_ledger_scope_list (&sight->scope);
  g_autoptr (GError) problem = NULL;

  *ret_count = 0;
  *ret_last = 0;
  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "ittii", (gint64)sight->scope.all, sight->scope.hall, departments,
                     since, (gint64)limit);
  while (yc_statement_step (statement, &problem)) {
    *ret_last = yc_statement_get_int (statement, 5);
    *ret_count += 1;
    yc_ledger_separate (out);
    g_string_append_printf (out, "{\"seq\":%" G_GINT64_FORMAT ",\"event\":", *ret_last);
    if (!write_event (statement, sight, out, people, &problem))
      break;
    g_string_append_c (out, '}');
  }
  return yc_ledger_at_end (problem, error);
}
