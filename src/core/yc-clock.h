// The clock of a case: which limit runs, until when, why, and the colour of its lamp.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-case.h"

G_BEGIN_DECLS

typedef enum {
  YC_LIMIT_NONE,       // nothing runs
  YC_LIMIT_DEEMED,     // art. 32: five working days from receipt, then the case counts as accepted
  YC_LIMIT_SUPPLEMENT, // the applicant's: until when what the notice named is awaited
  YC_LIMIT_DECISION,   // the promised limit (承诺时限)
  YC_LIMIT_DELIVERY,   // art. 44: ten working days from the decision
} YcLimit;

typedef enum { YC_LAMP_NONE, YC_LAMP_GREEN, YC_LAMP_YELLOW, YC_LAMP_RED } YcLamp;

// All days are working days in China.
typedef struct {
  YcLimit limit;
  YcDay from;           // the day from which it runs
  YcDay due;            // the last day on which it is kept; 0 if nothing runs
  YcDay legal_due;      // the legal limit's, where it is another one; else 0
  YcDay stage_due;      // of the step of the office that is under way; 0: none is
  YcDay deferred_due;   // until when deferred materials come in; 0: none are owed
  int days;             // length of the limit, with extension and pauses
  int left;             // working days left after today; negative when over
  int stage_left;       // the same for the step
  int deferred_left;    // the same for the deferred materials
  gboolean paused;      // special procedure: the clock stands still
  gboolean deemed;      // nobody told the applicant in time: accepted since receipt (art. 32 (4))
  gboolean provisional; // a year without a published calendar lies on the way to `due`
  gboolean legal_provisional, stage_provisional, deferred_provisional; // and to the others
  YcLamp lamp;       // of whatever is nearest to its end
  YcDay yellow_from; // the first day on which the lamp is yellow; 0: no lamp
  YcDay red_from;    // and red
  YcDay anew_from;   // the day on which another limit takes over by itself; 0: none does
} YcClock;

// Pure.
void
yc_clock_read (const YcCase *self, const YcCalendar *calendar, YcDay today, YcClock *ret_clock);

// Working days left after today; negative as soon as the day is over, be it on a weekend.
int yc_clock_left (const YcCalendar *calendar, YcDay today, YcDay due);

// The lamp of a clock that was read on another day, from its `yellow_from` and `red_from`.
YcLamp yc_clock_lamp_on (YcDay today, YcDay yellow_from, YcDay red_from);

// One line of the sum behind a date.
typedef enum {
  YC_TERM_RECEIVED,     // it runs from the day the papers came in (`from`)
  YC_TERM_SUPPLEMENTED, // from the day the last supplement came in
  YC_TERM_NOTIFIED,     // from the day of the one-time notice
  YC_TERM_ACCEPTED,     // from the day of acceptance
  YC_TERM_DEEMED,       // from receipt, because nobody told the applicant by `to` (art. 32 (4))
  YC_TERM_DECIDED,      // from the day of the decision
  YC_TERM_NOT_COUNTED,  // the first day is not counted (art. 82)
  YC_TERM_COUNTED,      // or is, where the city has set it so
  YC_TERM_LIMIT,        // `days` working days
  YC_TERM_EXTENSION,    // and `days` of an extension (art. 42)
  YC_TERM_PAUSE,        // and `days` of a special procedure from `from` to `to` (art. 45)
  YC_TERM_HOLIDAYS,     // `days` weekdays on the way are statutory holidays
  YC_TERM_MAKE_UP,      // `days` weekend days on the way are workdays
  YC_TERM_DUE,          // which makes `to`
  YC_N_TERMS
} YcTermKind;

typedef struct {
  YcTermKind kind;
  YcDay from, to;
  int days;
} YcTerm;

// The sum behind yc_clock_read ()'s `due`, line by line; empty if nothing runs. Of YcTerm.
GArray *yc_clock_explain (const YcCase *self, const YcCalendar *calendar, YcDay today);

G_END_DECLS
