// How many copies of a material came in, where the item asks for more than one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-copies-line.h"

#include <glib/gi18n.h>

struct _YcCopiesLine {
  GtkWidget parent_instance;

  GtkWidget *box;      // owned
  GtkSpinButton *spin; // in it
  GtkLabel *asked;     // in it
  YcFile *file;        // owned, nullable
  YcMaterialRow *row;  // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcCopiesLine, yc_copies_line, GTK_TYPE_WIDGET)

static void
counted_cb (YcCopiesLine *self)
{
  int copies = gtk_spin_button_get_value_as_int (self->spin);

  if (copies != yc_material_row_get_copies (self->row))
    yc_file_count_copies (self->file, yc_material_row_get_id (self->row), copies);
}

void
yc_copies_line_show (YcCopiesLine *self, YcFile *file, YcMaterialRow *row)
{
  int asked = yc_material_row_get_copies_asked (row);
  // TRANSLATORS: behind a field with the number of copies that came in.
  g_autofree char *text = g_strdup_printf (_ ("of %d copies"), asked);

  g_set_object (&self->file, file);
  g_set_object (&self->row, row);
  gtk_label_set_label (self->asked, text);
  gtk_spin_button_set_value (self->spin, yc_material_row_get_copies (row));
  gtk_widget_set_visible (GTK_WIDGET (self), asked > 1 && yc_material_row_get_n_pages (row) > 0 &&
                                                 yc_file_can (file, YC_EVENT_MARKED));
}

static void
yc_copies_line_dispose (GObject *object)
{
  YcCopiesLine *self = YC_COPIES_LINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->file);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (yc_copies_line_parent_class)->dispose (object);
}

static void
yc_copies_line_class_init (YcCopiesLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_copies_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yc_copies_line_init (YcCopiesLine *self)
{
  GtkWidget *name = gtk_label_new (C_ ("copies", "Received"));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->spin = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (0, 99, 1));
  self->asked = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_valign (GTK_WIDGET (self->spin), GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copies received"), -1);
  g_signal_connect_swapped (self->spin, "value-changed", G_CALLBACK (counted_cb), self);
  gtk_box_append (GTK_BOX (self->box), name);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->spin));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->asked));
  gtk_widget_add_css_class (self->box, "caption");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
