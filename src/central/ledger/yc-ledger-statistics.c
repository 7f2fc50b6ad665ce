// Reading what was counted, within a scope.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-tally.h"

typedef struct {
  YcLedger *ledger;
  const YcScope *scope;
  const char *departments; // of the scope
  YcTallyRow row;
  gpointer user_data;
} Reading;

// Days (span 0) or months (1) from a day until another one.
static gboolean
read_span (const Reading *self, gint64 span, YcDay from, YcDay until, GError **error)
{
  g_autoptr (YcStatement) row = NULL;
  g_autoptr (GError) problem = NULL;

  if (from > until)
    return TRUE;
  row = yc_db_prepare (self->ledger->db,
                       "SELECT department, item, mark, value, sum (count) FROM tally"
                       " WHERE span = ?4 AND day BETWEEN ?5 AND ?6 AND " YC_LEDGER_SCOPE
                       " GROUP BY department, item, mark, value HAVING sum (count) > 0",
                       error);
  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "ittiii", (gint64)self->scope->all, self->scope->hall, self->departments,
                     span, (gint64)from, (gint64)until);
  while (yc_statement_step (row, &problem))
    self->row (yc_statement_get_text (row, 0), yc_statement_get_text (row, 1),
               yc_statement_get_text (row, 2), yc_statement_get_int (row, 3),
               yc_statement_get_int (row, 4), self->user_data);
  return yc_ledger_at_end (problem, error);
}

// Whole months as months, what lies before and behind them as days.
gboolean
yc_ledger_read_tally (YcLedger *self,
                      const YcScope *scope,
                      const YcPeriod *period,
                      YcTallyRow row,
                      gpointer user_data,
                      GError **error)
{
  g_autofree char *departments = yc_ledger_scope_list (scope);
  const Reading reading = {self, scope, departments, row, user_data};
  YcDay first = yc_tally_month (period->from);      // the first day of the first whole month
  YcDay after = yc_tally_month (period->until + 1); // the day after the last whole month

  if (first < period->from)
    first = yc_tally_next_month (first);
  if (first >= after)
    return read_span (&reading, 0, period->from, period->until, error);
  return read_span (&reading, 0, period->from, first - 1, error) &&
         read_span (&reading, 1, first, after - 1, error) &&
         read_span (&reading, 0, after, period->until, error);
}

#define IS_DEEMED   "(deemed_from > 0 AND deemed_from <= ?4)"
#define RED_FROM    "CASE WHEN " IS_DEEMED " THEN deemed_red_from ELSE red_from END"
#define YELLOW_FROM "CASE WHEN " IS_DEEMED " THEN deemed_yellow_from ELSE yellow_from END"

gboolean
yc_ledger_read_in_hand (YcLedger *self,
                        const YcScope *scope,
                        const YcPeriod *period,
                        YcDay today,
                        YcInHandRow row,
                        gpointer user_data,
                        GError **error)
{
  g_autofree char *departments = yc_ledger_scope_list (scope);
  g_autoptr (YcStatement) found = yc_db_prepare (
      self->db,
      "SELECT department, count (*),"
      " sum (CASE WHEN red > 0 AND yellow > ?4 AND red > ?4 THEN 1 ELSE 0 END),"
      " sum (CASE WHEN red > ?4 AND yellow <= ?4 THEN 1 ELSE 0 END),"
      " sum (CASE WHEN red > 0 AND red <= ?4 THEN 1 ELSE 0 END),"
      " sum (CASE WHEN " IS_DEEMED " AND received BETWEEN ?5 AND ?6 THEN 1 ELSE 0 END)"
      " FROM (SELECT department, deemed_from, received, " RED_FROM " AS red, " YELLOW_FROM
      " AS yellow FROM case_clock WHERE " YC_LEDGER_SCOPE ") AS lit GROUP BY department",
      error);
  g_autoptr (GError) problem = NULL;

  if (found == NULL)
    return FALSE;
  yc_statement_bind (found, "ittiii", (gint64)scope->all, scope->hall, departments, (gint64)today,
                     (gint64)period->from, (gint64)period->until);
  while (yc_statement_step (found, &problem)) {
    const YcInHand in_hand = {
        .department = yc_statement_get_text (found, 0),
        .all = yc_statement_get_int (found, 1),
        .green = yc_statement_get_int (found, 2),
        .yellow = yc_statement_get_int (found, 3),
        .red = yc_statement_get_int (found, 4),
        .deemed = yc_statement_get_int (found, 5),
    };

    row (&in_hand, user_data);
  }
  return yc_ledger_at_end (problem, error);
}
