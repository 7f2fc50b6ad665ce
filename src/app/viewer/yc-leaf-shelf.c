// The small pictures of a file's pages: each is loaded once, and shown wherever it is wanted.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-leaf-shelf.h"
#include "yc-weak.h"

struct _YcLeafShelf {
  GObject parent_instance;

  int width;
  YcFile *file;              // owned, nullable
  GHashTable *leaves;        // owned: page id -> YcLeaf, or NULL while it is on its way
  GHashTable *looks;         // owned: page id -> what is done to it in the picture that is wanted
  GQueue waiting;            // of page ids that nobody has asked the file for
  gboolean busy;             // one was asked for: a large page waits for no more than that one
  GPtrArray *canvases;       // owned: those that show a page
  GCancellable *cancellable; // owned; of the file
};

G_DEFINE_FINAL_TYPE (YcLeafShelf, yc_leaf_shelf, G_TYPE_OBJECT)

static void load_next (YcLeafShelf *self);

static gboolean
is_wanted (YcLeafShelf *self, YcLeaf *leaf)
{
  return g_strcmp0 (g_hash_table_lookup (self->looks, yc_leaf_get_page (leaf)),
                    yc_leaf_get_look (leaf)) == 0;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcLeafShelf) self = yc_weak_take (user_data);
  g_autoptr (YcPicture) picture = yc_file_load_page_finish (YC_FILE (source), result, NULL);
  YcLeaf *leaf;

  if (self == NULL || YC_FILE (source) != self->file)
    return;
  self->busy = FALSE;
  load_next (self);
  // A small picture that does not come leaves a blank; the large one will say why.
  if (picture == NULL)
    return;
  leaf = yc_leaf_new (picture);
  if (!is_wanted (self, leaf)) { // it was turned meanwhile, and asked for again
    g_object_unref (leaf);
    return;
  }
  g_hash_table_insert (self->leaves, g_strdup (yc_leaf_get_page (leaf)), leaf);
  for (guint i = 0; i < self->canvases->len; i++) // each judges for itself whether it is its own
    yc_page_canvas_offer (self->canvases->pdata[i], leaf);
}

static void
load_next (YcLeafShelf *self)
{
  g_autofree char *page = self->busy ? NULL : g_queue_pop_head (&self->waiting);

  if (page == NULL)
    return;
  self->busy = TRUE;
  yc_file_load_page_async (self->file, page, g_hash_table_lookup (self->looks, page), self->width,
                           self->cancellable, loaded_cb, yc_weak_new (self));
}

void
yc_leaf_shelf_load (YcLeafShelf *self, YcPageRow *page)
{
  const char *id = yc_page_row_get_id (page), *look = yc_page_row_get_look (page);

  if (g_strcmp0 (g_hash_table_lookup (self->looks, id), look) == 0)
    return;
  g_hash_table_insert (self->looks, g_strdup (id), g_strdup (look));
  g_hash_table_insert (self->leaves, g_strdup (id), NULL);
  g_queue_push_tail (&self->waiting, g_strdup (id));
  load_next (self);
}

void
yc_leaf_shelf_add (YcLeafShelf *self, YcPageCanvas *canvas, YcPageRow *page)
{
  YcLeaf *leaf = g_hash_table_lookup (self->leaves, yc_page_row_get_id (page));

  g_ptr_array_add (self->canvases, canvas);
  yc_page_canvas_want (canvas, yc_file_get_id (self->file), yc_page_row_get_id (page));
  if (leaf != NULL && g_strcmp0 (yc_leaf_get_look (leaf), yc_page_row_get_look (page)) == 0)
    yc_page_canvas_offer (canvas, leaf);
}

void
yc_leaf_shelf_remove (YcLeafShelf *self, YcPageCanvas *canvas)
{
  g_ptr_array_remove_fast (self->canvases, canvas);
  yc_page_canvas_want (canvas, NULL, NULL);
}

void
yc_leaf_shelf_set_file (YcLeafShelf *self, YcFile *file)
{
  g_cancellable_cancel (self->cancellable);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->leaves);
  g_hash_table_remove_all (self->looks);
  g_queue_clear_full (&self->waiting, g_free);
  self->busy = FALSE;
  g_set_object (&self->file, file);
}

YcLeafShelf *
yc_leaf_shelf_new (int width)
{
  YcLeafShelf *self = g_object_new (YC_TYPE_LEAF_SHELF, NULL);

  self->width = width;
  return self;
}

static void
yc_leaf_shelf_finalize (GObject *object)
{
  YcLeafShelf *self = YC_LEAF_SHELF (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->leaves);
  g_hash_table_unref (self->looks);
  g_queue_clear_full (&self->waiting, g_free);
  g_ptr_array_unref (self->canvases);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_leaf_shelf_parent_class)->finalize (object);
}

static void
yc_leaf_shelf_class_init (YcLeafShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_leaf_shelf_finalize;
}

static void
unref_nullable (gpointer object)
{
  g_clear_object ((GObject **)&object);
}

static void
yc_leaf_shelf_init (YcLeafShelf *self)
{
  self->leaves = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_nullable);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->canvases = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
}
