// The review screen: an approver reads the pages beside the checklist, and decides.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-queue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "leave" (no arguments); "show-toast" (AdwToast *).
#define YC_TYPE_REVIEW_PAGE (yc_review_page_get_type ())
G_DECLARE_FINAL_TYPE (YcReviewPage, yc_review_page, YC, REVIEW_PAGE, GtkWidget)

// `queue` holds the cases that come next.
GtkWidget *yc_review_page_new (YcSession *session, YcQueue *queue, YcFile *file);

G_END_DECLS
