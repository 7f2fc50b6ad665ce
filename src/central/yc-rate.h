// How many requests somebody may make: so many a second in the long run, and a number of them at
// once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _YcRate YcRate;

// `per_second` 0: no limit.
YcRate *yc_rate_new (guint per_second, guint burst);
void yc_rate_free (YcRate *self);

// Takes one for `who` at `now` (monotonic, microseconds). 0 if that is allowed; else the seconds
// after which it will be.
guint yc_rate_take (YcRate *self, const char *who, gint64 now);

G_END_DECLS
