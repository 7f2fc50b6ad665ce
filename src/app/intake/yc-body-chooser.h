// The body whose business it is, found by typing a few letters of its name.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-outcome.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "changed": another body is chosen, or none.
#define YC_TYPE_BODY_CHOOSER (yc_body_chooser_get_type ())
G_DECLARE_FINAL_TYPE (YcBodyChooser, yc_body_chooser, YC, BODY_CHOOSER, GtkWidget)

void yc_body_chooser_set_file (YcBodyChooser *self, YcFile *file);

// NULL while none is chosen.
const YcBody *yc_body_chooser_get_body (YcBodyChooser *self);

G_END_DECLS
