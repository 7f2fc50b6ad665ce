// A paper on its way to a printer: the dialog, the number, the pages, and what went wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Asks for a printer, and only then issues the paper: who cancels the dialog has printed nothing.
// `page` has the signal "show-toast"; what became of it is said there.
void yc_paper_printer_run (GtkWidget *page, YcFile *file, const char *kind);

G_END_DECLS
