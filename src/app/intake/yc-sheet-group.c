// One material on the contact sheet: its name, and the small pictures of its pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet-group.h"

#include <glib/gi18n.h>

enum { SHOWN_WIDTH = 116, SHOWN_HEIGHT = 164 };

struct _YcSheetGroup {
  GtkWidget parent_instance;

  GtkWidget *box; // owned
  GtkLabel *count;
  GtkFlowBox *flow;
  GtkWidget *nothing; // shown where there is no page
  YcFile *file;       // owned
  YcLeafShelf *shelf; // owned
  GListModel *pages;  // owned: of YcPageRow, those of the material
  char *material;     // owned
};

G_DEFINE_FINAL_TYPE (YcSheetGroup, yc_sheet_group, GTK_TYPE_WIDGET)

static guint chosen_signal, opened_signal, dropped_signal;

// ---- Pages --------------------------------------------------------------------------------------

static const char *
page_of (GtkFlowBoxChild *child)
{
  return g_object_get_data (G_OBJECT (child), "page");
}

static YcPageRow *
row_of (GtkFlowBoxChild *child)
{
  return g_object_get_data (G_OBJECT (child), "row");
}

// The number, and what somebody should look at.
static void
show_number (YcPageRow *row, GtkFlowBoxChild *child)
{
  GtkWidget *number = g_object_get_data (G_OBJECT (child), "number");
  const char *remark = yc_page_row_get_remark (row);
  const char *of = remark != NULL ? " · " : "", *words = remark != NULL ? remark : "";
  g_autofree char *text =
      g_strdup_printf ("%d%s%s", gtk_flow_box_child_get_index (child) + 1, of, words);
  g_autofree char *name = g_strconcat (yc_page_row_get_title (row), of, words, NULL);

  gtk_label_set_label (GTK_LABEL (number), text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (child), remark);
  if (remark != NULL)
    gtk_widget_add_css_class (number, "warning");
  gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
gone_cb (YcPageCanvas *canvas, YcLeafShelf *shelf)
{
  yc_leaf_shelf_remove (shelf, canvas);
}

// The marked pages go together; one that is not marked goes alone.
static GdkContentProvider *
drag_cb (GtkDragSource *source, double x, double y, GtkFlowBoxChild *child)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  if (gtk_flow_box_child_is_selected (child))
    g_signal_emit_by_name (gtk_widget_get_ancestor (GTK_WIDGET (child), YC_TYPE_SHEET_GROUP),
                           "dragged", pages);
  if (pages->len == 0)
    g_ptr_array_add (pages, (gpointer)page_of (child));
  g_ptr_array_add (pages, NULL);
  return gdk_content_provider_new_typed (G_TYPE_STRV, pages->pdata);
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, GtkWidget *canvas)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (canvas);

  gtk_drag_source_set_icon (source, picture, SHOWN_WIDTH / 2, SHOWN_HEIGHT / 2);
}

static void
add_drag (GtkWidget *child, GtkWidget *canvas)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (drag_cb), child);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), canvas);
  gtk_widget_add_controller (child, GTK_EVENT_CONTROLLER (source));
}

static GtkWidget *
make_child (gpointer item, gpointer user_data)
{
  YcSheetGroup *self = user_data;
  GtkWidget *child = gtk_flow_box_child_new (), *canvas = yc_page_canvas_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *number = gtk_label_new ("");

  gtk_widget_set_size_request (canvas, SHOWN_WIDTH, SHOWN_HEIGHT);
  gtk_label_set_ellipsize (GTK_LABEL (number), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (number), 12);
  gtk_widget_add_css_class (number, "caption");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), canvas);
  gtk_box_append (GTK_BOX (box), number);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), box);
  g_object_set_data_full (G_OBJECT (child), "page", g_strdup (yc_page_row_get_id (item)), g_free);
  g_object_set_data_full (G_OBJECT (child), "row", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (child), "number", number);
  yc_leaf_shelf_add (self->shelf, YC_PAGE_CANVAS (canvas), item);
  g_signal_connect_object (canvas, "destroy", G_CALLBACK (gone_cb), self->shelf, 0);
  g_signal_connect_object (item, "changed", G_CALLBACK (show_number), child, 0);
  add_drag (child, canvas);
  return child;
}

static void
update (YcSheetGroup *self)
{
  guint n = g_list_model_get_n_items (self->pages);
  g_autofree char *text = g_strdup_printf ("%u", n);

  gtk_label_set_label (self->count, text);
  gtk_flow_box_set_max_children_per_line (self->flow, MAX (n, 1)); // as many as there is room for
  gtk_widget_set_visible (GTK_WIDGET (self->flow), n > 0);
  gtk_widget_set_visible (self->nothing, n == 0);
  for (guint i = 0; i < n; i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (self->pages, i);

    show_number (row, gtk_flow_box_get_child_at_index (self->flow, (int)i));
  }
}

// ---- Marking ------------------------------------------------------------------------------------

guint
yc_sheet_group_count (YcSheetGroup *self)
{
  return g_list_model_get_n_items (self->pages);
}

static GtkFlowBoxChild *
child_at (YcSheetGroup *self, guint i)
{
  return gtk_flow_box_get_child_at_index (self->flow, (int)i);
}

void
yc_sheet_group_add_chosen (YcSheetGroup *self, GPtrArray *pages)
{
  for (guint i = 0; i < yc_sheet_group_count (self); i++)
    if (gtk_flow_box_child_is_selected (child_at (self, i)))
      g_ptr_array_add (pages, (gpointer)page_of (child_at (self, i)));
}

void
yc_sheet_group_choose (YcSheetGroup *self, GHashTable *pages)
{
  for (guint i = 0; i < yc_sheet_group_count (self); i++)
    if (g_hash_table_contains (pages, page_of (child_at (self, i))))
      gtk_flow_box_select_child (self->flow, child_at (self, i));
    else
      gtk_flow_box_unselect_child (self->flow, child_at (self, i));
}

gboolean
yc_sheet_group_focus (YcSheetGroup *self, const char *page)
{
  for (guint i = 0; i < yc_sheet_group_count (self); i++)
    if (g_strcmp0 (page_of (child_at (self, i)), page) == 0)
      return gtk_widget_grab_focus (GTK_WIDGET (child_at (self, i)));
  return FALSE;
}

// A container remembers which child had the focus last: only the window knows which one has it.
static GtkWidget *
find_focus (YcSheetGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

gboolean
yc_sheet_group_has_focus (YcSheetGroup *self)
{
  return find_focus (self) != NULL;
}

const char *
yc_sheet_group_get_focus (YcSheetGroup *self)
{
  GtkWidget *focus = find_focus (self);
  GtkWidget *child =
      focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_FLOW_BOX_CHILD) : NULL;

  return child != NULL ? page_of (GTK_FLOW_BOX_CHILD (child)) : NULL;
}

void
yc_sheet_group_load (YcSheetGroup *self, GtkWidget *window)
{
  int height = gtk_widget_get_height (window);

  for (guint i = 0; i < yc_sheet_group_count (self); i++) {
    GtkFlowBoxChild *child = child_at (self, i);
    graphene_rect_t bounds;

    if (gtk_widget_compute_bounds (GTK_WIDGET (child), window, &bounds) &&
        bounds.origin.y + bounds.size.height > (float)-height &&
        bounds.origin.y < (float)(2 * height))
      yc_leaf_shelf_load (self->shelf, row_of (child));
  }
}

// ---- Dropping -----------------------------------------------------------------------------------

// The page before which something lies that is dropped here; NULL: behind the last.
static const char *
find_before (YcSheetGroup *self, double x, double y)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_pos (self->flow, (int)x, (int)y);
  graphene_rect_t bounds;

  if (child == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (child), GTK_WIDGET (self->flow), &bounds))
    return NULL;
  if (x > bounds.origin.x + bounds.size.width / 2)
    child = gtk_flow_box_get_child_at_index (self->flow, gtk_flow_box_child_get_index (child) + 1);
  return child != NULL ? page_of (child) : NULL;
}

static gboolean
drop_cb (YcSheetGroup *self, const GValue *value, double x, double y)
{
  graphene_point_t at;
  const char *before = NULL;

  if (gtk_widget_compute_point (GTK_WIDGET (self), GTK_WIDGET (self->flow),
                                &GRAPHENE_POINT_INIT ((float)x, (float)y), &at))
    before = find_before (self, at.x, at.y);
  g_signal_emit (self, dropped_signal, 0, g_value_get_boxed (value), before);
  return TRUE;
}

static void
add_drop (YcSheetGroup *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRV, GDK_ACTION_MOVE);

  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

// ---- Making it ----------------------------------------------------------------------------------

static gboolean
is_of_material (gpointer item, gpointer material)
{
  return g_str_equal (yc_page_row_get_material (item), material);
}

static void
chosen_cb (YcSheetGroup *self)
{
  g_signal_emit (self, chosen_signal, 0);
}

static void
activated_cb (YcSheetGroup *self, GtkFlowBoxChild *child)
{
  g_signal_emit (self, opened_signal, 0, page_of (child));
}

static float
top_of (YcSheetGroup *self, GtkWidget *child)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  return gtk_widget_compute_bounds (child, GTK_WIDGET (self->flow), &bounds) ? bounds.origin.y : 0;
}

// Up from the first line and down from the last lead to the next material.
static gboolean
key_cb (YcSheetGroup *self, guint key, guint code, GdkModifierType modifiers)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->flow));
  gboolean up = key == GDK_KEY_Up;
  guint edge = up ? 0 : yc_sheet_group_count (self) - 1;

  if (focus == NULL || (!up && key != GDK_KEY_Down) ||
      top_of (self, focus) != top_of (self, GTK_WIDGET (child_at (self, edge))))
    return FALSE;
  return gtk_widget_child_focus (gtk_widget_get_parent (GTK_WIDGET (self)),
                                 up ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
}

static void
add_keys (YcSheetGroup *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->flow), keys);
}

static void
bind_pages (YcSheetGroup *self)
{
  GtkFilter *filter =
      GTK_FILTER (gtk_custom_filter_new (is_of_material, g_strdup (self->material), g_free));

  self->pages = G_LIST_MODEL (
      gtk_filter_list_model_new (g_object_ref (yc_file_get_pages (self->file)), filter));
  gtk_flow_box_bind_model (self->flow, self->pages, make_child, self, NULL);
  g_signal_connect_object (self->pages, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static GtkWidget *
make_head (YcSheetGroup *self, const char *name)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (name);

  self->count = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "badge");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->count));
  return head;
}

static GtkFlowBox *
make_flow (YcSheetGroup *self, const char *name)
{
  GtkFlowBox *flow = GTK_FLOW_BOX (gtk_flow_box_new ());

  gtk_flow_box_set_selection_mode (flow, GTK_SELECTION_MULTIPLE);
  gtk_flow_box_set_activate_on_single_click (flow, FALSE);
  gtk_flow_box_set_homogeneous (flow, TRUE);
  gtk_widget_set_halign (GTK_WIDGET (flow), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (flow), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flow), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (flow, "selected-children-changed", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (flow, "child-activated", G_CALLBACK (activated_cb), self);
  return flow;
}

// A button, so that the keyboard reaches the material once there is something to paste.
static GtkWidget *
make_nothing (void)
{
  const char *words = _ ("No page yet: drop pages here, or paste them with Ctrl+V.");
  GtkWidget *label = gtk_label_new (words), *button = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "sheet.paste");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

GtkWidget *
yc_sheet_group_new (YcFile *file, YcLeafShelf *shelf, const char *material, const char *name)
{
  YcSheetGroup *self = g_object_new (YC_TYPE_SHEET_GROUP, NULL);

  self->file = g_object_ref (file);
  self->shelf = g_object_ref (shelf);
  self->material = g_strdup (material);
  self->flow = make_flow (self, name);
  self->nothing = make_nothing ();
  gtk_box_append (GTK_BOX (self->box), make_head (self, name));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->flow));
  gtk_box_append (GTK_BOX (self->box), self->nothing);
  bind_pages (self);
  add_drop (self);
  add_keys (self);
  update (self);
  return GTK_WIDGET (self);
}

const char *
yc_sheet_group_get_material (YcSheetGroup *self)
{
  return self->material;
}

static void
yc_sheet_group_dispose (GObject *object)
{
  YcSheetGroup *self = YC_SHEET_GROUP (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->pages);
  g_clear_object (&self->shelf);
  g_clear_object (&self->file);
  g_clear_pointer (&self->material, g_free);
  G_OBJECT_CLASS (yc_sheet_group_parent_class)->dispose (object);
}

static void
yc_sheet_group_class_init (YcSheetGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_sheet_group_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "sheetgroup");
  chosen_signal = g_signal_new ("chosen", YC_TYPE_SHEET_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  opened_signal = g_signal_new ("opened", YC_TYPE_SHEET_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  dropped_signal = g_signal_new ("dropped", YC_TYPE_SHEET_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRING);
  g_signal_new ("dragged", YC_TYPE_SHEET_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                1, G_TYPE_PTR_ARRAY);
}

static void
yc_sheet_group_init (YcSheetGroup *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
