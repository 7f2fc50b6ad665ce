// A sentence for the toast overlay of the window, by way of a page's "show-toast" signal.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-toast.h"
#include "yc-error.h"
#include "yc-words.h"

#include <glib/gi18n.h>

enum { OFFER_SECONDS = 10 };

gpointer
yc_toast_find_page (GtkWidget *widget)
{
  while (widget != NULL && g_signal_lookup ("show-toast", G_OBJECT_TYPE (widget)) == 0)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

void
yc_toast_say (gpointer page, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (escaped);

  if (page != NULL)
    g_signal_emit_by_name (page, "show-toast", toast);
}

void
yc_toast_say_error (gpointer page, const GError *error)
{
  g_autofree char *words = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED))
    return;
  words = yc_words_error (error);
  yc_toast_say (page, words);
}

void
yc_toast_offer (gpointer page,
                const char *text,
                const char *button,
                void (*callback) (gpointer user_data),
                gpointer user_data,
                GDestroyNotify free_data)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (escaped);

  adw_toast_set_button_label (toast, button);
  adw_toast_set_timeout (toast, OFFER_SECONDS);
  g_object_set_data_full (G_OBJECT (toast), "offer", user_data, free_data);
  g_signal_connect_swapped (toast, "button-clicked", G_CALLBACK (callback), user_data);
  g_signal_emit_by_name (page, "show-toast", toast);
}

static void
open_cb (gpointer file)
{
  g_autofree char *uri = g_file_get_uri (file);

  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

void
yc_toast_offer_file (gpointer page, const char *text, GFile *file)
{
  yc_toast_offer (page, text, _ ("Open"), open_cb, g_object_ref (file), g_object_unref);
}
