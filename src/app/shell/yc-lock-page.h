// The password page that covers everything while the place is left, without touching what is
// behind.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signals: "unlocked"; "sign-out".
#define YC_TYPE_LOCK_PAGE (yc_lock_page_get_type ())
G_DECLARE_FINAL_TYPE (YcLockPage, yc_lock_page, YC, LOCK_PAGE, GtkWidget)

// `expired`: the sign-in ran out, nobody locked it.
GtkWidget *yc_lock_page_new (YcSession *session, gboolean expired);

G_END_DECLS
