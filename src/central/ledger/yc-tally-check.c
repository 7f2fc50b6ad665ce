// Whether statistics say what the events say: each case, and all sums.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-tally.h"

struct _YcTallyCheck {
  YcLedger *ledger; // not owned
  GHashTable *sums; // a row of the tally as text -> how many cases count for it
};

YcTallyCheck *
yc_tally_check_new (YcLedger *ledger)
{
  YcTallyCheck *self;

  if (yc_ledger_count_behind (ledger, NULL) != 0)
    return NULL;
  self = g_new0 (YcTallyCheck, 1);
  self->ledger = ledger;
  self->sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
yc_tally_check_free (YcTallyCheck *self)
{
  g_hash_table_unref (self->sums);
  g_free (self);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
add_sum (YcTallyCheck *self, const YcCase *fold, int span, const char *line)
{
  const char *mark;
  YcDay day;
  int value;
  char *row;

  if (!yc_tally_read_mark (line, &day, &value, &mark))
    return;
  row = g_strdup_printf ("%d %u %s %s %d %s %d %s", span, span == 0 ? day : yc_tally_month (day),
                         or_empty (fold->hall), or_empty (fold->department),
                         fold->handed_off_at > 0, or_empty (fold->item), value, mark);
  g_hash_table_replace (
      self->sums, row,
      GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (self->sums, row)) + 1));
}

// One row with what is kept: its marks, and a clock of these days or none.
static gboolean
is_kept (YcLedger *ledger, const YcCase *fold, const char *marks)
{
  YcTallyClock clock = {0};
  gboolean in_hand = yc_tally_read_clock (fold, ledger->calendar, &clock);

  return yc_db_fetch_int (
             ledger->db, 0, NULL,
             "SELECT count (*) FROM case_now LEFT JOIN case_tally USING (place)"
             " LEFT JOIN case_clock ON case_clock.place = case_now.place WHERE id = ?1"
             " AND coalesce (marks, '') = ?2 AND coalesce (case_tally.office, ?3) = ?3"
             " AND CASE WHEN case_clock.place IS NULL THEN 0 ELSE 1 END = ?4"
             " AND coalesce (received, 0) = ?5 AND coalesce (yellow_from, 0) = ?6"
             " AND coalesce (red_from, 0) = ?7 AND coalesce (deemed_from, 0) = ?8"
             " AND coalesce (deemed_yellow_from, 0) = ?9 AND coalesce (deemed_red_from, 0) = ?10"
             " AND (case_clock.place IS NULL OR (case_clock.hall = case_now.hall AND"
             " case_clock.department = case_now.department AND case_clock.office = ?3))",
             "ttiiiiiiii", fold->id, marks, (gint64)(fold->handed_off_at > 0), (gint64)in_hand,
             (gint64)clock.received, (gint64)clock.yellow_from, (gint64)clock.red_from,
             (gint64)clock.deemed_from, (gint64)clock.deemed_yellow_from,
             (gint64)clock.deemed_red_from) == 1;
}

gboolean
yc_tally_check_case (YcTallyCheck *self, const YcCase *fold)
{
  g_autofree char *marks = yc_tally_list_marks (fold, self->ledger->calendar);
  g_auto (GStrv) lines = g_strsplit (marks, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    for (int span = 0; span <= 1; span++)
      add_sum (self, fold, span, lines[i]);
  return is_kept (self->ledger, fold, marks);
}

// Takes a row of the tally away from the sums; FALSE if it is not what they say.
static gboolean
settle_row (YcTallyCheck *self, YcStatement *row)
{
  g_autofree char *text =
      g_strdup_printf ("%d %u %s %s %d %s %d %s", (int)yc_statement_get_int (row, 0),
                       (YcDay)yc_statement_get_int (row, 1), yc_statement_get_text (row, 2),
                       yc_statement_get_text (row, 3), (int)yc_statement_get_int (row, 4),
                       yc_statement_get_text (row, 5), (int)yc_statement_get_int (row, 6),
                       yc_statement_get_text (row, 7));
  int sum = GPOINTER_TO_INT (g_hash_table_lookup (self->sums, text));

  g_hash_table_remove (self->sums, text);
  return sum == yc_statement_get_int (row, 8);
}

gboolean
yc_tally_check_sums (YcTallyCheck *self)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->ledger->db,
                     "SELECT span, day, hall, department, office, item, value, mark, count"
                     " FROM tally WHERE count <> 0",
                     NULL);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem))
    if (!settle_row (self, row))
      return FALSE;
  return problem == NULL && g_hash_table_size (self->sums) == 0;
}
