// A case in the narrow list beside the review: item, number, lamp and what is left of its time.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-case-cell.h"

struct _YcCaseCell {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkLabel *item, *lamp, *due, *number;

  YcEntry *entry; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcCaseCell, yc_case_cell, GTK_TYPE_WIDGET)

static const char *const classes[] = {
    [YC_LAMP_NONE] = "lamp-none",
    [YC_LAMP_GREEN] = "lamp-green",
    [YC_LAMP_YELLOW] = "lamp-yellow",
    [YC_LAMP_RED] = "lamp-red",
};

static void
show_lamp (YcCaseCell *self, YcLamp lamp)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->lamp), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self->lamp), classes[lamp]);
}

static void
loaded_cb (YcCaseCell *self)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));

  if (self->entry == NULL || !yc_entry_is_loaded (self->entry)) {
    gtk_label_set_label (self->item, "");
    gtk_label_set_label (self->number, "");
    gtk_label_set_label (self->due, "");
    gtk_widget_set_visible (GTK_WIDGET (self->lamp), FALSE);
    return;
  }
  gtk_label_set_label (self->item, yc_entry_get_item (self->entry));
  gtk_label_set_label (self->number, yc_entry_get_number (self->entry));
  gtk_label_set_label (self->due, yc_entry_get_due (self->entry));
  gtk_widget_set_visible (GTK_WIDGET (self->lamp), yc_entry_get_lamp (self->entry) != YC_LAMP_NONE);
  show_lamp (self, yc_entry_get_lamp (self->entry));
  // GtkListItem cannot be named before GTK 4.12; the row's widget can.
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    yc_entry_get_sentence (self->entry), -1);
}

void
yc_case_cell_set_entry (YcCaseCell *self, YcEntry *entry)
{
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    g_signal_connect_swapped (entry, "loaded", G_CALLBACK (loaded_cb), self);
  loaded_cb (self);
}

GtkWidget *
yc_case_cell_new (void)
{
  return g_object_new (YC_TYPE_CASE_CELL, NULL);
}

static void
yc_case_cell_dispose (GObject *object)
{
  YcCaseCell *self = YC_CASE_CELL (object);

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_case_cell_parent_class)->dispose (object);
}

static void
yc_case_cell_class_init (YcCaseCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_case_cell_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/review/case-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCaseCell, box);
  gtk_widget_class_bind_template_child (widget_class, YcCaseCell, item);
  gtk_widget_class_bind_template_child (widget_class, YcCaseCell, lamp);
  gtk_widget_class_bind_template_child (widget_class, YcCaseCell, due);
  gtk_widget_class_bind_template_child (widget_class, YcCaseCell, number);
}

static void
yc_case_cell_init (YcCaseCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
