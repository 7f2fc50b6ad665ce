// The small pictures of one material's pages, in a row; the one that is shown is marked.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-strip.h"
#include "yc-leaf-shelf.h"

#include <glib/gi18n.h>

enum { THUMB_WIDTH = 96, SHOWN_WIDTH = 40, SHOWN_HEIGHT = 54 };

struct _YcPageStrip {
  GtkWidget parent_instance;

  GtkWidget *scroller;           // owned
  GtkListView *list;             // in the scroller
  GtkCustomFilter *filter;       // owned
  GtkSingleSelection *selection; // owned
  YcLeafShelf *shelf;            // owned
  YcFile *file;                  // owned, nullable
  char *material;                // owned, nullable
  gboolean moving;               // the selection follows the view, not the clerk
};

G_DEFINE_FINAL_TYPE (YcPageStrip, yc_page_strip, GTK_TYPE_WIDGET)

static guint page_chosen_signal;

static gboolean
is_of_material (gpointer item, gpointer user_data)
{
  YcPageStrip *self = user_data;

  return g_strcmp0 (yc_page_row_get_material (item), self->material) == 0;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YcPageStrip *self)
{
  GtkWidget *canvas = yc_page_canvas_new ();

  gtk_widget_set_size_request (canvas, SHOWN_WIDTH, SHOWN_HEIGHT);
  gtk_list_item_set_child (item, canvas);
}

// GtkListItem cannot be named before GTK 4.12; the row's widget can.
static void
name_cb (YcPageRow *page, GtkListItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    yc_page_row_get_title (page), -1);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YcPageStrip *self)
{
  YcPageCanvas *canvas = YC_PAGE_CANVAS (gtk_list_item_get_child (item));
  YcPageRow *row = gtk_list_item_get_item (item);

  yc_leaf_shelf_add (self->shelf, canvas, row);
  yc_leaf_shelf_load (self->shelf, row);
  g_signal_connect_object (gtk_list_item_get_item (item), "changed", G_CALLBACK (name_cb), item, 0);
  name_cb (gtk_list_item_get_item (item), item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, YcPageStrip *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), name_cb, item);
  yc_leaf_shelf_remove (self->shelf, YC_PAGE_CANVAS (gtk_list_item_get_child (item)));
}

static void
selected_cb (GtkSingleSelection *selection, GParamSpec *pspec, YcPageStrip *self)
{
  YcPageRow *page = gtk_single_selection_get_selected_item (selection);

  if (!self->moving && page != NULL)
    g_signal_emit (self, page_chosen_signal, 0, yc_page_row_get_id (page));
}

static GListModel *
filter_pages (YcPageStrip *self)
{
  GListModel *pages = yc_file_get_pages (self->file);

  return G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (pages), GTK_FILTER (g_object_ref (self->filter))));
}

void
yc_page_strip_set_file (YcPageStrip *self, YcFile *file)
{
  g_autoptr (GListModel) pages = NULL;

  self->moving = TRUE;
  gtk_single_selection_set_model (self->selection, NULL);
  yc_leaf_shelf_set_file (self->shelf, file);
  g_set_object (&self->file, file);
  g_clear_pointer (&self->material, g_free);
  pages = file != NULL ? filter_pages (self) : NULL;
  gtk_single_selection_set_model (self->selection, pages);
  self->moving = FALSE;
}

static guint
find (GListModel *pages, const char *page)
{
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_strcmp0 (yc_page_row_get_id (row), page) == 0)
      return i;
  }
  return GTK_INVALID_LIST_POSITION;
}

void
yc_page_strip_show (YcPageStrip *self, const char *material, const char *page)
{
  guint position;

  self->moving = TRUE;
  if (g_strcmp0 (self->material, material) != 0) {
    g_free (self->material);
    self->material = g_strdup (material);
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  }
  position = find (G_LIST_MODEL (self->selection), page);
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  self->moving = FALSE;
}

static void
yc_page_strip_dispose (GObject *object)
{
  YcPageStrip *self = YC_PAGE_STRIP (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_page_strip_parent_class)->dispose (object);
}

static void
yc_page_strip_finalize (GObject *object)
{
  YcPageStrip *self = YC_PAGE_STRIP (object);

  g_clear_object (&self->shelf);
  g_free (self->material);
  G_OBJECT_CLASS (yc_page_strip_parent_class)->finalize (object);
}

static void
yc_page_strip_class_init (YcPageStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = yc_page_strip_dispose;
  object_class->finalize = yc_page_strip_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  page_chosen_signal = g_signal_new ("page-chosen", YC_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkListItemFactory *
make_factory (YcPageStrip *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  return factory;
}

static void
yc_page_strip_init (YcPageStrip *self)
{
  self->shelf = yc_leaf_shelf_new (THUMB_WIDTH);
  self->filter = gtk_custom_filter_new (is_of_material, self, NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (
      GTK_SELECTION_MODEL (g_object_ref (self->selection)), make_factory (self)));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->list), GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "page-strip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Pages"), -1);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
