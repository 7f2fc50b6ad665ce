// Pages on their way into a PDF: where to, how far it is, and Cancel. Hidden when idle.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Lies on a page with the signal "show-toast", which says how it went.
#define YC_TYPE_SAVE_BAR (yc_save_bar_get_type ())
G_DECLARE_FINAL_TYPE (YcSaveBar, yc_save_bar, YC, SAVE_BAR, GtkWidget)

// Asks where to, and saves the pages of a material (NULL: of the whole case). Only Cancel ends it:
// it goes on, and is told of, when the case or the page is left.
void yc_save_bar_save (YcSaveBar *self, YcFile *file, const char *material);

G_END_DECLS
