// The intake screen: a case at the counter, from the first page to acceptance.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "leave" (no arguments); "show-toast" (AdwToast *).
#define YC_TYPE_INTAKE_PAGE (yc_intake_page_get_type ())
G_DECLARE_FINAL_TYPE (YcIntakePage, yc_intake_page, YC, INTAKE_PAGE, GtkWidget)

GtkWidget *yc_intake_page_new (YcFile *file);

G_END_DECLS
