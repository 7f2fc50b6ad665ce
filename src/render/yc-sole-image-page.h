// Finding the pages of a PDF from the front, as many as are asked for and not all at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

typedef struct _YcPageFinder YcPageFinder;

// `qpdf` must outlive it.
YcPageFinder *yc_page_finder_new (qpdf_data qpdf);
void yc_page_finder_free (YcPageFinder *finder);

// Page `index` from 0, counted as renderers do: leaf after leaf, whatever the tree says of its
// counts. FALSE when there is none, or the tree is no tree.
gboolean yc_page_finder_find (YcPageFinder *finder, guint index, qpdf_oh *ret_page);

G_END_DECLS
