// Papers of a case: their numbers, reprints and previews; and the sum behind a date.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "reader.h"
#include "yc-error.h"
#include "yc-file-private.h"

#include <string.h>

#define ITEM "real-estate-transfer"

typedef struct {
  YcFile *file;
} Fixture;

static Counter counter; // one for all tests
static YcSession *clerk;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->file = counter_open_case (clerk, ITEM);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->file);
  g_assert_true (robot_sync (clerk));
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

static void
receive (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  counter_complete (self->file);
  g_assert_true (robot_accept (self->file, &error));
  g_assert_no_error (error);
}

static void
test_voucher (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL, *again = NULL, *number = NULL;
  g_autoptr (YcPaperRow) before = NULL, after = NULL;

  g_assert_null (paper_find (self->file, "voucher")); // nothing was received yet
  g_assert_null (counter_print (self->file, "voucher", FALSE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
  g_clear_error (&error);
  receive (self);
  before = paper_find (self->file, "voucher");
  g_assert_true (yc_paper_row_is_next (before));
  number = g_strdup (yc_paper_row_get_number (before)); // it came with the receipt
  g_assert_true (g_str_has_prefix (number, "云溪政务收字〔2026〕第"));
  first = paper_read (self->file, "voucher", FALSE, &error);
  g_assert_no_error (error);
  reader_assert_says (first, number);
  g_assert_null (strstr (first, "补打"));
  after = paper_find (self->file, "voucher");
  g_assert_false (yc_paper_row_is_next (after));
  again = paper_read (self->file, "voucher", FALSE, &error);
  g_assert_no_error (error);
  reader_assert_says (again, number);
  reader_assert_says (again, "补打");
  g_assert_cmpuint (paper_count_prints (self->file, "voucher", FALSE), ==, 1);
  g_assert_cmpuint (paper_count_prints (self->file, "voucher", TRUE), ==, 1);
}

static void
do_with (YcFile *file, YcEventType type, const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_do (file, type, json_node_dup_object (node), &error));
  g_assert_no_error (error);
}

static void
test_unfinished (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  do_with (self->file, YC_EVENT_CORRECTED, "{'what':'面积','initials':'陈'}");
  paper_assert_prints (self->file, "corrected", NULL);
  yc_file_request_supplement_async (self->file, NULL, counter_keep_cb, &result);
  g_assert_true (yc_file_request_supplement_finish (self->file, counter_wait_for (&result), NULL));
  paper_assert_prints (self->file, "supplement", NULL);
  paper_assert_prints (self->file, "voucher", NULL);
  do_with (self->file, YC_EVENT_WITHDRAWN, "{'reason':'不卖了'}");
  paper_assert_prints (self->file, "withdrawal", NULL);
}

static void
test_accepted (Fixture *self, gconstpointer data)
{
  receive (self);
  paper_assert_prints (self->file, "acceptance", NULL);
  do_with (self->file, YC_EVENT_CUSTODY_TRANSFERRED, "{'from':'wang','to':'song'}");
  paper_assert_prints (self->file, "custody", NULL);
}

static void
do_on_ground (YcFile *file, YcEventType type, const char *step)
{
  const char *ground = yc_file_get_grounds (file, step)->pdata[0];
  g_autofree char *json =
      g_strdup_printf ("{'kind':'refused','ground':'%s','reason':'外地'}", ground);

  do_with (file, type, json);
}

static void
test_not_taken (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFile) other = counter_open_case (clerk, ITEM);

  do_on_ground (self->file, YC_EVENT_NOT_NEEDED, "not-needed");
  paper_assert_prints (self->file, "not-needed", NULL);
  do_on_ground (other, YC_EVENT_NOT_ACCEPTED, "not-accepted");
  paper_assert_prints (other, "non-acceptance", NULL);
}

// What is marked afterwards makes neither a new declaration nor a new number of the old one.
static void
test_commitment (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFile) other = counter_open_case (clerk, "food-business-new");
  g_autoptr (YcPaperRow) row = NULL;

  counter_mark (other, "health", YC_MARK_COMMITMENT);
  paper_assert_prints (other, "commitment", NULL);
  counter_mark (other, "layout", YC_MARK_DEFICIENT);
  row = paper_find (other, "commitment");
  g_assert_false (yc_paper_row_is_next (row));
  g_assert_nonnull (yc_paper_row_get_number (row));
}

static void
test_preview (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_ref (self->file->findings);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = paper_read (self->file, "supplement", TRUE, &error);
  guint version = self->file->stored->version;

  g_assert_no_error (error);
  g_assert_null (strstr (text, "字〔2026〕第")); // no number is spent on looking
  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];
    g_autofree char *name =
        finding->code == YC_FINDING_NO_PAGE ? reader_squeeze (finding->material->name.zh) : NULL;

    if (name != NULL)
      reader_assert_says (text, name); // none is left out
  }
  g_assert_cmpuint (self->file->stored->version, ==, version);
  g_assert_cmpuint (paper_count_prints (self->file, "supplement", FALSE), ==, 0);
}

// Each paper can be looked at before its event: what will be said is there, and nothing is spent.
static void
test_other_previews (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *kind, *says;
  } previews[] = {
      {"acceptance", "2026年11月23日"}, // the day of acceptance would be today
      {"voucher", "2026年11月23日"},
      {"withdrawal", "2026年11月23日"},
  };
  guint version;

  counter_complete (self->file);
  version = self->file->stored->version;
  for (guint i = 0; i < G_N_ELEMENTS (previews); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = paper_read (self->file, previews[i].kind, TRUE, &error);

    g_assert_no_error (error);
    reader_assert_says (text, previews[i].says);
    g_assert_null (strstr (text, "字〔2026〕第"));
  }
  g_assert_cmpuint (self->file->stored->version, ==, version);
}

// The day until which something is owed is that of the acceptance which would come now.
static void
test_deferral_preview (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFile) other = counter_open_case (clerk, "food-business-new");
  g_autofree char *text = NULL, *due = NULL;
  g_autoptr (GError) error = NULL;
  YcDay day;
  GDate date;

  counter_mark (other, "rules", YC_MARK_DEFERRED);
  day = yc_outcome_get_deferral_due (other, NULL);
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  due = g_strdup_printf ("%d年%d月%d日前", g_date_get_year (&date), (int)g_date_get_month (&date),
                         g_date_get_day (&date));
  text = paper_read (other, "deferral-promise", TRUE, &error);
  g_assert_no_error (error);
  reader_assert_says (text, due);
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (counter_print (self->file, "no-such-paper", FALSE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

// Uses up numbers as prints do, `n` at once: all or nothing.
static gboolean
spend (Fixture *self, guint n)
{
  YcErrand *errand = yc_errand_new (self->file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YcCase) stored = NULL;

  for (guint i = 0; i < n; i++) {
    JsonObject *data = json_object_new ();
    YcDeed *deed;

    json_object_set_string_member (data, "paper", "custody");
    yc_errand_add (errand, self->file, YC_EVENT_PAPER_ISSUED, data);
    deed = &g_array_index (errand->deeds, YcDeed, i);
    deed->number_kind = "custody";
    deed->number_member = "number";
  }
  yc_file_run (self->file, errand, g_task_new (self->file, NULL, counter_keep_cb, &result));
  stored = g_task_propagate_pointer (G_TASK (counter_wait_for (&result)), NULL);
  counter_settle (self->file);
  return stored != NULL;
}

// The network is gone and the range is used up: the print fails, and nothing is recorded.
static void
test_numbers_gone (Fixture *self, gconstpointer data)
{
  JsonObject *moved = json_object_new ();
  g_autoptr (GError) error = NULL;
  guint version;

  json_object_set_string_member (moved, "from", "wang");
  json_object_set_string_member (moved, "to", "song");
  yc_test_central_stop (counter.central);
  while (spend (self, 10))
    ;
  while (spend (self, 1))
    ;
  g_assert_true (robot_do (self->file, YC_EVENT_CUSTODY_TRANSFERRED, moved, &error));
  version = self->file->stored->version;
  g_assert_null (counter_print (self->file, "custody", FALSE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NUMBERS_GONE);
  counter_settle (self->file);
  g_assert_cmpuint (self->file->stored->version, ==, version);
  yc_test_central_start (counter.central);
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  add ("/papers/the voucher has its number from the receipt, and a reprint says so", test_voucher);
  add ("/papers/correction, notice and withdrawal print with a number", test_unfinished);
  add ("/papers/acceptance and custody print with a number", test_accepted);
  add ("/papers/what is not taken in prints with a number", test_not_taken);
  add ("/papers/a declared commitment keeps its number when something else is marked",
       test_commitment);
  add ("/papers/a preview names every material that is missing and spends no number", test_preview);
  add ("/papers/each paper can be looked at before its event", test_other_previews);
  add ("/papers/a promise is looked at with the day that it will have", test_deferral_preview);
  add ("/papers/a paper that the catalogue has not is said so", test_unknown);
  add ("/papers/without a number nothing is recorded", test_numbers_gone);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
