// What waits for this person's word on an open case: a step of the office, or a second notice.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Shows only while something waits. It must stand on a page with the signal "show-toast".
#define YC_TYPE_OFFICE_BAR (yc_office_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcOfficeBar, yc_office_bar, YC, OFFICE_BAR, GtkWidget)

void yc_office_bar_set_file (YcOfficeBar *self, YcFile *file); // nullable

G_END_DECLS
