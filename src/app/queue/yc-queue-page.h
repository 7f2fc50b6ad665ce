// The page of one list of cases: the rows, a filter, and below them what the selected case waits
// for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signal "open" (YcEntry *entry): somebody wants to work on it.
// Place, filter, selection and scroll stay as they are as long as the page lives.
#define YC_TYPE_QUEUE_PAGE (yc_queue_page_get_type ())
G_DECLARE_FINAL_TYPE (YcQueuePage, yc_queue_page, YC, QUEUE_PAGE, GtkWidget)

GtkWidget *yc_queue_page_new (YcSession *session, YcList list);

YcQueue *yc_queue_page_get_queue (YcQueuePage *self);
void yc_queue_page_set_search (YcQueuePage *self, const char *search);

// Whether a case is reviewed from here, not taken in: an approver's lists, and states of review.
gboolean yc_queue_page_is_review (YcQueuePage *self, YcEntry *entry);

G_END_DECLS
