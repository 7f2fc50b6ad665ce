// What is still missing, in one line that leads to the first of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-missing-line.h"

#include <glib/gi18n.h>

struct _YcMissingLine {
  GtkWidget parent_instance;

  GtkWidget *button; // owned
  GtkLabel *words;   // in it
  GtkImage *arrow;   // in it
  YcFile *file;      // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcMissingLine, yc_missing_line, GTK_TYPE_WIDGET)

static guint go_signal;

static gboolean
is_open (YcMaterialRow *row)
{
  return yc_material_row_get_status (row) <= YC_STATUS_DEFICIENT;
}

char *
yc_missing_line_find_first (YcFile *file)
{
  GListModel *materials = yc_file_get_materials (file);

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    if (is_open (row))
      return g_strdup (yc_material_row_get_id (row));
  }
  return NULL;
}

static guint
count_open (YcFile *file)
{
  GListModel *materials = yc_file_get_materials (file);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    n += is_open (row);
  }
  return n;
}

static void
update_cb (YcMissingLine *self)
{
  guint all = g_list_model_get_n_items (yc_file_get_materials (self->file));
  guint open = count_open (self->file);
  g_autofree char *words =
      open > 0 ? g_strdup_printf (_ ("Still missing: %u of %u materials"), open, all)
               : g_strdup (_ ("All materials are there"));

  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->arrow), open > 0);
  gtk_widget_set_sensitive (self->button, open > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
clicked_cb (YcMissingLine *self)
{
  g_autofree char *material = yc_missing_line_find_first (self->file);

  if (material != NULL)
    g_signal_emit (self, go_signal, 0, material);
}

void
yc_missing_line_set_file (YcMissingLine *self, YcFile *file)
{
  g_return_if_fail (self->file == NULL);
  self->file = g_object_ref (file);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
yc_missing_line_dispose (GObject *object)
{
  YcMissingLine *self = YC_MISSING_LINE (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_missing_line_parent_class)->dispose (object);
}

static void
yc_missing_line_class_init (YcMissingLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_missing_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  go_signal = g_signal_new ("go", YC_TYPE_MISSING_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                            G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_missing_line_init (YcMissingLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->words = GTK_LABEL (gtk_label_new (""));
  self->arrow = GTK_IMAGE (gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->arrow));
  self->button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "missing");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}
