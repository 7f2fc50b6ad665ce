// What a case counts for in statistics, and the days on which its lamp turns. Pure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-clock.h"

G_BEGIN_DECLS

// What a case counts for is a list of marks, each on a day, some with a value. A case that has come
// in counts on the day it was received:
#define YC_TALLY_RECEIVED "received"
#define YC_TALLY_NOTICED  "noticed" // it has had a one-time notice
#define YC_TALLY_DEEMED   "deemed"  // nobody told the applicant in time (art. 32 (4))
// On the day of acceptance; where it is deemed accepted, on the day it was received:
#define YC_TALLY_ACCEPTED "accepted"
// On the day it ended without a decision:
#define YC_TALLY_NOT_NEEDED "not-needed" // art. 32 (1)
#define YC_TALLY_NOT_OURS   "not-ours"   // art. 32 (2)
#define YC_TALLY_TURNED     "turned"     // not accepted on another ground
#define YC_TALLY_WITHDRAWN  "withdrawn"
#define YC_TALLY_TERMINATED "terminated"
// On the day of the decision, one of these, with the working days that it took, pauses not counted:
#define YC_TALLY_ON_TIME   "on-time" // within the promised limit
#define YC_TALLY_LATE      "late"    // within the legal one
#define YC_TALLY_OVERDUE   "overdue" // past both
#define YC_TALLY_UNLIMITED "unlimited"
// On the day the result went out, with the number of days on which the applicant had to come:
// papers were received, a supplement or what was deferred was brought, the result was handed over.
// What a helper took in, and what went by courier or electronically, is no visit.
#define YC_TALLY_VISITS "visits"
// On the day of a one-time notice, for each finding that stood in it: this and its key.
#define YC_TALLY_POINT "point="

// The marks as lines "DAY VALUE MARK"; "" where it counts for nothing yet. Owned.
char *yc_tally_list_marks (const YcCase *self, const YcCalendar *calendar);

// Reads a line. `ret_mark` lies in it.
gboolean
yc_tally_read_mark (const char *line, YcDay *ret_day, int *ret_value, const char **ret_mark);

// The lamps of a case in hand: received, and neither issued nor ended. Days may be 0.
typedef struct {
  YcDay received;
  YcDay yellow_from, red_from;
  YcDay deemed_from; // it is not told yet, and counts as accepted from this day on
  YcDay deemed_yellow_from, deemed_red_from; // and then has these
} YcTallyClock;

// FALSE if the case is not in hand.
gboolean
yc_tally_read_clock (const YcCase *self, const YcCalendar *calendar, YcTallyClock *ret_clock);

// The day with which its month begins, and that of the next one.
YcDay yc_tally_month (YcDay day);
YcDay yc_tally_next_month (YcDay day);

G_END_DECLS
