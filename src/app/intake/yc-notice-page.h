// The one-time notice before it is given: everything it names by material, and the paper itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "give": the notice shall be given; "leave".
#define YC_TYPE_NOTICE_PAGE (yc_notice_page_get_type ())
G_DECLARE_FINAL_TYPE (YcNoticePage, yc_notice_page, YC, NOTICE_PAGE, GtkWidget)

// Shows what the notice would say now. `file` must not change between calls.
void yc_notice_page_show (YcNoticePage *self, YcFile *file);

// What F9 does here: gives the notice if it may be given.
void yc_notice_page_confirm (YcNoticePage *self);

G_END_DECLS
