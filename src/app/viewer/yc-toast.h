// A sentence for the toast overlay of the window, by way of a page's "show-toast" signal.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

// The page that this is part of; NULL where nothing of it can say anything.
gpointer yc_toast_find_page (GtkWidget *widget);

// `page` is a widget with the signal "show-toast" (AdwToast *).
void yc_toast_say (gpointer page, const char *text);

// Says what went wrong; nothing for what was cancelled.
void yc_toast_say_error (gpointer page, const GError *error);

// With a button; `callback` gets `user_data`, which is freed with the toast. Stays ten seconds.
void yc_toast_offer (gpointer page,
                     const char *text,
                     const char *button,
                     void (*callback) (gpointer user_data),
                     gpointer user_data,
                     GDestroyNotify free_data);

// With a button that opens the file with the program that is usual for it.
void yc_toast_offer_file (gpointer page, const char *text, GFile *file);

G_END_DECLS
