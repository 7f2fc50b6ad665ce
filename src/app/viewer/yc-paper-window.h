// A paper to look at, in a window of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Shows the paper as a draft above `page`, from where it can be printed as well.
void yc_paper_window_present (GtkWidget *page, YcFile *file, const char *kind);

G_END_DECLS
