// A field that is typed: it keeps quiet about mistakes until it is left, and hides what is private.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define YC_TYPE_FIELD_ENTRY (yc_field_entry_get_type ())
G_DECLARE_FINAL_TYPE (YcFieldEntry, yc_field_entry, YC, FIELD_ENTRY, AdwEntryRow)

struct _YcFieldEntry {
  AdwEntryRow parent_instance;

  YcFile *file;              // owned
  YcFieldRow *field;         // owned
  GtkWidget *eye;            // a child
  GtkWidget *reveal;         // a child, nullable: until central holds something back
  GtkWidget *calendar;       // a child, nullable
  GtkEventController *focus; // of the widget
  gboolean typing;           // the clerk changes the text, or composes one, since it got the focus
  gboolean following;        // the text is being set by the program
};

G_DEFINE_FINAL_TYPE (YcFieldEntry, yc_field_entry, ADW_TYPE_ENTRY_ROW)

// Whether less is shown than stands there.
static gboolean
is_masked (YcFieldEntry *self)
{
  return !self->typing && yc_field_row_is_private (self->field) &&
         !g_str_equal (yc_field_row_get_masked (self->field), yc_field_row_get_text (self->field));
}

// What is wrong stands in a row of its own; a screen reader hears it with the field.
static void
say_message (YcFieldEntry *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));
  const char *message = yc_field_row_get_message (self->field);

  gtk_accessible_update_state (
      GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

// What central holds back can be asked for by who reviews the case.
static void
follow_reveal (YcFieldEntry *self)
{
  gboolean asks =
      yc_field_row_is_held_back (self->field) && yc_file_can_reveal (self->file, self->field);

  if (asks && self->reveal == NULL) {
    self->reveal = yc_field_reveal_new (self->file, self->field);
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->reveal);
  }
  if (self->reveal != NULL)
    gtk_widget_set_visible (self->reveal, asks);
}

static void
follow (YcFieldEntry *self)
{
  g_autofree char *title = NULL;
  gboolean masked, editable;
  const char *text;

  if (self->field == NULL)
    return;
  masked = is_masked (self);
  editable = !masked && !yc_field_row_is_computed (self->field) &&
             yc_file_can (self->file, YC_EVENT_FILLED);
  text = masked ? yc_field_row_get_masked (self->field) : yc_field_row_get_text (self->field);
  title = yc_field_make_title (self->file, self->field);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  self->following = TRUE;
  // What is being typed is never touched: an input method may be at work in it.
  if (!self->typing && !g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self)), text))
    gtk_editable_set_text (GTK_EDITABLE (self), text);
  if (gtk_editable_get_editable (GTK_EDITABLE (self)) != editable)
    gtk_editable_set_editable (GTK_EDITABLE (self), editable);
  self->following = FALSE;
  if (self->calendar != NULL)
    gtk_widget_set_visible (self->calendar, editable);
  say_message (self);
  follow_reveal (self);
  gtk_widget_set_visible (self->eye, masked && yc_file_can (self->file, YC_EVENT_REVEALED));
}

void
yc_field_let_go (GtkWidget *row)
{
  if (YC_IS_FIELD_ENTRY (row))
    YC_FIELD_ENTRY (row)->typing = FALSE;
}

static void
changed_cb (YcFieldEntry *self)
{
  g_autofree char *text = NULL;
  gboolean card;

  if (self->following || self->field == NULL)
    return;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self)));
  card = strchr (text, '\n') != NULL; // pasted whole: it is spread over the fields it belongs to
  self->typing =
      !card && gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));
  yc_file_type (self->file, self->field, text);
  if (!self->typing) // a tool typed it for somebody: nobody will leave the field
    yc_file_settle (self->file);
  if (!self->typing)
    follow (self);
}

// What is composed is not in the text yet, and would be lost if that were set.
static void
preedit_cb (YcFieldEntry *self, const char *preedit)
{
  if (*preedit != '\0')
    self->typing = TRUE;
}

static void
left_cb (YcFieldEntry *self)
{
  if (!self->typing || self->field == NULL)
    return;
  self->typing = FALSE;
  yc_file_settle (self->file);
  follow (self);
}

// Comes only after the input method has let Enter pass.
static void
entered_cb (YcFieldEntry *self)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX);

  left_cb (self);
  if (list != NULL)
    gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD);
}

static void
uncover_cb (YcFieldEntry *self)
{
  yc_file_uncover (self->file, self->field);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
add_eye (YcFieldEntry *self)
{
  const char *words = _ ("Show all of it; that you looked is recorded");

  self->eye = gtk_button_new_from_icon_name ("view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->eye, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->eye), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (self->eye, "flat");
  gtk_widget_set_valign (self->eye, GTK_ALIGN_CENTER);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->eye);
  g_signal_connect_swapped (self->eye, "clicked", G_CALLBACK (uncover_cb), self);
}

static void
add_calendar (YcFieldEntry *self)
{
  self->calendar = yc_field_calendar_new (self->file, self->field);
  gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->calendar);
}

GtkWidget *
yc_field_entry_new (YcFile *file, YcFieldRow *field)
{
  YcFieldEntry *self = g_object_new (YC_TYPE_FIELD_ENTRY, "use-markup", FALSE, NULL);
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self));

  self->file = g_object_ref (file);
  self->field = g_object_ref (field);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_field_row_get_title (field), -1);
  if (yc_field_row_get_input (field) == YC_INPUT_NUMBER)
    gtk_widget_add_css_class (GTK_WIDGET (self), "numeric");
  if (yc_field_row_get_input (field) == YC_INPUT_DATE)
    add_calendar (self);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

static void
yc_field_entry_dispose (GObject *object)
{
  YcFieldEntry *self = YC_FIELD_ENTRY (object);

  g_clear_object (&self->field);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_field_entry_parent_class)->dispose (object);
}

static void
yc_field_entry_class_init (YcFieldEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_field_entry_dispose;
}

static void
yc_field_entry_init (YcFieldEntry *self)
{
  add_eye (self);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self), FALSE); // the form has one for all fields
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), self->focus);
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_swapped (gtk_editable_get_delegate (GTK_EDITABLE (self)), "preedit-changed",
                            G_CALLBACK (preedit_cb), self);
  g_signal_connect (self, "entry-activated", G_CALLBACK (entered_cb), NULL);
}
