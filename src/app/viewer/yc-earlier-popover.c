// Earlier cases of the same person that have this material: choosing one takes its pages over.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier-popover.h"
#include "yc-earlier.h"
#include "yc-weak.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _YcEarlierPopover {
  GtkPopover parent_instance;

  GtkBox *box;               // a child
  GtkSpinner *spinner;       // in it
  GtkLabel *words;           // in it
  GtkListBox *list;          // in it
  YcFile *file;              // owned
  char *material;            // owned
  GListModel *rows;          // owned, nullable: of YcEarlierRow
  GCancellable *cancellable; // owned
};

G_DEFINE_FINAL_TYPE (YcEarlierPopover, yc_earlier_popover, GTK_TYPE_POPOVER)

static guint failed_signal;

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_earlier_row_get_title (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yc_earlier_row_get_detail (item));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, yc_earlier_row_get_title (item),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, yc_earlier_row_get_detail (item), -1);
  return row;
}

static void
show_rows (YcEarlierPopover *self)
{
  gboolean any = g_list_model_get_n_items (self->rows) > 0;

  gtk_label_set_label (self->words,
                       any ? _ ("Take the pages over from")
                           : _ ("No earlier case of this person here has this material."));
  gtk_list_box_bind_model (self->list, self->rows, create_row, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
  if (any)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcEarlierPopover) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) rows = yc_earlier_list_finish (YC_FILE (source), result, &error);

  if (self == NULL || self->file == NULL)
    return;
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  if (rows == NULL) {
    g_signal_emit (self, failed_signal, 0, error);
    gtk_popover_popdown (GTK_POPOVER (self));
    return;
  }
  self->rows = g_steal_pointer (&rows);
  show_rows (self);
}

static void
reused_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcEarlierPopover) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  if (!yc_earlier_reuse_finish (YC_FILE (source), result, &error) && self != NULL)
    g_signal_emit (self, failed_signal, 0, error);
}

// Without the cancellable: what was chosen is done, whatever happens to the popover.
static void
activated_cb (YcEarlierPopover *self, GtkListBoxRow *row)
{
  g_autoptr (YcEarlierRow) chosen =
      g_list_model_get_item (self->rows, (guint)gtk_list_box_row_get_index (row));

  yc_earlier_reuse_async (self->file, self->material, chosen, NULL, reused_cb, yc_weak_new (self));
  gtk_popover_popdown (GTK_POPOVER (self));
}

GtkWidget *
yc_earlier_popover_new (YcFile *file, const char *material)
{
  YcEarlierPopover *self = g_object_new (YC_TYPE_EARLIER_POPOVER, NULL);

  self->file = g_object_ref (file);
  self->material = g_strdup (material);
  gtk_spinner_start (self->spinner);
  yc_earlier_list_async (file, material, self->cancellable, listed_cb, yc_weak_new (self));
  return GTK_WIDGET (self);
}

static void
yc_earlier_popover_dispose (GObject *object)
{
  YcEarlierPopover *self = YC_EARLIER_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->rows);
  g_clear_object (&self->file);
  g_clear_pointer (&self->material, g_free);
  G_OBJECT_CLASS (yc_earlier_popover_parent_class)->dispose (object);
}

static void
yc_earlier_popover_class_init (YcEarlierPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_earlier_popover_dispose;
  failed_signal = g_signal_new ("failed", YC_TYPE_EARLIER_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yc_earlier_popover_init (YcEarlierPopover *self)
{
  self->cancellable = g_cancellable_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 8));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->words = GTK_LABEL (gtk_label_new (_ ("Looking for earlier cases…")));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_max_width_chars (self->words, 36);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "short-form");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Earlier cases"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_box_append (self->box, GTK_WIDGET (self->words));
  gtk_box_append (self->box, GTK_WIDGET (self->spinner));
  gtk_box_append (self->box, GTK_WIDGET (self->list));
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->box));
}
