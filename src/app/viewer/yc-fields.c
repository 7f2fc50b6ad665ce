// The applicant's record, or the item's form: a list to type into, with what is wrong beside it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-fields.h"
#include "yc-field.h"

struct _YcFields {
  GtkWidget parent_instance;

  GtkListBox *list; // owned
  YcFile *file;     // owned
  GListModel *rows; // owned
  GPtrArray *shown; // owned: the YcFieldRow that the list stands for
};

G_DEFINE_FINAL_TYPE (YcFields, yc_fields, GTK_TYPE_WIDGET)

// ---- The line below a field that says what is wrong with it -------------------------------------

static void
follow_message_cb (GtkWidget *row)
{
  YcFieldRow *field = g_object_get_data (G_OBJECT (row), "field");
  GtkLabel *label = g_object_get_data (G_OBJECT (row), "label");
  const char *message = yc_field_row_get_message (field);

  gtk_label_set_label (label, message != NULL ? message : "");
  gtk_widget_set_visible (row, message != NULL);
}

static GtkWidget *
make_message (YcFieldRow *field)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "warning");
  gtk_widget_add_css_class (box, "field-message");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data_full (G_OBJECT (row), "field", g_object_ref (field), g_object_unref);
  g_object_set_data (G_OBJECT (row), "label", label);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow_message_cb), row,
                           G_CONNECT_SWAPPED);
  follow_message_cb (row);
  return row;
}

// ---- The list -----------------------------------------------------------------------------------

static gboolean
is_shown (YcFields *self)
{
  if (g_list_model_get_n_items (self->rows) != self->shown->len)
    return FALSE;
  for (guint i = 0; i < self->shown->len; i++) {
    g_autoptr (YcFieldRow) field = g_list_model_get_item (self->rows, i);

    if (field != self->shown->pdata[i])
      return FALSE;
  }
  return TRUE;
}

// Made anew only when there are other fields, for that takes the focus away.
static void
rebuild (YcFields *self)
{
  GtkWidget *child;

  if (is_shown (self))
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < g_list_model_get_n_items (self->rows); i++) {
    YcFieldRow *field = g_list_model_get_item (self->rows, i);
    GtkWidget *row = yc_field_new (self->file, field);

    g_ptr_array_add (self->shown, field);
    g_object_set_data (G_OBJECT (row), "yc-field", field);
    gtk_list_box_append (self->list, row);
    gtk_list_box_append (self->list, make_message (field));
  }
}

gboolean
yc_fields_focus (YcFields *self, const char *field)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row)) {
    YcFieldRow *its = g_object_get_data (G_OBJECT (row), "yc-field");

    if (its != NULL && g_strcmp0 (yc_field_row_get_id (its), field) == 0)
      return gtk_widget_grab_focus (row);
  }
  return FALSE;
}

GtkWidget *
yc_fields_new (YcFile *file, GListModel *rows, const char *title)
{
  YcFields *self = g_object_new (YC_TYPE_FIELDS, NULL);

  self->file = g_object_ref (file);
  self->rows = g_object_ref (rows);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_object (rows, "items-changed", G_CALLBACK (rebuild), self, G_CONNECT_SWAPPED);
  rebuild (self);
  return GTK_WIDGET (self);
}

static void
yc_fields_dispose (GObject *object)
{
  YcFields *self = YC_FIELDS (object);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  g_clear_pointer ((GtkWidget **)&self->list, gtk_widget_unparent);
  g_clear_object (&self->rows);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_fields_parent_class)->dispose (object);
}

static void
yc_fields_finalize (GObject *object)
{
  g_ptr_array_unref (YC_FIELDS (object)->shown);
  G_OBJECT_CLASS (yc_fields_parent_class)->finalize (object);
}

static void
yc_fields_class_init (YcFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_fields_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yc_fields_init (YcFields *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
