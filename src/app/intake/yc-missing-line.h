// What is still missing, in one line that leads to the first of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "go" (const char *material).
#define YC_TYPE_MISSING_LINE (yc_missing_line_get_type ())
G_DECLARE_FINAL_TYPE (YcMissingLine, yc_missing_line, YC, MISSING_LINE, GtkWidget)

void yc_missing_line_set_file (YcMissingLine *self, YcFile *file);

// The first material that still needs something; NULL if none does. Free it.
char *yc_missing_line_find_first (YcFile *file);

G_END_DECLS
