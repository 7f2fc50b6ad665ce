// The header above the rows of a queue: a button a column, which sorts by it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue-look.h"
#include "yc-queue.h"

G_BEGIN_DECLS

#define YC_TYPE_QUEUE_HEADER (yc_queue_header_get_type ())
G_DECLARE_FINAL_TYPE (YcQueueHeader, yc_queue_header, YC, QUEUE_HEADER, GtkWidget)

// Its width decides how wide the columns of `look` are, its font and colours what the rows use.
GtkWidget *yc_queue_header_new (YcQueueLook *look, YcQueue *queue);

G_END_DECLS
