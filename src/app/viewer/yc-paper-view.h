// The pages of a paper as they will be printed, one below the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-papers.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_PAPER_VIEW (yc_paper_view_get_type ())
G_DECLARE_FINAL_TYPE (YcPaperView, yc_paper_view, YC, PAPER_VIEW, GtkWidget)

GtkWidget *yc_paper_view_new (void);

// How a material should look. What it showed before goes at once.
void yc_paper_view_show_sample (YcPaperView *self, YcFile *file, const char *material);

// Draws the paper as a draft: no number is spent. What it showed before goes at once.
void yc_paper_view_show (YcPaperView *self, YcFile *file, const char *kind);

G_END_DECLS
