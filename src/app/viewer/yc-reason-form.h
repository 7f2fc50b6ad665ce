// Why, and why not: the reason, and the ground of a step that says no.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  YC_REASON_RETURN,
  YC_REASON_REFUSE,
  YC_REASON_WITHDRAW,
  YC_REASON_REVEAL, // to look at what is masked
} YcReason;

// Signals: "confirmed" (guint type, JsonObject *data): the event to make, a YcEventType.
#define YC_TYPE_REASON_FORM (yc_reason_form_get_type ())
G_DECLARE_FINAL_TYPE (YcReasonForm, yc_reason_form, YC, REASON_FORM, GtkWidget)

GtkWidget *yc_reason_form_new (YcFile *file, YcReason reason);

G_END_DECLS
