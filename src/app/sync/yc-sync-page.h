// What waits to be sent, since when and why; what central refused, and what to do about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signals "leave", "open-case" (const char *id).
#define YC_TYPE_SYNC_PAGE (yc_sync_page_get_type ())
G_DECLARE_FINAL_TYPE (YcSyncPage, yc_sync_page, YC, SYNC_PAGE, GtkWidget)

GtkWidget *yc_sync_page_new (YcSession *session);

G_END_DECLS
