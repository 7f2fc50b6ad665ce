// Pages that are taken out of the case.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// `page` is the screen, with the signal "show-toast".

// Takes a page out at once; a toast offers to put it back.
void yc_page_tools_remove (GtkWidget *page, YcFile *file, const char *page_id);

G_END_DECLS
