// The rows that lists show: written from cases, queried by SQL.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"
#include "yc-error.h"
#include "yc-identity.h"
#include "yc-queue-table.h"
#include "yc-store-private.h"

#include <string.h>

static char *
place_of (const char *case_id)
{
  return g_strconcat ("person/", case_id, NULL);
}

static char *
person_of (const YcCase *self)
{
  const char *name = yc_case_get_applicant (self, "name");
  const char *number = yc_case_get_applicant (self, "id_number");

  return name != NULL || number != NULL
             ? g_strdup_printf ("%s\n%s", name != NULL ? name : "", number != NULL ? number : "")
             : NULL;
}

// What the lists search lives in memory only.
static gboolean
keep_private (YcStore *store, const YcCase *self, const char *person, GError **error)
{
  return !store->can_search || yc_db_execute (store->db, error,
                                              "INSERT OR REPLACE INTO temp.private (row, text)"
                                              " SELECT row, ? FROM case_row WHERE case_id = ?",
                                              "tt", person != NULL ? person : "", self->id);
}

gboolean
yc_case_table_save (YcStore *store, const YcCase *self, gint64 changed_at, GError **error)
{
  g_autofree char *place = place_of (self->id);
  g_autofree char *person = person_of (self);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (store->vault, person, place);
  YcClock clock;

  yc_clock_read (self, store->calendar, MAX (store->today, yc_day_from_ms (changed_at)), &clock);
  return yc_db_execute (
             store->db, error,
             "INSERT INTO case_row (case_id, number, item, item_name, state, version, hall,"
             " department, holder, receiver, due, paused, provisional, changed_at, sealed_person,"
             " asks, yellow_from, red_from, anew_from, pending) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
             " ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,"
             " (SELECT count(*) FROM event WHERE case_id = ?1 AND state = 0))"
             " ON CONFLICT (case_id) DO UPDATE SET number = excluded.number, item = excluded.item,"
             " item_name = excluded.item_name, state = excluded.state, version = excluded.version,"
             " hall = excluded.hall, department = excluded.department, holder = excluded.holder,"
             " receiver = excluded.receiver, due = excluded.due, paused = excluded.paused,"
             " provisional = excluded.provisional, changed_at = excluded.changed_at,"
             " sealed_person = excluded.sealed_person, asks = excluded.asks,"
             " yellow_from = excluded.yellow_from, red_from = excluded.red_from,"
             " anew_from = excluded.anew_from, pending = excluded.pending",
             "ttttiitttt"
             "iiiibiiii",
             self->id, self->number, self->item, self->item_name, (gint64)self->state,
             (gint64)self->version, self->hall, self->department, self->holder, self->receiver,
             (gint64)clock.due, (gint64)clock.paused, (gint64)clock.provisional, changed_at, sealed,
             (gint64)(self->second == YC_SECOND_ASKED), (gint64)clock.yellow_from,
             (gint64)clock.red_from, (gint64)clock.anew_from) &&
         keep_private (store, self, person, error);
}

gboolean
yc_case_table_remove (YcStore *store, const char *case_id, GError **error)
{
  return yc_db_execute (store->db, error, "DELETE FROM case_row WHERE case_id = ?", "t", case_id);
}

static char *
unseal_person (YcStore *store, YcStatement *statement, int id_column, int sealed_column)
{
  g_autofree char *place = place_of (yc_statement_get_text (statement, id_column));
  g_autoptr (GBytes) sealed = yc_statement_get_bytes (statement, sealed_column);

  return yc_vault_unseal_text (store->vault, sealed, place, NULL);
}

// Reads the private text of all rows into memory, once, when somebody first searches. Temporary
// tables never reach the disk: see yc_db_open ().
static gboolean
ensure_search (YcStore *store, GError **error)
{
  g_autoptr (YcStatement) rows = NULL;
  g_autoptr (GError) problem = NULL;

  if (store->can_search)
    return TRUE;
  if (!yc_db_run (store->db,
                  "CREATE TEMP TABLE IF NOT EXISTS private (row INTEGER PRIMARY KEY,"
                  " text TEXT NOT NULL); DELETE FROM temp.private;",
                  error))
    return FALSE;
  rows = yc_db_prepare (store->db, "SELECT row, case_id, sealed_person FROM case_row", error);
  while (rows != NULL && yc_statement_step (rows, &problem)) {
    g_autofree char *person = unseal_person (store, rows, 1, 2);

    if (!yc_db_execute (store->db, error, "INSERT INTO temp.private (row, text) VALUES (?, ?)",
                        "it", yc_statement_get_int (rows, 0), person != NULL ? person : ""))
      return FALSE;
  }
  store->can_search = rows != NULL && problem == NULL;
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return store->can_search;
}

GPtrArray *
yc_store_list_cases_of (YcStore *store, const char *id_number, guint limit, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) rows = NULL;

  if (!ensure_search (store, error))
    return NULL;
  rows = yc_db_prepare (store->db,
                        "SELECT case_id FROM case_row WHERE row IN (SELECT row FROM temp.private"
                        " WHERE substr(text, instr(text, char(10)) + 1) = ?1)"
                        " ORDER BY changed_at DESC LIMIT ?2",
                        error);
  if (rows == NULL)
    return NULL;
  yc_statement_bind (rows, "ti", id_number, (gint64)limit);
  while (yc_statement_step (rows, &problem))
    g_ptr_array_add (ids, g_strdup (yc_statement_get_text (rows, 0)));
  if (problem == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

char *
yc_store_find_case (YcStore *store, const char *number, GError **error)
{
  g_autoptr (YcStatement) rows = yc_db_prepare (
      store->db, "SELECT case_id FROM case_row WHERE number = ?1 OR case_id = ?1", error);
  g_autoptr (GError) problem = NULL;

  if (rows == NULL)
    return NULL;
  yc_statement_bind (rows, "t", number);
  if (yc_statement_step (rows, &problem))
    return g_strdup (yc_statement_get_text (rows, 0));
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "no case here has this number");
  return NULL;
}

// Rows hold states by number: these never move.
G_STATIC_ASSERT (YC_STATE_PRE_REVIEW == 1 && YC_STATE_DRAFT == 2 && YC_STATE_SUPPLEMENT == 4);
G_STATIC_ASSERT (YC_STATE_HANDED_OFF == 6 && YC_STATE_IN_REVIEW == 7 && YC_STATE_SUSPENDED == 8);
G_STATIC_ASSERT (YC_STATE_RETURNED == 9 && YC_STATE_GRANTED == 10 && YC_STATE_ISSUED == 12);

// A place as a condition on a row. ?1 is the person, ?2 the departments as a JSON array, ?3 today.
static const char *const conditions[YC_N_PLACES] = {
    [YC_PLACE_MINE] = "(receiver = ?1 OR holder = ?1) AND state BETWEEN 2 AND 12",
    [YC_PLACE_DRAFTS] = "receiver = ?1 AND state = 2",
    [YC_PLACE_PRE_REVIEW] = "state = 1",
    [YC_PLACE_SUPPLEMENT] = "state IN (4, 9)",
    [YC_PLACE_TO_REVIEW] = "state IN (6, 7) AND department IN (SELECT value FROM json_each (?2))"
                           " AND (holder IS NULL OR holder = ?1) AND receiver <> ?1",
    [YC_PLACE_SUSPENDED] = "state = 8",
    [YC_PLACE_TO_ISSUE] = "state IN (10, 11)",
    [YC_PLACE_LAMPS] = "yellow_from > 0 AND yellow_from <= ?3",
    [YC_PLACE_ALL] = "1",
    [YC_PLACE_EXCEPTIONS] = "asks <> 0",
};

static const char *const orders[YC_N_SORTS] = {
    [YC_SORT_CHANGED] = "changed_at",
    [YC_SORT_NUMBER] = "number",
    [YC_SORT_ITEM] = "item_name",
    [YC_SORT_STATE] = "state",
    [YC_SORT_DUE] = "CASE WHEN due = 0 THEN 1 << 30 ELSE due END",
    [YC_SORT_HOLDER] = "holder",
};

static char *
departments_as_json (const YcQueueFilter *filter)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; filter->departments != NULL && filter->departments[i] != NULL; i++)
    g_string_append_printf (text, "%s\"%s\"", i > 0 ? "," : "", filter->departments[i]);
  return g_string_free (g_string_append (text, "]"), FALSE);
}

static char *
source_of (const YcQueueFilter *filter)
{
  return filter->newest == 0
             ? g_strdup ("case_row")
             : g_strdup_printf ("(SELECT * FROM case_row ORDER BY changed_at DESC, row DESC"
                                " LIMIT %u)",
                                filter->newest);
}

static char *
escape_like (const char *search)
{
  GString *text = g_string_new ("%");

  for (const char *p = search; *p != '\0'; p++) {
    if (strchr ("%_\\", *p) != NULL)
      g_string_append_c (text, '\\');
    g_string_append_c (text, *p);
  }
  return g_string_free (g_string_append_c (text, '%'), FALSE);
}

GArray *
yc_store_query_queue (YcStore *store, const YcQueueFilter *filter, GError **error)
{
  gboolean searching = filter->search != NULL && *filter->search != '\0';
  g_autofree char *departments = departments_as_json (filter);
  g_autofree char *like = searching ? escape_like (filter->search) : NULL;
  g_autofree char *source = source_of (filter);
  g_autofree char *sql = g_strdup_printf (
      "SELECT row FROM %s WHERE %s AND ?2 IS NOT NULL AND ?3 >= 0 AND (?4 < 0 OR state = "
      "?4)%s"
      " ORDER BY %s %s, row %s",
      source, conditions[filter->place],
      searching ? " AND (number LIKE ?5 ESCAPE '\\' OR item_name LIKE ?5 ESCAPE '\\'"
                  " OR row IN (SELECT row FROM temp.private WHERE text LIKE ?5 ESCAPE '\\'))"
                : " AND ?5 IS NULL",
      orders[filter->sort], filter->descending ? "DESC" : "ASC",
      filter->descending ? "DESC" : "ASC");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) statement = NULL;

  if (searching && !ensure_search (store, error))
    return NULL;
  statement = yc_db_prepare (store->db, sql, error);
  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "ttiit", filter->person, departments, (gint64)filter->today,
                     (gint64)filter->state, like);
  while (yc_statement_step (statement, &problem)) {
    guint32 row = (guint32)yc_statement_get_int (statement, 0);

    g_array_append_val (rows, row);
  }
  if (problem == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
yc_store_count_places (YcStore *store,
                       const YcQueueFilter *filter,
                       guint *ret_counts,
                       GError **error)
{
  g_autofree char *departments = departments_as_json (filter);

  for (guint place = 0; place < YC_N_PLACES; place++) {
    g_autofree char *sql = g_strdup_printf (
        "SELECT count(*) FROM case_row WHERE %s AND ?1 IS NOT NULL AND ?2 IS NOT NULL AND ?3 >= 0",
        conditions[place]);
    gint64 n = yc_db_fetch_int (store->db, 0, error, sql, "tti", filter->person, departments,
                                (gint64)filter->today);

    if (n < 0)
      return FALSE;
    ret_counts[place] = (guint)n;
  }
  return TRUE;
}

GPtrArray *
yc_store_list_frequent_items (YcStore *store, const char *person, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) rows =
      yc_db_prepare (store->db,
                     "SELECT item FROM (SELECT item, row_number() OVER (ORDER BY changed_at) AS n"
                     " FROM (SELECT item, changed_at FROM case_row WHERE receiver = ?1"
                     " ORDER BY changed_at DESC LIMIT 500))"
                     " GROUP BY item ORDER BY sum(n) DESC, max(n) DESC",
                     error);

  if (rows == NULL)
    return NULL;
  yc_statement_bind (rows, "t", person);
  while (yc_statement_step (rows, &problem))
    g_ptr_array_add (codes, g_strdup (yc_statement_get_text (rows, 0)));
  if (problem == NULL)
    return g_steal_pointer (&codes);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

void
yc_queue_row_free (YcQueueRow *row)
{
  if (row == NULL)
    return; // a row that is gone has its place in the list too
  g_free (row->case_id);
  g_free (row->number);
  g_free (row->item);
  g_free (row->item_name);
  g_free (row->department);
  g_free (row->holder);
  g_free (row->holder_name);
  g_free (row->applicant);
  g_free (row);
}

static char *
masked_name (const char *person)
{
  const char *end = person != NULL ? strchr (person, '\n') : NULL;
  g_autofree char *name = end != NULL ? g_strndup (person, (gsize)(end - person)) : g_strdup ("");

  return yc_identity_mask_name (name);
}

static YcQueueRow *
from_row (YcStore *store, YcStatement *statement)
{
  g_autofree char *person = unseal_person (store, statement, 1, 12);
  YcQueueRow *row = g_new0 (YcQueueRow, 1);

  row->row = (guint32)yc_statement_get_int (statement, 0);
  row->case_id = g_strdup (yc_statement_get_text (statement, 1));
  row->number = g_strdup (yc_statement_get_text (statement, 2));
  row->item = g_strdup (yc_statement_get_text (statement, 3));
  row->item_name = g_strdup (yc_statement_get_text (statement, 4));
  row->department = g_strdup (yc_statement_get_text (statement, 5));
  row->holder = g_strdup (yc_statement_get_text (statement, 6));
  row->holder_name = row->holder != NULL ? yc_name_table_find (store, row->holder) : NULL;
  row->state = (YcState)yc_statement_get_int (statement, 7);
  row->due = (YcDay)yc_statement_get_int (statement, 8);
  row->paused = yc_statement_get_int (statement, 9) != 0;
  row->provisional = yc_statement_get_int (statement, 10) != 0;
  row->yellow_from = (YcDay)yc_statement_get_int (statement, 14);
  row->red_from = (YcDay)yc_statement_get_int (statement, 15);
  row->pending = (guint)yc_statement_get_int (statement, 11);
  row->changed_at = yc_statement_get_int (statement, 13);
  row->applicant = masked_name (person);
  return row;
}

GPtrArray *
yc_store_load_rows (YcStore *store, const guint32 *rows, guint n, GError **error)
{
  g_autoptr (GPtrArray) loaded = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_queue_row_free);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (YcStatement) statement = yc_db_prepare (
        store->db,
        "SELECT row, case_id, number, item, item_name, department, holder, state, due, paused,"
        " provisional, pending, sealed_person, changed_at, yellow_from, red_from"
        " FROM case_row WHERE row = ?",
        error);

    if (statement == NULL)
      return NULL;
    yc_statement_bind (statement, "i", (gint64)rows[i]);
    g_ptr_array_add (loaded,
                     yc_statement_step (statement, &problem) ? from_row (store, statement) : NULL);
    if (problem != NULL) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
  return g_steal_pointer (&loaded);
}
