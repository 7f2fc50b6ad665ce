// The receipt voucher (收件凭证) as a PDF file that can be printed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Asks where to, and saves it there. `page` has the signal "show-toast".
void yc_save_voucher_ask (GtkWidget *page, YcFile *file);

// Saves it without asking.
void yc_save_voucher_to (GtkWidget *page, YcFile *file, GFile *target);

G_END_DECLS
