// The papers of a case: those that were issued, and those that can be.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-list.h"
#include "yc-paper-deeds.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
look_cb (GtkWidget *button, YcFile *file)
{
  YcPaperRow *paper = g_object_get_data (G_OBJECT (button), "paper");

  yc_paper_deeds_look (button, file, yc_paper_row_get_kind (paper));
}

static void
print_cb (GtkWidget *button, YcFile *file)
{
  YcPaperRow *paper = g_object_get_data (G_OBJECT (button), "paper");

  yc_paper_deeds_print (button, file, yc_paper_row_get_kind (paper));
}

static void
save_cb (GtkWidget *button, YcFile *file)
{
  YcPaperRow *paper = g_object_get_data (G_OBJECT (button), "paper");

  yc_paper_deeds_save (button, file, yc_paper_row_get_kind (paper));
}

static void
add_button (GtkWidget *row,
            YcFile *file,
            YcPaperRow *paper,
            const char *icon,
            const char *words,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *name = g_strdup_printf ("%s: %s", words, yc_paper_row_get_title (paper));

  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "paper", g_object_ref (paper), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, file, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  YcFile *file = user_data;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_paper_row_get_title (item));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yc_paper_row_get_detail (item));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_focusable (row, FALSE);
  add_button (row, file, item, "view-reveal-symbolic", _ ("Look at it"), G_CALLBACK (look_cb));
  add_button (row, file, item, "document-save-symbolic", _ ("Save PDF…"), G_CALLBACK (save_cb));
  add_button (row, file, item, "printer-symbolic", _ ("Print"), G_CALLBACK (print_cb));
  return row;
}

GtkWidget *
yc_paper_list_new (YcFile *file)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *empty = gtk_label_new (_ ("Papers can be printed once the case was received."));

  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_add_css_class (empty, "empty-list");
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), empty);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), yc_papers_get_list (file), create_row, file, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Papers"), -1);
  return list;
}
