// Where files come from that are taken in: chosen, dropped, or from the clipboard.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

// `widget` is what the functions get, if it is still there. It is told only of what there is.
typedef void (*YcTakeFiles) (gpointer widget, GListModel *files); // of GFile, in their order
typedef void (*YcTakeContent) (gpointer widget, GBytes *content);

// Asks for documents and pictures.
void yc_import_source_choose (GtkWidget *widget, YcTakeFiles take);

// The files or the picture on the clipboard. A picture is handed on as it came: nothing of it is
// looked at here.
void yc_import_source_paste (GtkWidget *widget, YcTakeFiles take_files, YcTakeContent take_content);

// What was dropped (a value of GDK_TYPE_FILE_LIST), as a list of GFile. Free it.
GListModel *yc_import_source_list (const GValue *value);

G_END_DECLS
