// What is done with a paper: looked at, printed, saved as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// All need a widget on a page that has the signal "show-toast"; what goes wrong is said there.

// Issues the paper and asks for a printer; where none can be had, offers to save it.
void yc_paper_deeds_print (GtkWidget *widget, YcFile *file, const char *kind);

// Asks where to, issues the paper and saves it there.
void yc_paper_deeds_save (GtkWidget *widget, YcFile *file, const char *kind);

// Shows it as a draft, in a window of its own.
void yc_paper_deeds_look (GtkWidget *widget, YcFile *file, YcPaperRow *row);

// The paper that is to be printed now; NULL if none is. Free it.
char *yc_paper_deeds_find_next (YcFile *file);

G_END_DECLS
