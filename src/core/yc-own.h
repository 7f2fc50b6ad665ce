// A case shares what it did not change with the one before it; these make a copy to change.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

// Each replaces the shared value by a copy of its own and returns that.
GHashTable *yc_own_table (GHashTable **table, GDestroyNotify free_key);
GArray *yc_own_array (GArray **array);
GPtrArray *yc_own_pages (YcCase *next);

// A number of days in the event's data, 0 to 3650.
int yc_own_days (const YcEvent *event, const char *member);

G_END_DECLS
