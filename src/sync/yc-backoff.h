// How long to wait before the next try.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YC_BACKOFF_FIRST_MS 1000
#define YC_BACKOFF_MOST_MS  60000

// Milliseconds to wait after `failures` failures in a row (1, 2, 3 …): doubling from one second to
// one minute, and of that a random part between one half and the whole, so that a hall does not
// come back all at once. `random` lies in [0, 1).
int yc_backoff_ms (guint failures, double random);

G_END_DECLS
