// The cases to review, in a narrow list; the open one is marked, and the next is known.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "chosen" (const char *case_id).
#define YC_TYPE_CASE_LIST (yc_case_list_get_type ())
G_DECLARE_FINAL_TYPE (YcCaseList, yc_case_list, YC, CASE_LIST, GtkWidget)

void yc_case_list_set_queue (YcCaseList *self, YcQueue *queue);
void yc_case_list_mark (YcCaseList *self, const char *case_id); // without a signal

// Emits "chosen" for the case after the marked one, as soon as it is loaded. FALSE: there is none.
gboolean yc_case_list_choose_next (YcCaseList *self);

G_END_DECLS
