// What a page says of a field, and what can be done with it: look, use, leave.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Shows only while something is offered. Looking is the action "intake.show-offer" of the page that
// it lies on. Signal: "answered" (no arguments): it was used, or will not be.
#define YC_TYPE_OFFER_LINE (yc_offer_line_get_type ())
G_DECLARE_FINAL_TYPE (YcOfferLine, yc_offer_line, YC, OFFER_LINE, GtkWidget)

GtkWidget *yc_offer_line_new (YcFile *file, YcFieldRow *field);

G_END_DECLS
