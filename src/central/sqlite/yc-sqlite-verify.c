// Reads everything that central keeps and says what does not fit together.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sqlite.h"
#include "yc-wire.h"

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

static gboolean
finish (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

// Whether the row's columns say the same as the text that was hashed.
static gboolean
is_row_true (YcStatement *row)
{
  g_autoptr (JsonNode) node = yc_wire_parse (yc_statement_get_text (row, 4), -1, NULL);
  g_autoptr (YcEvent) event = node != NULL ? yc_wire_event_from_json (node, NULL) : NULL;

  return event != NULL && g_strcmp0 (event->id, yc_statement_get_text (row, 1)) == 0 &&
         g_strcmp0 (event->case_id, yc_statement_get_text (row, 2)) == 0 &&
         (gint64)event->version == yc_statement_get_int (row, 3);
}

static void
check_end (YcLedger *self, gint64 seq, const char *hash, YcVerification *result)
{
  g_autoptr (YcStatement) chain = yc_db_prepare (self->db, "SELECT seq, hash FROM chain", NULL);

  if (chain == NULL || !yc_statement_step (chain, NULL))
    note (result, "the end of the chain is not recorded");
  else if (yc_statement_get_int (chain, 0) != seq ||
           g_strcmp0 (yc_statement_get_text (chain, 1), hash) != 0)
    note (result, "the chain ends at %" G_GINT64_FORMAT ", but %" G_GINT64_FORMAT " is recorded",
          seq, yc_statement_get_int (chain, 0));
}

static gboolean
check_chain (YcLedger *self, YcVerification *result, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db, "SELECT seq, id, case_id, version, body, hash FROM event ORDER BY seq", error);
  g_autofree char *before = g_strdup (YC_LEDGER_HASH_ZERO);
  g_autoptr (GError) problem = NULL;
  gint64 seq = 0;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem)) {
    g_autofree char *hash = yc_ledger_hash (before, yc_statement_get_text (row, 4));

    result->events++;
    if (yc_statement_get_int (row, 0) != seq + 1)
      note (result, "events are missing after %" G_GINT64_FORMAT, seq);
    seq = yc_statement_get_int (row, 0);
    if (g_strcmp0 (hash, yc_statement_get_text (row, 5)) != 0 || !is_row_true (row))
      note (result, "event %" G_GINT64_FORMAT " was changed", seq);
    g_free (before);
    before = g_strdup (yc_statement_get_text (row, 5));
  }
  check_end (self, seq, before, result);
  return finish (problem, error);
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

static gboolean
check_cases (YcLedger *self, YcVerification *result, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db,
      "SELECT id, version, state, summary, hall, department, office, number, applicant"
      " FROM case_now ORDER BY id",
      error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem)) {
    const char *id = yc_statement_get_text (row, 0);
    g_autoptr (GError) why = NULL;
    g_autoptr (YcCase) fold = yc_ledger_find_case (self, id, &why);

    result->cases++;
    if (fold == NULL)
      note (result, "case %s does not fold: %s", id, why != NULL ? why->message : "no events");
    else if (!is_projection_true (row, fold))
      note (result, "case %s is shown other than its events say", id);
  }
  return finish (problem, error);
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
  return finish (problem, error);
}

static gboolean
check_blobs (YcLedger *self, YcVerification *result, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT sha256, size FROM blob ORDER BY sha256", error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  while (yc_statement_step (row, &problem)) {
    const char *sha256 = yc_statement_get_text (row, 0);
    g_autofree char *path = yc_ledger_blob_path (self, sha256);
    gsize size = 0;
    g_autofree char *found = yc_sqlite_hash_file (path, &size, NULL);

    result->blobs++;
    if (found == NULL)
      note (result, "blob %s is missing", sha256);
    else if (g_strcmp0 (found, sha256) != 0 || (gint64)size != yc_statement_get_int (row, 1))
      note (result, "blob %s was changed", sha256);
  }
  return finish (problem, error);
}

YcVerification *
yc_ledger_verify (YcLedger *self, GError **error)
{
  g_autoptr (YcVerification) result = g_new0 (YcVerification, 1);

  result->faults = g_ptr_array_new_with_free_func (g_free);
  if (!check_chain (self, result, error) || !check_cases (self, result, error) ||
      !check_blobs (self, result, error) ||
      !check_none (self,
                   "SELECT DISTINCT case_id FROM event"
                   " WHERE case_id NOT IN (SELECT id FROM case_now)",
                   "a case is not shown", result, error) ||
      !check_none (self,
                   "SELECT DISTINCT json_extract (body, '$.data.blob') FROM event"
                   " WHERE json_valid (body) AND json_extract (body, '$.type') = 'scanned'"
                   " AND json_extract (body, '$.data.blob') NOT IN (SELECT sha256 FROM blob)",
                   "a page has no blob", result, error) ||
      !check_none (self,
                   "SELECT a.request FROM number_range a JOIN number_range b ON a.kind = b.kind"
                   " AND a.prefix = b.prefix AND a.suffix = b.suffix AND a.request < b.request"
                   " AND a.first <= b.last AND b.first <= a.last",
                   "two ranges of numbers overlap", result, error))
    return NULL;
  result->ranges =
      (guint)yc_db_fetch_int (self->db, 0, NULL, "SELECT count (*) FROM number_range", "");
  return g_steal_pointer (&result);
}
