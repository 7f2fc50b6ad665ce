// The acceptance points of a material, to be ticked.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-point-list.h"
#include "yc-choice.h"

struct _YcPointList {
  GtkBox parent_instance;

  YcFile *file;       // owned, nullable
  YcMaterialRow *row; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcPointList, yc_point_list, GTK_TYPE_BOX)

static void
toggled_cb (GtkCheckButton *check, YcPointList *self)
{
  YcPointRow *point = g_object_get_data (G_OBJECT (check), "point");
  gboolean on = gtk_check_button_get_active (check);

  if (on != yc_point_row_is_ticked (point))
    yc_file_tick (self->file, yc_material_row_get_id (self->row), yc_point_row_get_id (point), on);
}

static GtkWidget *
make_point (YcPointList *self, YcPointRow *point)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (yc_point_row_get_text (point));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), yc_point_row_is_ticked (point));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_valign (gtk_widget_get_first_child (check), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_point_row_get_text (point), -1);
  g_object_set_data_full (G_OBJECT (check), "point", g_object_ref (point), g_object_unref);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  return check;
}

// Whether the check buttons stand for exactly these points already.
static gboolean
shows (YcPointList *self, GListModel *points)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    if (child == NULL || g_object_get_data (G_OBJECT (child), "point") != point)
      return FALSE;
    child = gtk_widget_get_next_sibling (child);
  }
  return child == NULL;
}

static void
build (YcPointList *self, GListModel *points)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    gtk_box_append (GTK_BOX (self), make_point (self, point));
  }
}

void
yc_point_list_show (YcPointList *self, YcFile *file, YcMaterialRow *row)
{
  GListModel *points = yc_material_row_get_points (row);
  gboolean can_tick = yc_file_can (file, YC_EVENT_TICKED);

  g_set_object (&self->file, file);
  g_set_object (&self->row, row);
  if (!shows (self, points))
    build (self, points);
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self)); check != NULL;
       check = gtk_widget_get_next_sibling (check)) {
    YcPointRow *point = g_object_get_data (G_OBJECT (check), "point");

    yc_choice_set_fixed (check, !can_tick);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), yc_point_row_is_ticked (point));
  }
}

static void
yc_point_list_dispose (GObject *object)
{
  YcPointList *self = YC_POINT_LIST (object);

  g_clear_object (&self->file);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (yc_point_list_parent_class)->dispose (object);
}

static void
yc_point_list_class_init (YcPointListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_point_list_dispose;
}

static void
yc_point_list_init (YcPointList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}
