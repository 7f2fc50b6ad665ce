// What became of the numbers that were leased: used, void, still at terminals, or missing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"

gboolean
yc_ledger_add_void (YcLedger *self,
                    const char *terminal,
                    const char *request,
                    gint64 number,
                    const char *reason,
                    const char *person,
                    gint64 now,
                    GError **error)
{
  gint64 known =
      yc_db_fetch_int (self->db, 0, error,
                       "SELECT count (*) FROM number_range WHERE request = ?1 AND terminal = ?2"
                       " AND ?3 BETWEEN first AND last",
                       "tti", request, terminal, number);

  if (known < 0)
    return FALSE;
  if (known == 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                         "this terminal was not given such a number");
    return FALSE;
  }
  return yc_db_execute (self->db, error,
                        "INSERT INTO number_void (request, number, reason, person, at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
                        "titti", request, number, reason, person, now);
}

void
yc_number_account_free (YcNumberAccount *self)
{
  g_free (self->kind);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self);
}

// The first column of all rows, as a set.
static GHashTable *
read_set (YcLedger *self, const char *sql, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (self->db, sql, error);
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  while (yc_statement_step (row, &problem))
    g_hash_table_add (set, g_strdup (yc_statement_get_text (row, 0)));
  if (problem == NULL)
    return g_steal_pointer (&set);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

// As wire says it: yc_wire_event_get_number ().
static GHashTable *
read_used (YcLedger *self, GError **error)
{
  return read_set (
      self,
      yc_ledger_pick (
          self,
          "SELECT number FROM (SELECT CASE json_extract (body, '$.type')"
          " WHEN 'received' THEN json_extract (body, '$.data.voucher')"
          " WHEN 'opened' THEN json_extract (body, '$.data.number')"
          " WHEN 'lodged' THEN json_extract (body, '$.data.number')"
          " WHEN 'paper-issued' THEN json_extract (body, '$.data.number') END AS number"
          " FROM event WHERE json_valid (body)) AS found WHERE typeof (number) = 'text'",
          "SELECT number FROM (SELECT CASE body::json ->> 'type'"
          " WHEN 'received' THEN body::json #>> '{data,voucher}'"
          " WHEN 'opened' THEN body::json #>> '{data,number}'"
          " WHEN 'lodged' THEN body::json #>> '{data,number}'"
          " WHEN 'paper-issued' THEN body::json #>> '{data,number}' END AS number"
          " FROM event) AS found WHERE number IS NOT NULL"),
      error);
}

static GHashTable *
read_voids (YcLedger *self, GError **error)
{
  return read_set (
      self,
      yc_ledger_pick (self,
                      "SELECT r.prefix || printf ('%06d', v.number) || r.suffix"
                      " FROM number_void v JOIN number_range r ON r.request = v.request",
                      "SELECT r.prefix || lpad (v.number::text, 6, '0') || r.suffix"
                      " FROM number_void v JOIN number_range r ON r.request = v.request"),
      error);
}

// From the end of the range: what was given out last tells how far the terminal has come.
static void
account_range (
    YcNumberAccount *account, gint64 first, gint64 last, GHashTable *used, GHashTable *voids)
{
  gboolean is_below = FALSE;

  account->leased += (guint)(last - first + 1);
  for (gint64 n = last; n >= first; n--) {
    g_autofree char *number = g_strdup_printf ("%s%0*" G_GINT64_FORMAT "%s", account->prefix,
                                               YC_NUMBER_DIGITS, n, account->suffix);

    if (g_hash_table_contains (used, number)) {
      account->used++;
      is_below = TRUE;
    } else if (g_hash_table_contains (voids, number)) {
      account->voided++;
    } else if (is_below) {
      account->gaps++;
    } else {
      account->waiting++;
    }
  }
}

// The account to which the row's range belongs; rows come in order.
static YcNumberAccount *
find_account (GPtrArray *accounts, YcStatement *row)
{
  YcNumberAccount *last = accounts->len > 0 ? accounts->pdata[accounts->len - 1] : NULL;

  if (last != NULL && g_strcmp0 (last->kind, yc_statement_get_text (row, 0)) == 0 &&
      g_strcmp0 (last->prefix, yc_statement_get_text (row, 1)) == 0 &&
      g_strcmp0 (last->suffix, yc_statement_get_text (row, 2)) == 0)
    return last;
  last = g_new0 (YcNumberAccount, 1);
  last->kind = g_strdup (yc_statement_get_text (row, 0));
  last->prefix = g_strdup (yc_statement_get_text (row, 1));
  last->suffix = g_strdup (yc_statement_get_text (row, 2));
  g_ptr_array_add (accounts, last);
  return last;
}

static GPtrArray *
account_all (YcLedger *self, GHashTable *used, GHashTable *voids, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT kind, prefix, suffix, first, last FROM number_range"
                     " ORDER BY kind, prefix, suffix, first",
                     error);
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)yc_number_account_free);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  while (yc_statement_step (row, &problem))
    account_range (find_account (accounts, row), yc_statement_get_int (row, 3),
                   yc_statement_get_int (row, 4), used, voids);
  if (problem == NULL)
    return g_steal_pointer (&accounts);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

GPtrArray *
yc_ledger_account_numbers (YcLedger *self, GError **error)
{
  g_autoptr (GHashTable) used = read_used (self, error);
  g_autoptr (GHashTable) voids = used != NULL ? read_voids (self, error) : NULL;

  return voids != NULL ? account_all (self, used, voids, error) : NULL;
}
