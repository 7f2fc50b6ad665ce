// The waits between tries.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-backoff.h"

static void
test_grows (void)
{
  static const int longest[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};

  for (guint i = 0; i < G_N_ELEMENTS (longest); i++) {
    g_assert_cmpint (yc_backoff_ms (i + 1, 0.0), ==, longest[i] / 2);
    g_assert_cmpint (yc_backoff_ms (i + 1, 0.999999), <=, longest[i]);
    g_assert_cmpint (yc_backoff_ms (i + 1, 0.5), ==, longest[i] * 3 / 4);
  }
  g_assert_cmpint (yc_backoff_ms (G_MAXUINT, 0.999999), <=, YC_BACKOFF_MOST_MS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backoff/waits double up to a minute, spread over half of each", test_grows);
  return g_test_run ();
}
