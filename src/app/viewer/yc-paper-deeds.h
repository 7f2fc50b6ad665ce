// What is done with a paper: looked at, printed, saved as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// All need a widget on a page that has the signal "show-toast"; what goes wrong is said there.

// Asks for a printer and issues the paper; where none can be had, offers to save it.
void yc_paper_deeds_print (GtkWidget *widget, YcFile *file, const char *kind);

// Asks where to, issues the paper and saves it there.
void yc_paper_deeds_save (GtkWidget *widget, YcFile *file, const char *kind);

// Shows it as a draft, in a window of its own, from where it can be printed.
void yc_paper_deeds_look (GtkWidget *widget, YcFile *file, const char *kind);

// The paper that is to be printed now; NULL if none is. Free it.
char *yc_paper_deeds_find_next (YcFile *file);

// The same, or where all are printed the newest of them; NULL if there is none. Free it.
char *yc_paper_deeds_find_newest (YcFile *file);

// What a file or a printer calls it: "2026-G3-000124 受理通知书". Free it.
char *yc_paper_deeds_make_name (YcFile *file, const char *kind);

G_END_DECLS
