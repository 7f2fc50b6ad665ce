// Lists of cases, and their counts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-search.h"

#include <string.h>

#define END "\U0010FFFF" // comes after whatever follows a beginning

static void
search_clear (YcSearch *self)
{
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcSearch, search_clear)

guint
yc_search_bind (YcSearch *self, const char *value)
{
  g_ptr_array_add (self->values, g_strdup (value));
  return self->values->len;
}

guint
yc_search_bind_number (YcSearch *self, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  return yc_search_bind (self, text);
}

void
yc_search_add_walk (YcSearch *self, const char *condition, const char *rest)
{
  if (self->sql->len > 0)
    g_string_append (self->sql, " UNION ");
  g_string_append_printf (self->sql, "SELECT part.* FROM %s(%s AND %s",
                          self->each != NULL ? self->each : "", rest, condition);
  if (self->state > 0)
    g_string_append_printf (self->sql, " AND state = ?%u", self->state);
  g_string_append_printf (self->sql, " ORDER BY 1 DESC LIMIT ?%u) AS part", self->limit);
}

// All, a hall, departments from the handoff on.
void
yc_search_add_walks (YcSearch *self, const char *rest)
{
  const YcScope *scope = self->scope;
  g_autofree char *hall = NULL;

  if (scope->all) {
    yc_search_add_walk (self, "TRUE", rest);
    return;
  }
  hall = g_strdup_printf ("hall = ?%u", yc_search_bind (self, scope->hall));
  yc_search_add_walk (self, hall, rest);
  for (guint i = 0; scope->departments != NULL && scope->departments[i] != NULL; i++) {
    g_autofree char *department = g_strdup_printf ("office = 1 AND department = ?%u",
                                                   yc_search_bind (self, scope->departments[i]));

    yc_search_add_walk (self, department, rest);
  }
}

void
yc_search_begin (YcSearch *self)
{
  g_string_truncate (self->sql, 0);
  g_ptr_array_set_size (self->values, 0);
  self->limit = yc_search_bind_number (self, (gint64)self->query->limit + 1);
  self->state = self->query->state != NULL ? yc_search_bind (self, self->query->state) : 0;
}

void
yc_search_finish (YcSearch *self)
{
  g_string_append_printf (self->sql, " ORDER BY 1 DESC LIMIT ?%u", self->limit);
}

static YcStatement *
prepare (YcSearch *self, GError **error)
{
  YcStatement *statement = yc_db_prepare (self->ledger->db, self->sql->str, error);

  for (guint i = 0; statement != NULL && i < self->values->len; i++)
    yc_statement_bind_text (statement, (int)i + 1, self->values->pdata[i]);
  if (statement != NULL && self->is_anew)
    yc_statement_plan_anew (statement);
  return statement;
}

// The place of the last case of the page before, or the end of all; -1 with an error.
static gint64
find_before (YcSearch *self, GError **error)
{
  if (self->query->after == NULL)
    return G_MAXINT64;
  return yc_db_fetch_int (self->ledger->db, 0, error, "SELECT place FROM case_now WHERE id = ?1",
                          "t", self->query->after);
}

// --- the queue -----------------------------------------------------------------------------------

static void
search_all (YcSearch *self, gint64 before)
{
  g_autofree char *rest = NULL;

  yc_search_begin (self);
  rest = g_strdup_printf ("SELECT place, id, summary FROM case_now WHERE place < ?%u",
                          yc_search_bind_number (self, before));
  yc_search_add_walks (self, rest);
  yc_search_finish (self);
}

// --- numbers -------------------------------------------------------------------------------------

static void
search_numbers (YcSearch *self, const char *before)
{
  g_autofree char *end = g_strconcat (self->query->words, END, NULL);
  g_autofree char *rest = NULL;

  yc_search_begin (self);
  rest = g_strdup_printf ("SELECT number, id, summary FROM case_now WHERE number >= ?%u"
                          " AND number < ?%u",
                          yc_search_bind (self, self->query->words),
                          yc_search_bind (self, before != NULL ? before : end));
  yc_search_add_walks (self, rest);
  yc_search_finish (self);
}

static char *
find_number_before (YcSearch *self, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->ledger->db, "SELECT number FROM case_now WHERE id = ?1", error);

  if (row == NULL || self->query->after == NULL)
    return NULL;
  yc_statement_bind (row, "t", self->query->after);
  return yc_ledger_take_text (row, error);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

// Whether a case that is seen has a number that begins like this.
static gboolean
has_numbers (YcSearch *self, GError **error)
{
  g_autoptr (YcStatement) row = NULL;

  if (!has_digit (self->query->words))
    return FALSE;
  search_numbers (self, NULL);
  g_clear_pointer ((char **)&self->values->pdata[0], g_free);
  self->values->pdata[0] = g_strdup ("1"); // the limit
  row = prepare (self, error);
  return row != NULL && yc_statement_step (row, error);
}

// --- the page ------------------------------------------------------------------------------------

// FALSE, perhaps without an error, if there is nothing to look for.
static gboolean
search (YcSearch *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 before = find_before (self, &problem);
  gboolean found = problem == NULL;

  if (problem == NULL && self->query->words == NULL) {
    search_all (self, before);
  } else if (problem == NULL && has_numbers (self, &problem)) {
    g_autofree char *number = find_number_before (self, &problem);

    search_numbers (self, number);
  } else if (problem == NULL) {
    found = yc_search_for_text (self, before, &problem);
  }
  return yc_ledger_at_end (problem, error) && found;
}

static gboolean
write_rows (YcSearch *self, GString *out, char **ret_next, GError **error)
{
  g_autoptr (YcStatement) row = prepare (self, error);
  g_autofree char *last = NULL;
  g_autoptr (GError) problem = NULL;
  guint count = 0;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem)) {
    if (count++ == self->query->limit) {
      *ret_next = g_steal_pointer (&last);
      break;
    }
    g_free (last);
    last = g_strdup (yc_statement_get_text (row, 1));
    yc_ledger_separate (out);
    g_string_append (out, yc_statement_get_text (row, 2));
  }
  return yc_ledger_at_end (problem, error);
}

gboolean
yc_ledger_write_cases (YcLedger *self,
                       const YcScope *scope,
                       const YcCaseQuery *query,
                       GString *out,
                       char **ret_next,
                       GError **error)
{
  g_auto (YcSearch) looked = {.ledger = self,
                              .scope = scope,
                              .query = query,
                              .sql = g_string_new (NULL),
                              .values = g_ptr_array_new_with_free_func (g_free)};
  g_autoptr (GError) problem = NULL;

  *ret_next = NULL;
  if (search (&looked, &problem))
    return write_rows (&looked, out, ret_next, error);
  return yc_ledger_at_end (problem, error);
}

gboolean
yc_ledger_write_counts (YcLedger *self, const YcScope *scope, GString *out, GError **error)
{
  g_autofree char *departments = yc_ledger_scope_list (scope);
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT state, sum (count) FROM case_count WHERE " YC_LEDGER_SCOPE
                     " GROUP BY state HAVING sum (count) > 0 ORDER BY state",
                     error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "itt", (gint64)scope->all, scope->hall, departments);
  while (yc_statement_step (row, &problem)) {
    if (out->len > 0 && out->str[out->len - 1] != '{')
      g_string_append_c (out, ',');
    g_string_append_printf (out, "\"%s\":%" G_GINT64_FORMAT, yc_statement_get_text (row, 0),
                            yc_statement_get_int (row, 1));
  }
  return yc_ledger_at_end (problem, error);
}
