// A row of a queue, as the queue fills it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue-table.h"
#include "yc-queue.h"

// `row` is its number in the store.
YcEntry *yc_entry_new (guint32 row);
guint32 yc_entry_get_row (YcEntry *self);

// Fills it and emits "loaded".
void yc_entry_fill (YcEntry *self, YcSession *session, const YcQueueRow *row);
