// What else may be done to a case: special procedures, extension, handing over the result …
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// A button that is there only while something may be done.
#define YC_TYPE_DEED_MENU (yc_deed_menu_get_type ())
G_DECLARE_FINAL_TYPE (YcDeedMenu, yc_deed_menu, YC, DEED_MENU, GtkWidget)

// NULL: none.
void yc_deed_menu_set_file (YcDeedMenu *self, YcFile *file);

G_END_DECLS
