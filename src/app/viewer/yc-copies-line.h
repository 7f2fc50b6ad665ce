// How many copies of a material came in, where the item asks for more than one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_COPIES_LINE (yc_copies_line_get_type ())
G_DECLARE_FINAL_TYPE (YcCopiesLine, yc_copies_line, YC, COPIES_LINE, GtkWidget)

// Visible where there is something to count and it may be counted now.
void yc_copies_line_show (YcCopiesLine *self, YcFile *file, YcMaterialRow *row);

G_END_DECLS
