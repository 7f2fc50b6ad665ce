// All pages of a case at a glance, by material, to be sorted: the contact sheet.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "opened" (const char *page): this page shall be looked at; "leave".
#define YC_TYPE_CONTACT_SHEET (yc_contact_sheet_get_type ())
G_DECLARE_FINAL_TYPE (YcContactSheet, yc_contact_sheet, YC, CONTACT_SHEET, GtkWidget)

// Shows the pages of the file, with the focus on `page` (nullable).
void yc_contact_sheet_show (YcContactSheet *self, YcFile *file, const char *page);

G_END_DECLS
