// Reads everything that central keeps and says what does not fit together.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-search.h"
#include "yc-wire.h"

#define PAGE   1000
#define LOWEST "-9223372036854775808" // of all numbers

void
yc_verification_free (YcVerification *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self);
}

static G_GNUC_PRINTF (2, 3) void note (YcVerification *result, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (result->faults, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

typedef struct {
  YcLedger *ledger;       // not owned
  YcBlobs *blobs;         // not owned
  YcVerification *result; // not owned
  gint64 seq;             // of the last event that was looked at
  char *hash;             // its hash; owned
  YcTallyCheck *tally;    // owned, nullable: not all is counted
  GError *away;           // owned, nullable: why blobs cannot be read at all
} Check;

// Looks at all rows, a page after the other, for a PostgreSQL sends what is asked for at once. The
// text has two values: after which value of the first column the page begins, and how many rows.
static gboolean
for_each (Check *check,
          const char *sql,
          const char *first,
          void (*look) (Check *check, YcStatement *row),
          GError **error)
{
  g_autofree char *last = g_strdup (first);
  g_autoptr (GError) problem = NULL;
  guint n = PAGE;

  while (n == PAGE && problem == NULL) {
    g_autoptr (YcStatement) row = yc_db_prepare (check->ledger->db, sql, &problem);

    if (row == NULL)
      break;
    yc_statement_bind (row, "ti", last, (gint64)PAGE);
    for (n = 0; yc_statement_step (row, &problem); n++) {
      look (check, row);
      g_free (last);
      last = g_strdup (yc_statement_get_text (row, 0));
    }
  }
  return yc_ledger_at_end (problem, error);
}

// Whether the row's columns say the same as the text that was hashed.
static gboolean
is_row_true (YcStatement *row, const YcEvent *event)
{
  return event != NULL && g_strcmp0 (event->id, yc_statement_get_text (row, 1)) == 0 &&
         g_strcmp0 (event->case_id, yc_statement_get_text (row, 2)) == 0 &&
         (gint64)event->version == yc_statement_get_int (row, 3);
}

static void
check_end (Check *check)
{
  g_autoptr (YcStatement) chain =
      yc_db_prepare (check->ledger->db, "SELECT seq, hash FROM chain", NULL);

  if (chain == NULL || !yc_statement_step (chain, NULL))
    note (check->result, "the end of the chain is not recorded");
  else if (yc_statement_get_int (chain, 0) != check->seq ||
           g_strcmp0 (yc_statement_get_text (chain, 1), check->hash) != 0)
    note (check->result,
          "the chain ends at %" G_GINT64_FORMAT ", but %" G_GINT64_FORMAT " is recorded",
          check->seq, yc_statement_get_int (chain, 0));
}

// Columns: seq, id, case_id, version, body, hash.
static void
look_at_event (Check *check, YcStatement *row)
{
  const char *body = yc_statement_get_text (row, 4);
  g_autofree char *hash = yc_ledger_hash (check->hash, body);
  g_autoptr (JsonNode) node = yc_wire_parse (body, -1, NULL);
  g_autoptr (YcEvent) event = node != NULL ? yc_wire_event_from_json (node, NULL) : NULL;
  const char *blob = event != NULL ? yc_event_get_blob (event) : NULL;

  check->result->events++;
  if (yc_statement_get_int (row, 0) != check->seq + 1)
    note (check->result, "events are missing after %" G_GINT64_FORMAT, check->seq);
  check->seq = yc_statement_get_int (row, 0);
  if (g_strcmp0 (hash, yc_statement_get_text (row, 5)) != 0 || !is_row_true (row, event))
    note (check->result, "event %" G_GINT64_FORMAT " was changed", check->seq);
  if (blob != NULL && !yc_ledger_has_blob (check->ledger, blob, NULL))
    note (check->result, "a page has no blob: %s", blob);
  g_free (check->hash);
  check->hash = g_strdup (yc_statement_get_text (row, 5));
}

// Columns: id, version, state, summary, hall, department, office, number, applicant.
static gboolean
is_projection_true (YcStatement *row, const YcCase *fold)
{
  g_autoptr (JsonNode) node = yc_wire_case_summary (fold);
  g_autofree char *summary = yc_wire_print (node);

  return yc_statement_get_int (row, 1) == (gint64)fold->version &&
         g_strcmp0 (yc_statement_get_text (row, 2), yc_state_name (fold->state)) == 0 &&
         g_strcmp0 (yc_statement_get_text (row, 3), summary) == 0 &&
         g_strcmp0 (yc_statement_get_text (row, 4), fold->hall != NULL ? fold->hall : "") == 0 &&
         g_strcmp0 (yc_statement_get_text (row, 5),
                    fold->department != NULL ? fold->department : "") == 0 &&
         yc_statement_get_int (row, 6) == (fold->handed_off_at > 0) &&
         g_strcmp0 (yc_statement_get_text (row, 7), fold->number) == 0 &&
         g_strcmp0 (yc_statement_get_text (row, 8), yc_case_get_applicant (fold, "name")) == 0;
}

// Whether the case is found under its words, if it has any, and has the text it should have.
static gboolean
is_found (YcLedger *self, const YcCase *fold)
{
  g_autofree char *text = yc_search_text (fold);
  g_autofree char *words = yc_ledger_case_words (fold, text);

  return yc_db_fetch_int (
             self->db, 0, NULL,
             yc_ledger_pick (self,
                             "SELECT count (*) FROM case_now JOIN case_text USING (place)"
                             " WHERE id = ?1 AND text = ?2 AND words = ?3 AND (?3 = '' OR place IN"
                             " (SELECT rowid FROM case_words WHERE case_words MATCH ?3))",
                             "SELECT count (*) FROM case_now JOIN case_text USING (place)"
                             " WHERE id = ?1 AND text = ?2"
                             " AND words = string_to_array (?3, ' ')::bigint[]"),
             "ttt", fold->id, text, words) == 1;
}

static void
look_at_case (Check *check, YcStatement *row)
{
  const char *id = yc_statement_get_text (row, 0);
  g_autoptr (GError) why = NULL;
  g_autoptr (YcCase) fold = yc_ledger_find_case (check->ledger, id, &why);

  check->result->cases++;
  if (fold == NULL)
    note (check->result, "case %s does not fold: %s", id, why != NULL ? why->message : "no events");
  else if (!is_projection_true (row, fold))
    note (check->result, "case %s is shown other than its events say", id);
  else if (!is_found (check->ledger, fold))
    note (check->result, "case %s is not found under its words", id);
  else if (check->tally != NULL && !yc_tally_check_case (check->tally, fold))
    note (check->result, "case %s is counted wrongly in statistics", id);
}

// Columns: sha256, size.
static void
look_at_blob (Check *check, YcStatement *row)
{
  const char *sha256 = yc_statement_get_text (row, 0);
  gint64 size = 0;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  check->result->blobs++;
  if (check->away != NULL)
    return;
  found = yc_blobs_sum_now (check->blobs, sha256, &size, &error);
  if (g_error_matches (error, YC_ERROR, YC_ERROR_CORRUPT))
    note (check->result, "blob %s is missing", sha256);
  else if (found == NULL)
    check->away = g_steal_pointer (&error);
  else if (g_strcmp0 (found, sha256) != 0 || size != yc_statement_get_int (row, 1))
    note (check->result, "blob %s was changed", sha256);
}

static gboolean
check_blobs (Check *check, GError **error)
{
  gboolean done =
      for_each (check, "SELECT sha256, size FROM blob WHERE sha256 > ?1 ORDER BY sha256 LIMIT ?2",
                "", look_at_blob, error);

  if (!done || check->away == NULL) {
    g_clear_error (&check->away);
    return done;
  }
  g_propagate_prefixed_error (error, check->away, "blobs cannot be looked at: ");
  return FALSE;
}

static gboolean
check_rows (Check *check, GError **error)
{
  if (!for_each (check,
                 "SELECT seq, id, case_id, version, body, hash FROM event WHERE seq > ?1"
                 " ORDER BY seq LIMIT ?2",
                 LOWEST, look_at_event, error))
    return FALSE;
  check_end (check);
  if (!for_each (check,
                 "SELECT id, version, state, summary, hall, department, office, number,"
                 " applicant FROM case_now WHERE id > ?1 ORDER BY id LIMIT ?2",
                 "", look_at_case, error))
    return FALSE;
  if (check->tally != NULL && !yc_tally_check_sums (check->tally))
    note (check->result, "the sums of statistics are not those of the cases");
  return check_blobs (check, error);
}

// Rows of one text column that must not exist; each is a fault.
static gboolean
check_none (
    YcLedger *self, const char *sql, const char *sentence, YcVerification *result, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (self->db, sql, error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem))
    note (result, "%s: %s", sentence, yc_statement_get_text (row, 0));
  return yc_ledger_at_end (problem, error);
}

static gboolean
check_all (YcLedger *self, YcBlobs *blobs, YcVerification *result, GError **error)
{
  Check check = {self, blobs, result, 0, g_strdup (YC_LEDGER_HASH_ZERO), yc_tally_check_new (self),
                 NULL};
  gboolean done = check_rows (&check, error);

  result->uncounted = check.tally == NULL ? yc_ledger_count_behind (self, NULL) : 0;
  g_clear_pointer (&check.tally, yc_tally_check_free);
  g_free (check.hash);
  if (!done ||
      !check_none (self,
                   "SELECT DISTINCT case_id FROM event WHERE NOT EXISTS"
                   " (SELECT 1 FROM case_now WHERE case_now.id = event.case_id)",
                   "a case is not shown", result, error) ||
      !check_none (self,
                   "SELECT hall || ' ' || department || ' ' || state FROM"
                   " (SELECT hall, department, office, state, count (*) FROM case_now"
                   "  GROUP BY 1, 2, 3, 4 EXCEPT"
                   "  SELECT hall, department, office, state, count FROM case_count) AS missing",
                   "cases are counted wrongly", result, error) ||
      !check_none (self,
                   "SELECT hall || ' ' || department || ' ' || state FROM"
                   " (SELECT hall, department, office, state, count FROM case_count"
                   "  WHERE count <> 0 EXCEPT"
                   "  SELECT hall, department, office, state, count (*) FROM case_now"
                   "  GROUP BY 1, 2, 3, 4) AS surplus",
                   "cases are counted that are not there", result, error) ||
      !check_none (self,
                   "SELECT a.request FROM number_range a JOIN number_range b ON a.kind = b.kind"
                   " AND a.prefix = b.prefix AND a.suffix = b.suffix AND a.request < b.request"
                   " AND a.first <= b.last AND b.first <= a.last",
                   "two ranges of numbers overlap", result, error))
    return FALSE;
  result->ranges =
      (guint)yc_db_fetch_int (self->db, 0, NULL, "SELECT count (*) FROM number_range", "");
  return TRUE;
}

// One transaction: others may go on writing.
YcVerification *
yc_ledger_verify (YcLedger *self, YcBlobs *blobs, GError **error)
{
  g_autoptr (YcVerification) result = g_new0 (YcVerification, 1);
  gboolean done;

  result->faults = g_ptr_array_new_with_free_func (g_free);
  if (!yc_db_begin_reading (self->db, error))
    return NULL;
  done = check_all (self, blobs, result, error);
  yc_db_roll_back (self->db);
  return done ? g_steal_pointer (&result) : NULL;
}
