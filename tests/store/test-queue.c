// The lists: who sees which case where, in which order, and found by what.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"
#include "yc-store-private.h"

static const char *const departments[] = {"health", "market-regulation", NULL};

static GArray *
query (Desk *desk, const YcQueueFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GArray *rows = yc_store_query_queue (desk->store, filter, &error);

  g_assert_no_error (error);
  return rows;
}

static YcQueueFilter
filter_of (const char *person, YcPlace place)
{
  return (YcQueueFilter){.place = place,
                         .person = person,
                         .departments = departments,
                         .state = -1,
                         .today = yc_day_from_string ("2026-03-04")};
}

static guint
count (Desk *desk, const char *person, YcPlace place)
{
  const YcQueueFilter filter = filter_of (person, place);
  g_autoptr (GArray) rows = query (desk, &filter);
  guint counts[YC_N_PLACES];

  g_assert_true (yc_store_count_places (desk->store, &filter, counts, NULL));
  g_assert_cmpuint (counts[place], ==, rows->len);
  return rows->len;
}

// One case in each state; all are the story's, under names of their own.
static void
fill_every_state (Desk *desk)
{
  for (YcState state = YC_STATE_PRE_REVIEW; state < YC_N_STATES; state++) {
    g_autoptr (GPtrArray) events = story_events_to (state);
    g_autoptr (GPtrArray) renamed = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
    g_autofree char *id = g_strdup_printf ("01890a5d-ac96-774b-bcce-b3020990%04x", state);

    for (guint i = 0; i < events->len; i++) {
      const YcEvent *e = events->pdata[i];

      g_ptr_array_add (renamed, yc_event_new (e->id, id, e->type, e->version, e->at, e->actor,
                                              e->role, e->terminal, json_object_ref (e->data)));
    }
    desk_merge (desk, renamed, NULL, NULL);
  }
}

static void
test_places (Desk *desk, gconstpointer data)
{
  fill_every_state (desk);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_ALL), ==, YC_N_STATES - 1);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_MINE), ==, 11);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_DRAFTS), ==, 1);
  g_assert_cmpuint (count (desk, "zhou", YC_PLACE_DRAFTS), ==, 0);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_PRE_REVIEW), ==, 1);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_SUPPLEMENT), ==, 2);
  g_assert_cmpuint (count (desk, STORY_CLERK, YC_PLACE_TO_REVIEW), ==, 0); // received it
  g_assert_cmpuint (count (desk, STORY_APPROVER, YC_PLACE_TO_REVIEW), ==, 2);
  g_assert_cmpuint (count (desk, "qian", YC_PLACE_TO_REVIEW), ==, 1); // the other one is held
  g_assert_cmpuint (count (desk, STORY_APPROVER, YC_PLACE_SUSPENDED), ==, 1);
  g_assert_cmpuint (count (desk, "he", YC_PLACE_TO_ISSUE), ==, 2);
  g_assert_cmpuint (count (desk, "he", YC_PLACE_LAMPS), ==, 0);
}

static void
test_exceptions (Desk *desk, gconstpointer data)
{
  static const YcEventType more[] = {YC_EVENT_SUPPLEMENTED, YC_EVENT_SECOND_ASKED};
  g_autoptr (GPtrArray) events = story_events_to (YC_STATE_SUPPLEMENT);
  g_autoptr (GPtrArray) allowed = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    g_ptr_array_add (events, story_event (more[i], events->len + 1, STORY_START, NULL));
  desk_merge (desk, events, NULL, NULL);
  g_assert_cmpuint (count (desk, "zhao", YC_PLACE_EXCEPTIONS), ==, 1);
  g_ptr_array_add (allowed,
                   story_event (YC_EVENT_SECOND_ALLOWED, events->len + 1, STORY_START, NULL));
  desk_merge (desk, allowed, NULL, NULL);
  g_assert_cmpuint (count (desk, "zhao", YC_PLACE_EXCEPTIONS), ==, 0);
}

static void
test_other_departments (Desk *desk, gconstpointer data)
{
  static const char *const others[] = {"health", NULL};
  YcQueueFilter filter = filter_of (STORY_APPROVER, YC_PLACE_TO_REVIEW);
  g_autoptr (GArray) elsewhere = NULL;
  g_autoptr (GArray) nowhere = NULL;

  fill_every_state (desk);
  filter.departments = others;
  elsewhere = query (desk, &filter);
  g_assert_cmpuint (elsewhere->len, ==, 0);
  filter.departments = NULL;
  nowhere = query (desk, &filter);
  g_assert_cmpuint (nowhere->len, ==, 0);
}

static void
test_lamps (Desk *desk, gconstpointer data)
{
  YcQueueFilter filter = filter_of (STORY_CLERK, YC_PLACE_LAMPS);
  g_autoptr (GArray) rows = NULL;

  fill_every_state (desk);
  filter.today = yc_day_from_string ("2026-03-04"); // yellow from two days before the ninth
  rows = query (desk, &filter);
  g_assert_cmpuint (rows->len, ==, 0);
  g_array_unref (rows);
  filter.today = yc_day_from_string ("2026-03-05");
  rows = query (desk, &filter); // received, accepted, handed off, in review, returned
  g_assert_cmpuint (rows->len, ==, 5);
}

static void
test_state_filter (Desk *desk, gconstpointer data)
{
  YcQueueFilter filter = filter_of (STORY_CLERK, YC_PLACE_ALL);

  fill_every_state (desk);
  for (YcState state = YC_STATE_PRE_REVIEW; state < YC_N_STATES; state++) {
    g_autoptr (GArray) rows = NULL;
    g_autoptr (GPtrArray) loaded = NULL;

    filter.state = (int)state;
    rows = query (desk, &filter);
    g_assert_cmpuint (rows->len, ==, 1);
    loaded = yc_store_load_rows (desk->store, (guint32 *)rows->data, 1, NULL);
    g_assert_cmpint (((YcQueueRow *)loaded->pdata[0])->state, ==, state);
  }
}

static void
test_sorts (Desk *desk, gconstpointer data)
{
  fill_every_state (desk);
  for (YcSort sort = 0; sort < YC_N_SORTS; sort++) {
    YcQueueFilter filter = filter_of (STORY_CLERK, YC_PLACE_ALL);
    g_autoptr (GArray) up = NULL;
    g_autoptr (GArray) down = NULL;

    filter.sort = sort;
    up = query (desk, &filter);
    filter.descending = TRUE;
    down = query (desk, &filter);
    g_assert_cmpuint (up->len, ==, down->len);
    for (guint i = 0; i < up->len; i++)
      g_assert_cmpuint (g_array_index (up, guint32, i), ==,
                        g_array_index (down, guint32, up->len - 1 - i));
  }
}

static guint
found (Desk *desk, const char *search)
{
  YcQueueFilter filter = filter_of (STORY_CLERK, YC_PLACE_ALL);
  g_autoptr (GArray) rows = NULL;

  filter.search = search;
  rows = query (desk, &filter);
  return rows->len;
}

// Names are sealed on disk and found all the same, also those that came or changed later.
static void
test_search (Desk *desk, gconstpointer data)
{
  g_autofree char *first = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autofree char *second = NULL;

  g_assert_cmpuint (found (desk, "小华"), ==, 1);
  second = desk_begin (desk, "林秀英", "2026-G1-000002");
  g_assert_cmpuint (found (desk, "秀英"), ==, 1);
  yc_case_unref (desk_do (desk, second, YC_EVENT_FILLED, "{'applicant':{'name':'林小华'}}"));
  g_assert_cmpuint (found (desk, "秀英"), ==, 0);
  g_assert_cmpuint (found (desk, "小华"), ==, 2);
  desk_restart (desk);
  g_assert_cmpuint (found (desk, "小华"), ==, 2);
  g_assert_cmpuint (found (desk, STORY_ID), ==, 1);
  g_assert_cmpuint (found (desk, "g1-000002"), ==, 1);
  g_assert_cmpuint (found (desk, "食品经营"), ==, 2);
  g_assert_cmpuint (found (desk, ""), ==, 2);
  for (const char *const *odd = (const char *const[]){"%", "_", "\\", "'", "\"", NULL}; *odd; odd++)
    g_assert_cmpuint (found (desk, *odd), ==, 0);
}

static void
test_rows (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  const guint32 rows[] = {1, 99};
  g_autoptr (GPtrArray) loaded = yc_store_load_rows (desk->store, rows, 2, NULL);
  const YcQueueRow *row = loaded->pdata[0];

  g_assert_null (loaded->pdata[1]);
  g_assert_cmpstr (row->case_id, ==, id);
  g_assert_cmpstr (row->number, ==, "2026-G1-000001");
  g_assert_cmpstr (row->applicant, ==, "陈*华");
  g_assert_cmpstr (row->item, ==, "food-business-new");
  g_assert_cmpstr (row->holder, ==, STORY_CLERK);
  g_assert_cmpuint (row->pending, ==, 2);
  g_assert_cmpint (row->due, ==, 0);
}

// A case without an applicant yet has a row as well.
static void
test_row_of_nobody (Desk *desk, gconstpointer data)
{
  g_autoptr (YcCase) self =
      desk_do (desk, NULL, YC_EVENT_OPENED, "{'item':'i','department':'market-regulation'}");
  const guint32 rows[] = {1};
  g_autoptr (GPtrArray) loaded = yc_store_load_rows (desk->store, rows, 1, NULL);
  const YcQueueRow *row = loaded->pdata[0];

  g_assert_cmpstr (row->applicant, ==, "");
  g_assert_null (row->number);
  g_assert_cmpuint (found (desk, STORY_NAME), ==, 0);
}

static const YcQueueRow *
only_row (Desk *desk, GPtrArray **inout_rows)
{
  const guint32 rows[] = {1};

  g_clear_pointer (inout_rows, g_ptr_array_unref);
  *inout_rows = yc_store_load_rows (desk->store, rows, 1, NULL);
  return (*inout_rows)->pdata[0];
}

static void
test_calendar (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (JsonObject) years =
      story_data ("{'years':{'2026':{'off':['2026-03-05','2026-03-06']}}}");
  g_autoptr (YcCalendar) calendar = yc_calendar_new (years, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  const YcQueueRow *row;

  yc_case_unref (desk_do (desk, id, YC_EVENT_RECEIVED, NULL));
  row = only_row (desk, &rows);
  g_assert_true (row->provisional);
  g_assert_cmpint (row->due, ==, yc_day_from_string ("2026-03-09"));
  g_assert_true (yc_store_set_day (desk->store, calendar, yc_day_from_string ("2026-03-02"), NULL));
  row = only_row (desk, &rows);
  g_assert_false (row->provisional);
  g_assert_cmpint (row->due, ==, yc_day_from_string ("2026-03-11"));
}

// What was taken in often, and lately.
static void
test_frequent (Desk *desk, gconstpointer data)
{
  static const char *const items[] = {"old", "old", "often", "often", "often", "new"};
  g_autoptr (GPtrArray) codes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autofree char *opened =
        g_strdup_printf ("{'item':'%s','department':'market-regulation'}", items[i]);
    YcCase *self = desk_do (desk, NULL, YC_EVENT_OPENED, opened);
    g_autofree char *sql =
        g_strdup_printf ("UPDATE case_row SET changed_at = %u WHERE case_id = ?", i + 1);

    g_assert_true (yc_db_execute (desk->store->db, NULL, sql, "t", self->id));
    yc_case_unref (self);
  }
  codes = yc_store_list_frequent_items (desk->store, STORY_CLERK, NULL);
  g_assert_cmpuint (codes->len, ==, 3);
  g_assert_cmpstr (codes->pdata[0], ==, "often");
  g_assert_cmpstr (codes->pdata[1], ==, "new");
  g_assert_cmpstr (codes->pdata[2], ==, "old");
}

// Nobody told the applicant in time: from then on the promised limit runs, in the list as well.
static void
test_deemed (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (JsonObject) years = story_data ("{'years':{'2026':{}}}");
  g_autoptr (YcCalendar) calendar = yc_calendar_new (years, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  const YcDay last = yc_day_from_string ("2026-03-09");
  const YcQueueRow *row;

  yc_case_unref (desk_do (desk, id, YC_EVENT_RECEIVED, NULL));
  g_assert_true (yc_store_set_day (desk->store, calendar, last, NULL));
  row = only_row (desk, &rows);
  g_assert_cmpuint (row->due, ==, last);
  g_assert_cmpuint (row->red_from, ==, last + 1);
  g_assert_true (yc_store_set_day (desk->store, calendar, last + 1, NULL));
  row = only_row (desk, &rows);
  g_assert_cmpuint (row->due, ==, last); // promised in five days as well, but a decision
  g_assert_cmpuint (row->yellow_from, ==, yc_day_from_string ("2026-03-05"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/store/queue/each place has its cases, and says how many", test_places);
  ADD ("/store/queue/an approver sees the cases of the own departments", test_other_departments);
  ADD ("/store/queue/what a supervisor is asked to allow has a list of its own", test_exceptions);
  ADD ("/store/queue/what is due stands under the lamps", test_lamps);
  ADD ("/store/queue/a list can be narrowed to a state", test_state_filter);
  ADD ("/store/queue/every order can be turned round", test_sorts);
  ADD ("/store/queue/sealed names are found", test_search);
  ADD ("/store/queue/a row shows what a list may show", test_rows);
  ADD ("/store/queue/a case of nobody yet has a row", test_row_of_nobody);
  ADD ("/store/queue/a provisional date is worked out again when the calendar comes",
       test_calendar);
  ADD ("/store/queue/a case that counts as accepted shows the limit that runs now", test_deemed);
  ADD ("/store/queue/what was taken in often and lately comes first", test_frequent);
  return g_test_run ();
}
