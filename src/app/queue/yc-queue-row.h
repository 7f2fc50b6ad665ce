// One row of a queue, drawn by itself: a widget per cell would be ten times slower on a long jump.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue-look.h"
#include "yc-queue.h"

G_BEGIN_DECLS

#define YC_TYPE_QUEUE_ROW (yc_queue_row_get_type ())
G_DECLARE_FINAL_TYPE (YcQueueRow, yc_queue_row, YC, QUEUE_ROW, GtkWidget)

GtkWidget *yc_queue_row_new (YcQueueLook *look);

// Shows an entry, now and whenever it changes; NULL shows none. Its parent in the list, which is
// what holds the focus, gets the entry's sentence as its name for screen readers.
void yc_queue_row_set_entry (YcQueueRow *self, YcEntry *entry);
YcEntry *yc_queue_row_get_entry (YcQueueRow *self);

G_END_DECLS
