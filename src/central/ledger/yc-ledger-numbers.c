// Ranges of numbers leased to terminals.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"

#define COLUMNS "request, terminal, kind, \"window\", prefix, suffix, first, last"
#define HIGHEST 999999 // YC_NUMBER_DIGITS nines

void
yc_number_range_free (YcNumberRange *self)
{
  g_free (self->request);
  g_free (self->terminal);
  g_free (self->kind);
  g_free (self->window);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self);
}

static YcNumberRange *
range_from_row (YcStatement *row)
{
  YcNumberRange *self = g_new0 (YcNumberRange, 1);

  self->request = g_strdup (yc_statement_get_text (row, 0));
  self->terminal = g_strdup (yc_statement_get_text (row, 1));
  self->kind = g_strdup (yc_statement_get_text (row, 2));
  self->window = g_strdup (yc_statement_get_text (row, 3));
  self->prefix = g_strdup (yc_statement_get_text (row, 4));
  self->suffix = g_strdup (yc_statement_get_text (row, 5));
  self->first = yc_statement_get_int (row, 6);
  self->last = yc_statement_get_int (row, 7);
  return self;
}

YcNumberRange *
yc_ledger_find_range (YcLedger *self, const char *request, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT " COLUMNS " FROM number_range WHERE request = ?1", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", request);
  return yc_statement_step (statement, error) ? range_from_row (statement) : NULL;
}

// The last number given away so far; -1 with an error.
static gint64
find_last (YcLedger *self, const YcNumberRange *range, GError **error)
{
  return yc_db_fetch_int (
      self->db, 0, error,
      "SELECT max (last) FROM number_range WHERE kind = ?1 AND prefix = ?2 AND suffix = ?3", "ttt",
      range->kind, range->prefix, range->suffix);
}

static gboolean
lease (YcLedger *self, YcNumberRange *range, guint count, gint64 now, GError **error)
{
  gint64 last = yc_ledger_lock (self, "numbers", error) ? find_last (self, range, error) : -1;

  if (last < 0)
    return FALSE;
  range->first = last + 1;
  range->last = last + count;
  if (range->last > HIGHEST) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NUMBERS_GONE, "all numbers are given away");
    return FALSE;
  }
  return yc_db_execute (self->db, error,
                        "INSERT INTO number_range (" COLUMNS ", leased_at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        "ttttttiii", range->request, range->terminal, range->kind, range->window,
                        range->prefix, range->suffix, range->first, range->last, now);
}

gboolean
yc_ledger_lease_range (
    YcLedger *self, YcNumberRange *range, guint count, gint64 now, GError **error)
{
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (lease (self, range, count, now, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

GPtrArray *
yc_ledger_list_ranges (YcLedger *self, const char *terminal, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db,
                     "SELECT " COLUMNS " FROM number_range WHERE terminal = ?1"
                     " ORDER BY leased_at, prefix, first",
                     error);
  g_autoptr (GPtrArray) ranges =
      g_ptr_array_new_with_free_func ((GDestroyNotify)yc_number_range_free);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", terminal);
  while (yc_statement_step (statement, &problem))
    g_ptr_array_add (ranges, range_from_row (statement));
  if (problem == NULL)
    return g_steal_pointer (&ranges);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
