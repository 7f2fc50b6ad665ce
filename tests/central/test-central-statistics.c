// Figures for supervision: worked out by hand for some cases, counted slowly for many.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"
#include "yc-test-client.h"
#include "yc-test-story.h"

#define NOW      1773972000000 // 2026-03-20 10:00 in China, a Friday
#define PATIENCE 2000          // questions while something is still to be counted
#define DAY_MS   86400000
#define ALL      "from=2026-02-01&until=2026-03-31"
#define LAND     "main", "land", "transfer"

// The new year's holiday lasts from Sunday 02-15 to Monday 02-23; 02-14 and 02-28 are workdays.
static const YcTestTale tales[] = {
    // 10, 11, 12, 13: four days; came to bring papers and to fetch the result
    {LAND, "02-09 received; 02-09 accepted; 02-09 handed-off; 02-10 claimed; 02-13 granted;"
           " 02-13 issued in-person"},
    // nine days, four of them (13, 14, 24, 25) in a pause over the holiday: five, just on time
    {LAND, "02-09 received; 02-09 accepted; 02-09 handed-off; 02-10 claimed; 02-12 suspended;"
           " 02-25 resumed; 02-27 granted; 03-02 issued courier"},
    // 25, 26, 27, 28, 03-02 were promised, and it came on 03-03: late by one day
    {LAND, "02-24 received; 02-24 accepted; 02-24 handed-off; 02-25 claimed; 03-03 granted"},
    // eleven days, one more than the law allows
    {"main", "land", "mortgage",
     "02-24 received; 02-24 accepted; 02-24 handed-off; 02-25 claimed; 03-10 refused"},
    // nobody said anything until 03-09: accepted since 03-02, and red from 03-10 on
    {LAND, "03-02 received"},
    // told too late: since 03-02, eight days
    {LAND, "03-02 received; 03-11 accepted; 03-11 handed-off; 03-11 claimed; 03-12 granted"},
    // a supplement: accepted on the day it came in; three days, three visits
    {LAND, "03-03 received; 03-05 supplement-requested point:contract/signed,material:layout;"
           " 03-09 supplemented; 03-09 accepted; 03-09 handed-off; 03-10 claimed; 03-12 granted;"
           " 03-13 issued in-person"},
    // a helper took everything in, and the result went by courier: no visit
    {LAND, "03-03 received helper; 03-04 supplement-requested point:contract/signed;"
           " 03-05 supplemented helper; 03-05 accepted; 03-05 handed-off; 03-06 claimed;"
           " 03-09 granted; 03-10 issued courier"},
    {"main", "market", "food", "03-04 received; 03-04 not-accepted not-ours"},
    {"main", "market", "food", "03-04 received; 03-05 not-accepted refused"},
    {"main", "market", "food", "03-04 not-needed"},
    {"main", "market", "food", "03-05 received; 03-06 withdrawn"},
    {"main", "market", "food", "03-05 received; 03-06 accepted; 03-09 terminated"},
    // due on 03-26, four days away; on 03-23, one day; nothing while the applicant is awaited
    {"main", "market", "food", "03-19 received; 03-19 accepted"},
    {"main", "market", "food", "03-16 received; 03-16 accepted; 03-17 handed-off"},
    {"main", "market", "food", "03-16 received; 03-17 supplement-requested check:a"},
    {"traffic", "police", "licence", "03-16 received; 03-16 accepted; 03-16 handed-off"},
};

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, zhao, qian, sun, system;
} Fixture;

static YcLedger *
open_ledger (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);

  g_assert_no_error (error);
  return ledger;
}

static void
add_people (Fixture *self)
{
  const char *url = yc_test_central_get_url (self->central);

  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "zhao", YC_ROLE_SUPERVISOR, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "qian", YC_ROLE_SUPERVISOR, "traffic", NULL, NULL);
  yc_test_central_add_person (self->central, "sun", YC_ROLE_SUPERVISOR | YC_ROLE_APPROVER, NULL,
                              NULL, "market,police");
  yc_test_central_add_person (self->central, "system", YC_ROLE_SUPERVISOR | YC_ROLE_SYSTEM, NULL,
                              NULL, NULL);
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->zhao, url, "zhao");
  yc_test_client_sign_in (&self->qian, url, "qian");
  yc_test_client_sign_in (&self->sun, url, "sun");
  yc_test_client_sign_in (&self->system, url, "system");
}

static void
set_up_empty (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (NOW);
  add_people (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (YcLedger) ledger = NULL;

  set_up_empty (self, data);
  yc_test_central_stop (self->central);
  ledger = open_ledger (self);
  yc_test_add_calendar (ledger, 1, NULL);
  g_assert_true (yc_ledger_begin (ledger, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (tales); i++)
    yc_test_tell (ledger, i + 1, &tales[i]);
  g_assert_true (yc_ledger_commit (ledger, NULL));
  g_clear_pointer (&ledger, yc_ledger_close);
  yc_test_central_start (self->central);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->zhao);
  yc_test_client_clear (&self->qian);
  yc_test_client_clear (&self->sun);
  yc_test_client_clear (&self->system);
  yc_test_central_free (self->central);
}

// What is answered once everything is counted.
static YcTestAnswer *
ask (YcTestClient *client, const char *query)
{
  g_autofree char *path = g_strconcat ("/v1/statistics?", query, NULL);

  for (guint i = 0; i < PATIENCE; i++) {
    YcTestAnswer *answer = yc_test_ask (client, "GET", path, NULL);

    yc_test_assert_status (answer, 200);
    if (json_object_get_int_member (answer->object, "behind") == 0)
      return answer;
    yc_test_answer_free (answer);
  }
  g_assert_not_reached (); // it is behind for good
}

static JsonObject *
find_row (JsonObject *answer, const char *table, const char *member, const char *name)
{
  JsonArray *rows = json_object_get_array_member (answer, table);

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (g_str_equal (json_object_get_string_member (row, member), name))
      return row;
  }
  return NULL;
}

// Compares with JSON text in which members of the row may be left out.
static void
assert_figures (JsonObject *row, const char *expected)
{
  g_autoptr (JsonNode) node = json_from_string (expected, NULL);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_assert_nonnull (row);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value)) {
    g_autofree char *wanted = json_to_string (value, FALSE);
    g_autofree char *found = json_to_string (json_object_get_member (row, name), FALSE);

    if (g_strcmp0 (wanted, found) != 0)
      g_test_message ("%s", name);
    g_assert_cmpstr (found, ==, wanted);
  }
}

#define NOTHING                                                                                    \
  "{\"received\":0,\"noticed\":0,\"issued\":0,\"visits\":0,\"accepted\":0,\"deemed\":0,"           \
  "\"not_accepted\":{\"not_needed\":0,\"not_ours\":0,\"other\":0},\"withdrawn\":0,"                \
  "\"terminated\":0,\"decided\":0,\"on_time\":0,\"late\":0,\"overdue\":0,\"median_days\":null,"    \
  "\"worst_days\":null"

static void
test_departments (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autoptr (YcTestAnswer) answer = ask (&self->zhao, ALL);

  assert_figures (
      find_row (answer->object, "departments", "department", "land"),
      "{\"received\":8,\"noticed\":2,\"issued\":4,\"visits\":6,\"accepted\":8,\"deemed\":2,"
      "\"not_accepted\":{\"not_needed\":0,\"not_ours\":0,\"other\":0},\"withdrawn\":0,"
      "\"terminated\":0,\"decided\":7,\"on_time\":4,\"late\":3,\"overdue\":1,\"median_days\":5.0,"
      "\"worst_days\":11,\"in_hand\":{\"all\":4,\"green\":1,\"yellow\":1,\"red\":2}}");
  assert_figures (
      find_row (answer->object, "departments", "department", "market"),
      "{\"received\":7,\"noticed\":1,\"issued\":0,\"visits\":0,\"accepted\":3,\"deemed\":0,"
      "\"not_accepted\":{\"not_needed\":1,\"not_ours\":1,\"other\":1},\"withdrawn\":1,"
      "\"terminated\":1,\"decided\":0,\"on_time\":0,\"median_days\":null,"
      "\"in_hand\":{\"all\":3,\"green\":1,\"yellow\":1,\"red\":0}}");
  assert_figures (json_object_get_object_member (answer->object, "total"),
                  "{\"received\":15,\"accepted\":11,\"decided\":7,\"worst_days\":11,"
                  "\"in_hand\":{\"all\":7,\"green\":2,\"yellow\":2,\"red\":2}}");
  assert_figures (answer->object, "{\"from\":\"2026-02-01\",\"until\":\"2026-03-31\","
                                  "\"today\":\"2026-03-20\",\"behind\":0}");
}

static void
test_items (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autoptr (YcTestAnswer) answer = ask (&self->zhao, ALL);
  g_autoptr (YcTestAnswer) later = ask (&self->zhao, "from=2026-03-05&until=2026-03-31");

  assert_figures (
      find_row (answer->object, "items", "item", "transfer"),
      "{\"department\":\"land\",\"received\":7,\"noticed\":2,\"issued\":4,\"visits\":6}");
  assert_figures (find_row (answer->object, "items", "item", "mortgage"),
                  "{\"received\":1,\"noticed\":0,\"issued\":0,\"visits\":0}");
  assert_figures (answer->object,
                  "{\"points\":[{\"item\":\"transfer\",\"key\":\"point:contract/signed\","
                  "\"count\":2},{\"item\":\"food\",\"key\":\"check:a\",\"count\":1},"
                  "{\"item\":\"transfer\",\"key\":\"material:layout\",\"count\":1}]}");
  assert_figures (find_row (later->object, "points", "key", "point:contract/signed"),
                  "{\"count\":1}");
}

// A day before the holiday, one day of decisions, the deemed one's day of receipt, a whole month.
static void
test_periods (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  static const struct {
    const char *query, *total;
  } periods[] = {
      {"from=2026-02-13&until=2026-02-13",
       "{\"received\":0,\"decided\":1,\"on_time\":1,\"issued\":1,\"visits\":2,\"worst_days\":4}"},
      {"from=2026-02-27&until=2026-02-27", "{\"decided\":1,\"on_time\":1,\"worst_days\":5}"},
      {"from=2026-03-03&until=2026-03-03", "{\"received\":2,\"decided\":1,\"late\":1,"
                                           "\"overdue\":0,\"median_days\":6.0}"},
      {"from=2026-03-10&until=2026-03-10", "{\"decided\":1,\"late\":1,\"overdue\":1}"},
      {"from=2026-03-02&until=2026-03-02", "{\"received\":2,\"deemed\":2,\"accepted\":2}"},
      {"from=2026-03-11&until=2026-03-11", "{\"received\":0,\"accepted\":0}"},
      {"from=2026-02-01&until=2026-02-28", "{\"received\":4,\"accepted\":4,\"decided\":2,"
                                           "\"on_time\":2,\"median_days\":4.5}"},
      {"from=2026-02-10&until=2026-03-19", "{\"received\":13}"},
      {"from=2025-03-21&until=2026-03-21", "{\"received\":15}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++) {
    g_autoptr (YcTestAnswer) answer = ask (&self->zhao, periods[i].query);

    g_test_message ("%s", periods[i].query);
    assert_figures (json_object_get_object_member (answer->object, "total"), periods[i].total);
  }
}

static void
test_scopes (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autoptr (YcTestAnswer) hall = ask (&self->qian, ALL);
  g_autoptr (YcTestAnswer) office = ask (&self->sun, ALL);
  g_autoptr (YcTestAnswer) all = ask (&self->system, ALL);
  g_autoptr (YcTestAnswer) clerk = yc_test_ask (&self->wang, "GET", "/v1/statistics?" ALL, NULL);

  g_assert_null (find_row (hall->object, "departments", "department", "land"));
  assert_figures (json_object_get_object_member (hall->object, "total"),
                  "{\"received\":1,\"noticed\":0,\"in_hand\":{\"all\":1,\"green\":0,\"yellow\":1,"
                  "\"red\":0}}");
  // an approver sees what was handed off: one of the market's, one of the police's
  assert_figures (json_object_get_object_member (office->object, "total"),
                  "{\"received\":2,\"accepted\":2,\"noticed\":0}");
  assert_figures (json_object_get_object_member (all->object, "total"), "{\"received\":16}");
  yc_test_assert_problem (clerk, 403, "forbidden");
}

static void
test_nothing (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autoptr (YcTestAnswer) empty = ask (&self->zhao, "from=2025-01-01&until=2025-12-31");

  assert_figures (json_object_get_object_member (empty->object, "total"), NOTHING "}");
  assert_figures (empty->object, "{\"items\":[],\"points\":[]}");
}

static void
test_no_cases (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) empty = ask (&self->zhao, ALL);

  assert_figures (json_object_get_object_member (empty->object, "total"),
                  NOTHING ",\"in_hand\":{\"all\":0,\"green\":0,\"yellow\":0,\"red\":0}}");
  assert_figures (empty->object, "{\"departments\":[],\"items\":[],\"points\":[]}");
}

static void
test_malformed (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  static const struct {
    const char *query, *field;
  } wrong[] = {
      {"", "from"},
      {"from=2026-02-01", "until"},
      {"until=2026-02-01", "from"},
      {"from=2026-02-30&until=2026-03-31", "from"},
      {"from=yesterday&until=2026-03-31", "from"},
      {"from=2026-02-01&until=2026-3-31", "until"},
      {"from=2026-03-31&until=2026-03-30", "until"},
      {"from=2025-03-01&until=2026-03-02", "until"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *path = g_strconcat ("/v1/statistics?", wrong[i].query, NULL);
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->zhao, "GET", path, NULL);

    yc_test_assert_problem (answer, 422, "malformed");
    g_assert_cmpstr (json_object_get_string_member (answer->object, "field"), ==, wrong[i].field);
  }
}

// The day goes on: lamps turn, and who was not told is deemed accepted, without any event.
static void
test_days (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  const YcTestTale waits = {LAND, "03-18 received"};
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcTestAnswer) before = NULL;
  g_autoptr (YcTestAnswer) after = NULL;

  yc_test_central_stop (self->central);
  ledger = open_ledger (self);
  yc_test_tell (ledger, 99, &waits);
  g_clear_pointer (&ledger, yc_ledger_close);
  yc_test_central_start (self->central);
  before = ask (&self->zhao, "from=2026-03-18&until=2026-03-18");
  yc_test_central_pass (self->central, 6 * (gint64)DAY_MS); // to Thursday 03-26
  yc_test_client_clear (&self->zhao);
  yc_test_client_sign_in (&self->zhao, yc_test_central_get_url (self->central), "zhao");
  after = ask (&self->zhao, "from=2026-03-18&until=2026-03-18");
  assert_figures (find_row (before->object, "departments", "department", "land"),
                  "{\"received\":1,\"deemed\":0,\"accepted\":0,"
                  "\"in_hand\":{\"all\":5,\"green\":2,\"yellow\":1,\"red\":2}}");
  assert_figures (find_row (after->object, "departments", "department", "land"),
                  "{\"received\":1,\"deemed\":1,\"accepted\":1,"
                  "\"in_hand\":{\"all\":5,\"green\":0,\"yellow\":1,\"red\":4}}");
}

static char *
fetch (YcTestClient *client)
{
  g_autoptr (YcTestAnswer) answer = ask (client, ALL);

  return json_to_string (answer->json, FALSE);
}

static void
count_anew (Fixture *self, const char *before)
{
  g_autofree char *sql =
      g_strconcat (before,
                   "DELETE FROM tally; DELETE FROM case_tally; DELETE FROM case_clock;"
                   "UPDATE tally_end SET seq = 0, calendar = ''",
                   NULL);
  g_autoptr (YcDb) db = NULL;
  g_autoptr (GError) error = NULL;

  yc_test_central_stop (self->central);
  db = yc_test_folder_open (yc_test_central_get_folder (self->central));
  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, yc_db_close);
  yc_test_central_start (self->central);
}

// Tables that were made just now, beside a log that is old: everything is counted, while requests
// are answered. What an older server stored meanwhile is counted, too.
static void
test_catching_up (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autofree char *before = fetch (&self->zhao), *after = NULL;

  count_anew (self, "");
  after = fetch (&self->zhao);
  g_assert_cmpstr (after, ==, before);
}

// The first case has lost a step: it counts for nothing, and holds up nobody.
static void
test_broken_case (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autofree char *before = fetch (&self->zhao), *after = NULL;
  g_autoptr (YcTestAnswer) without = NULL;

  count_anew (self, "UPDATE event SET body = replace (body, '\"received\"', '\"accepted\"')"
                    " WHERE seq = 3;");
  without = ask (&self->zhao, ALL);
  assert_figures (json_object_get_object_member (without->object, "total"),
                  "{\"received\":14,\"decided\":6}");
  count_anew (self, "UPDATE event SET body = replace (body, '\"accepted\"', '\"received\"')"
                    " WHERE seq = 3;");
  after = fetch (&self->zhao);
  g_assert_cmpstr (after, ==, before);
}

static void
test_older_server (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autofree char *before = fetch (&self->zhao), *after = NULL;
  g_autoptr (YcDb) db = NULL;
  g_autoptr (GError) error = NULL;

  db = yc_test_folder_open (yc_test_central_get_folder (self->central));
  yc_db_run (db,
             "UPDATE tally_end SET seq = seq - 14; DELETE FROM case_clock WHERE place IN"
             " (SELECT place FROM case_now WHERE number IN ('15', '16', '17'))",
             &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, yc_db_close);
  after = fetch (&self->zhao);
  g_assert_cmpstr (after, ==, before);
}

// Another day off is published afterwards: what was late by a day is not any more.
static void
test_calendar (gconstpointer data)
{
  Fixture *self = (Fixture *)data;
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcTestAnswer) before = ask (&self->zhao, ALL);
  g_autoptr (YcTestAnswer) after = NULL;

  yc_test_central_stop (self->central);
  ledger = open_ledger (self);
  yc_test_add_calendar (ledger, 2, "\"2026-03-02\",");
  g_clear_pointer (&ledger, yc_ledger_close);
  yc_test_central_start (self->central);
  after = ask (&self->zhao, ALL);
  assert_figures (json_object_get_object_member (before->object, "total"),
                  "{\"on_time\":4,\"late\":3,\"overdue\":1,\"worst_days\":11}");
  assert_figures (json_object_get_object_member (after->object, "total"),
                  "{\"on_time\":5,\"late\":2,\"overdue\":0,\"worst_days\":10}");
}

int
main (int argc, char **argv)
{
  static Fixture shared; // the last tests change it
  int result;

#define ADD(path, test) g_test_add_data_func ("/central/statistics/" path, &shared, test)
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/central/statistics/are nothing without cases", Fixture, NULL, set_up_empty,
              test_no_cases, tear_down);
  ADD ("departments: what came in, what was decided in time, what is in hand", test_departments);
  ADD ("items: visits, supplements, and what sends people home", test_items);
  ADD ("count what happened in the period", test_periods);
  ADD ("count what the supervisor sees, and nobody else may ask", test_scopes);
  ADD ("are nothing for a period in which nothing happened", test_nothing);
  ADD ("name the part of a question that is wrong", test_malformed);
  ADD ("are made for what was there before", test_catching_up);
  ADD ("leave out a case that does not fold", test_broken_case);
  ADD ("follow what a server without statistics stored", test_older_server);
  ADD ("go on with the days", test_days);
  ADD ("follow another calendar", test_calendar);
  set_up (&shared, NULL);
  result = g_test_run ();
  tear_down (&shared, NULL);
  return result;
}
