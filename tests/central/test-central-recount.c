// Statistics of cases that are made up by chance, against a slow count of all their events.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"
#include "yc-figures.h"
#include "yc-step.h"
#include "yc-test-client.h"
#include "yc-test-database.h"
#include "yc-test-story.h"

#define CASES   40
#define STEPS   14
#define ROUNDS  60
#define HOUR_MS G_GINT64_CONSTANT (3600000)

static const YcTestTale kinds[] = {
    {"main", "land", "transfer", NULL},
    {"main", "market", "food", NULL},
    {"traffic", "police", "licence", NULL},
    {"traffic", "land", "mortgage", NULL},
};

typedef struct {
  char *folder;
  YcLedger *ledger;
  YcCalendar *calendar;
  GPtrArray *cases; // of YcCase
  YcDay today;
} Fixture;

// --- cases by chance -----------------------------------------------------------------------------

static const YcEventType steps[] = {
    YC_EVENT_RECEIVED,     YC_EVENT_SUPPLEMENT_REQUESTED,
    YC_EVENT_SUPPLEMENTED, YC_EVENT_ACCEPTED,
    YC_EVENT_NOT_NEEDED,   YC_EVENT_NOT_ACCEPTED,
    YC_EVENT_HANDED_OFF,   YC_EVENT_CLAIMED,
    YC_EVENT_RELEASED,     YC_EVENT_SUSPENDED,
    YC_EVENT_RESUMED,      YC_EVENT_EXTENDED,
    YC_EVENT_RETURNED,     YC_EVENT_GRANTED,
    YC_EVENT_REFUSED,      YC_EVENT_ISSUED,
    YC_EVENT_WITHDRAWN,    YC_EVENT_TERMINATED,
    YC_EVENT_NOTED,
};

// What ends a case is rare, so that most come far.
static gboolean
is_wanted (const YcCase *now, YcEventType type)
{
  gboolean ends = type == YC_EVENT_NOT_NEEDED || type == YC_EVENT_NOT_ACCEPTED ||
                  type == YC_EVENT_WITHDRAWN || type == YC_EVENT_TERMINATED ||
                  type == YC_EVENT_NOTED || type == YC_EVENT_RELEASED;

  return yc_step_is_allowed (now->state, type) &&
         !(type == YC_EVENT_EXTENDED && now->extension_days > 0) &&
         (!ends || g_test_rand_int_range (0, 12) == 0);
}

static const char *
pick_word (YcEventType type)
{
  static const char *const methods[] = {"in-person", "courier", "electronic", "agent"};

  if (type == YC_EVENT_SUPPLEMENT_REQUESTED)
    return "point:a/b,check:c";
  if (type == YC_EVENT_ISSUED)
    return methods[g_test_rand_int_range (0, G_N_ELEMENTS (methods))];
  if (type == YC_EVENT_NOT_ACCEPTED)
    return g_test_rand_bit () ? "not-ours" : "refused";
  return (type == YC_EVENT_RECEIVED || type == YC_EVENT_SUPPLEMENTED) &&
                 g_test_rand_int_range (0, 4) == 0
             ? "helper"
             : NULL;
}

static YcCase *
make_case (YcLedger *ledger, guint n)
{
  const YcTestTale *kind = &kinds[n % G_N_ELEMENTS (kinds)];
  gint64 at = yc_day_to_ms (yc_day_from_string ("2026-01-05")) +
              g_test_rand_int_range (0, 24 * 90) * HOUR_MS;
  YcCase *now = yc_test_tell_step (ledger, NULL, n, kind, YC_EVENT_OPENED, at, NULL);

  now = yc_test_tell_step (ledger, now, n, kind, YC_EVENT_FILLED, at, NULL);
  for (guint i = 0; i < STEPS; i++) {
    YcEventType type = steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))];

    for (guint tries = 0; tries < 200 && !is_wanted (now, type); tries++)
      type = steps[g_test_rand_int_range (0, G_N_ELEMENTS (steps))];
    if (!is_wanted (now, type))
      break;
    at += g_test_rand_int_range (0, 24 * 5) * HOUR_MS;
    now = yc_test_tell_step (ledger, now, n, kind, type, at, pick_word (type));
  }
  return now;
}

static void
take_calendar (Fixture *self)
{
  g_autoptr (YcCatalogueText) text = yc_ledger_find_catalogue (self->ledger, NULL);
  g_autoptr (JsonNode) node = json_from_string (text->body, NULL);
  g_autoptr (GError) error = NULL;

  self->calendar = yc_calendar_new (
      json_object_get_object_member (json_node_get_object (node), "calendars"), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = yc_test_folder_new ();
  self->ledger = yc_ledger_open (self->folder, FALSE, &error);
  g_assert_no_error (error);
  yc_test_add_calendar (self->ledger, 1, NULL);
  take_calendar (self);
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_case_unref);
  g_assert_true (yc_ledger_begin (self->ledger, &error));
  for (guint i = 0; i < CASES; i++)
    g_ptr_array_add (self->cases, make_case (self->ledger, i + 1));
  g_assert_true (yc_ledger_commit (self->ledger, &error));
  for (guint i = 0; i < CASES; i++)
    self->today = MAX (self->today, yc_day_from_ms (((YcCase *)self->cases->pdata[i])->latest->at));
  self->today -= (YcDay)g_test_rand_int_range (-9, 1); // some days later
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcBlobs) blobs = yc_blobs_new_folder (yc_ledger_get_folder (self->ledger));
  g_autoptr (YcVerification) result = yc_ledger_verify (self->ledger, blobs, &error);

  g_assert_no_error (error);
  g_assert_cmpint (yc_ledger_count_behind (self->ledger, NULL), ==, 0); // counted with each event
  g_assert_cmpuint (result->faults->len, ==, 0);
  g_ptr_array_unref (self->cases);
  yc_calendar_unref (self->calendar);
  yc_ledger_close (self->ledger);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
}

// --- the slow count ------------------------------------------------------------------------------

typedef struct {
  const Fixture *fixture;
  YcPeriod period;
  GHashTable *counts; // "DEPARTMENT figure" -> number
  GHashTable *days;   // department -> GArray of int
} Recount;

static void
add (GHashTable *counts, const char *group, const char *figure, int n)
{
  char *name = g_strdup_printf ("%s %s", group, figure);

  g_hash_table_replace (counts, name,
                        GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, name)) + n));
}

static void
count (Recount *self, const YcCase *one, gint64 at, const char *figure)
{
  YcDay day = yc_day_from_ms (at);

  if (at != 0 && day >= self->period.from && day <= self->period.until)
    add (self->counts, one->department, figure, 1);
}

// The case as it stood after so many events.
static YcCase *
fold (GPtrArray *events, guint n)
{
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  YcCase *self;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (first, events->pdata[i]);
  self = yc_case_fold (NULL, first, &error);
  g_assert_no_error (error);
  return self;
}

// Whether the clock ever said so, when the next thing happened or today.
static gboolean
was_deemed (Recount *self, GPtrArray *events)
{
  for (guint n = 1; n <= events->len; n++) {
    g_autoptr (YcCase) at = fold (events, n);
    YcDay day =
        n < events->len ? yc_day_from_ms (((YcEvent *)events->pdata[n])->at) : self->fixture->today;
    YcClock clock;

    yc_clock_read (at, self->fixture->calendar, day, &clock);
    if (clock.deemed)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_in_pause (const YcCase *one, YcDay day)
{
  for (guint i = 0; i < one->pauses->len; i++) {
    const YcPause *pause = &g_array_index (one->pauses, YcPause, i);

    if (day > yc_day_from_ms (pause->from) && day <= yc_day_from_ms (pause->to))
      return TRUE;
  }
  return FALSE;
}

static void
count_decision (Recount *self, GPtrArray *events, guint n)
{
  g_autoptr (YcCase) before = fold (events, n);
  YcDay day = yc_day_from_ms (((YcEvent *)events->pdata[n])->at);
  GArray *days = g_hash_table_lookup (self->days, before->department);
  int used = 0;
  YcClock clock;

  if (day < self->period.from || day > self->period.until)
    return;
  yc_clock_read (before, self->fixture->calendar, day, &clock);
  for (YcDay at = clock.from + 1; at <= day; at++)
    used += yc_calendar_is_working_day (self->fixture->calendar, at) && !is_in_pause (before, at);
  g_array_append_val (days, used);
  add (self->counts, before->department, "decided", 1);
  add (self->counts, before->department, clock.left >= 0 ? "on_time" : "late", 1);
  if (day > clock.legal_due)
    add (self->counts, before->department, "overdue", 1);
}

static void
count_visits (Recount *self, const YcCase *one, GPtrArray *events)
{
  g_autoptr (GHashTable) days = g_hash_table_new (NULL, NULL);
  YcDay issued = yc_day_from_ms (one->issued_at);

  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];
    const char *method = yc_event_get_string (event, "method");

    if (((event->type == YC_EVENT_RECEIVED || event->type == YC_EVENT_SUPPLEMENTED) &&
         event->role == YC_ROLE_INTAKE) ||
        (event->type == YC_EVENT_ISSUED &&
         (g_str_equal (method, "in-person") || g_str_equal (method, "agent"))))
      g_hash_table_add (days, GUINT_TO_POINTER (yc_day_from_ms (event->at)));
  }
  if (one->issued_at != 0 && issued >= self->period.from && issued <= self->period.until)
    add (self->counts, one->department, "visits", (int)g_hash_table_size (days));
}

static void
count_event (Recount *self, const YcCase *one, GPtrArray *events, guint n)
{
  const YcEvent *event = events->pdata[n];

  if (event->type == YC_EVENT_RECEIVED)
    count (self, one, event->at, "received");
  else if (event->type == YC_EVENT_ISSUED)
    count (self, one, event->at, "issued");
  else if (event->type == YC_EVENT_WITHDRAWN)
    count (self, one, event->at, "withdrawn");
  else if (event->type == YC_EVENT_TERMINATED)
    count (self, one, event->at, "terminated");
  else if (event->type == YC_EVENT_NOT_NEEDED)
    count (self, one, event->at, "not_accepted not_needed");
  else if (event->type == YC_EVENT_NOT_ACCEPTED)
    count (self, one, event->at,
           g_str_equal (yc_event_get_string (event, "kind"), "not-ours") ? "not_accepted not_ours"
                                                                         : "not_accepted other");
  else if (event->type == YC_EVENT_GRANTED || event->type == YC_EVENT_REFUSED)
    count_decision (self, events, n);
}

static void
count_in_hand (Recount *self, const YcCase *one)
{
  static const char *const lamps[] = {NULL, "in_hand green", "in_hand yellow", "in_hand red"};
  YcClock clock;

  if (one->received_at == 0 || one->issued_at != 0 || one->ended_at != 0)
    return;
  yc_clock_read (one, self->fixture->calendar, self->fixture->today, &clock);
  add (self->counts, one->department, "in_hand all", 1);
  if (clock.lamp != YC_LAMP_NONE)
    add (self->counts, one->department, lamps[clock.lamp], 1);
}

static void
count_case (Recount *self, const YcCase *one)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (one);
  gboolean deemed = was_deemed (self, events);
  gboolean turned = one->state == YC_STATE_NOT_NEEDED || one->state == YC_STATE_NOT_ACCEPTED;

  if (!g_hash_table_contains (self->days, one->department))
    g_hash_table_insert (self->days, g_strdup (one->department),
                         g_array_new (FALSE, FALSE, sizeof (int)));
  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    count_event (self, one, events, i);
    if (event->type == YC_EVENT_SUPPLEMENT_REQUESTED &&
        yc_day_from_ms (event->at) >= self->period.from &&
        yc_day_from_ms (event->at) <= self->period.until) {
      add (self->counts, one->item, "point:a/b", 1);
      add (self->counts, one->item, "check:c", 1);
    }
  }
  if (one->notices > 0)
    count (self, one, one->received_at, "noticed");
  if (deemed)
    count (self, one, one->received_at, "deemed");
  if (deemed && !turned)
    count (self, one, one->received_at, "accepted");
  else if (!deemed)
    count (self, one, one->accepted_at, "accepted");
  count_visits (self, one, events);
  count_in_hand (self, one);
}

static int
compare_ints (gconstpointer a, gconstpointer b)
{
  return *(const int *)a - *(const int *)b;
}

// Twice the median, for halves.
static void
count_days (Recount *self)
{
  GHashTableIter iter;
  gpointer department, value;

  g_hash_table_iter_init (&iter, self->days);
  while (g_hash_table_iter_next (&iter, &department, &value)) {
    GArray *days = value;

    g_array_sort (days, compare_ints);
    if (days->len == 0)
      continue;
    add (self->counts, department, "worst_days", g_array_index (days, int, days->len - 1));
    add (self->counts, department, "median_days",
         g_array_index (days, int, (days->len - 1) / 2) + g_array_index (days, int, days->len / 2));
  }
}

static void
recount (Recount *self, const YcScope *scope)
{
  for (guint i = 0; i < self->fixture->cases->len; i++) {
    const YcCase *one = self->fixture->cases->pdata[i];

    if (yc_scope_covers (scope, one->hall, one->department, one->handed_off_at != 0))
      count_case (self, one);
  }
  count_days (self);
}

// --- what is answered ----------------------------------------------------------------------------

static void
flatten (GHashTable *counts, const char *group, JsonObject *row)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init (&iter, row);
  while (json_object_iter_next (&iter, &name, &value)) {
    g_autofree char *inner = g_strdup_printf ("%s %s", group, name);

    if (JSON_NODE_HOLDS_OBJECT (value))
      flatten (counts, inner, json_node_get_object (value));
    else if (g_str_equal (name, "median_days") && !JSON_NODE_HOLDS_NULL (value))
      add (counts, group, name, (int)(2 * json_node_get_double (value)));
    else if (JSON_NODE_HOLDS_VALUE (value) && !g_str_equal (name, "department"))
      add (counts, group, name, (int)json_node_get_int (value));
  }
}

static void
ask (const Recount *self, const YcScope *scope, GHashTable *counts)
{
  g_autoptr (YcFigures) figures = yc_figures_new ();
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GError) error = NULL;
  JsonArray *rows, *points;

  yc_figures_read (figures, self->fixture->ledger, scope, &self->period, self->fixture->today,
                   &error);
  g_assert_no_error (error);
  yc_figures_write (figures, answer);
  rows = json_object_get_array_member (answer, "departments");
  points = json_object_get_array_member (answer, "points");
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    flatten (counts, json_object_get_string_member (row, "department"), row);
  }
  for (guint i = 0; i < json_array_get_length (points); i++) {
    JsonObject *point = json_array_get_object_element (points, i);

    add (counts, json_object_get_string_member (point, "item"),
         json_object_get_string_member (point, "key"),
         (int)json_object_get_int_member (point, "count"));
  }
}

static void
assert_same (GHashTable *one, GHashTable *other, const char *whose)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &name, &value)) {
    if (g_hash_table_lookup (other, name) != value)
      g_test_message ("%s: %s", whose, (char *)name);
    g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (other, name)), ==,
                     GPOINTER_TO_INT (value));
  }
}

static GHashTable *
table_new (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

// Any part of the year, so that days and whole months both come in.
static void
test_recount (Fixture *self, gconstpointer data)
{
  static const char *const offices[] = {"land", "police", NULL};
  const YcScope scopes[] = {{.all = TRUE},
                            {.hall = "main"},
                            {.departments = offices},
                            {.hall = "traffic", .departments = offices}};
  YcDay first = yc_day_from_string ("2026-01-01");
  guint decided = 0;

  for (guint i = 0; i < ROUNDS; i++) {
    const YcScope *scope = &scopes[i % G_N_ELEMENTS (scopes)];
    YcDay from = first + (YcDay)g_test_rand_int_range (0, 150);
    g_autoptr (GHashTable) counts = table_new (NULL);
    g_autoptr (GHashTable) found = table_new (NULL);
    g_autoptr (GHashTable) days = table_new ((GDestroyNotify)g_array_unref);
    Recount slow = {self, {from, from + (YcDay)g_test_rand_int_range (0, 200)}, counts, days};

    recount (&slow, scope);
    ask (&slow, scope, found);
    assert_same (counts, found, "counted slowly");
    assert_same (found, counts, "answered");
    decided += g_hash_table_contains (found, "land decided");
  }
  g_assert_cmpuint (decided, >, 0); // chance has brought something about
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/central/statistics/are what a slow count of all events says", Fixture, NULL, set_up,
              test_recount, tear_down);
  return g_test_run ();
}
