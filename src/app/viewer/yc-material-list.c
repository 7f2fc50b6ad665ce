// The materials of an open file: the chosen one shows its acceptance points.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-material-list.h"
#include "yc-material-item.h"

#include <glib/gi18n.h>

struct _YcMaterialList {
  GtkWidget parent_instance;

  GtkListBox *list; // owned
  YcFile *file;     // owned, nullable
  char *chosen;     // owned, nullable: material id
  gboolean quiet;   // the choice is made by the program
};

G_DEFINE_FINAL_TYPE (YcMaterialList, yc_material_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static YcMaterialItem *
find_item (YcMaterialList *self, const char *material)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (yc_material_row_get_id (yc_material_item_get_row (YC_MATERIAL_ITEM (child))),
                   material) == 0)
      return YC_MATERIAL_ITEM (child);
  return NULL;
}

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *selected, YcMaterialList *self)
{
  const char *material;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    yc_material_item_set_open (YC_MATERIAL_ITEM (child), child == GTK_WIDGET (selected));
  if (selected == NULL || self->quiet)
    return;
  material = yc_material_row_get_id (yc_material_item_get_row (YC_MATERIAL_ITEM (selected)));
  if (g_strcmp0 (material, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (material);
  g_signal_emit (self, chosen_signal, 0, self->chosen);
}

static GtkWidget *
create_item (gpointer row, gpointer user_data)
{
  YcMaterialList *self = user_data;

  return yc_material_item_new (self->file, row);
}

// Where the keyboard was in the list, it goes to the chosen material.
static void
keep_focus (YcMaterialList *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    yc_material_list_focus (self);
}

void
yc_material_list_choose (YcMaterialList *self, const char *material)
{
  YcMaterialItem *item = find_item (self, material);
  char *copy = g_strdup (material);

  g_free (self->chosen);
  self->chosen = copy;
  self->quiet = TRUE;
  gtk_list_box_select_row (self->list, (GtkListBoxRow *)item);
  self->quiet = FALSE;
  keep_focus (self);
}

// Situations bring and take materials; the chosen one stays chosen.
static void
items_changed_cb (YcMaterialList *self)
{
  yc_material_list_choose (self, self->chosen);
}

static void
drop_file (YcMaterialList *self)
{
  if (self->file == NULL)
    return;
  g_signal_handlers_disconnect_by_data (yc_file_get_materials (self->file), self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->file);
  g_clear_pointer (&self->chosen, g_free);
}

void
yc_material_list_set_file (YcMaterialList *self, YcFile *file)
{
  drop_file (self);
  if (file == NULL)
    return;
  self->file = g_object_ref (file);
  gtk_list_box_bind_model (self->list, yc_file_get_materials (file), create_item, self, NULL);
  g_signal_connect_data (yc_file_get_materials (file), "items-changed",
                         G_CALLBACK (items_changed_cb), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

const char *
yc_material_list_get_chosen (YcMaterialList *self)
{
  return self->chosen;
}

void
yc_material_list_step (YcMaterialList *self, int step)
{
  GtkListBoxRow *now = gtk_list_box_get_selected_row (self->list);
  int index = now != NULL ? gtk_list_box_row_get_index (now) + step : 0;
  GtkListBoxRow *next = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;

  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  keep_focus (self);
}

void
yc_material_list_focus (YcMaterialList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

// Space ticks the next open point, but on a check button it does what it does everywhere.
static gboolean
space_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  YcMaterialList *self = YC_MATERIAL_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (!YC_IS_MATERIAL_ITEM (focus) || !yc_file_can (self->file, YC_EVENT_TICKED))
    return GDK_EVENT_PROPAGATE;
  if (!yc_material_item_tick_next (YC_MATERIAL_ITEM (focus)))
    gtk_widget_error_bell (widget);
  return GDK_EVENT_STOP;
}

static void
add_space (YcMaterialList *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("space|KP_Space"),
                        gtk_callback_action_new (space_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
yc_material_list_dispose (GObject *object)
{
  YcMaterialList *self = YC_MATERIAL_LIST (object);

  if (self->list != NULL)
    drop_file (self);
  g_clear_pointer ((GtkWidget **)&self->list, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_material_list_parent_class)->dispose (object);
}

static void
yc_material_list_class_init (YcMaterialListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_material_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  chosen_signal = g_signal_new ("chosen", YC_TYPE_MATERIAL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_material_list_init (YcMaterialList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "materials");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Materials"), -1);
  g_signal_connect (self->list, "row-selected", G_CALLBACK (row_selected_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  add_space (self);
}
