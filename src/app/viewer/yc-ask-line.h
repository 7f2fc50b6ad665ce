// The line of a material while a register is being asked: which one, and a way to stop.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "failed" (GError *error).
#define YC_TYPE_ASK_LINE (yc_ask_line_get_type ())
G_DECLARE_FINAL_TYPE (YcAskLine, yc_ask_line, YC, ASK_LINE, GtkWidget)

// Asks the source of `row`; visible until it has answered, or has not.
void yc_ask_line_ask (YcAskLine *self, YcFile *file, YcMaterialRow *row);

gboolean yc_ask_line_is_asking (YcAskLine *self);

G_END_DECLS
