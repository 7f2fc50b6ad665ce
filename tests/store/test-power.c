// The power is cut at random calls: nothing that was reported is lost, and nothing is half.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "power.h"

#include <glib/gstdio.h>

#define LIVES 3
#define ENDS  9

// The calls of a scan after which its file is there and may not last: sync, rename, sync of the
// folder.
#define FIRST_CALL 5
#define LAST_CALL  7
#define TRIES      3

static void
test_power (void)
{
  g_autofree char *folder = power_folder_new ();
  PowerCounts counts = {0};

  for (guint i = 0; i < LIVES; i++)
    power_live (folder, (guint32)g_test_rand_int (), ENDS, &counts);
  g_test_message ("%u cuts, %u deeds reported, %u found", counts.ends[DISK_CUT], counts.deeds,
                  counts.found);
  g_assert_cmpuint (counts.lost, ==, 0);
  g_assert_cmpuint (counts.found, ==, counts.deeds);
  // It was not too easy.
  g_assert_cmpuint (counts.ends[DISK_CUT], >, LIVES * ENDS / 2);
  g_assert_cmpuint (counts.deeds, >, LIVES * ENDS);
  g_assert_cmpuint (counts.pages, >, 0);
  g_assert_cmpuint (counts.disk.syncs, >, counts.deeds);
  g_assert_cmpuint (counts.disk.dropped, >, 0);
  g_assert_cmpuint (counts.disk.survived, >, 0);
  g_rmdir (folder);
}

// What a killed program has left behind is not durable yet, and must be before an event names it.
static void
test_left_behind (void)
{
  g_autofree char *folder = power_folder_new ();
  PowerCounts counts = {0};

  for (guint calls = FIRST_CALL; calls <= LAST_CALL; calls++)
    for (guint i = 0; i < TRIES; i++)
      power_scan_twice (folder, (guint32)g_test_rand_int (), calls, &counts);
  g_assert_cmpuint (counts.lost, ==, 0);
  g_assert_cmpuint (counts.ends[DISK_KILL], ==, TRIES * (LAST_CALL - FIRST_CALL + 1));
  g_assert_cmpuint (counts.disk.forgotten, >, 0);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/power/nothing is lost when the power is cut, again and again",
                   test_power);
  g_test_add_func ("/store/power/what a killed program left is durable before it counts",
                   test_left_behind);
  return g_test_run ();
}
