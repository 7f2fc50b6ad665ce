// How cases stand: a row each with what lists show, their number in each state, their words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-search.h"
#include "yc-wire.h"

// What of a case its place in lists and searches depends on.
typedef struct {
  gint64 place; // 0: it is not there yet
  char *state, *hall, *department;
  gboolean office;
  char *item;
  char *text, *words; // nullable: it has none yet
} Standing;

static void
standing_clear (Standing *self)
{
  g_free (self->state);
  g_free (self->hall);
  g_free (self->department);
  g_free (self->item);
  g_free (self->text);
  g_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Standing, standing_clear)

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static char *
words_in (const char *text, const char *kind, const char *id)
{
  g_autofree char *scope = g_strconcat (kind, or_empty (id), NULL);

  return yc_search_words (text, scope);
}

char *
yc_ledger_case_words (const YcCase *now, const char *text)
{
  g_autofree char *hall = words_in (text, YC_SEARCH_HALL, now->hall);
  g_autofree char *department = NULL;

  if (now->handed_off_at == 0)
    return g_steal_pointer (&hall);
  department = words_in (text, YC_SEARCH_DEPARTMENT, now->department);
  return g_strconcat (hall, " ", department, NULL);
}

static gboolean
find_standing (YcLedger *self, const char *id, Standing *ret, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db,
      yc_ledger_pick (self,
                      "SELECT place, state, hall, department, office, item, text, words"
                      " FROM case_now LEFT JOIN case_text USING (place) WHERE id = ?1",
                      "SELECT place, state, hall, department, office, item, text,"
                      " array_to_string (words, ' ')"
                      " FROM case_now LEFT JOIN case_text USING (place) WHERE id = ?1"),
      error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "t", id);
  if (!yc_statement_step (row, &problem))
    return yc_ledger_at_end (problem, error);
  ret->place = yc_statement_get_int (row, 0);
  ret->state = g_strdup (yc_statement_get_text (row, 1));
  ret->hall = g_strdup (yc_statement_get_text (row, 2));
  ret->department = g_strdup (yc_statement_get_text (row, 3));
  ret->office = yc_statement_get_int (row, 4) != 0;
  ret->item = g_strdup (yc_statement_get_text (row, 5));
  ret->text = g_strdup (yc_statement_get_text (row, 6));
  ret->words = g_strdup (yc_statement_get_text (row, 7));
  return TRUE;
}

// The place of the row; -1 with an error.
static gint64
save_row (YcLedger *self, const YcCase *now, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_case_summary (now);
  g_autofree char *summary = yc_wire_print (node);

  return yc_db_fetch_int (
      self->db, 0, error,
      "INSERT INTO case_now (id, version, state, number, applicant, item, hall, department, office,"
      " summary) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
      " ON CONFLICT (id) DO UPDATE SET version = ?2, state = ?3, number = ?4, applicant = ?5,"
      " item = ?6, hall = ?7, department = ?8, office = ?9, summary = ?10 RETURNING place",
      "titttttti"
      "t",
      now->id, (gint64)now->version, yc_state_name (now->state), now->number,
      yc_case_get_applicant (now, "name"), or_empty (now->item), or_empty (now->hall),
      or_empty (now->department), (gint64)(now->handed_off_at > 0), summary);
}

static gboolean
count_case (YcLedger *self,
            const char *hall,
            const char *department,
            gboolean office,
            const char *state,
            gint64 change,
            GError **error)
{
  return yc_db_execute (
      self->db, error,
      "INSERT INTO case_count (hall, department, office, state, count) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (hall, department, office, state)"
      " DO UPDATE SET count = case_count.count + ?5",
      "ttiti", hall, department, (gint64)office, state, change);
}

static gboolean
save_count (YcLedger *self, const Standing *before, const YcCase *now, GError **error)
{
  const char *hall = or_empty (now->hall), *department = or_empty (now->department);
  const char *state = yc_state_name (now->state);
  gboolean office = now->handed_off_at > 0;

  if (before->place != 0 && before->office == office && g_str_equal (before->state, state) &&
      g_str_equal (before->hall, hall) && g_str_equal (before->department, department))
    return TRUE;
  return (before->place == 0 || count_case (self, before->hall, before->department, before->office,
                                            before->state, -1, error)) &&
         count_case (self, hall, department, office, state, 1, error);
}

static gboolean
save_item_name (YcLedger *self, const Standing *before, const YcCase *now, GError **error)
{
  g_autofree char *name = yc_search_fold (or_empty (now->item_name));

  if (g_strcmp0 (before->item, or_empty (now->item)) == 0)
    return TRUE;
  return yc_db_execute (self->db, error,
                        "INSERT INTO item_name (item, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
                        "tt", or_empty (now->item), name);
}

// SQLite's index has to be told what it forgets; PostgreSQL's is the table's own.
static gboolean
save_index (YcLedger *self, gint64 place, const char *before, const char *words, GError **error)
{
  if (yc_db_get_kind (self->db) != YC_DB_SQLITE)
    return TRUE;
  return (before == NULL || yc_db_execute (self->db, error,
                                           "INSERT INTO case_words (case_words, rowid, words)"
                                           " VALUES ('delete', ?1, ?2)",
                                           "it", place, before)) &&
         yc_db_execute (self->db, error, "INSERT INTO case_words (rowid, words) VALUES (?1, ?2)",
                        "it", place, words);
}

static gboolean
save_words (YcLedger *self, gint64 place, const Standing *before, const YcCase *now, GError **error)
{
  g_autofree char *text = yc_search_text (now);
  g_autofree char *words = yc_ledger_case_words (now, text);

  if (g_strcmp0 (before->words, words) == 0 && g_strcmp0 (before->text, text) == 0)
    return TRUE;
  return save_index (self, place, before->words, words, error) &&
         yc_db_execute (
             self->db, error,
             yc_ledger_pick (
                 self,
                 "INSERT INTO case_text (place, text, words) VALUES (?1, ?2, ?3)"
                 " ON CONFLICT (place) DO UPDATE SET text = ?2, words = ?3",
                 "INSERT INTO case_text (place, text, words)"
                 " VALUES (?1, ?2, string_to_array (?3, ' ')::bigint[]) ON CONFLICT (place)"
                 " DO UPDATE SET text = ?2, words = string_to_array (?3, ' ')::bigint[]"),
             "itt", place, text, words);
}

gboolean
yc_ledger_project (YcLedger *self, const YcCase *now, GError **error)
{
  g_auto (Standing) before = {0};
  gint64 place = find_standing (self, now->id, &before, error) ? save_row (self, now, error) : -1;

  return place > 0 && save_count (self, &before, now, error) &&
         save_item_name (self, &before, now, error) &&
         save_words (self, place, &before, now, error) &&
         yc_ledger_count (self, place, now, error) && yc_ledger_tell (self, now, error);
}

// The next case, after this one, whose row an older version of the program left; NULL if there is
// none.
static char *
find_stale (YcLedger *self, const char *after, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT id FROM case_now WHERE summary = '' AND id > ?1"
                     " ORDER BY id LIMIT 1",
                     error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", after);
  return yc_ledger_take_text (row, error);
}

// A row without events stays as it is: verify names it.
static gboolean
project_stale (YcLedger *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *id = g_strdup ("");

  while (problem == NULL) {
    g_autofree char *after = g_steal_pointer (&id);
    g_autoptr (YcCase) now = NULL;

    id = find_stale (self, after, &problem);
    if (id == NULL)
      break;
    now = yc_ledger_find_case (self, id, &problem);
    if (now != NULL)
      yc_ledger_project (self, now, &problem);
  }
  return yc_ledger_at_end (problem, error);
}

gboolean
yc_ledger_project_stale (YcLedger *self, GError **error)
{
  if (yc_db_get_kind (self->db) != YC_DB_SQLITE) // whose tables had words from the beginning
    return TRUE;
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (project_stale (self, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}
