// The button beside what central masks: it asks for the reason, and shows what stands there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field.h"
#include "yc-reason-form.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

// The button goes with the mask: the keyboard moves to the field.
static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) button = yc_weak_take (user_data);
  g_autofree char *words = NULL;
  g_autoptr (GError) error = NULL;
  gboolean shown = yc_file_reveal_finish (YC_FILE (source), result, &error);
  GtkWidget *row;

  if (button == NULL)
    return;
  gtk_widget_set_sensitive (button, TRUE);
  row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  if (shown && row != NULL)
    gtk_widget_grab_focus (row);
  if (shown)
    return;
  words = yc_words_error_revealing (error);
  yc_toast_say (yc_toast_find_page (button), words);
}

static void
confirmed_cb (GtkWidget *form, guint type, JsonObject *data, GtkWidget *button)
{
  gtk_widget_set_sensitive (button, FALSE);
  yc_file_reveal_async (
      g_object_get_data (G_OBJECT (button), "file"), g_object_get_data (G_OBJECT (button), "field"),
      json_object_get_string_member (data, "reason"), NULL, shown_cb, yc_weak_new (button));
}

GtkWidget *
yc_field_reveal_new (YcFile *file, YcFieldRow *field)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *form = yc_reason_form_new (file, YC_REASON_REVEAL);
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Show…"), yc_field_row_get_title (field));

  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), "field", g_object_ref (field), g_object_unref);
  g_signal_connect (form, "confirmed", G_CALLBACK (confirmed_cb), button);
  gtk_popover_set_child (GTK_POPOVER (popover), form);
  gtk_widget_set_halign (popover, GTK_ALIGN_END); // it is wider than what is right of the button
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Show…"));
  gtk_widget_set_tooltip_text (button, _ ("Who decides is shown a mask. Say why you need it; that "
                                          "you looked is recorded."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}
