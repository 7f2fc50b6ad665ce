// One field of a form as a row: an entry, a choice or a switch that follows a YcFieldRow.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field.h"
#include "yc-choice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

// Nobody needs to be told that what is chosen already may stay empty.
static gboolean
may_stay_empty (YcFieldRow *field)
{
  gboolean chosen =
      yc_field_row_get_input (field) == YC_INPUT_CHOICE && *yc_field_row_get_text (field) != '\0';

  return !yc_field_row_is_required (field) && !yc_field_row_is_computed (field) && !chosen &&
         yc_field_row_get_input (field) != YC_INPUT_BOOLEAN;
}

char *
yc_field_make_title (YcFile *file, YcFieldRow *field)
{
  if (!may_stay_empty (field) || !yc_file_can (file, YC_EVENT_FILLED))
    return g_strdup (yc_field_row_get_title (field));
  return g_strdup_printf (_ ("%s (optional)"), yc_field_row_get_title (field));
}

// What both simple kinds need to know.
typedef struct {
  YcFile *file;      // owned
  YcFieldRow *field; // owned
  GtkWidget *row;    // that this belongs to
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_object_unref (link->file);
  g_object_unref (link->field);
  g_free (link);
}

static Link *
make_link (GtkWidget *row, YcFile *file, YcFieldRow *field)
{
  Link *link = g_new (Link, 1);

  link->file = g_object_ref (file);
  link->field = g_object_ref (field);
  link->row = row;
  g_object_set_data_full (G_OBJECT (row), "link", link, link_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (!ADW_IS_COMBO_ROW (row)) // which says its title by itself
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    yc_field_row_get_title (field), -1);
  return link;
}

static void
follow_case (GtkWidget *row, Link *link)
{
  g_autofree char *title = yc_field_make_title (link->file, link->field);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  yc_choice_set_fixed (row, yc_field_row_is_computed (link->field) ||
                                !yc_file_can (link->file, YC_EVENT_FILLED));
}

static void
type (Link *link, const char *text)
{
  if (g_str_equal (text, yc_field_row_get_text (link->field)))
    return;
  yc_file_type (link->file, link->field, text);
  yc_file_settle (link->file);
}

// ---- A choice -----------------------------------------------------------------------------------

static void
follow_choice_cb (GtkWidget *row)
{
  Link *link = g_object_get_data (G_OBJECT (row), "link");
  GPtrArray *choices = yc_field_row_get_choices (link->field);
  guint selected = 0;

  for (guint i = 0; i < choices->len; i++)
    if (g_str_equal (choices->pdata[i], yc_field_row_get_text (link->field)))
      selected = i + 1;
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  follow_case (row, link);
}

static void
chosen_cb (GtkWidget *row)
{
  Link *link = g_object_get_data (G_OBJECT (row), "link");
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  GPtrArray *choices = yc_field_row_get_choices (link->field);

  if (selected == 0)
    type (link, "");
  else if (selected <= choices->len)
    type (link, choices->pdata[selected - 1]);
}

GtkWidget *
yc_field_choice_new (YcFile *file, YcFieldRow *field)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GPtrArray *choices = yc_field_row_get_choices (field);

  gtk_string_list_append (model, _ ("Choose…"));
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (model, choices->pdata[i]);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  make_link (row, file, field);
  follow_choice_cb (row);
  g_signal_connect (row, "notify::selected", G_CALLBACK (chosen_cb), NULL);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow_choice_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (follow_choice_cb), row, G_CONNECT_SWAPPED);
  return row;
}

// ---- A switch -----------------------------------------------------------------------------------

static void
follow_switch_cb (GtkWidget *row)
{
  Link *link = g_object_get_data (G_OBJECT (row), "link");
  GtkWidget *button = adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row));

  gtk_switch_set_active (GTK_SWITCH (button),
                         g_str_equal (yc_field_row_get_text (link->field), "true"));
  follow_case (row, link);
}

static void
switched_cb (GtkSwitch *button, GParamSpec *pspec, GtkWidget *row)
{
  Link *link = g_object_get_data (G_OBJECT (row), "link");
  gboolean on = gtk_switch_get_active (button);

  // A flag that was never touched is empty, and off.
  if (on != g_str_equal (yc_field_row_get_text (link->field), "true"))
    type (link, on ? "true" : "false");
}

GtkWidget *
yc_field_switch_new (YcFile *file, YcFieldRow *field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_switch_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  make_link (row, file, field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_field_row_get_title (field), -1);
  follow_switch_cb (row);
  g_signal_connect (button, "notify::active", G_CALLBACK (switched_cb), row);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow_switch_cb), row, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (follow_switch_cb), row, G_CONNECT_SWAPPED);
  return row;
}

GtkWidget *
yc_field_new (YcFile *file, YcFieldRow *field)
{
  switch (yc_field_row_get_input (field)) {
  case YC_INPUT_CHOICE:
    return yc_field_choice_new (file, field);
  case YC_INPUT_BOOLEAN:
    return yc_field_switch_new (file, field);
  case YC_INPUT_PART:
  case YC_INPUT_GROUP:
  case YC_INPUT_ENTRY:
    return yc_field_head_new (file, field);
  case YC_INPUT_TEXT:
  case YC_INPUT_NUMBER:
  case YC_INPUT_DATE:
  default:
    return yc_field_entry_new (file, field);
  }
}
