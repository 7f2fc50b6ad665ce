// The papers of a case: those that were issued, and those that can be.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A list that follows the case, with what can be done with each paper. It must come to stand on a
// page with the signal "show-toast".
GtkWidget *yc_paper_list_new (YcFile *file);

G_END_DECLS
