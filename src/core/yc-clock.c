// The clock of a case: which limit runs, until when, why, and the colour of its lamp.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"

#define DEEMED_DAYS   5  // 行政许可法 art. 32 (4)
#define DELIVERY_DAYS 10 // art. 44

typedef struct {
  const YcCase *self;
  const YcCalendar *calendar;
  YcDay today;
} Reading;

typedef struct {
  YcLimit limit;
  YcTermKind why;
  YcDay from;
  YcDay missed; // the day by which the applicant had to be told and was not; else 0
  int days;
} Run;

static YcDay
add (const Reading *reading, YcDay from, int days, gboolean *ret_provisional)
{
  return yc_calendar_add (reading->calendar, from, days, ret_provisional);
}

// The day by which the applicant had to be told, if nobody did: the case counts as accepted from
// the day the papers were received. The first notice tells; a later one is no delay.
static YcDay
find_missed (const Reading *reading)
{
  const YcCase *self = reading->self;
  YcDay from = yc_day_from_ms (self->received_at);
  YcDay due, told;

  if (self->received_at == 0)
    return 0;
  due = add (reading, from, DEEMED_DAYS, NULL);
  told = self->told_at != 0       ? yc_day_from_ms (self->told_at)
         : self->accepted_at != 0 ? yc_day_from_ms (self->accepted_at)
                                  : reading->today;
  return told > due ? due : 0;
}

static Run
run_of_decision (const Reading *reading)
{
  const YcCase *self = reading->self;
  YcDay missed = find_missed (reading);

  if (missed != 0)
    return (Run){YC_LIMIT_DECISION, YC_TERM_DEEMED, yc_day_from_ms (self->received_at), missed,
                 self->promised_days};
  // The acceptance after a supplement dates from the day the last supplement came in.
  if (self->supplemented_at >= self->accepted_at)
    return (Run){YC_LIMIT_DECISION, YC_TERM_SUPPLEMENTED, yc_day_from_ms (self->supplemented_at), 0,
                 self->promised_days};
  return (Run){YC_LIMIT_DECISION, YC_TERM_ACCEPTED, yc_day_from_ms (self->accepted_at), 0,
               self->promised_days};
}

static Run
run_of_receipt (const Reading *reading)
{
  const YcCase *self = reading->self;
  gboolean again = self->supplemented_at > self->received_at;

  if (find_missed (reading) != 0)
    return run_of_decision (reading);
  return (Run){YC_LIMIT_DEEMED, again ? YC_TERM_SUPPLEMENTED : YC_TERM_RECEIVED,
               yc_day_from_ms (again ? self->supplemented_at : self->received_at), 0, DEEMED_DAYS};
}

static Run
find_run (const Reading *reading)
{
  const YcCase *self = reading->self;

  if (self->state == YC_STATE_RECEIVED)
    return run_of_receipt (reading);
  if (self->state == YC_STATE_SUPPLEMENT)
    return (Run){YC_LIMIT_SUPPLEMENT, YC_TERM_NOTIFIED, yc_day_from_ms (self->supplement_at), 0,
                 self->supplement_days};
  if (self->state >= YC_STATE_ACCEPTED && self->state <= YC_STATE_RETURNED)
    return run_of_decision (reading);
  if (self->state == YC_STATE_GRANTED || self->state == YC_STATE_REFUSED)
    return (Run){YC_LIMIT_DELIVERY, YC_TERM_DECIDED, yc_day_from_ms (self->decided_at), 0,
                 DELIVERY_DAYS};
  return (Run){YC_LIMIT_NONE, YC_N_TERMS, 0, 0, 0};
}

// Working days that a special procedure took from the limit: the day it begins still counts, the
// day it ends does not.
static YcTerm
measure_pause (const Reading *reading, guint index)
{
  const YcPause *pause = &g_array_index (reading->self->pauses, YcPause, index);
  YcDay from = yc_day_from_ms (pause->from);
  YcDay to = pause->to != 0 ? yc_day_from_ms (pause->to) : MAX (reading->today, from);

  return (YcTerm){YC_TERM_PAUSE, from, to, yc_calendar_count (reading->calendar, from, to)};
}

static int
paused_days (const Reading *reading)
{
  int days = 0;

  for (guint i = 0; i < reading->self->pauses->len; i++)
    days += measure_pause (reading, i).days;
  return days;
}

int
yc_clock_left (const YcCalendar *calendar, YcDay today, YcDay due)
{
  int left = yc_calendar_count (calendar, today, due);

  return today > due ? MIN (left, -1) : left;
}

static int
days_left (const Reading *reading, YcDay due)
{
  return yc_clock_left (reading->calendar, reading->today, due);
}

YcLamp
yc_clock_lamp_on (YcDay today, YcDay yellow_from, YcDay red_from)
{
  if (red_from == 0)
    return YC_LAMP_NONE;
  if (today >= red_from)
    return YC_LAMP_RED;
  return today >= yellow_from ? YC_LAMP_YELLOW : YC_LAMP_GREEN;
}

// The step under way ends when its days and those of the steps before it are over.
static void
read_stage (const Reading *reading, int added, YcClock *clock)
{
  const YcCase *self = reading->self;
  int days = 0;

  if (clock->limit != YC_LIMIT_DECISION || self->stage >= self->stages->len)
    return;
  for (guint i = 0; i <= self->stage; i++)
    days += g_array_index (self->stages, YcStage, i).days;
  clock->stage_due = add (reading, clock->from, days + added, &clock->stage_provisional);
  clock->stage_left = days_left (reading, clock->stage_due);
}

// The day is the one that the applicant promised; where the holidays on the way were not published
// then, it is worked out anew.
static void
read_deferral (const Reading *reading, YcClock *clock)
{
  const YcCase *self = reading->self;

  if (self->deferred_due == 0)
    return;
  clock->deferred_due = self->deferred_days > 0
                            ? add (reading, yc_day_from_ms (self->accepted_at), self->deferred_days,
                                   &clock->deferred_provisional)
                            : self->deferred_due;
  clock->deferred_left = days_left (reading, clock->deferred_due);
}

// The first day on which no more than `yellow_days` working days are left.
static YcDay
find_yellow (const Reading *reading, YcDay due)
{
  const int yellow_days = MAX (reading->self->yellow_days, 1);
  YcDay day = due;

  for (int left = 0; left <= yellow_days; day--)
    left += yc_calendar_is_working_day (reading->calendar, day);
  return day + 1;
}

static void
light (const Reading *reading, YcDay due, YcClock *clock)
{
  YcDay yellow = find_yellow (reading, due);

  clock->yellow_from = clock->yellow_from == 0 ? yellow : MIN (clock->yellow_from, yellow);
  clock->red_from = clock->red_from == 0 ? due + 1 : MIN (clock->red_from, due + 1);
}

static void
read_lamp (const Reading *reading, YcClock *clock)
{
  if (clock->deferred_due != 0)
    light (reading, clock->deferred_due, clock);
  if (!clock->paused && clock->limit != YC_LIMIT_SUPPLEMENT) // that one is not the office's
    light (reading, clock->due, clock);
  clock->lamp = yc_clock_lamp_on (reading->today, clock->yellow_from, clock->red_from);
}

static void
read_run (const Reading *reading, const Run *run, YcClock *clock)
{
  const YcCase *self = reading->self;
  int added = 0;

  if (run->limit == YC_LIMIT_DECISION)
    added = self->extension_days + paused_days (reading);
  clock->limit = run->limit;
  clock->from = run->from;
  clock->days = run->days + added;
  clock->due = add (reading, run->from, clock->days, &clock->provisional);
  if (run->limit == YC_LIMIT_DECISION && self->legal_days > run->days)
    clock->legal_due =
        add (reading, run->from, self->legal_days + added, &clock->legal_provisional);
  clock->left = days_left (reading, clock->due);
  clock->paused = self->state == YC_STATE_SUSPENDED;
  clock->deemed = run->why == YC_TERM_DEEMED;
  clock->anew_from = run->limit == YC_LIMIT_DEEMED ? clock->due + 1 : 0;
  read_stage (reading, added, clock);
  read_deferral (reading, clock);
  read_lamp (reading, clock);
}

void
yc_clock_read (const YcCase *self, const YcCalendar *calendar, YcDay today, YcClock *ret_clock)
{
  const Reading reading = {self, calendar, today};
  const Run run = find_run (&reading);

  *ret_clock = (YcClock){.limit = YC_LIMIT_NONE};
  if (run.from != 0 && run.days != 0)
    read_run (&reading, &run, ret_clock);
}

static void
append (GArray *terms, YcTermKind kind, YcDay from, YcDay to, int days)
{
  const YcTerm term = {kind, from, to, days};

  g_array_append_val (terms, term);
}

// Days on which the calendar differs from plain weeks; a year that is not published differs
// nowhere.
static void
append_exceptions (GArray *terms, const Reading *reading, YcDay from, YcDay to)
{
  int holidays = 0, make_ups = 0;

  for (YcDay day = from + 1; day <= to; day++) {
    gboolean works = yc_calendar_is_working_day (reading->calendar, day);

    holidays += !works && !yc_day_is_weekend (day);
    make_ups += works && yc_day_is_weekend (day);
  }
  if (holidays > 0)
    append (terms, YC_TERM_HOLIDAYS, from, to, holidays);
  if (make_ups > 0)
    append (terms, YC_TERM_MAKE_UP, from, to, make_ups);
}

static void
append_additions (GArray *terms, const Reading *reading)
{
  if (reading->self->extension_days > 0)
    append (terms, YC_TERM_EXTENSION, 0, 0, reading->self->extension_days);
  for (guint i = 0; i < reading->self->pauses->len; i++) {
    const YcTerm pause = measure_pause (reading, i);

    g_array_append_val (terms, pause);
  }
}

GArray *
yc_clock_explain (const YcCase *self, const YcCalendar *calendar, YcDay today)
{
  const Reading reading = {self, calendar, today};
  const Run run = find_run (&reading);
  GArray *terms = g_array_new (FALSE, FALSE, sizeof (YcTerm));
  YcClock clock;

  yc_clock_read (self, calendar, today, &clock);
  if (clock.due == 0)
    return terms;
  append (terms, run.why, run.from, run.missed, 0);
  append (terms, yc_calendar_counts_first (calendar) ? YC_TERM_COUNTED : YC_TERM_NOT_COUNTED,
          run.from, 0, 0);
  append (terms, YC_TERM_LIMIT, 0, 0, run.days);
  if (run.limit == YC_LIMIT_DECISION)
    append_additions (terms, &reading);
  append_exceptions (terms, &reading, run.from, clock.due);
  append (terms, YC_TERM_DUE, run.from, clock.due, clock.days);
  return terms;
}
