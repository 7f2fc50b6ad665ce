// A material in the list: how it stands, and, while it is chosen, its acceptance points.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-material-item.h"
#include "yc-ask-line.h"
#include "yc-copies-line.h"
#include "yc-earlier-popover.h"
#include "yc-point-list.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

struct _YcMaterialItem {
  GtkListBoxRow parent_instance;

  GtkImage *icon; // template children
  GtkLabel *name, *detail, *grade, *remark, *watermark, *answer;
  GtkMenuButton *marks;
  GtkRevealer *revealer;
  YcPointList *points;
  YcCopiesLine *copies;
  YcAskLine *ask;

  YcFile *file;       // owned
  YcMaterialRow *row; // owned
  GtkWidget *earlier; // nullable: a popover below "marks"
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
update_actions (YcMaterialItem *self)
{
  gboolean can_mark = yc_file_can (self->file, YC_EVENT_MARKED);
  YcMark mark = yc_material_row_get_mark (self->row);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "material.check", can_mark && mark != YC_MARK_CHECKED);
  gtk_widget_action_set_enabled (widget, "material.fault", can_mark && mark != YC_MARK_DEFICIENT);
  gtk_widget_action_set_enabled (widget, "material.defer",
                                 can_mark && yc_material_row_can_defer (self->row));
  gtk_widget_action_set_enabled (widget, "material.commit",
                                 can_mark && yc_material_row_can_commit (self->row));
  gtk_widget_action_set_enabled (widget, "material.ask",
                                 yc_material_row_can_ask (self->row) &&
                                     !yc_ask_line_is_asking (self->ask));
  gtk_widget_action_set_enabled (widget, "material.reuse", yc_material_row_can_reuse (self->row));
  gtk_widget_action_set_enabled (widget, "material.clear", can_mark && mark != YC_MARK_NONE);
  gtk_widget_action_set_enabled (widget, "material.menu", can_mark);
  gtk_widget_set_visible (GTK_WIDGET (self->marks), self->open && can_mark);
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

// How far it can be trusted (国办函〔2016〕108号), and what stands across a copy of it.
static void
show_grade (YcMaterialItem *self)
{
  static const char *const meanings[] = {
      N_ ("Grade A: from the body that issued it"),
      N_ ("Grade B: checked against the original at the window"),
      N_ ("Grade C: handed in by the applicant, the original must be checked"),
      N_ ("Grade D: declared by the applicant"),
  };
  char grade[] = {yc_material_row_get_grade (self->row), '\0'};
  gboolean known = grade[0] >= 'A' && grade[0] <= 'D';
  const char *meaning = known ? _ (meanings[grade[0] - 'A']) : NULL;

  show_text (self->grade, known ? grade : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->grade), meaning);
  if (known)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->grade), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    meaning, -1);
  show_text (self->watermark, self->open ? yc_material_row_get_watermark (self->row) : NULL);
  show_text (self->answer, self->open ? yc_material_row_get_answer (self->row) : NULL);
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
  show_grade (self);
  show_text (self->remark, yc_material_row_get_remark (self->row));
  yc_point_list_show (self->points, self->file, self->row);
  yc_copies_line_show (self->copies, self->file, self->row);
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

static void
failed_cb (YcMaterialItem *self, const GError *error)
{
  yc_toast_say_error (yc_toast_find_page (GTK_WIDGET (self)), error);
}

static void
ask_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcMaterialItem *self = YC_MATERIAL_ITEM (widget);

  yc_ask_line_ask (self->ask, self->file, self->row);
  gtk_widget_grab_focus (widget);
}

static void
reuse_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcMaterialItem *self = YC_MATERIAL_ITEM (widget);

  g_clear_pointer (&self->earlier, gtk_widget_unparent);
  self->earlier = yc_earlier_popover_new (self->file, yc_material_row_get_id (self->row));
  gtk_widget_set_parent (self->earlier, GTK_WIDGET (self->marks));
  g_signal_connect_object (self->earlier, "failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->earlier));
}

static void
menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_menu_button_popup (YC_MATERIAL_ITEM (widget)->marks);
}

// The row is chosen first: it has no button before.
static void
right_click_cb (YcMaterialItem *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->open)
    gtk_widget_activate_action (GTK_WIDGET (self), "material.menu", NULL);
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
  gtk_revealer_set_reveal_child (self->revealer, open);
  show_grade (self);
  update_actions (self);
}

gboolean
yc_material_item_tick_next (YcMaterialItem *self)
{
  GListModel *points = yc_material_row_get_points (self->row);
  const char *material = yc_material_row_get_id (self->row);

  for (guint i = 0; i < g_list_model_get_n_items (points); i++) {
    g_autoptr (YcPointRow) point = g_list_model_get_item (points, i);
    const char *id = yc_point_row_get_id (point);

    if (yc_point_row_is_ticked (point) || yc_file_is_ticking (self->file, material, id))
      continue;
    yc_file_tick (self->file, material, id, TRUE);
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

  g_clear_pointer (&self->earlier, gtk_widget_unparent);
  g_clear_object (&self->file);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (yc_material_item_parent_class)->dispose (object);
}

static void
yc_material_item_class_init (YcMaterialItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_ASK_LINE);
  g_type_ensure (YC_TYPE_COPIES_LINE);
  g_type_ensure (YC_TYPE_POINT_LIST);
  G_OBJECT_CLASS (klass)->dispose = yc_material_item_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/viewer/material-item.ui");
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, icon);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, name);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, detail);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, grade);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, remark);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, answer);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, watermark);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, ask);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, marks);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, revealer);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, points);
  gtk_widget_class_bind_template_child (widget_class, YcMaterialItem, copies);
  gtk_widget_class_install_action (widget_class, "material.check", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.fault", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.defer", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.commit", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.clear", NULL, mark_cb);
  gtk_widget_class_install_action (widget_class, "material.ask", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "material.reuse", NULL, reuse_cb);
  gtk_widget_class_install_action (widget_class, "material.menu", NULL, menu_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "material.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "material.menu",
                                       NULL);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, right_click_cb);
}

static void
yc_material_item_init (YcMaterialItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
