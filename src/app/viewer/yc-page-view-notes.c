// The notes of a review above the pages of an open file: written, read, and taken back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-notes.h"
#include "yc-page-view-private.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

// ---- What lies above the pages ------------------------------------------------------------------

static void
draw_notes (YcPageView *self)
{
  g_autoptr (GArray) inks = g_array_new (FALSE, FALSE, sizeof (YcPageInk));
  GListModel *notes = self->file != NULL ? yc_notes_get_list (self->file) : NULL;

  for (guint i = 0; notes != NULL && i < g_list_model_get_n_items (notes); i++) {
    g_autoptr (YcNoteRow) note = g_list_model_get_item (notes, i);
    gboolean chosen = g_strcmp0 (yc_note_row_get_id (note), self->chosen_note) == 0;
    const YcPageInk ink = {.page = yc_note_row_get_page (note),
                           .part = yc_note_row_get_part (note),
                           .kind = chosen ? YC_INK_NOTE_CHOSEN : YC_INK_NOTE,
                           .number = i + 1};

    g_array_append_val (inks, ink);
  }
  yc_page_roll_set_ink (yc_page_pane_get_roll (self->pane), YC_LAYER_NOTES,
                        (const YcPageInk *)(gpointer)inks->data, inks->len);
  yc_page_roll_set_ink (yc_page_pane_get_roll (yc_compare_pane_get_pane (self->compare)),
                        YC_LAYER_NOTES, (const YcPageInk *)(gpointer)inks->data, inks->len);
}

static void
choose (YcPageView *self, const char *id)
{
  char *copy = g_strdup (id);

  g_free (self->chosen_note);
  self->chosen_note = copy;
  draw_notes (self);
}

static void
notes_changed_cb (GListModel *notes, guint position, guint removed, guint added, YcPageView *self)
{
  draw_notes (self);
  if (added > 0)
    yc_page_view_set_shows_notes (self, TRUE);
}

static void
file_changed_cb (YcPageView *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.mark",
                                 self->file != NULL &&
                                     yc_file_can (self->file, YC_EVENT_ANNOTATED));
}

void
yc_page_view_set_notes (YcPageView *self, YcFile *file)
{
  GListModel *notes = file != NULL ? yc_notes_get_list (file) : NULL;

  if (self->file != NULL) {
    g_signal_handlers_disconnect_by_data (yc_notes_get_list (self->file), self);
    g_signal_handlers_disconnect_by_func (self->file, file_changed_cb, self);
  }
  choose (self, NULL);
  yc_note_list_set_file (self->notes, file);
  yc_page_view_set_shows_notes (self, notes != NULL && g_list_model_get_n_items (notes) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "view.mark", FALSE);
  if (file == NULL)
    return;
  g_signal_connect_object (notes, "items-changed", G_CALLBACK (notes_changed_cb), self, 0);
  g_signal_connect_object (file, "changed", G_CALLBACK (file_changed_cb), self, G_CONNECT_SWAPPED);
  file_changed_cb (self);
}

// A note was chosen in the list: its place comes into view.
static void
note_chosen_cb (YcPageView *self, YcNoteRow *note)
{
  YcPageRoll *roll = yc_page_pane_get_roll (self->pane);
  const YcPagePart part = yc_note_row_get_part (note);
  g_autofree char *page = g_strdup (yc_note_row_get_page (note));

  choose (self, yc_note_row_get_id (note));
  if (g_strcmp0 (yc_page_pane_get_page (self->pane), page) != 0)
    yc_page_pane_show_page (self->pane, page);
  yc_page_roll_show_part (roll, page, &part);
}

// ---- Taken back, and back again -----------------------------------------------------------------

// A note that was made or taken back, as it takes to undo that.
typedef struct {
  GWeakRef *view; // owned
  YcFile *file;   // owned
  char *id;       // owned, nullable: not made yet
  char *page;     // owned
  char *text;     // owned, nullable
  YcPagePart part;
} Note;

static Note *
note_new (
    YcPageView *self, const char *id, const char *page, const YcPagePart *part, const char *text)
{
  Note *note = g_new (Note, 1);

  note->view = yc_weak_new (self);
  note->file = g_object_ref (self->file);
  note->id = g_strdup (id);
  note->page = g_strdup (page);
  note->text = g_strdup (text);
  note->part = *part;
  return note;
}

static void
note_free (gpointer data)
{
  Note *note = data;

  g_weak_ref_clear (note->view);
  g_free (note->view);
  g_object_unref (note->file);
  g_free (note->id);
  g_free (note->page);
  g_free (note->text);
  g_free (note);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Note, note_free)

static gpointer
find_page_of (Note *note)
{
  g_autoptr (YcPageView) self = g_weak_ref_get (note->view);

  return self != NULL ? yc_toast_find_page (GTK_WIDGET (self)) : NULL;
}

static void
say_error (Note *note, const GError *error)
{
  gpointer page = find_page_of (note);

  if (page != NULL && error != NULL)
    yc_toast_say_error (page, error);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  g_autoptr (GError) error = NULL;

  yc_file_do_finish (YC_FILE (source), result, &error);
  say_error (note, error);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = yc_notes_add_finish (YC_FILE (source), result, &error);

  say_error (note, error);
}

static Note *
note_copy (const Note *note)
{
  g_autoptr (YcPageView) self = g_weak_ref_get (note->view);

  return self != NULL && self->file == note->file
             ? note_new (self, note->id, note->page, &note->part, note->text)
             : NULL;
}

static void
undo_adding_cb (gpointer data)
{
  Note *note = note_copy (data);

  if (note != NULL)
    yc_notes_remove_async (note->file, note->id, undone_cb, note);
}

static void
undo_removing_cb (gpointer data)
{
  Note *note = note_copy (data);

  if (note != NULL)
    yc_notes_add_async (note->file, note->id, note->page, &note->part, note->text, restored_cb,
                        note);
}

static void
offer_undo (Note *note, const char *words, void (*undo) (gpointer))
{
  gpointer page = find_page_of (note);
  Note *kept = note_copy (note);

  if (page != NULL && kept != NULL)
    yc_toast_offer (page, words, _ ("Undo"), undo, kept, note_free);
  else if (kept != NULL)
    note_free (kept);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  g_autoptr (GError) error = NULL;

  if (yc_file_do_finish (YC_FILE (source), result, &error))
    offer_undo (note, _ ("The mark was taken back"), undo_removing_cb);
  else
    say_error (note, error);
}

static void
note_removed_cb (YcPageView *self, YcNoteRow *row)
{
  const YcPagePart part = yc_note_row_get_part (row);

  yc_notes_remove_async (self->file, yc_note_row_get_id (row), removed_cb,
                         note_new (self, yc_note_row_get_id (row), yc_note_row_get_page (row),
                                   &part, yc_note_row_get_text (row)));
}

// ---- Written ------------------------------------------------------------------------------------

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Note) note = user_data;
  g_autoptr (YcPageView) self = g_weak_ref_get (note->view);
  g_autoptr (GError) error = NULL;

  note->id = yc_notes_add_finish (YC_FILE (source), result, &error);
  if (note->id == NULL) {
    say_error (note, error);
    return;
  }
  if (self != NULL && self->file == note->file)
    choose (self, note->id);
  offer_undo (note, _ ("The place was marked"), undo_adding_cb);
}

static void
written_cb (YcPageView *self)
{
  YcPagePart part;
  GdkRectangle area;
  const char *page = yc_page_pane_get_marked (self->pane, &part, &area);
  const char *text = gtk_editable_get_text (self->note_text);

  if (page != NULL && self->file != NULL)
    yc_notes_add_async (self->file, NULL, page, &part, text, added_cb,
                        note_new (self, NULL, page, &part, text));
  gtk_popover_popdown (GTK_POPOVER (self->note_popover));
}

static void
closed_cb (YcPageView *self)
{
  yc_page_pane_stop_marking (self->pane);
  gtk_editable_set_text (self->note_text, "");
}

static GtkWidget *
make_form (YcPageView *self)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *text = gtk_entry_new (), *button = gtk_button_new_with_label (_ ("Mark the place"));
  GtkWidget *hint = gtk_label_new (_ ("The window reads it once the case comes back."));

  gtk_entry_set_placeholder_text (GTK_ENTRY (text), _ ("A note, or nothing for a mark alone"));
  gtk_editable_set_width_chars (GTK_EDITABLE (text), 30);
  gtk_entry_set_max_length (GTK_ENTRY (text), 1000);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note on this place"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Mark the place"), -1);
  g_signal_connect_object (text, "activate", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (written_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_widget_add_css_class (form, "note-form");
  gtk_box_append (GTK_BOX (form), text);
  gtk_box_append (GTK_BOX (form), hint);
  gtk_box_append (GTK_BOX (form), button);
  self->note_text = GTK_EDITABLE (text);
  return form;
}

static void
make_popover (YcPageView *self)
{
  self->note_popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->note_popover), make_form (self));
  gtk_widget_set_parent (self->note_popover, GTK_WIDGET (yc_page_pane_get_roll (self->pane)));
  g_signal_connect_object (self->note_popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
marked_cb (YcPageView *self)
{
  YcPagePart part;
  GdkRectangle area;

  if (yc_page_pane_get_marked (self->pane, &part, &area) == NULL)
    return;
  if (self->note_popover == NULL)
    make_popover (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->note_popover), &area);
  gtk_popover_popup (GTK_POPOVER (self->note_popover));
  gtk_widget_grab_focus (GTK_WIDGET (self->note_text));
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_page_pane_begin_marking (YC_PAGE_VIEW (widget)->pane);
}

void
yc_page_view_bind_notes (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, marked_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_removed_cb);
  gtk_widget_class_install_action (widget_class, "view.mark", NULL, mark_cb);
}
