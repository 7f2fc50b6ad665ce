// Where a signed-in person starts from: the lists at the side, the chosen one, search, sync, menu.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue-page.h"

G_BEGIN_DECLS

// Signals: "open" (YcQueuePage *page, YcEntry *entry); "open-link" (char *link): the QR of a paper
// was read into the search.
#define YC_TYPE_HOME (yc_home_get_type ())
G_DECLARE_FINAL_TYPE (YcHome, yc_home, YC, HOME, GtkWidget)

GtkWidget *yc_home_new (YcSession *session);

void yc_home_choose (YcHome *self, int place); // the n-th list, from 0
void yc_home_start_search (YcHome *self);
void yc_home_clear_search (YcHome *self);
void yc_home_open_menu (YcHome *self);

G_END_DECLS
