// What lies beside the pages of a case: its record, or a sample of the material that is looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signal: "turned" (no arguments): from the record to a sample, which needs more room, or back.
#define YC_TYPE_ASIDE (yc_aside_get_type ())
G_DECLARE_FINAL_TYPE (YcAside, yc_aside, YC, ASIDE, GtkWidget)

void yc_aside_set_file (YcAside *self, YcFile *file);

// The material whose sample is shown, now or when it is asked for; nullable.
void yc_aside_set_material (YcAside *self, const char *material);

gboolean yc_aside_is_at_sample (YcAside *self);
void yc_aside_show_sample (YcAside *self, gboolean sample);

// Puts the keyboard into a field of the applicant's record or of the form.
void yc_aside_go_to (YcAside *self, const char *field);

G_END_DECLS
