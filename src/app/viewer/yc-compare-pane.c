// The pages of another material of the same file, to be compared with what is read.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-compare-pane.h"
#include "yc-choice.h"

struct _YcComparePane {
  GtkWidget parent_instance;

  GtkWidget *box, *bar; // template children
  GtkDropDown *choice;
  YcPagePane *pane;

  YcFile *file;         // owned, nullable
  GPtrArray *materials; // owned: of char *, those with pages, in the order of the choice
  gboolean filling;     // the choice changes by itself
};

G_DEFINE_FINAL_TYPE (YcComparePane, yc_compare_pane, GTK_TYPE_WIDGET)

static guint closed_signal;

YcPagePane *
yc_compare_pane_get_pane (YcComparePane *self)
{
  return self->pane;
}

static gboolean
has_pages (YcFile *file, const char *material)
{
  GListModel *pages = yc_file_get_pages (file);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) page = g_list_model_get_item (pages, i);

    if (g_str_equal (yc_page_row_get_material (page), material))
      return TRUE;
  }
  return FALSE;
}

static gboolean
find (YcComparePane *self, const char *material, guint *ret_index)
{
  return material != NULL &&
         g_ptr_array_find_with_equal_func (self->materials, material, g_str_equal, ret_index);
}

// Those that have pages now; the one that is shown stays chosen.
static void
fill (YcComparePane *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GListModel *materials = yc_file_get_materials (self->file);
  guint index = GTK_INVALID_LIST_POSITION;

  g_ptr_array_set_size (self->materials, 0);
  for (guint i = 0; i < g_list_model_get_n_items (materials); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);

    if (!has_pages (self->file, yc_material_row_get_id (row)))
      continue;
    g_ptr_array_add (self->materials, g_strdup (yc_material_row_get_id (row)));
    gtk_string_list_append (names, yc_material_row_get_name (row));
  }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (names));
  if (!find (self, yc_page_pane_get_material (self->pane), &index))
    index = GTK_INVALID_LIST_POSITION;
  gtk_drop_down_set_selected (self->choice, index);
  self->filling = FALSE;
}

static void
show (YcComparePane *self, guint index)
{
  yc_page_pane_show_material (self->pane, self->materials->pdata[index]);
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->choice, index);
  self->filling = FALSE;
}

static void
chosen_cb (YcComparePane *self)
{
  guint index = gtk_drop_down_get_selected (self->choice);

  if (!self->filling && index < self->materials->len)
    show (self, index);
}

gboolean
yc_compare_pane_show_beside (YcComparePane *self, const char *material)
{
  guint index;

  fill (self);
  if (find (self, yc_page_pane_get_material (self->pane), &index) &&
      g_strcmp0 (self->materials->pdata[index], material) != 0) {
    show (self, index);
    return TRUE;
  }
  index = find (self, material, &index) ? index + 1 : 0;
  if (self->materials->len == 0 ||
      g_strcmp0 (self->materials->pdata[index % self->materials->len], material) == 0)
    return FALSE;
  show (self, index % self->materials->len);
  return TRUE;
}

void
yc_compare_pane_step (YcComparePane *self, int step)
{
  guint index = gtk_drop_down_get_selected (self->choice);

  if (self->materials->len == 0)
    return;
  index = index < self->materials->len ? index + self->materials->len : self->materials->len;
  show (self, (index + (guint)step) % self->materials->len);
}

void
yc_compare_pane_level_with (YcComparePane *self, GtkWidget *bar)
{
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_VERTICAL);

  gtk_size_group_add_widget (group, self->bar);
  gtk_size_group_add_widget (group, bar);
}

static void
pages_changed_cb (YcComparePane *self)
{
  fill (self);
}

void
yc_compare_pane_set_file (YcComparePane *self, YcFile *file)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (yc_file_get_pages (self->file), self);
  g_set_object (&self->file, file);
  yc_page_pane_set_file (self->pane, file);
  g_ptr_array_set_size (self->materials, 0);
  if (file == NULL)
    return;
  g_signal_connect_object (yc_file_get_pages (file), "items-changed", G_CALLBACK (pages_changed_cb),
                           self, G_CONNECT_SWAPPED);
  fill (self);
}

static void
close_cb (YcComparePane *self)
{
  g_signal_emit (self, closed_signal, 0);
}

static void
yc_compare_pane_dispose (GObject *object)
{
  YcComparePane *self = YC_COMPARE_PANE (object);

  if (self->box != NULL)
    yc_compare_pane_set_file (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_compare_pane_parent_class)->dispose (object);
}

static void
yc_compare_pane_finalize (GObject *object)
{
  g_ptr_array_unref (YC_COMPARE_PANE (object)->materials);
  G_OBJECT_CLASS (yc_compare_pane_parent_class)->finalize (object);
}

static void
yc_compare_pane_class_init (YcComparePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_PAGE_PANE);
  G_OBJECT_CLASS (klass)->dispose = yc_compare_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_compare_pane_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/viewer/compare-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, YcComparePane, box);
  gtk_widget_class_bind_template_child (widget_class, YcComparePane, bar);
  gtk_widget_class_bind_template_child (widget_class, YcComparePane, choice);
  gtk_widget_class_bind_template_child (widget_class, YcComparePane, pane);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  closed_signal = g_signal_new ("closed", YC_TYPE_COMPARE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
yc_compare_pane_init (YcComparePane *self)
{
  self->materials = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_choice_fit (self->choice);
}
