// The clock of a case: which limit runs, until when, and the colour of its lamp.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"

#define DEEMED_DAYS   5  // 行政许可法 art. 32 (4)
#define DELIVERY_DAYS 10 // art. 44

typedef struct {
  YcLimit limit;
  gint64 from; // milliseconds
  int days;
} Run;

// The acceptance after a supplement dates from the day the last supplement came in.
static gint64
start_of_decision (const YcCase *self)
{
  return MAX (self->accepted_at, self->supplemented_at);
}

static Run
find_run (const YcCase *self)
{
  if (self->state == YC_STATE_RECEIVED)
    return (Run){YC_LIMIT_DEEMED, MAX (self->received_at, self->supplemented_at), DEEMED_DAYS};
  if (self->state >= YC_STATE_ACCEPTED && self->state <= YC_STATE_RETURNED)
    return (Run){YC_LIMIT_DECISION, start_of_decision (self), self->promised_days};
  if (self->state == YC_STATE_GRANTED || self->state == YC_STATE_REFUSED)
    return (Run){YC_LIMIT_DELIVERY, self->decided_at, DELIVERY_DAYS};
  return (Run){YC_LIMIT_NONE, 0, 0};
}

// Working days that special procedures took from the limit: the day one begins still counts, the
// day it ends does not.
static int
paused_days (const YcCase *self, const YcCalendar *calendar, YcDay today)
{
  int days = 0;

  for (guint i = 0; i < self->pauses->len; i++) {
    const YcPause *pause = &g_array_index (self->pauses, YcPause, i);
    YcDay from = yc_day_from_ms (pause->from);
    YcDay to = pause->to != 0 ? yc_day_from_ms (pause->to) : MAX (today, from);

    days += yc_calendar_count (calendar, from, to);
  }
  return days;
}

static YcLamp
lamp_of (const YcCase *self, const YcClock *clock)
{
  if (clock->paused)
    return YC_LAMP_NONE;
  if (clock->left < 0)
    return YC_LAMP_RED;
  return clock->left <= MAX (self->yellow_days, 1) ? YC_LAMP_YELLOW : YC_LAMP_GREEN;
}

void
yc_clock_read (const YcCase *self,
               const YcCalendar *calendar,
               YcDay today,
               gboolean count_first,
               YcClock *ret_clock)
{
  const Run run = find_run (self);
  int added = 0;

  *ret_clock = (YcClock){.limit = run.limit};
  if (run.limit == YC_LIMIT_NONE || run.from == 0 || run.days == 0)
    return;
  if (run.limit == YC_LIMIT_DECISION)
    added = self->extension_days + paused_days (self, calendar, today);
  ret_clock->from = yc_day_from_ms (run.from);
  ret_clock->days = run.days + added;
  ret_clock->due = yc_calendar_add (calendar, ret_clock->from, run.days + added, count_first,
                                    &ret_clock->provisional);
  if (run.limit == YC_LIMIT_DECISION && self->legal_days > run.days)
    ret_clock->legal_due =
        yc_calendar_add (calendar, ret_clock->from, self->legal_days + added, count_first, NULL);
  ret_clock->left = yc_calendar_count (calendar, today, ret_clock->due);
  if (today > ret_clock->due) // over, be it on the weekend behind it
    ret_clock->left = MIN (ret_clock->left, -1);
  ret_clock->paused = self->state == YC_STATE_SUSPENDED;
  ret_clock->lamp = lamp_of (self, ret_clock);
}
