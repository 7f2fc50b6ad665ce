// The notes of a review as a list beside the pages; one that is chosen is shown at its place.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-note-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _YcNoteList {
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  GListModel *notes; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcNoteList, yc_note_list, GTK_TYPE_WIDGET)

static guint chosen_signal, removed_signal;

static void
remove_cb (GtkWidget *button, YcNoteList *self)
{
  g_signal_emit (self, removed_signal, 0, g_object_get_data (G_OBJECT (button), "note"));
}

static void
add_button (YcNoteList *self, GtkWidget *row, YcNoteRow *note, const char *words)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-delete-symbolic");
  // TRANSLATORS: takes back the mark on a page; %s are its words.
  g_autofree char *name = g_strdup_printf (_ ("Take back: %s"), words);

  gtk_widget_set_tooltip_text (button, _ ("Take this mark back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "note", g_object_ref (note), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

// The number is the one above the page; a list that grows in its middle counts anew.
static void
number_rows (YcNoteList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    GtkLabel *number = g_object_get_data (G_OBJECT (row), "number");
    g_autofree char *text = g_strdup_printf ("%d", i + 1);

    gtk_label_set_label (number, text);
  }
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  YcNoteList *self = user_data;
  GtkWidget *row = adw_action_row_new (), *number = gtk_label_new ("");
  const char *text = yc_note_row_get_text (item);
  const char *words = *text != '\0' ? text : _ ("Marked");
  g_autofree char *detail =
      g_strdup_printf ("%s\n%s", yc_note_row_get_title (item), yc_note_row_get_detail (item));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  gtk_widget_add_css_class (number, "note-number");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  g_object_set_data (G_OBJECT (row), "number", number);
  g_object_set_data_full (G_OBJECT (row), "note", g_object_ref (item), g_object_unref);
  if (yc_note_row_is_mine (item))
    add_button (self, row, item, words);
  return row;
}

static void
activated_cb (YcNoteList *self, GtkListBoxRow *row)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (row), "note"));
}

void
yc_note_list_set_file (YcNoteList *self, YcFile *file)
{
  GListModel *notes = file != NULL ? yc_notes_get_list (file) : NULL;

  if (self->notes != NULL)
    g_signal_handlers_disconnect_by_data (self->notes, self);
  g_set_object (&self->notes, notes);
  gtk_list_box_bind_model (self->list, notes, create_row, self, NULL);
  if (notes == NULL)
    return;
  g_signal_connect_object (notes, "items-changed", G_CALLBACK (number_rows), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  number_rows (self);
}

static void
yc_note_list_dispose (GObject *object)
{
  YcNoteList *self = YC_NOTE_LIST (object);

  g_clear_object (&self->notes);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_note_list_parent_class)->dispose (object);
}

static void
yc_note_list_class_init (YcNoteListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_note_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "notelist");
  chosen_signal = g_signal_new ("chosen", YC_TYPE_NOTE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, YC_TYPE_NOTE_ROW);
  removed_signal = g_signal_new ("removed", YC_TYPE_NOTE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, YC_TYPE_NOTE_ROW);
}

static void
yc_note_list_init (YcNoteList *self)
{
  GtkWidget *empty = gtk_label_new (_ ("What is marked on the pages stands here."));

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->scroller = gtk_scrolled_window_new ();
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_justify (GTK_LABEL (empty), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (empty, "dim-label");
  gtk_widget_add_css_class (empty, "empty-list");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notes on the pages"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Notes on the pages"), -1);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
