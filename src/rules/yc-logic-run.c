// The memory and the patience one evaluation of a condition may use up.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-run.h"

// Far beyond what a condition of a service item needs, and still over in a fraction of a second.
#define MOST_STEPS 1000000
#define MOST_BYTES (16 * 1024 * 1024)
#define BLOCK_SIZE 16384
#define ALIGNMENT  16

struct _YcLogicBlock {
  YcLogicBlock *next;
  char bytes[] __attribute__ ((aligned (ALIGNMENT)));
};

void
yc_logic_run_init (YcLogicRun *run, const YcCalendar *calendar)
{
  run->calendar = calendar;
  run->steps = MOST_STEPS;
  run->bytes = MOST_BYTES;
  run->failed = FALSE;
  run->unpublished_year = 0;
  run->blocks = NULL;
  run->free = run->first;
  run->n_free = sizeof run->first;
}

void
yc_logic_run_clear (YcLogicRun *run)
{
  while (run->blocks != NULL) {
    YcLogicBlock *next = run->blocks->next;

    g_free (run->blocks);
    run->blocks = next;
  }
}

static void
add_block (YcLogicRun *run, gsize size)
{
  gsize n = MAX (size, BLOCK_SIZE);
  YcLogicBlock *block = g_malloc (sizeof (YcLogicBlock) + n);

  block->next = run->blocks;
  run->blocks = block;
  run->free = block->bytes;
  run->n_free = n;
}

gpointer
yc_logic_run_alloc (YcLogicRun *run, gsize size)
{
  gpointer memory;

  if (size > run->bytes) {
    run->failed = TRUE;
    return NULL;
  }
  size = (size + ALIGNMENT - 1) & ~(gsize)(ALIGNMENT - 1);
  run->bytes -= MIN (size, run->bytes);
  if (size > run->n_free)
    add_block (run, size);
  memory = run->free;
  run->free += size;
  run->n_free -= size;
  return memory;
}
