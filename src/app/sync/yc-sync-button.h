// The sign in every header that says whether central has everything; opens the page that says more.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_SYNC_BUTTON (yc_sync_button_get_type ())
G_DECLARE_FINAL_TYPE (YcSyncButton, yc_sync_button, YC, SYNC_BUTTON, GtkWidget)

GtkWidget *yc_sync_button_new (YcSession *session);

G_END_DECLS
