// The window: sign-in, then the desk, then perhaps the password page over it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-demo.h"
#include "yc-profile.h"
#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_WINDOW (yc_window_get_type ())
G_DECLARE_FINAL_TYPE (YcWindow, yc_window, YC, WINDOW, AdwApplicationWindow)

// `demo` is NULL unless the program shows the demo city.
GtkWidget *yc_window_new (GtkApplication *application, YcProfile *profile, YcDemo *demo);

// Opens the case of a QR (YC_CASE_LINK): now, or as soon as somebody has signed in.
void yc_window_open_link (YcWindow *self, const char *link);

// Shows the desk of a session that has begun already.
void yc_window_begin (YcWindow *self, YcSession *session);

G_END_DECLS
