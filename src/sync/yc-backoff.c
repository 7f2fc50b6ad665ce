// How long to wait before the next try.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-backoff.h"

int
yc_backoff_ms (guint failures, double random)
{
  guint doublings = MIN (failures > 0 ? failures - 1 : 0, 16);
  int longest = (int)MIN ((gint64)YC_BACKOFF_FIRST_MS << doublings, YC_BACKOFF_MOST_MS);

  return longest / 2 + (int)(random * longest / 2);
}
