// All that a signed-in person has in front of them: the lists, and the page opened over them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-home.h"

G_BEGIN_DECLS

// Signals: "show-toast" (AdwToast *toast), "turned" (): another page is shown.
#define YC_TYPE_DESK (yc_desk_get_type ())
G_DECLARE_FINAL_TYPE (YcDesk, yc_desk, YC, DESK, GtkWidget)

GtkWidget *yc_desk_new (YcSession *session);

YcHome *yc_desk_get_home (YcDesk *self);

// Over the lists, or over the case that is open, which stays as it is below.
void yc_desk_show_items (YcDesk *self);
void yc_desk_show_sync (YcDesk *self);

gboolean yc_desk_is_home (YcDesk *self);

// The case that is open; NULL if none is.
const char *yc_desk_get_open_case (YcDesk *self);

// Opens a case, for review where that is what this person does with it.
void yc_desk_open_case (YcDesk *self, const char *case_id);

G_END_DECLS
