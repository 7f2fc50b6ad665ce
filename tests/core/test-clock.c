// Which limit runs, until when, and the colour of its lamp.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-clock.h"

static YcCalendar *
calendar_of (const char *years)
{
  g_autoptr (JsonObject) object = story_data (years);
  g_autoptr (GError) error = NULL;
  YcCalendar *calendar = yc_calendar_new (object, &error);

  g_assert_no_error (error);
  return calendar;
}

static YcDay
day (const char *text)
{
  YcDay found = yc_day_from_string (text);

  g_assert_cmpint (found, !=, 0);
  return found;
}

static void
assert_day (YcDay found, const char *expected)
{
  g_autofree char *text = yc_day_to_string (found);

  g_assert_cmpstr (text, ==, expected);
}

static YcClock
clock_on (const YcCase *self, YcCalendar *calendar, const char *today)
{
  YcClock clock;

  yc_clock_read (self, calendar, day (today), &clock);
  return clock;
}

static void
test_deemed (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_RECEIVED);
  YcClock clock = clock_on (self, calendar, "2026-03-02");

  g_assert_cmpint (clock.limit, ==, YC_LIMIT_DEEMED);
  assert_day (clock.from, "2026-03-02");
  assert_day (clock.due, "2026-03-09");
  g_assert_cmpint (clock.left, ==, 5);
  g_assert_cmpint (clock.legal_due, ==, 0);
  g_assert_cmpint (clock.lamp, ==, YC_LAMP_GREEN);
}

static void
test_decision (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);
  YcClock clock = clock_on (self, calendar, "2026-03-02");

  g_assert_cmpint (clock.limit, ==, YC_LIMIT_DECISION);
  assert_day (clock.due, "2026-03-09");
  assert_day (clock.legal_due, "2026-03-16");
  g_assert_false (clock.provisional);
}

static void
test_lamps (void)
{
  static const struct {
    const char *today;
    int left;
    YcLamp lamp;
  } cases[] = {
      {"2026-03-02", 5, YC_LAMP_GREEN},  {"2026-03-04", 3, YC_LAMP_GREEN},
      {"2026-03-05", 2, YC_LAMP_YELLOW}, {"2026-03-08", 1, YC_LAMP_YELLOW},
      {"2026-03-09", 0, YC_LAMP_YELLOW}, {"2026-03-10", -1, YC_LAMP_RED},
      {"2026-03-16", -5, YC_LAMP_RED},
  };
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    YcClock clock = clock_on (self, calendar, cases[i].today);

    g_assert_cmpint (clock.left, ==, cases[i].left);
    g_assert_cmpint (clock.lamp, ==, cases[i].lamp);
  }
}

// A limit that ended on Friday is over on Saturday, although no working day has passed.
static void
test_weekend_after (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  YcCase *self = story_in_state (YC_STATE_SUPPLEMENT);

  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START + 4 * STORY_DAY, NULL);
  {
    YcClock clock = clock_on (self, calendar, "2026-03-06");

    assert_day (clock.from, "2026-03-06");
    assert_day (clock.due, "2026-03-13");
    g_assert_cmpint (clock_on (self, calendar, "2026-03-13").lamp, ==, YC_LAMP_YELLOW);
    g_assert_cmpint (clock_on (self, calendar, "2026-03-14").lamp, ==, YC_LAMP_RED);
  }
  yc_case_unref (self);
}

// Art. 45: what the special procedure takes is not counted; until it ends the lamp is out.
static void
test_pause (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);
  YcClock clock;

  self = story_step (self, YC_EVENT_SUSPENDED, STORY_START + STORY_DAY, NULL); // Tuesday
  clock = clock_on (self, calendar, "2026-03-06");
  g_assert_true (clock.paused);
  g_assert_cmpint (clock.lamp, ==, YC_LAMP_NONE);
  assert_day (clock.due, "2026-03-12");
  assert_day (clock_on (self, calendar, "2026-03-11").due, "2026-03-17");
  self = story_step (self, YC_EVENT_RESUMED, STORY_START + 7 * STORY_DAY, NULL); // next Monday
  clock = clock_on (self, calendar, "2026-03-31");
  g_assert_false (clock.paused);
  g_assert_cmpint (clock.days, ==, 9);
  assert_day (clock.due, "2026-03-13");
  assert_day (clock.legal_due, "2026-03-20");
  yc_case_unref (self);
}

static void
test_extension (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);

  self = story_step (self, YC_EVENT_EXTENDED, STORY_START + STORY_DAY, NULL);
  assert_day (clock_on (self, calendar, "2026-03-03").due, "2026-03-23");
  yc_case_unref (self);
}

static void
test_delivery (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_REFUSED);
  YcClock clock = clock_on (self, calendar, "2026-03-02");

  g_assert_cmpint (clock.limit, ==, YC_LIMIT_DELIVERY);
  assert_day (clock.due, "2026-03-16");
}

static void
test_nothing_runs (void)
{
  static const YcState still[] = {YC_STATE_DRAFT, YC_STATE_SUPPLEMENT, YC_STATE_ISSUED,
                                  YC_STATE_CLOSED, YC_STATE_WITHDRAWN};

  for (guint i = 0; i < G_N_ELEMENTS (still); i++) {
    g_autoptr (YcCase) self = story_in_state (still[i]);
    YcClock clock = clock_on (self, NULL, "2026-03-02");

    g_assert_cmpint (clock.limit, ==, YC_LIMIT_NONE);
    g_assert_cmpint (clock.due, ==, 0);
    g_assert_cmpint (clock.lamp, ==, YC_LAMP_NONE);
  }
}

// The date over an unpublished year is marked, and another one when the calendar has come.
static void
test_provisional (void)
{
  g_autoptr (YcCalendar) early = calendar_of ("{'years':{'2025':{}}}");
  g_autoptr (YcCalendar) late =
      calendar_of ("{'years':{'2025':{},'2026':{'off':['2026-03-05','2026-03-06']}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_RECEIVED);
  YcClock before = clock_on (self, early, "2026-03-02");
  YcClock after = clock_on (self, late, "2026-03-02");

  g_assert_true (before.provisional);
  assert_day (before.due, "2026-03-09");
  g_assert_false (after.provisional);
  assert_day (after.due, "2026-03-11");
  g_assert_true (clock_on (self, NULL, "2026-03-02").provisional);
}

static void
test_count_first (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'count_first':true,'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);
  YcClock clock = clock_on (self, calendar, "2026-03-02");

  assert_day (clock.due, "2026-03-06");
  assert_day (clock.legal_due, "2026-03-13");
}

static YcCase *
with_data (YcState state, YcEventType type, const char *json)
{
  g_autoptr (GPtrArray) events = story_events_to (state);
  g_autoptr (GError) error = NULL;
  YcCase *self;

  for (guint i = 0; i < events->len; i++) {
    YcEvent *old = events->pdata[i];

    if (old->type != type)
      continue;
    events->pdata[i] = story_event (type, old->version, old->at, json);
    yc_event_unref (old);
  }
  self = yc_case_fold (NULL, events, &error);
  g_assert_no_error (error);
  return self;
}

// Art. 32 (4): nobody told the applicant within five working days.
static void
test_deemed_accepted (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) waiting = story_in_state (YC_STATE_RECEIVED);
  g_autoptr (YcCase) late = story_step (story_in_state (YC_STATE_RECEIVED), YC_EVENT_ACCEPTED,
                                        STORY_START + 10 * (gint64)STORY_DAY, NULL);
  YcClock last = clock_on (waiting, calendar, "2026-03-09");
  YcClock over = clock_on (waiting, calendar, "2026-03-10");
  YcClock accepted = clock_on (late, calendar, "2026-03-12");

  g_assert_cmpint (last.limit, ==, YC_LIMIT_DEEMED);
  g_assert_false (last.deemed);
  assert_day (last.anew_from, "2026-03-10");
  g_assert_cmpuint (over.anew_from, ==, 0);
  g_assert_cmpint (over.limit, ==, YC_LIMIT_DECISION);
  g_assert_true (over.deemed);
  assert_day (over.from, "2026-03-02");
  assert_day (over.due, "2026-03-09");
  g_assert_true (accepted.deemed);
  assert_day (accepted.from, "2026-03-02");
}

// Who was told in time was told, however late a second notice comes.
static void
test_told_again (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  YcCase *self = story_in_state (YC_STATE_SUPPLEMENT);
  const gint64 late = STORY_START + 8 * (gint64)STORY_DAY; // Tuesday, six working days on
  YcClock before, after;

  self = story_step (self, YC_EVENT_SUPPLEMENTED, STORY_START + 7 * STORY_DAY, NULL);
  self = story_step (self, YC_EVENT_SUPPLEMENT_REQUESTED, late, NULL);
  self = story_step (self, YC_EVENT_SUPPLEMENTED, late, NULL);
  before = clock_on (self, calendar, "2026-03-10");
  self = story_step (self, YC_EVENT_ACCEPTED, late, NULL);
  after = clock_on (self, calendar, "2026-03-10");
  g_assert_false (before.deemed);
  g_assert_cmpint (before.limit, ==, YC_LIMIT_DEEMED);
  assert_day (before.due, "2026-03-17");
  g_assert_cmpint (before.lamp, ==, YC_LAMP_GREEN);
  g_assert_false (after.deemed);
  assert_day (after.from, "2026-03-10");
  yc_case_unref (self);
}

static void
test_supplement (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self =
      with_data (YC_STATE_SUPPLEMENT, YC_EVENT_OPENED,
                 "{'item':'i','department':'market-regulation','supplement_days':10}");
  YcClock clock = clock_on (self, calendar, "2026-03-30");

  g_assert_cmpint (clock.limit, ==, YC_LIMIT_SUPPLEMENT);
  assert_day (clock.due, "2026-03-16");
  g_assert_cmpint (clock.lamp, ==, YC_LAMP_NONE); // the applicant's delay is not the office's
}

static void
test_stages (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  YcCase *self = story_in_state (YC_STATE_IN_REVIEW);
  YcClock first = clock_on (self, calendar, "2026-03-02");
  YcClock second;

  assert_day (first.stage_due, "2026-03-05");
  g_assert_cmpint (first.stage_left, ==, 3);
  self = story_step (self, YC_EVENT_ADVANCED, STORY_START, NULL);
  second = clock_on (self, calendar, "2026-03-02");
  assert_day (second.stage_due, "2026-03-09");
  self = story_step (self, YC_EVENT_ADVANCED, STORY_START, NULL);
  g_assert_cmpuint (clock_on (self, calendar, "2026-03-02").stage_due, ==, 0);
  yc_case_unref (self);
}

static void
assert_terms (GArray *terms, const YcTermKind *kinds, guint n)
{
  g_assert_cmpuint (terms->len, ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (g_array_index (terms, YcTerm, i).kind, ==, kinds[i]);
}

// The sum says what the date says.
static void
test_explained (void)
{
  static const YcTermKind kinds[] = {YC_TERM_ACCEPTED, YC_TERM_NOT_COUNTED, YC_TERM_LIMIT,
                                     YC_TERM_PAUSE,    YC_TERM_HOLIDAYS,    YC_TERM_MAKE_UP,
                                     YC_TERM_DUE};
  g_autoptr (YcCalendar) calendar =
      calendar_of ("{'years':{'2026':{'off':['2026-03-05','2026-03-06'],'work':['2026-03-07']}}}");
  YcCase *self = story_in_state (YC_STATE_SUSPENDED);
  g_autoptr (GArray) terms = NULL;
  YcClock clock;

  self = story_step (self, YC_EVENT_RESUMED, STORY_START + 2 * STORY_DAY, NULL);
  clock = clock_on (self, calendar, "2026-03-10");
  terms = yc_clock_explain (self, calendar, day ("2026-03-10"));
  assert_terms (terms, kinds, G_N_ELEMENTS (kinds));
  g_assert_cmpint (g_array_index (terms, YcTerm, 2).days, ==, 5);
  g_assert_cmpint (g_array_index (terms, YcTerm, 3).days, ==, 2);
  g_assert_cmpint (g_array_index (terms, YcTerm, 4).days, ==, 2);
  g_assert_cmpint (g_array_index (terms, YcTerm, 5).days, ==, 1);
  g_assert_cmpuint (g_array_index (terms, YcTerm, 6).to, ==, clock.due);
  g_assert_cmpint (g_array_index (terms, YcTerm, 6).days, ==, clock.days);
  yc_case_unref (self);
}

// Around midnight the day is China's, and a lamp turns with it.
static void
test_midnight (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);
  const gint64 midnight = 1773072000000; // 2026-03-10 00:00 in China
  YcClock before, after;

  yc_clock_read (self, calendar, yc_day_from_ms (midnight - 1), &before);
  yc_clock_read (self, calendar, yc_day_from_ms (midnight), &after);
  g_assert_cmpint (before.left, ==, 0);
  g_assert_cmpint (before.lamp, ==, YC_LAMP_YELLOW);
  g_assert_cmpint (after.left, ==, -1);
  g_assert_cmpint (after.lamp, ==, YC_LAMP_RED);
}

// A list knows the lamp of any day from a clock that was read once.
static void
test_lamp_on (void)
{
  g_autoptr (YcCalendar) calendar =
      calendar_of ("{'years':{'2026':{'off':['2026-03-05'],'work':['2026-03-07']}}}");
  g_autoptr (YcCase) self = story_in_state (YC_STATE_IN_REVIEW);
  const YcClock once = clock_on (self, calendar, "2026-03-02");
  guint seen[YC_LAMP_RED + 1] = {0};

  for (YcDay today = day ("2026-02-20"); today < day ("2026-03-20"); today++) {
    YcLamp lamp = yc_clock_lamp_on (today, once.yellow_from, once.red_from);
    YcClock clock;

    yc_clock_read (self, calendar, today, &clock);
    g_assert_cmpint (lamp, ==, clock.lamp);
    g_assert_cmpint (clock.left < 0, ==, lamp == YC_LAMP_RED);
    g_assert_cmpint (clock.left >= 0 && clock.left <= 2, ==, lamp == YC_LAMP_YELLOW);
    seen[lamp]++;
  }
  for (YcLamp lamp = YC_LAMP_GREEN; lamp <= YC_LAMP_RED; lamp++)
    g_assert_cmpuint (seen[lamp], >, 0);
}

// What is owed sooner than the decision lights the lamp, and over an unpublished year it has a date
// that is worked out again.
static void
test_deferred (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCalendar) other = calendar_of ("{'years':{'2026':{'off':['2026-03-03']}}}");
  g_autoptr (YcCase) self = with_data (YC_STATE_IN_REVIEW, YC_EVENT_ACCEPTED,
                                       "{'deferred_due':'2026-03-04','deferred_days':2}");
  const YcClock clock = clock_on (self, calendar, "2026-03-05");

  assert_day (clock.deferred_due, "2026-03-04");
  assert_day (clock.red_from, "2026-03-05");
  g_assert_cmpint (clock.lamp, ==, YC_LAMP_RED);
  g_assert_false (clock.deferred_provisional);
  assert_day (clock_on (self, other, "2026-03-05").deferred_due, "2026-03-05");
  g_assert_true (clock_on (self, NULL, "2026-03-05").deferred_provisional);
}

// The promised limit ends in a year that is known, the legal one in the next.
static void
test_each_provisional (void)
{
  g_autoptr (YcCalendar) calendar = calendar_of ("{'years':{'2026':{}}}");
  g_autoptr (YcCase) self = with_data (
      YC_STATE_IN_REVIEW, YC_EVENT_OPENED,
      "{'item':'i','department':'market-regulation','promised_days':200,'legal_days':250}");
  const YcClock clock = clock_on (self, calendar, "2026-03-05");

  g_assert_false (clock.provisional);
  g_assert_true (clock.legal_provisional);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/clock/five days after receipt a case counts as accepted", test_deemed);
  g_test_add_func ("/core/clock/the promised limit runs from acceptance, the legal one beside it",
                   test_decision);
  g_test_add_func ("/core/clock/the lamp turns yellow and red on time", test_lamps);
  g_test_add_func ("/core/clock/a limit is over on the weekend behind it", test_weekend_after);
  g_test_add_func ("/core/clock/a clock read once tells the lamp of every day", test_lamp_on);
  g_test_add_func ("/core/clock/what is owed sooner lights the lamp", test_deferred);
  g_test_add_func ("/core/clock/each date is provisional by itself", test_each_provisional);
  g_test_add_func ("/core/clock/a special procedure stops the clock", test_pause);
  g_test_add_func ("/core/clock/an extension moves the date", test_extension);
  g_test_add_func ("/core/clock/a decision is delivered within ten days", test_delivery);
  g_test_add_func ("/core/clock/nothing runs before receipt and after the end", test_nothing_runs);
  g_test_add_func ("/core/clock/a date over an unpublished year is provisional until it is known",
                   test_provisional);
  g_test_add_func ("/core/clock/the day of receipt counts where the city says so",
                   test_count_first);
  g_test_add_func ("/core/clock/who is not told within five days counts as accepted since receipt",
                   test_deemed_accepted);
  g_test_add_func ("/core/clock/a second notice does not undo that the first came in time",
                   test_told_again);
  g_test_add_func ("/core/clock/the applicant's time for a supplement lights no lamp",
                   test_supplement);
  g_test_add_func ("/core/clock/each step of the office has its day", test_stages);
  g_test_add_func ("/core/clock/the sum behind a date comes to the date", test_explained);
  g_test_add_func ("/core/clock/a lamp turns at midnight in China", test_midnight);
  return g_test_run ();
}
