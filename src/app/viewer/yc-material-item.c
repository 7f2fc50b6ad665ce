// A material in the list: how it stands, and, while it is chosen, its acceptance points.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-material-item.h"
#include "yc-choice.h"

#include <glib/gi18n.h>

struct _YcMaterialItem {
  GtkListBoxRow parent_instance;

  GtkImage *icon; // template children
  GtkLabel *name, *detail;
  GtkMenuButton *marks;
  GtkRevealer *revealer;
  GtkBox *points;

  YcFile *file;       // owned
  YcMaterialRow *row; // owned
  gboolean open;
};

G_DEFINE_FINAL_TYPE (YcMaterialItem, yc_material_item, GTK_TYPE_LIST_BOX_ROW)

static const struct {
  const char *icon, *css_class;
} looks[] = {
    [YC_STATUS_MISSING] = {"radio-symbolic", "dim-label"},
    [YC_STATUS_INCOMPLETE] = {"dialog-warning-symbolic", "warning"},
    [YC_STATUS_DEFICIENT] = {"dialog-error-symbolic", "error"},
    [YC_STATUS_COMPLETE] = {"object-select-symbolic", "success"},
    [YC_STATUS_DEFERRED] = {"appointment-soon-symbolic", "dim-label"},
    [YC_STATUS_COMMITMENT] = {"document-edit-symbolic", "dim-label"},
    [YC_STATUS_BY_DATA] = {"emblem-shared-symbolic", "success"},
};

static void
toggled_cb (GtkCheckButton *check, YcMaterialItem *self)
{
  YcPointRow *point = g_object_get_data (G_OBJECT (check), "point");
  gboolean on = gtk_check_button_get_active (check);

  if (on != yc_point_row_is_ticked (point))
    yc_file_tick (self->file, yc_material_row_get_id (self->row), yc_point_row_get_id (point), on);
}

static GtkWidget *
make_point (YcMaterialItem *self, YcPointRow *point)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (yc_point_row_get_text (point));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), yc_point_row_is_ticked (point));
  yc_choice_set_fixed (check, !yc_file_can (self->file, YC_EVENT_TICKED));
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
shows_points (YcMaterialItem *self, GListModel *points)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->points));

  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    if (child == NULL || g_object_get_data (G_OBJECT (child), "point") != point)
      return FALSE;
    child = gtk_widget_get_next_sibling (child);
  }
  return child == NULL;
}

static void
build_points (YcMaterialItem *self, GListModel *points)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->points))) != NULL)
    gtk_box_remove (self->points, child);
  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    gtk_box_append (self->points, make_point (self, point));
  }
}

// The focus stays where it is: the buttons are made anew only when the points are others.
static void
update_points (YcMaterialItem *self)
{
  GListModel *points = yc_material_row_get_points (self->row);
  gboolean can_tick = yc_file_can (self->file, YC_EVENT_TICKED);

  if (!shows_points (self, points))
    build_points (self, points);
  for (GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->points)); check != NULL;
       check = gtk_widget_get_next_sibling (check)) {
    YcPointRow *point = g_object_get_data (G_OBJECT (check), "point");

    yc_choice_set_fixed (check, !can_tick);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), yc_point_row_is_ticked (point));
  }
}

static void
update_actions (YcMaterialItem *self)
{
  gboolean can_mark = yc_file_can (self->file, YC_EVENT_MARKED);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "material.defer",
                                 can_mark && yc_material_row_can_defer (self->row));
  gtk_widget_action_set_enabled (widget, "material.commit",
                                 can_mark && yc_material_row_can_commit (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self->marks), self->open && can_mark);
}

static void
describe (YcMaterialItem *self)
{
  const char *status = yc_material_row_get_status_name (self->row);
  const char *detail = yc_material_row_get_detail (self->row);
  g_autofree char *description = g_strdup_printf ("%s, %s", status, detail);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), status);
  gtk_label_set_label (self->name, yc_material_row_get_name (self->row));
  gtk_label_set_label (self->detail, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_material_row_get_name (self->row),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
update (YcMaterialItem *self)
{
  YcStatus status;

  if (self->row == NULL)
    return;
  status = yc_material_row_get_status (self->row);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[status].css_class);
  gtk_image_set_from_icon_name (self->icon, looks[status].icon);
  describe (self);
  update_points (self);
  update_actions (self);
}

static void
mark_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcMaterialItem *self = YC_MATERIAL_ITEM (widget);
  YcMark mark = YC_MARK_NONE;

  if (g_str_equal (action, "material.check"))
    mark = YC_MARK_CHECKED;
  else if (g_str_equal (action, "material.fault"))
    mark = YC_MARK_DEFICIENT;
  else if (g_str_equal (action, "material.defer"))
    mark = YC_MARK_DEFERRED;
  else if (g_str_equal (action, "material.commit"))
    mark = YC_MARK_COMMITMENT;
  yc_file_mark (self->file, yc_material_row_get_id (self->row), mark);
}

YcMaterialRow *
yc_material_item_get_row (YcMaterialItem *self)
{
  return self->row;
}

void
yc_material_item_set_open (YcMaterialItem *self, gboolean open)
{
  self->open = open;
  gtk_revealer_set_reveal_child (
      self->revealer,
      open && g_list_model_get_n_items (yc_material_row_get_points (self->row)) > 0);
  update_actions (self);
}

gboolean
yc_material_item_tick_next (YcMaterialItem *self)
{
  GListModel *points = yc_material_row_get_points (self->row);

  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);

    if (yc_point_row_is_ticked (point))
      continue;
    yc_file_tick (self->file, yc_material_row_get_id (self->row), yc_point_row_get_id (point),
                  TRUE);
    return TRUE;
  }
  return FALSE;
}

GtkWidget *
yc_material_item_new (YcFile *file, YcMaterialRow *row)
{
  YcMaterialItem *self = g_object_new (YC_TYPE_MATERIAL_ITEM, NULL);

  self->file = g_object_ref (file);
  self->row = g_object_ref (row);
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

static void
yc_material_item_dispose (GObject *object)
{
  YcMaterialItem *self = YC_MATERIAL_ITEM (object);

  g_clear_object (&self->file);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (yc_material_item_parent_class)->dispose (object);
}

static void
yc_material_item_class_init (YcMaterialItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_material_item_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/viewer/material-item.ui");
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, icon);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, name);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, detail);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, marks);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, revealer);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, points);
  gtk_widget_class_install_action (widget_class, "material.check", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.fault", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.defer", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.commit", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.clear", NULL, mark_cb);
}

static void
yc_material_item_init (YcMaterialItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
