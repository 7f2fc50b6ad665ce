// A QR code, dark on white whatever the look, so that every telephone reads it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_DOTS (yc_dots_get_type ())
G_DECLARE_FINAL_TYPE (YcDots, yc_dots, YC, DOTS, GtkWidget)

// `n` rows of as many dots, 1 is dark; copied. `what` is what a screen reader says.
void yc_dots_show (YcDots *self, const guint8 *dots, int n, const char *what);

G_END_DECLS
