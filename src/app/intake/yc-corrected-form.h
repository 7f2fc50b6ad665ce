// Put right on the spot (art. 32 (3)): what it was, and the applicant's initials.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "confirmed": the form is complete and shall be sent.
#define YC_TYPE_CORRECTED_FORM (yc_corrected_form_get_type ())
G_DECLARE_FINAL_TYPE (YcCorrectedForm, yc_corrected_form, YC, CORRECTED_FORM, GtkWidget)

// Notes the correction, and empties the form; the callback ends it with yc_outcome_finish ().
void yc_corrected_form_send (YcCorrectedForm *self,
                             YcFile *file,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

G_END_DECLS
