// The memory and the patience one evaluation of a condition may use up.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"

G_BEGIN_DECLS

typedef struct _YcLogicBlock YcLogicBlock;

// Lives on the stack of the caller. What is allocated from it stays until yc_logic_run_clear ().
// Once a limit is exceeded, `failed` stays TRUE and whatever comes out means nothing.
typedef struct {
  const YcCalendar *calendar; /* nullable */
  guint steps;                // that are left
  gsize bytes;                // that are left
  gboolean failed;
  int unpublished_year; // 0, or one whose working days were counted without a calendar
  YcLogicBlock *blocks; /* owned */
  char *free;           // of `first`, or of the newest block
  gsize n_free;
  char first[1024] __attribute__ ((aligned (16)));
} YcLogicRun;

void yc_logic_run_init (YcLogicRun *run, const YcCalendar *calendar);
void yc_logic_run_clear (YcLogicRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcLogicRun, yc_logic_run_clear)

// FALSE if there are not that many steps left, or something has failed already.
static inline gboolean
yc_logic_run_take (YcLogicRun *run, gsize steps)
{
  if (G_LIKELY (run->steps > steps)) {
    run->steps -= (guint)steps;
    return !run->failed;
  }
  run->failed = TRUE;
  return FALSE;
}

// Memory that is not cleared; NULL if the limit is reached.
gpointer yc_logic_run_alloc (YcLogicRun *run, gsize size);

G_END_DECLS
