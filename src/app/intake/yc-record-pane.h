// What is known about an open case beside its pages: applicant, form, item, papers and history.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_RECORD_PANE (yc_record_pane_get_type ())
G_DECLARE_FINAL_TYPE (YcRecordPane, yc_record_pane, YC, RECORD_PANE, GtkWidget)

void yc_record_pane_set_file (YcRecordPane *self, YcFile *file);

// Puts the keyboard into a field of the applicant's record or of the form.
void yc_record_pane_go_to (YcRecordPane *self, const char *field);

G_END_DECLS
