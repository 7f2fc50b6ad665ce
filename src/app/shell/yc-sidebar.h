// The lists that a person works with, by role, each with how many cases it has now.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-queue.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Stands among the lists, where a person supervises.
#define YC_SIDEBAR_STATISTICS YC_N_LISTS

// Signal "chosen" (int list, a YcList or YC_SIDEBAR_STATISTICS).
#define YC_TYPE_SIDEBAR (yc_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (YcSidebar, yc_sidebar, YC, SIDEBAR, GtkWidget)

GtkWidget *yc_sidebar_new (YcSession *session);

// Chooses the n-th entry, from 0; nothing happens if there are fewer.
void yc_sidebar_choose (YcSidebar *self, int place);

G_END_DECLS
