// The table of departments: sortable by its heads, or by keys from a menu.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-department-table.h"

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean is_name = GPOINTER_TO_INT (column) == YC_COLUMN_DEPARTMENT;

  gtk_label_set_xalign (GTK_LABEL (label), is_name ? 0 : 1);
  if (is_name)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  else
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

// A reader says the whole row.
static void
name_row (GtkListItem *item, YcDepartmentRow *row)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (item));
  g_autofree char *words = yc_department_row_describe (row);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (cell)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  YcColumn column = GPOINTER_TO_INT (data);
  YcDepartmentRow *row = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);
  g_autofree char *text = yc_department_row_show (row, column);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (column == YC_COLUMN_DEPARTMENT) {
    gtk_widget_set_tooltip_text (label, text);
    name_row (item, row);
  }
  if (column == YC_COLUMN_RED && !g_str_equal (text, "0"))
    gtk_widget_add_css_class (label, "lamp-red");
  else
    gtk_widget_remove_css_class (label, "lamp-red");
}

static int
compare_cb (gconstpointer one, gconstpointer other, gpointer column)
{
  return yc_department_row_compare ((YcDepartmentRow *)one, (YcDepartmentRow *)other,
                                    GPOINTER_TO_INT (column));
}

static void
add_column (GtkColumnView *view, YcColumn column)
{
  gpointer data = GINT_TO_POINTER (column);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, data, NULL));
  g_autoptr (GtkColumnViewColumn) added =
      gtk_column_view_column_new (yc_statistics_title (column), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  gtk_column_view_column_set_sorter (added, sorter);
  gtk_column_view_column_set_expand (added, column == YC_COLUMN_DEPARTMENT);
  gtk_column_view_append_column (view, added);
}

// GTK 4.8 has no word for it: heads of numbers stand above their last digits.
static void
align_heads (GtkColumnView *view)
{
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkWidget *head = header != NULL ? gtk_widget_get_first_child (header) : NULL;

  for (YcColumn column = 0; head != NULL; column++, head = gtk_widget_get_next_sibling (head)) {
    GtkWidget *content = gtk_widget_get_first_child (head);

    if (content != NULL && column != YC_COLUMN_DEPARTMENT)
      gtk_widget_set_halign (content, GTK_ALIGN_END);
  }
}

void
yc_department_table_fill (GtkColumnView *view, YcStatistics *statistics)
{
  GListModel *rows = g_object_ref (yc_statistics_get_departments (statistics));
  GtkSortListModel *sorted;
  g_autoptr (GtkSelectionModel) selection = NULL;

  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    add_column (view, column);
  align_heads (view);
  sorted = gtk_sort_list_model_new (rows, g_object_ref (gtk_column_view_get_sorter (view)));
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (sorted)));
  gtk_column_view_set_model (view, selection);
}

// ---- By keys ------------------------------------------------------------------------------------

// Of numbers the largest come first, and of names the beginning of the alphabet; chosen once more,
// the other way round.
static void
sort_cb (GSimpleAction *action, GVariant *value, gpointer data)
{
  GtkColumnView *view = data;
  GListModel *columns = gtk_column_view_get_columns (view);
  gint32 chosen = g_variant_get_int32 (value);
  g_autoptr (GVariant) before = g_action_get_state (G_ACTION (action));
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, (guint)chosen);
  gboolean descending = chosen != YC_COLUMN_DEPARTMENT;
  gboolean turned = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (action), "turned"));

  turned = g_variant_get_int32 (before) == chosen && !turned;
  g_object_set_data (G_OBJECT (action), "turned", GINT_TO_POINTER (turned));
  g_simple_action_set_state (action, value);
  gtk_column_view_sort_by_column (view, column,
                                  descending != turned ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

GMenuModel *
yc_department_table_make_menu (GtkColumnView *view, GtkWidget *parent)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (
      "sort", G_VARIANT_TYPE_INT32, g_variant_new_int32 (YC_N_COLUMNS));
  GMenu *menu = g_menu_new ();

  for (YcColumn column = 0; column < YC_N_COLUMNS; column++) {
    g_autofree char *name = g_strdup_printf ("departments.sort(%d)", (int)column);

    g_menu_append (menu, yc_statistics_title (column), name);
  }
  g_signal_connect_object (action, "activate", G_CALLBACK (sort_cb), view, 0);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (parent, "departments", G_ACTION_GROUP (group));
  return G_MENU_MODEL (menu);
}
