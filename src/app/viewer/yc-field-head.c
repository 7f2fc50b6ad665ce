// The head of a part of a form, of a group that can grow, or of one entry of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field.h"

#include <glib/gi18n.h>

#define YC_TYPE_FIELD_HEAD (yc_field_head_get_type ())
G_DECLARE_FINAL_TYPE (YcFieldHead, yc_field_head, YC, FIELD_HEAD, GtkListBoxRow)

struct _YcFieldHead {
  GtkListBoxRow parent_instance;

  GtkLabel *title;   // a child
  GtkWidget *add;    // a child
  GtkWidget *remove; // a child
  YcFile *file;      // owned
  YcFieldRow *field; // owned
};

G_DEFINE_FINAL_TYPE (YcFieldHead, yc_field_head, GTK_TYPE_LIST_BOX_ROW)

static guint add_signal, remove_signal;

static void
show_button (GtkWidget *button, gboolean visible, const char *format, const char *title)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", format, title);

  gtk_widget_set_visible (button, visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
follow (YcFieldHead *self)
{
  const char *title;
  gboolean can_type;

  if (self->field == NULL)
    return;
  title = yc_field_row_get_title (self->field);
  can_type = yc_file_can (self->file, YC_EVENT_FILLED);
  gtk_label_set_label (self->title, title);
  show_button (self->add, can_type && yc_field_row_can_add (self->field), _ ("Add"), title);
  show_button (self->remove, can_type && yc_field_row_can_remove (self->field), _ ("Remove"),
               title);
}

static void
add_cb (YcFieldHead *self)
{
  g_signal_emit (self, add_signal, 0, self->field);
}

static void
remove_cb (YcFieldHead *self)
{
  g_signal_emit (self, remove_signal, 0, self->field);
}

static GtkWidget *
make_button (YcFieldHead *self, const char *icon, const char *words, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", callback, self);
  return button;
}

GtkWidget *
yc_field_head_new (YcFile *file, YcFieldRow *field)
{
  YcFieldHead *self = g_object_new (YC_TYPE_FIELD_HEAD, NULL);
  gboolean entry = yc_field_row_get_input (field) == YC_INPUT_ENTRY;

  self->file = g_object_ref (file);
  self->field = g_object_ref (field);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), entry ? "caption-heading" : "heading");
  if (entry)
    gtk_widget_add_css_class (GTK_WIDGET (self->title), "dim-label");
  g_signal_connect_object (field, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

static void
yc_field_head_dispose (GObject *object)
{
  YcFieldHead *self = YC_FIELD_HEAD (object);

  g_clear_object (&self->field);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_field_head_parent_class)->dispose (object);
}

static void
yc_field_head_class_init (YcFieldHeadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_field_head_dispose;
  add_signal = g_signal_new ("add", YC_TYPE_FIELD_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 1, YC_TYPE_FIELD_ROW);
  remove_signal = g_signal_new ("remove", YC_TYPE_FIELD_HEAD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, YC_TYPE_FIELD_ROW);
}

static void
yc_field_head_init (YcFieldHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->title = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->title, 0);
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_wrap_mode (self->title, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->add = make_button (self, "list-add-symbolic", _ ("Add"), G_CALLBACK (add_cb));
  self->remove = make_button (self, "list-remove-symbolic", _ ("Remove"), G_CALLBACK (remove_cb));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (box), self->add);
  gtk_box_append (GTK_BOX (box), self->remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "head");
}
