// What happened to a file so far, newest first.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-history-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_history_row_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yc_history_row_get_detail (item));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, yc_history_row_get_title (item),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, yc_history_row_get_detail (item), -1);
  return row;
}

GtkWidget *
yc_history_list_new (YcFile *file)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_list_box_bind_model (GTK_LIST_BOX (list), yc_file_get_history (file), create_row, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("History"), -1);
  return list;
}
