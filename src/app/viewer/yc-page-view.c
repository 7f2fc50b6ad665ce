// The pages of an open file: one large, the others of its material as a strip below.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-view.h"
#include "yc-leaf-cache.h"
#include "yc-page-canvas.h"
#include "yc-page-strip.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

// Enough to read small print on a full screen; more is loaded when somebody zooms in.
enum { READING_WIDTH = 1600 };

struct _YcPageView {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  YcPageCanvas *canvas;
  GtkLabel *title, *trouble, *hint, *count;
  GtkSpinner *spinner;
  YcPageStrip *strip;
  GtkBox *actions;

  YcFile *file;              // owned, nullable
  char *material;            // owned, nullable
  char *page;                // owned, nullable: the one that is wanted
  guint n_pages, index;      // of the material; where the page is among them, from 1; 0: nowhere
  YcLeafCache *cache;        // owned; of the file
  GHashTable *loading;       // owned: set of page ids on their way
  GCancellable *cancellable; // owned; of the file
  double drag_x, drag_y;     // where the page was when the drag began
};

G_DEFINE_FINAL_TYPE (YcPageView, yc_page_view, GTK_TYPE_WIDGET)

static guint page_changed_signal;

typedef struct {
  GWeakRef *view; // owned
  char *page;     // owned
} Load;

static void load (YcPageView *self, const char *page, int width);

static int
find_page (YcPageView *self, const char *page)
{
  GListModel *pages = yc_file_get_pages (self->file);

  for (guint i = 0; page != NULL && i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_str_equal (yc_page_row_get_id (row), page))
      return (int)i;
  }
  return -1;
}

// Loads the page after the shown one before anybody asks for it.
static void
look_ahead (YcPageView *self)
{
  int position = find_page (self, self->page);
  g_autoptr (YcPageRow) next = NULL;

  if (position < 0)
    return;
  next = g_list_model_get_item (yc_file_get_pages (self->file), (guint)position + 1);
  if (next != NULL && yc_leaf_cache_find (self->cache, yc_file_get_id (self->file),
                                          yc_page_row_get_id (next)) == NULL)
    load (self, yc_page_row_get_id (next), READING_WIDTH);
}

static void
show_state (YcPageView *self, const char *state)
{
  gboolean waiting = g_str_equal (state, "loading");
  YcLeaf *leaf = yc_page_canvas_get_leaf (self->canvas);

  gtk_stack_set_visible_child_name (self->stack, state);
  gtk_spinner_set_spinning (self->spinner, waiting);
  gtk_label_set_label (self->title, leaf != NULL ? yc_leaf_get_title (leaf) : "");
}

static void
take_leaf (YcPageView *self, YcLeaf *leaf)
{
  if (!yc_page_canvas_offer (self->canvas, leaf))
    return;
  show_state (self, "page");
  look_ahead (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *done = user_data;
  g_autoptr (YcPageView) self = yc_weak_take (done->view);
  g_autofree char *page = done->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPicture) picture = yc_file_load_page_finish (YC_FILE (source), result, &error);
  g_autoptr (YcLeaf) leaf = picture != NULL ? yc_leaf_new (picture) : NULL;

  g_free (done);
  if (self == NULL || YC_FILE (source) != self->file)
    return;
  g_hash_table_remove (self->loading, page);
  if (leaf != NULL) {
    yc_leaf_cache_add (self->cache, leaf);
    take_leaf (self, leaf);
  } else if (g_strcmp0 (page, self->page) == 0 && yc_page_canvas_get_leaf (self->canvas) == NULL) {
    g_autofree char *words = yc_words_error (error);

    gtk_label_set_label (self->trouble, words);
    show_state (self, "trouble");
  }
}

static void
load (YcPageView *self, const char *page, int width)
{
  Load *load;

  if (!g_hash_table_add (self->loading, g_strdup (page)))
    return;
  load = g_new (Load, 1);
  load->view = yc_weak_new (self);
  load->page = g_strdup (page);
  yc_file_load_page_async (self->file, page, width, self->cancellable, loaded_cb, load);
}

static void
show_count (YcPageView *self)
{
  g_autofree char *text = NULL;
  guint n = 0;

  self->index = 0;
  for (guint i = 0; i < g_list_model_get_n_items (yc_file_get_pages (self->file)); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (yc_file_get_pages (self->file), i);

    if (g_strcmp0 (yc_page_row_get_material (row), self->material) != 0)
      continue;
    n++;
    if (g_strcmp0 (yc_page_row_get_id (row), self->page) == 0)
      self->index = n;
  }
  self->n_pages = n;
  gtk_widget_set_visible (GTK_WIDGET (self->count), self->index > 0);
  text = g_strdup_printf (_ ("Page %u of %u"), self->index, n);
  gtk_label_set_label (self->count, text);
}

static gboolean
set_string (char **text, const char *to)
{
  char *copy;

  if (g_strcmp0 (*text, to) == 0)
    return FALSE;
  copy = g_strdup (to);
  g_free (*text);
  *text = copy;
  return TRUE;
}

// Everything that follows from the wanted page.
static void
want (YcPageView *self, const char *material, const char *page)
{
  const char *case_id = yc_file_get_id (self->file);
  YcLeaf *leaf = page != NULL ? yc_leaf_cache_find (self->cache, case_id, page) : NULL;
  gboolean other = set_string (&self->page, page) || leaf == NULL;

  set_string (&self->material, material);
  yc_page_canvas_want (self->canvas, page != NULL ? case_id : NULL, page);
  show_count (self);
  yc_page_strip_show (self->strip, self->material, self->page);
  if (page == NULL) {
    show_state (self, "empty");
  } else if (yc_page_canvas_get_leaf (self->canvas) == NULL && leaf == NULL) {
    show_state (self, "loading");
    load (self, page, READING_WIDTH);
  } else if (leaf != NULL && other) {
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    take_leaf (self, leaf);
  }
  g_signal_emit (self, page_changed_signal, 0);
}

// The page of this material that lies at `index` in it, or its last.
static YcPageRow *
find_in_material (YcPageView *self, const char *material, guint index)
{
  GListModel *pages = yc_file_get_pages (self->file);
  YcPageRow *found = NULL;
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (pages) && n <= index; i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_strcmp0 (yc_page_row_get_material (row), material) != 0)
      continue;
    g_set_object (&found, row);
    n++;
  }
  return found;
}

void
yc_page_view_show_material (YcPageView *self, const char *material)
{
  g_autoptr (YcPageRow) row = NULL;
  g_autofree char *copy = g_strdup (material);

  if (self->file == NULL || g_strcmp0 (self->material, material) == 0)
    return;
  row = find_in_material (self, material, 0);
  want (self, copy, row != NULL ? yc_page_row_get_id (row) : NULL);
}

void
yc_page_view_show_page (YcPageView *self, const char *page)
{
  int position = self->file != NULL ? find_page (self, page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (position < 0)
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)position);
  want (self, yc_page_row_get_material (row), yc_page_row_get_id (row));
}

void
yc_page_view_step (YcPageView *self, int step)
{
  int position = self->file != NULL ? find_page (self, self->page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (self->file == NULL || position + step < 0)
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)(position + step));
  if (row != NULL)
    yc_page_view_show_page (self, yc_page_row_get_id (row));
}

// Pages came or went: a new one of this material is shown at once, and where the shown one went the
// next takes its place.
static void
pages_changed_cb (GListModel *pages, guint position, guint removed, guint added, YcPageView *self)
{
  guint before = self->n_pages, index = self->index;
  g_autoptr (YcPageRow) row = NULL;
  g_autofree char *material = g_strdup (self->material);

  show_count (self);
  if (self->n_pages > before)
    row = find_in_material (self, material, G_MAXUINT - 1);
  else if (find_page (self, self->page) >= 0)
    row = g_list_model_get_item (pages, (guint)find_page (self, self->page));
  else
    row = find_in_material (self, material, index > 0 ? index - 1 : 0);
  want (self, material, row != NULL ? yc_page_row_get_id (row) : NULL);
}

static void
drop_file (YcPageView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (yc_file_get_pages (self->file), self);
  yc_leaf_cache_clear (self->cache);
  g_hash_table_remove_all (self->loading);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->material, g_free);
  g_clear_object (&self->file);
}

void
yc_page_view_set_file (YcPageView *self, YcFile *file)
{
  drop_file (self);
  yc_page_canvas_want (self->canvas, NULL, NULL);
  gtk_label_set_label (self->count, "");
  show_state (self, "empty");
  yc_page_strip_set_file (self->strip, file);
  if (file == NULL)
    return;
  self->file = g_object_ref (file);
  g_signal_connect (yc_file_get_pages (file), "items-changed", G_CALLBACK (pages_changed_cb), self);
}

void
yc_page_view_set_hint (YcPageView *self, const char *hint)
{
  gtk_label_set_label (self->hint, hint);
}

void
yc_page_view_add_action (YcPageView *self, GtkWidget *action)
{
  gtk_box_append (self->actions, action);
}

const char *
yc_page_view_get_page (YcPageView *self)
{
  return self->page;
}

const char *
yc_page_view_get_material (YcPageView *self)
{
  return self->material;
}

void
yc_page_view_zoom (YcPageView *self, double factor)
{
  YcLeaf *leaf = yc_page_canvas_get_leaf (self->canvas);
  int pixels;

  yc_page_canvas_zoom (self->canvas, factor);
  pixels = yc_page_canvas_get_drawn_width (self->canvas) *
           gtk_widget_get_scale_factor (GTK_WIDGET (self));
  if (leaf != NULL && pixels > gdk_texture_get_width (yc_leaf_get_texture (leaf)))
    load (self, self->page, pixels);
}

void
yc_page_view_fit (YcPageView *self)
{
  YcFit now = yc_page_canvas_get_fit (self->canvas);

  yc_page_canvas_set_fit (self->canvas, now == YC_FIT_WIDTH ? YC_FIT_PAGE : YC_FIT_WIDTH);
}

void
yc_page_view_rotate (YcPageView *self)
{
  yc_page_canvas_rotate (self->canvas);
}

void
yc_page_view_act (YcPageView *self, const char *action)
{
  if (g_str_equal (action, "next-page"))
    yc_page_view_step (self, 1);
  else if (g_str_equal (action, "previous-page"))
    yc_page_view_step (self, -1);
  else if (g_str_equal (action, "zoom-in"))
    yc_page_view_zoom (self, 1.25);
  else if (g_str_equal (action, "zoom-out"))
    yc_page_view_zoom (self, 0.8);
  else if (g_str_equal (action, "fit"))
    yc_page_view_fit (self);
  else if (g_str_equal (action, "rotate"))
    yc_page_view_rotate (self);
}

static void
try_again_cb (YcPageView *self)
{
  if (self->page == NULL)
    return;
  show_state (self, "loading");
  load (self, self->page, READING_WIDTH);
}

static void
drag_begin_cb (YcPageView *self)
{
  self->drag_x = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->drag_y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
drag_update_cb (YcPageView *self, double x, double y)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), self->drag_x - x);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->drag_y - y);
}

static void
page_chosen_cb (YcPageView *self, const char *page)
{
  g_autofree char *copy = g_strdup (page);

  yc_page_view_show_page (self, copy);
}

static void
yc_page_view_dispose (GObject *object)
{
  YcPageView *self = YC_PAGE_VIEW (object);

  if (self->file != NULL)
    drop_file (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_page_view_parent_class)->dispose (object);
}

static void
yc_page_view_finalize (GObject *object)
{
  YcPageView *self = YC_PAGE_VIEW (object);

  g_clear_object (&self->cancellable);
  yc_leaf_cache_free (self->cache);
  g_hash_table_unref (self->loading);
  G_OBJECT_CLASS (yc_page_view_parent_class)->finalize (object);
}

static void
yc_page_view_class_init (YcPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_PAGE_CANVAS);
  g_type_ensure (YC_TYPE_PAGE_STRIP);
  object_class->dispose = yc_page_view_dispose;
  object_class->finalize = yc_page_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YcPageView, box);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, stack);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, canvas);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, title);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, hint);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, count);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, spinner);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, strip);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, actions);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  page_changed_signal = g_signal_new ("page-changed", YC_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_page_view_init (YcPageView *self)
{
  self->cache = yc_leaf_cache_new ();
  self->loading = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
