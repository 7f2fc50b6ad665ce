// The pages of an open file: large below each other, those of the material as a strip below.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-view-private.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

#define ZOOM 1.25 // with a key

G_DEFINE_FINAL_TYPE (YcPageView, yc_page_view, GTK_TYPE_WIDGET)

static guint page_changed_signal;

typedef struct {
  GWeakRef *view; // owned
  char *page;     // owned
  gboolean full;  // for the loupe
} Load;

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

// What stands above the pages: nothing once the page that is read is here.
static void
show_state (YcPageView *self)
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
  g_autoptr (YcPageView) self = yc_weak_take (done->view);
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
load (YcPageView *self, const char *page, int width, gboolean full)
{
  Load *load = g_new (Load, 1);

  load->view = yc_weak_new (self);
  load->page = g_strdup (page);
  load->full = full;
  yc_file_load_page_async (self->file, page, width, self->cancellable, loaded_cb, load);
}

static void
load_cb (YcPageView *self, const char *page, int width)
{
  load (self, page, width, FALSE);
}

static void
load_in_full_cb (YcPageView *self, const char *page)
{
  load (self, page, 0, TRUE);
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

// The first page of the material that comes next: whoever leafs by materials wants it.
static void
look_ahead (YcPageView *self)
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

// How the material that is read should look.
static void
update_sample (YcPageView *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->sample)) && self->material != NULL &&
      set_string (&self->sampled, self->material))
    yc_paper_view_show_sample (self->sample, self->file, self->material);
}

static void
show_sample (YcPageView *self, gboolean on)
{
  set_string (&self->sampled, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->sample), on && self->material != NULL);
  update_sample (self);
}

gboolean
yc_page_view_put_away (YcPageView *self)
{
  gboolean loupe = yc_loupe_is_on (self->loupe);
  gboolean sample = gtk_widget_get_visible (GTK_WIDGET (self->sample));

  yc_loupe_set_on (self->loupe, FALSE);
  if (!loupe)
    show_sample (self, FALSE);
  return loupe || sample;
}

// Tells everybody which page is read now.
static void
tell (YcPageView *self)
{
  show_count (self);
  yc_page_strip_show (self->strip, self->material, self->page);
  show_state (self);
  look_ahead (self);
  update_sample (self);
  g_signal_emit (self, page_changed_signal, 0);
}

static void
fill_roll (YcPageView *self)
{
  GListModel *pages = yc_file_get_pages (self->file);
  GPtrArray *places = g_ptr_array_new_with_free_func (yc_page_place_free);

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);
    int width, height, dpi;

    if (!self->whole_file && g_strcmp0 (yc_page_row_get_material (row), self->material) != 0)
      continue;
    yc_page_row_get_size (row, &width, &height, &dpi);
    g_ptr_array_add (places, yc_page_place_new (yc_page_row_get_id (row),
                                                yc_page_row_get_title (row), width, height, dpi));
  }
  yc_page_roll_set_places (self->roll, yc_file_get_id (self->file), places, self->page);
}

static void
want (YcPageView *self, const char *material, const char *page)
{
  gboolean other = set_string (&self->material, material);

  set_string (&self->page, page);
  if ((other && !self->whole_file) || yc_page_roll_get_case (self->roll) == NULL)
    fill_roll (self);
  if (page != NULL)
    yc_page_roll_show (self->roll, page);
  tell (self);
}

// Somebody scrolled.
static void
turned_to_cb (YcPageView *self, const char *page)
{
  int position = self->file != NULL ? find_page (self, page) : -1;
  g_autoptr (YcPageRow) row = NULL;

  if (position < 0 || !set_string (&self->page, page))
    return;
  row = g_list_model_get_item (yc_file_get_pages (self->file), (guint)position);
  set_string (&self->material, yc_page_row_get_material (row));
  tell (self);
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

  fill_roll (self);
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
  yc_loupe_set_on (self->loupe, FALSE);
  show_sample (self, FALSE);
  yc_page_roll_set_places (self->roll, NULL, NULL, NULL);
  g_hash_table_remove_all (self->troubles);
  g_clear_pointer (&self->page, g_free);
  g_clear_pointer (&self->material, g_free);
  g_clear_object (&self->file);
}

void
yc_page_view_set_file (YcPageView *self, YcFile *file)
{
  drop_file (self);
  gtk_label_set_label (self->count, "");
  show_state (self);
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
yc_page_view_set_whole_file (YcPageView *self, gboolean whole_file)
{
  self->whole_file = whole_file;
  if (self->file != NULL)
    fill_roll (self);
}

static void
fit (YcPageView *self)
{
  YcFit now = yc_page_roll_get_fit (self->roll);

  yc_page_roll_set_fit (self->roll, now == YC_FIT_WIDTH ? YC_FIT_PAGE : YC_FIT_WIDTH);
}

void
yc_page_view_act (YcPageView *self, const char *action)
{
  if (g_str_equal (action, "next-page"))
    yc_page_view_step (self, 1);
  else if (g_str_equal (action, "previous-page"))
    yc_page_view_step (self, -1);
  else if (g_str_equal (action, "zoom-in"))
    yc_page_roll_zoom (self->roll, ZOOM, -1, -1);
  else if (g_str_equal (action, "zoom-out"))
    yc_page_roll_zoom (self->roll, 1 / ZOOM, -1, -1);
  else if (g_str_equal (action, "fit"))
    fit (self);
  else if (g_str_equal (action, "paper-size"))
    yc_page_roll_zoom_to_paper (self->roll);
  else if (g_str_equal (action, "single-page"))
    yc_page_roll_set_single (self->roll, !yc_page_roll_is_single (self->roll));
  else if (g_str_equal (action, "rotate"))
    yc_page_roll_turn (self->roll);
  else if (g_str_equal (action, "loupe"))
    yc_page_view_turn_loupe (self);
  else if (g_str_equal (action, "sample"))
    show_sample (self, !gtk_widget_get_visible (GTK_WIDGET (self->sample)));
}

static void
try_again_cb (YcPageView *self)
{
  if (self->page == NULL)
    return;
  yc_page_roll_reload (self->roll, self->page);
  show_state (self);
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
  g_hash_table_unref (self->troubles);
  G_OBJECT_CLASS (yc_page_view_parent_class)->finalize (object);
}

static void
yc_page_view_class_init (YcPageViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_LOUPE);
  g_type_ensure (YC_TYPE_PAGE_ROLL);
  g_type_ensure (YC_TYPE_PAPER_VIEW);
  g_type_ensure (YC_TYPE_PAGE_STRIP);
  object_class->dispose = yc_page_view_dispose;
  object_class->finalize = yc_page_view_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/page-view.ui");
  gtk_widget_class_bind_template_child (widget_class, YcPageView, box);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, stack);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, scroller);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, roll);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, loupe);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, hint);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, count);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, spinner);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, waiting);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, troubled);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, strip);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, sample);
  gtk_widget_class_bind_template_child (widget_class, YcPageView, actions);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_in_full_cb);
  yc_page_view_bind_hand (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, turned_to_cb);
  page_changed_signal = g_signal_new ("page-changed", YC_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_page_view_init (YcPageView *self)
{
  self->troubles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_loupe_set_roll (self->loupe, self->roll);
}
