// Why the application is not accepted: another body's business, nothing to license, or refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "confirmed": the form is complete and shall be sent.
#define YC_TYPE_REFUSAL_FORM (yc_refusal_form_get_type ())
G_DECLARE_FINAL_TYPE (YcRefusalForm, yc_refusal_form, YC, REFUSAL_FORM, GtkWidget)

GtkWidget *yc_refusal_form_new (YcFile *file);

// Makes the outcome that the form says; the callback ends it with yc_outcome_finish ().
void yc_refusal_form_send (YcRefusalForm *self, GAsyncReadyCallback callback, gpointer user_data);

// Opens the form at the one for what cannot be cured.
void yc_refusal_form_show_refusal (YcRefusalForm *self);

G_END_DECLS
