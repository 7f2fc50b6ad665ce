// The sum behind a date in words, by central's clock; and a catalogue that has lost a material.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-file-private.h"

#include <string.h>

#define ITEM "real-estate-transfer" // promised in five working days

// An accepted case on this day.
static YcFile *
accept_on (Counter *counter, YcSession **ret_clerk, const char *day)
{
  g_autoptr (GError) error = NULL;
  YcFile *file;

  counter_begin (counter, day);
  *ret_clerk = counter_sign_in (counter, "zhou");
  file = counter_open_complete_case (*ret_clerk, ITEM);
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  return file;
}

static void
leave (Counter *counter, YcSession **clerk, YcFile **file)
{
  g_clear_object (file);
  g_assert_true (robot_sync (*clerk));
  robot_leave (clerk);
  counter_end (counter);
}

static char *
explain (YcFile *file)
{
  g_autoptr (GPtrArray) lines = yc_outcome_explain_clock (file);

  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

typedef struct {
  YcSession *session;
  const char *case_id;
  char *due; // owned: as the list says it
} ListLook;

static gboolean
is_listed (gpointer data)
{
  ListLook *look = data;
  g_autoptr (YcQueue) queue = yc_queue_new (look->session, YC_LIST_ALL);
  GListModel *model = G_LIST_MODEL (queue);
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC;
       look->due == NULL && g_get_monotonic_time () < end;) {
    g_ptr_array_set_size (held, 0);
    for (guint i = 0; i < g_list_model_get_n_items (model); i++)
      g_ptr_array_add (held, g_list_model_get_item (model, i));
    g_main_context_iteration (NULL, held->len == 0);
    for (guint i = 0; i < held->len; i++)
      if (g_strcmp0 (yc_entry_get_case (held->pdata[i]), look->case_id) == 0)
        look->due = g_strdup (yc_entry_get_due (held->pdata[i]));
  }
  return look->due != NULL;
}

static void
assert_listed (YcSession *session, const char *case_id, const char *due)
{
  ListLook look = {session, case_id, NULL};

  g_assert_true (counter_wait (is_listed, &look));
  g_assert_cmpstr (look.due, ==, due);
  g_free (look.due);
}

// Lists count as the case does, at the counter and at an office that has it from the feed.
static void
check_lists (Counter *counter, YcSession *clerk, YcFile *file, const char *due)
{
  YcSession *approver;

  assert_listed (clerk, yc_file_get_id (file), due);
  g_assert_true (robot_sync (clerk));
  approver = counter_sign_in (counter, "li");
  assert_listed (approver, yc_file_get_id (file), due);
  robot_leave (&approver);
}

// The machine's clock is wherever it is: what counts is central's.
static void
test_holidays (void)
{
  Counter counter;
  YcSession *clerk;
  g_autoptr (YcFile) file = accept_on (&counter, &clerk, "2026-09-28");
  g_autofree char *lines = explain (file);
  g_autofree char *sentence = yc_outcome_describe_clock (file);

  g_assert_cmpstr (lines, ==,
                   "The case was accepted on 2026-09-28.\n"
                   "That day is not counted.\n"
                   "5 working days\n"
                   "5 weekdays on the way are statutory holidays\n"
                   "1 weekend day on the way is a make-up workday\n"
                   "= 2026-10-10");
  g_assert_cmpstr (sentence, ==, "A decision comes by 2026-10-10.");
  check_lists (&counter, clerk, file, "5 days left");
  leave (&counter, &clerk, &file);
}

// At the turn of the year the calendar of the next one is not published.
static void
test_provisional (void)
{
  Counter counter;
  YcSession *clerk;
  g_autoptr (YcFile) file = accept_on (&counter, &clerk, "2026-12-29");
  g_autofree char *lines = explain (file);
  g_autofree char *sentence = yc_outcome_describe_clock (file);

  g_assert_nonnull (strstr (lines, "= 2027-01-05 (provisional)\n"));
  g_assert_nonnull (strstr (lines, "The holidays of that year are not published yet"));
  g_assert_cmpstr (sentence, ==, "A decision comes by 2027-01-05 (provisional).");
  check_lists (&counter, clerk, file, "5 days left (provisional)");
  leave (&counter, &clerk, &file);
}

static guint
count_not_asked (YcFile *file)
{
  guint n = 0;

  for (guint i = 0; i < file->findings->len; i++) {
    const YcFinding *finding = file->findings->pdata[i];

    n += finding->code == YC_FINDING_NOT_ASKED && g_strcmp0 (finding->place, "tax") == 0;
  }
  return n;
}

static gboolean
has_newer_catalogue (gpointer session)
{
  return yc_catalogue_get_version (YC_SESSION (session)->catalogue) == 2;
}

static void
test_material_gone (void)
{
  Counter counter;
  YcSession *clerk;
  g_autoptr (YcFile) file = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  guint pages;

  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "zhou");
  file = counter_open_complete_case (clerk, ITEM);
  pages = g_list_model_get_n_items (yc_file_get_pages (file));
  g_assert_cmpuint (count_not_asked (file), ==, 0);
  id = g_strdup (yc_file_get_id (file));
  g_clear_object (&file);
  g_assert_true (robot_sync (clerk));
  robot_leave (&clerk);
  counter_drop_material (&counter, ITEM, "tax");
  clerk = counter_sign_in (&counter, "zhou");
  g_assert_true (counter_wait (has_newer_catalogue, clerk));
  file = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  g_assert_null (counter_find_material (file, "tax"));
  g_assert_cmpuint (count_not_asked (file), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_pages (file)), ==, pages); // all stay
  g_assert_cmpint (yc_outcome_suggest (file), ==, YC_OUTCOME_ACCEPT);
  leave (&counter, &clerk, &file);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/clock/holidays and make-up days on the way are told", test_holidays);
  g_test_add_func ("/clock/a day beyond the published calendars is marked", test_provisional);
  g_test_add_func ("/catalogue/pages of a material that is gone stay, and are told",
                   test_material_gone);
  return g_test_run ();
}
