// The pages of an open file below each other, as large as somebody wants to see them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"
#include "yc-weak.h"
#include "yc-words.h"

G_DEFINE_FINAL_TYPE (YcPagePane, yc_page_pane, GTK_TYPE_WIDGET)

static guint page_changed_signal;

GtkWidget *
yc_page_pane_new (void)
{
  return g_object_new (YC_TYPE_PAGE_PANE, NULL);
}

// ---- Loading ------------------------------------------------------------------------------------

typedef struct {
  GWeakRef *pane; // owned
  char *page;     // owned
  gboolean full;  // for the loupe
} Load;

static int
find_page (YcPagePane *self, const char *page)
{
  GListModel *pages = yc_file_get_pages (self->file);

  for (guint i = 0; page != NULL && i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_str_equal (yc_page_row_get_id (row), page))
      return (int)i;
  }
  return -1;
}

// What stands above the pages: nothing once the page that is read is here.
static void
show_state (YcPagePane *self)
{
  const YcPagePlace *place = yc_page_roll_get_current (self->roll);
  gboolean wanted = self->page != NULL && place != NULL;
  gboolean failed = wanted && place->failed;
  gboolean waiting = wanted && place->surface == NULL && !failed;

  gtk_stack_set_visible_child_name (self->stack, wanted ? "page" : "empty");
  gtk_widget_set_visible (self->waiting, waiting);
  gtk_spinner_set_spinning (self->spinner, waiting);
  gtk_widget_set_visible (self->troubled, failed);
  if (failed)
    gtk_label_set_label (self->trouble, g_hash_table_lookup (self->troubles, self->page));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *done = user_data;
  g_autoptr (YcPagePane) self = yc_weak_take (done->pane);
  g_autofree char *page = done->page;
  gboolean full = done->full;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPicture) picture = yc_file_load_page_finish (YC_FILE (source), result, &error);
  g_autoptr (YcLeaf) leaf = picture != NULL ? yc_leaf_new (picture) : NULL;

  g_free (done);
  if (self == NULL || YC_FILE (source) != self->file)
    return;
  if (full) { // what the loupe does not get, the page itself will say
    if (leaf != NULL)
      yc_loupe_offer (self->loupe, leaf);
    return;
  }
  if (leaf != NULL) {
    yc_page_roll_offer (self->roll, leaf);
  } else {
    g_hash_table_insert (self->troubles, g_strdup (page), yc_words_error (error));
    yc_page_roll_fail (self->roll, yc_file_get_id (self->file), page);
  }
  show_state (self);
}

static void
load (YcPagePane *self, const char *page, int width, gboolean full)
{
  Load *load = g_new (Load, 1);

  load->pane = yc_weak_new (self);
  load->page = g_strdup (page);
  load->full = full;
  yc_file_load_page_async (self->file, page, yc_page_roll_get_look (self->roll, page), width,
                           self->cancellable, loaded_cb, load);
}

static void
load_cb (YcPagePane *self, const char *page, int width)
{
  load (self, page, width, FALSE);
}

static void
load_in_full_cb (YcPagePane *self, const char *page)
{
  load (self, page, 0, TRUE);
}

// ---- Which page ---------------------------------------------------------------------------------

// How many pages the material has, and which of them is read.
static void
count_pages (YcPagePane *self)
{
  GListModel *pages = yc_file_get_pages (self->file);

  self->index = self->n_pages = 0;
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_strcmp0 (yc_page_row_get_material (row), self->material) != 0)
      continue;
    self->n_pages++;
    if (g_strcmp0 (yc_page_row_get_id (row), self->page) == 0)
      self->index = self->n_pages;
  }
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

// The page of this material that lies at `index` in it, or its last.
static YcPageRow *
find_in_material (YcPagePane *self, const char *material, guint index)
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

// The first page of the material that comes next: whoever leafs by materials wants it.
static void
look_ahead (YcPagePane *self)
{
  GListModel *pages = yc_file_get_pages (self->file);
  int position = find_page (self, self->page);

  for (guint i = (guint)MAX (position, 0); position >= 0 && i < g_list_model_get_n_items (pages);
       i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (g_strcmp0 (yc_page_row_get_material (row), self->material) == 0)
      continue;
    yc_page_roll_expect (self->roll, yc_page_row_get_id (row));
    return;
  }
}

// Tells everybody which page is read now.
void
yc_page_pane_tell (YcPagePane *self)
{
  count_pages (self);
  show_state (self);
  look_ahead (self);
  yc_page_pane_load_words (self);
  g_signal_emit (self, page_changed_signal, 0);
}

static YcPagePlace *
make_place (YcPagePane *self, YcPageRow *row)
{
  YcPagePlace *place;
  int width, height, dpi;

  yc_page_row_get_size (row, &width, &height, &dpi);
  if (self->as_scanned)
    yc_page_row_get_scanned_size (row, &width, &height);
  place =
      yc_page_place_new (yc_page_row_get_id (row), yc_page_row_get_title (row), width, height, dpi);
  yc_page_place_set_look (place, self->as_scanned ? "" : yc_page_row_get_look (row));
  return place;
}

void
yc_page_pane_fill_roll (YcPagePane *self)
{
  GListModel *pages = yc_file_get_pages (self->file);
  GPtrArray *places = g_ptr_array_new_with_free_func (yc_page_place_free);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (self->whole_file || g_strcmp0 (yc_page_row_get_material (row), self->material) == 0)
      g_ptr_array_add (places, make_place (self, row));
  }
  yc_page_roll_set_places (self->roll, yc_file_get_id (self->file), places, self->page);
}

static void
want (YcPagePane *self, const char *material, const char *page)
{
  gboolean other = set_string (&self->material, material);

  set_string (&self->page, page);
  if ((other && !self->whole_file) || yc_page_roll_get_case (self->roll) == NULL)
    yc_page_pane_fill_roll (self);
  if (page != NULL)
    yc_page_roll_show (self->roll, page);
  yc_page_pane_tell (self);
}

// Somebody scrolled.
static void
turned_to_cb (YcPagePane *self, const char *page)
{
  int position = self->file != NULL ? find_page (self, page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (position < 0 || !set_string (&self->page, page))
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)position);
  set_string (&self->material, yc_page_row_get_material (row));
  yc_page_pane_tell (self);
}

void
yc_page_pane_show_material (YcPagePane *self, const char *material)
{
  g_autoptr (YcPageRow) row = NULL;
  g_autofree char *copy = g_strdup (material);

  if (self->file == NULL || g_strcmp0 (self->material, material) == 0)
    return;
  row = find_in_material (self, material, 0);
  want (self, copy, row != NULL ? yc_page_row_get_id (row) : NULL);
}

void
yc_page_pane_show_page (YcPagePane *self, const char *page)
{
  int position = self->file != NULL ? find_page (self, page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (position < 0)
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)position);
  want (self, yc_page_row_get_material (row), yc_page_row_get_id (row));
}

void
yc_page_pane_step (YcPagePane *self, int step)
{
  int position = self->file != NULL ? find_page (self, self->page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (self->file == NULL || position + step < 0)
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)(position + step));
  if (row != NULL)
    yc_page_pane_show_page (self, yc_page_row_get_id (row));
}

// Pages came or went: a new one of this material is shown at once, and where the shown one went the
// next takes its place.
static void
pages_changed_cb (GListModel *pages, guint position, guint removed, guint added, YcPagePane *self)
{
  guint before = self->n_pages, index = self->index;
  g_autoptr (YcPageRow) row = NULL;
  g_autofree char *material = g_strdup (self->material);

  yc_page_pane_fill_roll (self);
  count_pages (self);
  if (self->n_pages > before)
    row = find_in_material (self, material, G_MAXUINT - 1);
  else if (find_page (self, self->page) >= 0)
    row = g_list_model_get_item (pages, (guint)find_page (self, self->page));
  else
    row = find_in_material (self, material, index > 0 ? index - 1 : 0);
  want (self, material, row != NULL ? yc_page_row_get_id (row) : NULL);
}

// ---- Whose pages --------------------------------------------------------------------------------

static void
drop_file (YcPagePane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (yc_file_get_pages (self->file), self);
  yc_loupe_set_on (self->loupe, FALSE);
  yc_page_pane_stop_marking (self);
  yc_page_pane_select_none (self);
  g_clear_pointer (&self->words, yc_page_words_free);
  yc_page_roll_set_places (self->roll, NULL, NULL, NULL);
  g_hash_table_remove_all (self->troubles);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->material, g_free);
  self->as_scanned = FALSE;
  yc_page_roll_show_ink (self->roll, TRUE);
  g_clear_object (&self->file);
}

void
yc_page_pane_set_file (YcPagePane *self, YcFile *file)
{
  drop_file (self);
  show_state (self);
  if (file == NULL)
    return;
  self->file = g_object_ref (file);
  g_signal_connect (yc_file_get_pages (file), "items-changed", G_CALLBACK (pages_changed_cb), self);
}

void
yc_page_pane_set_hint (YcPagePane *self, const char *hint)
{
  gtk_label_set_label (self->hint, hint);
}

const char *
yc_page_pane_get_page (YcPagePane *self)
{
  return self->page;
}

const char *
yc_page_pane_get_material (YcPagePane *self)
{
  return self->material;
}

YcPageRoll *
yc_page_pane_get_roll (YcPagePane *self)
{
  return self->roll;
}

guint
yc_page_pane_get_index (YcPagePane *self, guint *ret_n_pages)
{
  *ret_n_pages = self->n_pages;
  return self->index;
}

void
yc_page_pane_set_whole_file (YcPagePane *self, gboolean whole_file)
{
  self->whole_file = whole_file;
  if (self->file != NULL)
    yc_page_pane_fill_roll (self);
}

static void
try_again_cb (YcPagePane *self)
{
  if (self->page == NULL)
    return;
  yc_page_roll_reload (self->roll, self->page);
  show_state (self);
}

// ---- The object ---------------------------------------------------------------------------------

static void
yc_page_pane_dispose (GObject *object)
{
  YcPagePane *self = YC_PAGE_PANE (object);

  yc_page_pane_follow (self, NULL);
  if (self->file != NULL)
    drop_file (self);
  g_cancellable_cancel (self->cancellable);
  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  G_OBJECT_CLASS (yc_page_pane_parent_class)->dispose (object);
}

static void
yc_page_pane_finalize (GObject *object)
{
  YcPagePane *self = YC_PAGE_PANE (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->troubles);
  G_OBJECT_CLASS (yc_page_pane_parent_class)->finalize (object);
}

static void
yc_page_pane_class_init (YcPagePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_LOUPE);
  g_type_ensure (YC_TYPE_PAGE_ROLL);
  object_class->dispose = yc_page_pane_dispose;
  object_class->finalize = yc_page_pane_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/page-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, stack);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, scroller);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, roll);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, loupe);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, hint);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, spinner);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, waiting);
  gtk_widget_class_bind_template_child (widget_class, YcPagePane, troubled);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_in_full_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_to_cb);
  yc_page_pane_bind_hand (widget_class);
  page_changed_signal = g_signal_new ("page-changed", YC_TYPE_PAGE_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("marked", YC_TYPE_PAGE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
}

static void
yc_page_pane_init (YcPagePane *self)
{
  self->troubles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_loupe_set_roll (self->loupe, self->roll);
}
