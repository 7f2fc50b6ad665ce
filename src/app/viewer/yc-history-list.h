// What happened to a file so far, newest first.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A list of the YcHistoryRow of `file`.
GtkWidget *yc_history_list_new (YcFile *file);

G_END_DECLS
