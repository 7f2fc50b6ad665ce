// The print on the pages of an open case, read in the background while nobody waits for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-reading.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-image.h"
#include "yc-ocr.h"
#include "yc-page-content.h"
#include "yc-page-ops.h"

struct _YcReading {
  GObject parent_instance;

  YcSession *session;        // owned
  YcFile *file;              // whose it is; NULL from its end on
  GCancellable *cancellable; // owned
  GHashTable *pages;         // key of the page -> YcReadPage
  char *busy;                // nullable: key of the page that is being read
};

G_DEFINE_FINAL_TYPE (YcReading, yc_reading, G_TYPE_OBJECT)

static void
read_page_free (gpointer data)
{
  YcReadPage *page = data;

  g_clear_pointer (&page->text, yc_page_text_free);
  g_clear_pointer (&page->dismissed, g_ptr_array_unref);
  yc_read_facts_clear (&page->facts);
  g_free (page);
}

static const char *
operations_of (const YcPage *page)
{
  return page->operations != NULL ? page->operations : "";
}

// Once it is turned it is read anew.
static char *
key_of (const YcPage *page)
{
  return g_strjoin ("\n", page->id, page->blob, operations_of (page), NULL);
}

// ---- On the desk --------------------------------------------------------------------------------

typedef struct {
  YcSession *session;
  char *page, *blob, *mime, *operations;
  char *token; // nullable
  int dpi;
} Leaf;

static void
leaf_free (gpointer data)
{
  Leaf *leaf = data;

  g_free (leaf->page);
  g_free (leaf->blob);
  g_free (leaf->mime);
  g_free (leaf->token);
  g_free (leaf->operations);
  g_free (leaf);
}

// The page as it is shown: straight, the right way up, and nothing but the paper.
static gboolean
prepare (const Leaf *leaf, YcImage *ret_image, GCancellable *cancellable, GError **error)
{
  YcSession *session = leaf->session;
  g_autoptr (GBytes) content = yc_page_content_find (session, &session->reading, leaf->blob,
                                                     leaf->mime, leaf->token, cancellable, error);
  g_autoptr (YcPageOps) ops = NULL;
  g_auto (YcImage) stored = {0};

  if (content == NULL || !yc_image_load (content, &stored, error))
    return FALSE;
  if (stored.dpi == 0)
    stored.dpi = leaf->dpi;
  if (*leaf->operations == '\0') {
    *ret_image = stored;
    stored = (YcImage){0};
    return TRUE;
  }
  ops = yc_page_ops_from_string (leaf->operations, error);
  return ops != NULL && yc_page_prepare (&stored, ops, cancellable, ret_image, error);
}

static YcPageText *
read_anew (const Leaf *leaf, YcStore *store, GCancellable *cancellable, GError **error)
{
  YcSession *session = leaf->session;
  g_auto (YcImage) image = {0};
  g_autoptr (YcPageText) text = NULL;
  g_autoptr (GBytes) packed = NULL;

  if (!prepare (leaf, &image, cancellable, error))
    return NULL;
  if (session->ocr == NULL)
    session->ocr = yc_ocr_new (NULL);
  text = yc_ocr_read (session->ocr, &image, cancellable, error);
  if (text == NULL)
    return NULL;
  packed = yc_page_text_pack (text);
  if (!session->read_only)
    yc_store_save_page_text (store, leaf->blob, leaf->operations, packed, NULL);
  return g_steal_pointer (&text);
}

static YcReadPage *
read_page (const Leaf *leaf, GCancellable *cancellable, GError **error)
{
  YcStore *store = yc_session_open_desk (leaf->session, &leaf->session->reading, error);
  g_autoptr (GBytes) known =
      store != NULL ? yc_store_load_page_text (store, leaf->blob, leaf->operations, NULL) : NULL;
  g_autoptr (YcPageText) text = known != NULL ? yc_page_text_unpack (known, NULL) : NULL;
  YcReadPage *page;

  if (store == NULL)
    return NULL;
  if (text == NULL)
    text = read_anew (leaf, store, cancellable, error);
  if (text == NULL)
    return NULL;
  page = g_new0 (YcReadPage, 1);
  yc_read_facts (text, &page->facts);
  page->text = g_steal_pointer (&text);
  page->dismissed = yc_store_list_dismissed_hints (store, leaf->page, NULL);
  return page;
}

static void
read_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  YcReadPage *page = read_page (data, cancellable, &error);

  if (page != NULL)
    g_task_return_pointer (task, page, read_page_free);
  else
    g_task_return_error (task, error);
}

// ---- Page after page ----------------------------------------------------------------------------

// What cannot be read stays unread until the file is opened again: nobody is troubled with it.
static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcReading *self = YC_READING (source);
  g_autoptr (GError) error = NULL;
  YcReadPage *page = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *key = g_steal_pointer (&self->busy);

  if (self->file == NULL || g_cancellable_is_cancelled (self->cancellable)) {
    if (page != NULL)
      read_page_free (page);
    return;
  }
  if (g_error_matches (error, YC_ERROR, YC_ERROR_OCR_MISSING)) {
    self->session->ocr_missing = TRUE;
    return;
  }
  if (page == NULL)
    page = g_new0 (YcReadPage, 1);
  g_hash_table_insert (self->pages, g_steal_pointer (&key), page);
  if (page->facts.kind != YC_READ_NOTHING)
    yc_file_rebuild (self->file); // which leads to the next page
  else
    yc_reading_update (self);
}

static void
start (YcReading *self, const YcPage *page, char *key)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, read_cb, NULL);
  Leaf *leaf = g_new0 (Leaf, 1);

  leaf->session = self->session;
  leaf->page = g_strdup (page->id);
  leaf->blob = g_strdup (page->blob);
  leaf->mime = g_strdup (page->mime);
  leaf->operations = g_strdup (operations_of (page));
  leaf->token = g_strdup (self->session->who->token);
  leaf->dpi = page->dpi;
  self->busy = key;
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, leaf, leaf_free);
  yc_session_run (self->session, &self->session->reading, task, read_work);
}

void
yc_reading_update (YcReading *self)
{
  GPtrArray *pages = self->file->shown->pages;

  if (self->session->ocr_missing || self->busy != NULL)
    return;
  for (guint i = 0; i < pages->len; i++) {
    char *key = key_of (pages->pdata[i]);

    if (!g_hash_table_contains (self->pages, key)) {
      start (self, pages->pdata[i], key);
      return;
    }
    g_free (key);
  }
}

const YcReadPage *
yc_reading_find (YcReading *self, const YcPage *page)
{
  g_autofree char *key = key_of (page);

  return g_hash_table_lookup (self->pages, key);
}

// ---- What is not wanted -------------------------------------------------------------------------

static void
dismiss_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = YC_READING (source)->session;
  char **names = data;
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->desk, &error);

  if (store == NULL || !yc_store_dismiss_hint (store, names[0], names[1], &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

void
yc_reading_dismiss (YcReading *self, const YcPage *page, const char *field)
{
  g_autofree char *key = key_of (page);
  YcReadPage *read = g_hash_table_lookup (self->pages, key);
  const char *const names[] = {page->id, field, NULL};
  g_autoptr (GTask) task = NULL;

  if (read == NULL || read->dismissed == NULL)
    return;
  g_ptr_array_add (read->dismissed, g_strdup (field));
  task = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (task, yc_reading_dismiss);
  g_task_set_task_data (task, g_strdupv ((char **)names), (GDestroyNotify)g_strfreev);
  yc_session_run (self->session, &self->session->desk, task, dismiss_work);
}

// ---- Making it ----------------------------------------------------------------------------------

// The session waits for what is being done: that must not be a page that nobody will look at.
void
yc_reading_stop (YcReading *self)
{
  g_cancellable_cancel (self->cancellable);
}

YcReading *
yc_reading_new (YcFile *file)
{
  YcReading *self = g_object_new (YC_TYPE_READING, NULL);

  self->session = g_object_ref (file->session);
  g_set_weak_pointer (&self->file, file);
  g_signal_connect_object (file->session, "ending", G_CALLBACK (yc_reading_stop), self,
                           G_CONNECT_SWAPPED);
  yc_reading_update (self);
  return self;
}

static void
yc_reading_finalize (GObject *object)
{
  YcReading *self = YC_READING (object);

  g_clear_weak_pointer (&self->file);
  g_object_unref (self->cancellable);
  g_clear_object (&self->session);
  g_hash_table_unref (self->pages);
  g_free (self->busy);
  G_OBJECT_CLASS (yc_reading_parent_class)->finalize (object);
}

static void
yc_reading_class_init (YcReadingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_reading_finalize;
}

static void
yc_reading_init (YcReading *self)
{
  self->cancellable = g_cancellable_new ();
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, read_page_free);
}
