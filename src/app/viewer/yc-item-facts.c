// The facts of the item a case is about: limit, materials, grounds.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-item-facts.h"
#include "yc-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

static void
add (GtkListBox *list, const char *title, const char *value)
{
  GtkWidget *row;

  if (*value == '\0')
    return;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "fact");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, value, -1);
  gtk_list_box_append (list, row);
}

static void
add_clock (GtkListBox *list, YcFile *file)
{
  g_autofree char *words = NULL, *due = NULL, *legal = NULL;
  YcClock clock;

  yc_file_get_clock (file, &clock);
  if (clock.limit == YC_LIMIT_NONE)
    return;
  words = yc_words_clock (&clock);
  add (list, _ ("Clock"), words);
  if (clock.due == 0)
    return;
  due = yc_words_day (clock.due, clock.provisional);
  add (list, _ ("Last day"), due);
  if (clock.legal_due == 0)
    return;
  legal = yc_words_day (clock.legal_due, clock.legal_provisional);
  add (list, _ ("Last day by law"), legal);
}

static void
add_materials (GtkListBox *list, YcFile *file)
{
  GListModel *materials = yc_file_get_materials (file);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    g_string_append_printf (names, "%s%u. %s", i > 0 ? "\n" : "", i + 1,
                            yc_material_row_get_name (row));
  }
  add (list, _ ("Materials asked for"), names->str);
}

static void
add_grounds (GtkListBox *list, YcFile *file)
{
  GPtrArray *grounds = yc_file_get_grounds (file, "grant");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; grounds != NULL && i < grounds->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *)grounds->pdata[i]);
  add (list, _ ("Legal grounds"), text->str);
}

static void
add_service (GtkListBox *list, YcFile *file)
{
  g_autofree char *presence = yc_file_describe_presence (file);
  g_autofree char *post = yc_file_describe_post (file);
  g_autofree char *fees = yc_file_describe_fees (file);

  add (list, _ ("Who must come"), presence);
  add (list, _ ("By post"), post);
  add (list, _ ("Fees"), fees);
}

static void
fill (GtkListBox *list)
{
  YcFile *file = g_object_get_data (G_OBJECT (list), "file");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, child);
  add (list, _ ("Item"), yc_file_get_item_name (file));
  add (list, _ ("Number of the case"), yc_file_get_number (file));
  add (list, _ ("State"), yc_words_state (yc_file_get_state (file)));
  add_clock (list, file);
  add_service (list, file);
  add_materials (list, file);
  add_grounds (list, file);
}

GtkWidget *
yc_item_facts_new (YcFile *file)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Item"),
                                  -1);
  g_object_set_data_full (G_OBJECT (list), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (file, "changed", G_CALLBACK (fill), list, G_CONNECT_SWAPPED);
  fill (GTK_LIST_BOX (list));
  return list;
}
