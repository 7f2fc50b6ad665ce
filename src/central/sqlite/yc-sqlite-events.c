// The event log with its hash chain, and the projection of cases.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-sqlite.h"
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
  g_autofree char *departments = yc_sqlite_scope_list (scope);

  return yc_db_fetch_int (self->db, 0, error,
                          "SELECT 1 FROM case_now WHERE id = ?4 AND " YC_SQLITE_SCOPE, "ittt",
                          (gint64)scope->all, scope->hall, departments, id) == 1;
}

char *
yc_ledger_find_number (YcLedger *self, const char *number, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT id FROM case_now WHERE number = ?1", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", number);
  return yc_sqlite_take_text (statement, error);
}

char *
yc_ledger_find_event (YcLedger *self, const char *id, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT body FROM event WHERE id = ?1", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", id);
  return yc_sqlite_take_text (statement, error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

// The end of the chain as its hash; `ret_seq` is the number of the next event.
static char *
find_end (YcLedger *self, gint64 *ret_seq, GError **error)
{
  g_autoptr (YcStatement) chain = yc_db_prepare (self->db, "SELECT seq, hash FROM chain", error);

  if (chain == NULL || !yc_statement_step (chain, error))
    return NULL;
  *ret_seq = yc_statement_get_int (chain, 0) + 1;
  return g_strdup (yc_statement_get_text (chain, 1));
}

static gboolean
add_to_log (YcLedger *self, const YcEvent *event, const YcCase *after, gint64 now, GError **error)
{
  gint64 seq = 0;
  g_autofree char *before = find_end (self, &seq, error);
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);
  g_autofree char *body = yc_wire_print (node);
  g_autofree char *hash = NULL;

  if (before == NULL)
    return FALSE;
  hash = yc_ledger_hash (before, body);
  return yc_db_execute (self->db, error,
                        "INSERT INTO event (seq, id, case_id, version, hall, department, office,"
                        " stored_at, body, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                        "ittittiitt", seq, event->id, event->case_id, (gint64)event->version,
                        or_empty (after->hall), or_empty (after->department),
                        (gint64)(after->handed_off_at > 0), now, body, hash) &&
         yc_db_execute (self->db, error, "UPDATE chain SET seq = ?1, hash = ?2", "it", seq, hash);
}

gboolean
yc_ledger_project (YcLedger *self, const YcCase *now, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_case_summary (now);
  g_autofree char *summary = yc_wire_print (node);

  return yc_db_execute (self->db, error,
                        "INSERT INTO case_now (id, version, state, number, applicant, hall,"
                        " department, office, summary)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
                        " ON CONFLICT (id) DO UPDATE SET version = ?2, state = ?3, number = ?4,"
                        " applicant = ?5, hall = ?6, department = ?7, office = ?8, summary = ?9",
                        "titttttit", now->id, (gint64)now->version, yc_state_name (now->state),
                        now->number, yc_case_get_applicant (now, "name"), or_empty (now->hall),
                        or_empty (now->department), (gint64)(now->handed_off_at > 0), summary);
}

gboolean
yc_ledger_append (
    YcLedger *self, const YcEvent *event, const YcCase *after, gint64 now, GError **error)
{
  if (!add_to_log (self, event, after, now, error))
    return FALSE;
  if (event->type != YC_EVENT_SCANNED)
    return TRUE;
  return yc_db_execute (self->db, error,
                        "INSERT OR IGNORE INTO blob_case (sha256, case_id) VALUES (?1, ?2)", "tt",
                        yc_event_get_string (event, "blob"), event->case_id);
}

gint64
yc_ledger_get_head (YcLedger *self, GError **error)
{
  return yc_db_fetch_int (self->db, 0, error, "SELECT seq FROM chain", "");
}

static void
separate (GString *out)
{
  if (out->len > 0 && out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
}

// TRUE if stepping ended because there are no more rows.
static gboolean
at_end (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

gboolean
yc_ledger_write_events (
    YcLedger *self, const char *case_id, guint after, GString *out, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db, "SELECT body FROM event WHERE case_id = ?1 AND version > ?2 ORDER BY version",
      error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "ti", case_id, (gint64)after);
  while (yc_statement_step (statement, &problem)) {
    separate (out);
    g_string_append (out, yc_statement_get_text (statement, 0));
  }
  return at_end (problem, error);
}

gboolean
yc_ledger_write_feed (YcLedger *self,
                      const YcScope *scope,
                      gint64 since,
                      guint limit,
                      GString *out,
                      guint *ret_count,
                      gint64 *ret_last,
                      GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      "SELECT seq, body FROM event WHERE seq > ?4 AND " YC_SQLITE_SCOPE " ORDER BY seq LIMIT ?5",
      error);
  g_autofree char *departments = yc_sqlite_scope_list (scope);
  g_autoptr (GError) problem = NULL;

  *ret_count = 0;
  *ret_last = 0;
  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "ittii", (gint64)scope->all, scope->hall, departments, since,
                     (gint64)limit);
  while (yc_statement_step (statement, &problem)) {
    *ret_last = yc_statement_get_int (statement, 0);
    *ret_count += 1;
    separate (out);
    g_string_append_printf (out, "{\"seq\":%" G_GINT64_FORMAT ",\"event\":", *ret_last);
    g_string_append (out, yc_statement_get_text (statement, 1));
    g_string_append_c (out, '}');
  }
  return at_end (problem, error);
}

gboolean
yc_ledger_write_cases (YcLedger *self,
                       const YcScope *scope,
                       const YcCaseQuery *query,
                       GString *out,
                       char **ret_next,
                       GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      "SELECT id, summary FROM case_now WHERE " YC_SQLITE_SCOPE " AND (?4 IS NULL OR state = ?4)"
      " AND (?5 IS NULL OR substr (number, 1, length (?5)) = ?5 OR instr (applicant, ?5) > 0)"
      " AND (?6 IS NULL OR id < ?6) ORDER BY id DESC LIMIT ?7",
      error);
  g_autofree char *departments = yc_sqlite_scope_list (scope);
  g_autofree char *last = NULL;
  g_autoptr (GError) problem = NULL;
  guint count = 0;

  *ret_next = NULL;
  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "ittttti", (gint64)scope->all, scope->hall, departments,
                     query->state, query->words, query->after, (gint64)query->limit + 1);
  while (yc_statement_step (statement, &problem)) {
    if (count++ == query->limit) {
      *ret_next = g_steal_pointer (&last);
      break;
    }
    g_free (last);
    last = g_strdup (yc_statement_get_text (statement, 0));
    separate (out);
    g_string_append (out, yc_statement_get_text (statement, 1));
  }
  return at_end (problem, error);
}
