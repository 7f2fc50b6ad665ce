// The lamp of an open file with what its clock says, for the head of a page.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_CLOCK_PILL (yc_clock_pill_get_type ())
G_DECLARE_FINAL_TYPE (YcClockPill, yc_clock_pill, YC, CLOCK_PILL, GtkWidget)

void yc_clock_pill_show (YcClockPill *self, YcFile *file);

G_END_DECLS
