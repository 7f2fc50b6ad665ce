// The lines below a field: what is wrong with it, what was meant, what to write, where it came
// from.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field-note.h"
#include "yc-field.h"
#include "yc-offer-line.h"

#include <glib/gi18n.h>

struct _YcFieldNote {
  GtkListBoxRow parent_instance;

  GtkWidget *warning; // a child: icon and message
  GtkLabel *message;  // in it
  GtkWidget *correct; // a child: the button
  GtkLabel *use;      // in it
  GtkLabel *hint;     // a child
  GtkLabel *source;   // a child
  YcFile *file;       // owned
  YcFieldRow *field;  // owned
};

G_DEFINE_FINAL_TYPE (YcFieldNote, yc_field_note, GTK_TYPE_LIST_BOX_ROW)

static void
show_line (GtkLabel *label, GtkWidget *line, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (line, text != NULL);
}

static void
follow (YcFieldNote *self)
{
  const char *message, *hint, *source, *correction;
  g_autofree char *use = NULL;

  if (self->field == NULL)
    return;
  message = yc_field_row_get_message (self->field);
  hint = yc_field_row_get_hint (self->field);
  source = yc_field_row_get_source (self->field);
  correction = yc_field_row_get_correction (self->field);
  if (correction != NULL)
    use = g_strdup_printf (_ ("Use “%s”"), correction);
  show_line (self->message, self->warning, message);
  show_line (self->use, self->correct, use);
  show_line (self->hint, GTK_WIDGET (self->hint), hint);
  show_line (self->source, GTK_WIDGET (self->source), source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->correct), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  use != NULL ? use : "", -1);
  gtk_widget_set_visible (GTK_WIDGET (self), message != NULL || hint != NULL || source != NULL ||
                                                 correction != NULL ||
                                                 yc_field_row_get_offer (self->field) != NULL);
}

// The button goes with the mistake: the keyboard goes back to the field, the row above.
static void
correct_cb (YcFieldNote *self)
{
  GtkWidget *row = gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  yc_field_let_go (row);
  yc_file_correct (self->file, self->field);
  gtk_widget_grab_focus (row);
}

static void
answered_cb (YcFieldNote *self)
{
  GtkWidget *row = gtk_widget_get_prev_sibling (GTK_WIDGET (self));

  yc_field_let_go (row);
  gtk_widget_grab_focus (row);
}

static void
add_offer (YcFieldNote *self)
{
  GtkWidget *offer = yc_offer_line_new (self->file, self->field);

  g_signal_connect_swapped (offer, "answered", G_CALLBACK (answered_cb), self);
  gtk_box_append (GTK_BOX (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self))), offer);
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static GtkWidget *
make_warning (YcFieldNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->message = make_label (NULL);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_widget_add_css_class (box, "warning");
  return box;
}

static GtkWidget *
make_correct (YcFieldNote *self)
{
  GtkWidget *button = gtk_button_new ();

  self->use = make_label (NULL);
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->use));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "correction");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (correct_cb), self);
  return button;
}

GtkWidget *
yc_field_note_new (YcFile *file, YcFieldRow *field)
{
  YcFieldNote *self = g_object_new (YC_TYPE_FIELD_NOTE, NULL);

  self->file = g_object_ref (file);
  self->field = g_object_ref (field);
  add_offer (self);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

static void
yc_field_note_dispose (GObject *object)
{
  YcFieldNote *self = YC_FIELD_NOTE (object);

  g_clear_object (&self->field);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_field_note_parent_class)->dispose (object);
}

static void
yc_field_note_class_init (YcFieldNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_field_note_dispose;
}

static void
yc_field_note_init (YcFieldNote *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->warning = make_warning (self);
  self->correct = make_correct (self);
  self->hint = make_label ("dim-label");
  self->source = make_label ("dim-label");
  gtk_box_append (GTK_BOX (box), self->warning);
  gtk_box_append (GTK_BOX (box), self->correct);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->source));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "note");
}
