// Figures as the supervisor sees them: in words, in tables, as a file; and what is said without
// central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-statistics-private.h"
#include "yc-test-story.h"

#include <string.h>

#define OURS "main", "natural-resources", "real-estate-transfer"
#define WAY  "11-02 accepted; 11-02 handed-off; 11-03 claimed; "

static const YcTestTale tales[] = {
    {OURS, "11-02 received; " WAY "11-04 granted; 11-05 issued in-person"},
    {OURS, "11-02 received; " WAY "11-10 granted"}, // six days, and five were promised
    {OURS, "11-02 received; 11-03 supplement-requested "
           "point:application/application-signed,material:application;"
           " 11-04 supplemented; 11-04 accepted; 11-04 handed-off; 11-05 claimed; 11-06 granted;"
           " 11-06 issued in-person"},
    {"main", "=1+1", "unknown", "11-20 received"},
    {OURS, "10-12 received; 10-13 withdrawn"},
};

static Counter counter;
static YcSession *boss;

static void
tell (const YcTestTale *tale, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (counter.central), FALSE, &error);

  g_assert_no_error (error);
  yc_test_tell (ledger, n, tale);
}

static YcStatistics *
look (YcSpan span)
{
  YcStatistics *self = yc_statistics_new (boss);

  yc_statistics_choose (self, span);
  return self;
}

// Until central has answered, and counts no more.
static void
settle (YcStatistics *self)
{
  for (;;) {
    g_autofree char *gaps = NULL;

    while (yc_statistics_get_state (self) == YC_FIGURES_LOADING)
      g_main_context_iteration (NULL, TRUE);
    gaps = yc_statistics_describe_gaps (self);
    if (gaps == NULL)
      return;
    yc_statistics_reload (self);
  }
}

static void
assert_headline (YcStatistics *self, YcHeadline headline, const char *value, const char *sum)
{
  g_autofree char *shown = yc_statistics_show (self, headline);
  g_autofree char *explained = yc_statistics_explain (self, headline);

  g_assert_cmpstr (shown, ==, value);
  g_assert_cmpstr (explained, ==, sum);
}

static void
test_headlines (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_MONTH);
  g_autofree char *from = yc_statistics_get_from (self), *until = yc_statistics_get_until (self);

  settle (self);
  g_assert_cmpint (yc_statistics_get_state (self), ==, YC_FIGURES_READY);
  g_assert_cmpstr (from, ==, "2026-11-01");
  g_assert_cmpstr (until, ==, "2026-11-30");
  assert_headline (self, YC_HEADLINE_ON_TIME, "66.7 %", "2 of 3 decisions");
  assert_headline (self, YC_HEADLINE_IN_HAND, "2", "1 green, 1 yellow, 0 red");
  assert_headline (self, YC_HEADLINE_VISITS, "2.50", "to the counter, for 2 results that went out");
  assert_headline (self, YC_HEADLINE_SUPPLEMENTS, "25.0 %",
                   "1 of 4 cases received had a one-time notice");
}

static YcDepartmentRow *
find_department (YcStatistics *self, const char *name)
{
  GListModel *rows = yc_statistics_get_departments (self);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcDepartmentRow) row = g_list_model_get_item (rows, i);
    g_autofree char *found = yc_department_row_show (row, YC_COLUMN_DEPARTMENT);

    if (g_str_equal (found, name))
      return g_steal_pointer (&row);
  }
  g_assert_not_reached ();
}

static void
test_departments (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_YEAR);
  g_autoptr (YcDepartmentRow) ours = NULL, other = NULL;
  g_autofree char *words = NULL, *none = NULL;

  settle (self);
  ours = find_department (self, "Natural Resources and Planning");
  other = find_department (self, "=1+1");
  words = yc_department_row_describe (ours);
  none = yc_department_row_show (other, YC_COLUMN_ON_TIME);
  g_assert_cmpstr (words, ==,
                   "Natural Resources and Planning, Received 4, Accepted 3, Not accepted 0,"
                   " Decided 3, On time 66.7 %, Late 1, Median days 2, Longest 6, In hand 1,"
                   " Red lamp 0");
  g_assert_cmpstr (none, ==, "—");
  g_assert_cmpint (yc_department_row_compare (ours, other, YC_COLUMN_RECEIVED), >, 0);
  g_assert_cmpint (yc_department_row_compare (ours, other, YC_COLUMN_ON_TIME), >, 0);
  g_assert_cmpint (yc_department_row_compare (other, ours, YC_COLUMN_DEPARTMENT), <, 0);
}

static void
assert_reason (GListModel *rows, guint i, const char *title)
{
  g_autoptr (YcReasonRow) row = g_list_model_get_item (rows, i);

  g_assert_cmpstr (yc_reason_row_get_title (row), ==, title);
  g_assert_cmpstr (yc_reason_row_get_detail (row), ==,
                   "Transfer of real estate (second-hand home)");
  g_assert_cmpuint (yc_reason_row_get_count (row), ==, 1);
}

static void
test_reasons (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_MONTH);
  GListModel *rows = yc_statistics_get_reasons (self);

  settle (self);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 2);
  assert_reason (rows, 0, "Application for registration of real estate: missing");
  assert_reason (
      rows, 1, "Application for registration of real estate: Signed or sealed by seller and buyer");
}

// The one that was asked for last is shown, whatever comes first.
static void
test_last_month (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_YEAR);
  g_autofree char *from = NULL;

  yc_statistics_choose (self, YC_SPAN_LAST_MONTH);
  settle (self);
  from = yc_statistics_get_from (self);
  g_assert_cmpstr (from, ==, "2026-10-01");
  assert_headline (self, YC_HEADLINE_SUPPLEMENTS, "0.0 %",
                   "0 of 1 case received had a one-time notice");
  assert_headline (self, YC_HEADLINE_ON_TIME, "—", "0 of 0 decisions");
}

static void
test_days (void)
{
  static const struct {
    const char *from, *until, *wrong;
  } days[] = {
      {"yesterday", "2026-11-30", "The first day is written as 2026-11-01."},
      {"2026-11-01", "2026-11-31", "The last day is written as 2026-11-30."},
      {"2026-11-02", "2026-11-01", "The last day lies before the first one."},
      {"2025-11-01", "2026-11-02", "A period has at most 366 days."},
      {"2026-11-04", "2026-11-04", NULL},
  };
  g_autoptr (YcStatistics) self = yc_statistics_new (boss);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autofree char *wrong = yc_statistics_choose_days (self, days[i].from, days[i].until);

    g_assert_cmpstr (wrong, ==, days[i].wrong);
  }
  settle (self);
  assert_headline (self, YC_HEADLINE_ON_TIME, "100.0 %", "1 of 1 decision");
}

static void
test_offline (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_MONTH);

  settle (self);
  yc_test_central_stop (counter.central);
  yc_statistics_reload (self);
  settle (self);
  yc_test_central_start (counter.central);
  g_assert_cmpint (yc_statistics_get_state (self), ==, YC_FIGURES_TROUBLE);
  g_assert_nonnull (strstr (yc_statistics_get_trouble (self), "only central has the figures"));
  g_assert_null (yc_statistics_to_csv (self));
  yc_statistics_reload (self);
  settle (self);
  g_assert_cmpint (yc_statistics_get_state (self), ==, YC_FIGURES_READY);
}

static char *
save (YcStatistics *self)
{
  g_autofree char *name = yc_statistics_suggest_name (self);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_assert_cmpstr (name, ==, "Statistics 2026-11-01 2026-11-30.csv");
  yc_statistics_save_async (self, file, NULL, counter_keep_cb, &result);
  yc_statistics_save_finish (self, counter_wait_for (&result), &error);
  g_assert_no_error (error);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_file (void)
{
  static const char *const lines[] = {
      "\xef\xbb\xbf\"Period\",\"2026-11-01\",\"2026-11-30\"\r\n",
      "\r\n\"Decided on time\",\"66.7 %\"\r\n",
      "\r\n\"'=1+1\",\"1\",\"0\",\"0\",\"0\",\"—\",", // no formula
      "\r\n\"Natural Resources and Planning\",\"3\",\"3\",\"0\",\"3\",\"66.7 "
      "%\",\"1\",\"2\",\"6\",",
      "\r\n\"Transfer of real estate (second-hand home)\",\"3\",\"1\",\"2\",\"5\"\r\n",
      "\r\n\"Application for registration of real estate: missing\",\"Transfer of real estate "
      "(second-hand home)\",\"1\"\r\n",
  };
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_MONTH);
  g_autofree char *text = NULL;

  settle (self);
  text = save (self);
  g_assert_true (g_str_has_prefix (text, lines[0]));
  g_test_message ("%s", text);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_nonnull (strstr (text, lines[i]));
}

// Nobody waits for figures when the place is left: what is still out is thrown away.
static void
test_stopped (void)
{
  g_autoptr (YcStatistics) self = look (YC_SPAN_THIS_MONTH), next = NULL;

  g_signal_emit_by_name (boss, "ending");
  next = look (YC_SPAN_THIS_MONTH);
  settle (next); // on the same desk, behind it
  g_assert_cmpint (yc_statistics_get_state (self), ==, YC_FIGURES_LOADING);
  g_assert_cmpuint (G_OBJECT (self)->ref_count, ==, 1);
}

static void
test_reasons_in_words (void)
{
  static const struct {
    const char *item, *key, *words;
  } rows[] = {
      {"real-estate-transfer", "material:application",
       "Application for registration of real estate: missing"},
      {"real-estate-transfer", "point:application/application-signed",
       "Application for registration of real estate: Signed or sealed by seller and buyer"},
      {"real-estate-transfer", "deferred:application",
       "Application for registration of real estate: cannot be deferred"},
      {"real-estate-transfer", "check:not-seized", "The register shows a seizure"},
      {"real-estate-transfer", "field:location", "Form: Location"},
      {"real-estate-transfer", "applicant:id_number", "What is known of the applicant"},
      {"real-estate-transfer", "undecided:materials/tax/need",
       "A rule that could not be worked out"},
      {"real-estate-transfer", "field:gone", "field:gone"},
      {"household-migration", "field:movers/0/relation", "Form: Relation"},
  };
  YcCatalogue *catalogue = yc_session_get_catalogue (boss);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *words =
        yc_statistics_describe_key (yc_catalogue_find_item (catalogue, rows[i].item), rows[i].key);

    g_assert_cmpstr (words, ==, rows[i].words);
  }
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  yc_test_central_stop (counter.central);
  for (guint i = 0; i < G_N_ELEMENTS (tales); i++)
    tell (&tales[i], i + 1);
  yc_test_central_start (counter.central);
  boss = counter_sign_in (&counter, "jin");
#define ADD(path, test) g_test_add_func ("/statistics/" path, test)
  ADD ("headlines say what the figures are made of", test_headlines);
  ADD ("departments are compared by any column", test_departments);
  ADD ("what stood in notices is said in the item's words", test_reasons);
  ADD ("the period that was asked for last is shown", test_last_month);
  ADD ("days that are none are said to be", test_days);
  ADD ("without central, that is said, and nothing is shown", test_offline);
  ADD ("all of it goes into a file that is no program", test_file);
  g_test_add_func ("/statistics/an answer that nobody waits for is thrown away", test_stopped);
  g_test_add_func ("/statistics/what sends people home is said in words", test_reasons_in_words);
  failures = g_test_run ();
  robot_leave (&boss);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
