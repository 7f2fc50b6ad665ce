// The clock of a case: which limit runs, until when, and the colour of its lamp.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-case.h"

G_BEGIN_DECLS

typedef enum {
  YC_LIMIT_NONE,     // nothing runs
  YC_LIMIT_DEEMED,   // art. 32: five working days from receipt, then the case counts as accepted
  YC_LIMIT_DECISION, // the promised limit (承诺时限)
  YC_LIMIT_DELIVERY, // art. 44: ten working days from the decision
} YcLimit;

typedef enum { YC_LAMP_NONE, YC_LAMP_GREEN, YC_LAMP_YELLOW, YC_LAMP_RED } YcLamp;

// All days are working days in China.
typedef struct {
  YcLimit limit;
  YcDay from;           // the day from which it runs
  YcDay due;            // the last day on which it is kept; 0 if nothing runs
  YcDay legal_due;      // the legal limit's, where it is another one; else 0
  int days;             // length of the limit, with extension and pauses
  int left;             // working days left after today; negative when over
  gboolean paused;      // special procedure: the clock stands still
  gboolean provisional; // a year without a published calendar lies on the way
  YcLamp lamp;
} YcClock;

// Pure. `count_first` counts the day of receipt itself (a setting; the default is not to).
void yc_clock_read (const YcCase *self,
                    const YcCalendar *calendar,
                    YcDay today,
                    gboolean count_first,
                    YcClock *ret_clock);

G_END_DECLS
