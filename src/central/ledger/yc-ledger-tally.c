// Counting: what each case counts for, kept with every change; and catching up with what was stored
// before there were statistics, by a server that keeps none, or with another calendar.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-json.h"
#include "yc-ledger-private.h"
#include "yc-tally.h"
#include "yc-wire.h"

#include <string.h>

#define PAGE       1000 // events that are looked through at once
#define MOST_CASES 25   // of them that are counted anew, in one transaction

// --- the calendar --------------------------------------------------------------------------------

// One that cannot be read is left alone, as by whoever answers the catalogue: the last one stays.
static void
take_calendar (YcLedger *self, const char *body)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object (body, -1, NULL);
  JsonObject *catalogue = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *calendars = yc_json_get_object (catalogue, "calendars");
  g_autoptr (YcCalendar) calendar = calendars != NULL ? yc_calendar_new (calendars, NULL) : NULL;
  g_autofree char *text = NULL;

  if (calendar == NULL)
    return;
  text = yc_wire_print (json_object_get_member (catalogue, "calendars"));
  g_clear_pointer (&self->calendar, yc_calendar_unref);
  self->calendar = g_steal_pointer (&calendar);
  g_free (self->calendar_sum);
  self->calendar_sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

// Makes sure that days are counted as the catalogue in force says.
static gboolean
ensure_calendar (YcLedger *self, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *etag = yc_ledger_find_catalogue_etag (self, &problem);
  g_autoptr (YcCatalogueText) text = NULL;

  if (problem == NULL && g_strcmp0 (etag, self->calendar_etag) != 0)
    text = yc_ledger_find_catalogue (self, &problem);
  if (text != NULL) {
    take_calendar (self, text->body);
    g_free (self->calendar_etag);
    self->calendar_etag = g_steal_pointer (&text->etag);
  }
  return yc_ledger_at_end (problem, error);
}

static const char *
calendar_sum (const YcLedger *self)
{
  return self->calendar_sum != NULL ? self->calendar_sum : "";
}

// --- one case ------------------------------------------------------------------------------------

typedef struct {
  gboolean office;
  char *marks; // nullable: it counted for nothing
} Counted;

static void
counted_clear (Counted *self)
{
  g_free (self->marks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Counted, counted_clear)

static gboolean
find_counted (YcLedger *self, gint64 place, Counted *ret, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT office, marks FROM case_tally WHERE place = ?1", error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "i", place);
  if (yc_statement_step (row, &problem)) {
    ret->office = yc_statement_get_int (row, 0) != 0;
    ret->marks = g_strdup (yc_statement_get_text (row, 1));
  }
  return yc_ledger_at_end (problem, error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
count (YcLedger *self,
       const YcCase *now,
       gboolean office,
       const char *line,
       int change,
       GError **error)
{
  const char *mark;
  YcDay day;
  int value;

  if (!yc_tally_read_mark (line, &day, &value, &mark))
    return TRUE;
  for (gint64 span = 0; span <= 1; span++)
    if (!yc_db_execute (
            self->db, error,
            "INSERT INTO tally (span, day, hall, department, office, item, mark, value, count)"
            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"
            " ON CONFLICT (span, day, hall, department, office, item, mark, value)"
            " DO UPDATE SET count = tally.count + ?9",
            "iittittii", span, (gint64)(span == 0 ? day : yc_tally_month (day)),
            or_empty (now->hall), or_empty (now->department), (gint64)office, or_empty (now->item),
            mark, (gint64)value, (gint64)change))
      return FALSE;
  return TRUE;
}

// How much more often each line stands in the one text than in the other.
static void
add_lines (GHashTable *changes, const char *marks, int change)
{
  g_auto (GStrv) lines = g_strsplit (or_empty (marks), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    int before = GPOINTER_TO_INT (g_hash_table_lookup (changes, lines[i]));

    if (lines[i][0] != '\0')
      g_hash_table_replace (changes, g_strdup (lines[i]), GINT_TO_POINTER (before + change));
  }
}

static gboolean
count_changes (
    YcLedger *self, const YcCase *now, gboolean office, GHashTable *changes, GError **error)
{
  GHashTableIter iter;
  gpointer line, change;

  g_hash_table_iter_init (&iter, changes);
  while (g_hash_table_iter_next (&iter, &line, &change))
    if (change != NULL && !count (self, now, office, line, GPOINTER_TO_INT (change), error))
      return FALSE;
  return TRUE;
}

static gboolean
move_marks (
    YcLedger *self, const YcCase *now, const Counted *before, const char *marks, GError **error)
{
  g_autoptr (GHashTable) gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) come = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean office = now->handed_off_at > 0;

  add_lines (gone, before->marks, -1);
  add_lines (before->office == office ? gone : come, marks, 1);
  return count_changes (self, now, before->office, gone, error) &&
         count_changes (self, now, office, come, error);
}

static gboolean
save_marks (YcLedger *self, gint64 place, const YcCase *now, GError **error)
{
  g_autofree char *marks = yc_tally_list_marks (now, self->calendar);
  gboolean office = now->handed_off_at > 0;
  g_auto (Counted) before = {.office = office};

  if (*marks == '\0' && now->received_at == 0) // has counted for nothing so far
    return TRUE;
  if (!find_counted (self, place, &before, error))
    return FALSE;
  if (before.office == office && g_strcmp0 (before.marks, marks) == 0)
    return TRUE;
  return move_marks (self, now, &before, marks, error) &&
         yc_db_execute (self->db, error,
                        "INSERT INTO case_tally (place, office, marks) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (place) DO UPDATE SET office = ?2, marks = ?3",
                        "iit", place, (gint64)office, marks);
}

static gboolean
save_clock (YcLedger *self, gint64 place, const YcCase *now, GError **error)
{
  YcTallyClock clock;

  if (now->received_at == 0)
    return TRUE;
  if (!yc_tally_read_clock (now, self->calendar, &clock))
    return yc_db_execute (self->db, error, "DELETE FROM case_clock WHERE place = ?1", "i", place);
  return yc_db_execute (
      self->db, error,
      "INSERT INTO case_clock (place, hall, department, office, received, yellow_from, red_from,"
      " deemed_from, deemed_yellow_from, deemed_red_from)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
      " ON CONFLICT (place) DO UPDATE SET hall = ?2, department = ?3, office = ?4, received = ?5,"
      " yellow_from = ?6, red_from = ?7, deemed_from = ?8, deemed_yellow_from = ?9,"
      " deemed_red_from = ?10",
      "ittiiiiiii", place, or_empty (now->hall), or_empty (now->department),
      (gint64)(now->handed_off_at > 0), (gint64)clock.received, (gint64)clock.yellow_from,
      (gint64)clock.red_from, (gint64)clock.deemed_from, (gint64)clock.deemed_yellow_from,
      (gint64)clock.deemed_red_from);
}

static gboolean
save (YcLedger *self, gint64 place, const YcCase *now, GError **error)
{
  return save_marks (self, place, now, error) && save_clock (self, place, now, error);
}

// The log is counted up to its end again, if it was up to the events of this transaction. An empty
// log is counted with any calendar.
gboolean
yc_ledger_count (YcLedger *self, gint64 place, const YcCase *now, GError **error)
{
  gint64 before = self->counted_seq;

  if (!ensure_calendar (self, error) || !save (self, place, now, error))
    return FALSE;
  if (self->end_hash == NULL || self->end_seq == before)
    return TRUE;
  self->counted_seq = self->end_seq;
  return yc_db_execute (self->db, error,
                        "UPDATE tally_end SET seq = ?1, calendar = ?3"
                        " WHERE seq = ?2 AND (calendar = ?3 OR seq = 0)",
                        "iit", self->end_seq, before, calendar_sum (self));
}

// --- catching up ---------------------------------------------------------------------------------

typedef struct {
  gint64 seq, head; // counted so far; the end of the log
  gboolean is_same; // with the calendar that is in force
} End;

static gboolean
read_end (YcLedger *self, End *ret, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT tally_end.seq, chain.seq, CASE WHEN calendar = ?1 THEN 1 ELSE 0 END"
                     " FROM tally_end, chain",
                     error);

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "t", calendar_sum (self));
  if (!yc_statement_step (row, error))
    return FALSE;
  ret->seq = yc_statement_get_int (row, 0);
  ret->head = yc_statement_get_int (row, 1);
  ret->is_same = yc_statement_get_int (row, 2) != 0;
  return TRUE;
}

gint64
yc_ledger_count_behind (YcLedger *self, GError **error)
{
  End end;

  if (!ensure_calendar (self, error) || !read_end (self, &end, error))
    return -1;
  return end.is_same ? end.head - end.seq : end.head;
}

// Events are looked through in their order; a case is counted when its last one is met.
typedef struct {
  GPtrArray *ids;   // of char *, owned
  GArray *places;   // of gint64
  GPtrArray *cases; // of YcCase, owned; NULL: it does not fold
  gint64 last;      // event up to which all is counted then
} Page;

static void
page_clear (Page *self)
{
  g_ptr_array_unref (self->ids);
  g_array_unref (self->places);
  g_ptr_array_unref (self->cases);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

static gboolean
find_page (YcLedger *self, const End *end, Page *page, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT seq, case_now.id, place FROM event JOIN case_now"
                     " ON case_now.id = event.case_id AND case_now.version = event.version"
                     " WHERE seq > ?1 AND seq <= ?2 ORDER BY seq LIMIT ?3",
                     error);
  g_autoptr (GError) problem = NULL;

  page->last = MIN (end->seq + PAGE, end->head);
  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "iii", end->seq, page->last, (gint64)MOST_CASES);
  while (yc_statement_step (row, &problem)) {
    gint64 place = yc_statement_get_int (row, 2);

    g_ptr_array_add (page->ids, g_strdup (yc_statement_get_text (row, 1)));
    g_array_append_val (page->places, place);
    if (page->ids->len == MOST_CASES)
      page->last = yc_statement_get_int (row, 0);
  }
  return yc_ledger_at_end (problem, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

// A case that does not fold is left out: verify names it, and the others are counted all the same.
static gboolean
fold_case (YcLedger *self, const char *id, YcCase **ret_case, GError **error)
{
  static const YcErrorCode ours[] = {YC_ERROR_BUSY, YC_ERROR_CORRUPT, YC_ERROR_DISK_FULL,
                                     YC_ERROR_READ_ONLY, YC_ERROR_FAILED};
  g_autoptr (GError) problem = NULL;

  *ret_case = yc_ledger_find_case (self, id, &problem);
  for (guint i = 0; problem != NULL && i < G_N_ELEMENTS (ours); i++)
    if (g_error_matches (problem, YC_ERROR, (int)ours[i])) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  return TRUE;
}

// All locks first, in an order of their own, then the end of the chain: nobody who appends can wait
// for us while we wait for them.
static gboolean
lock_page (YcLedger *self, Page *page, GError **error)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, page->ids, NULL, NULL);
  g_ptr_array_sort (sorted, compare_ids);
  for (guint i = 0; i < sorted->len; i++)
    if (!yc_ledger_lock_case (self, sorted->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < page->ids->len; i++) {
    YcCase *now;

    if (!fold_case (self, page->ids->pdata[i], &now, error))
      return FALSE;
    g_ptr_array_add (page->cases, now);
  }
  return yc_ledger_hold_end (self, error);
}

static gboolean
count_page (YcLedger *self, const End *end, Page *page, GError **error)
{
  for (guint i = 0; i < page->cases->len; i++)
    if (page->cases->pdata[i] != NULL &&
        !save (self, g_array_index (page->places, gint64, i), page->cases->pdata[i], error))
      return FALSE;
  return yc_db_execute (self->db, error,
                        "UPDATE tally_end SET seq = ?1 WHERE seq = ?2 AND calendar = ?3", "iit",
                        page->last, end->seq, calendar_sum (self));
}

static gboolean
count_more (YcLedger *self, const End *end, gint64 *ret_behind, GError **error)
{
  g_auto (Page) page = {.ids = g_ptr_array_new_with_free_func (g_free),
                        .places = g_array_new (FALSE, FALSE, sizeof (gint64)),
                        .cases = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_case_unref)};

  if (!find_page (self, end, &page, error) || !lock_page (self, &page, error) ||
      !count_page (self, end, &page, error))
    return FALSE;
  *ret_behind = end->head - page.last;
  return TRUE;
}

// With another calendar everything is counted once more: to say so is a transaction of its own, for
// no lock may be held when those of cases are taken.
static gboolean
catch_up (YcLedger *self, gint64 *ret_behind, GError **error)
{
  End end;

  if (!ensure_calendar (self, error) || !read_end (self, &end, error))
    return FALSE;
  if (end.is_same)
    return count_more (self, &end, ret_behind, error);
  *ret_behind = end.head;
  return yc_db_execute (self->db, error, "UPDATE tally_end SET seq = 0, calendar = ?1", "t",
                        calendar_sum (self));
}

gboolean
yc_ledger_catch_up (YcLedger *self, gint64 *ret_behind, GError **error)
{
  *ret_behind = yc_ledger_count_behind (self, error);
  if (*ret_behind <= 0)
    return *ret_behind == 0;
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (catch_up (self, ret_behind, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}
