// Keeps scanned pages beside the scanning.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-keeper.h"
#include "yc-file-private.h"

// Pages of which there is no word: the next comes out of the scanner meanwhile. More would be no
// faster, and one in colour has 26 megabytes.
#define MOST_WAITING 1

enum { KEPT = 1, LOST };

struct _YcKeeper {
  YcFile *file; // borrowed: of the task that scans
  YcRole role;
  YcTreat treat;
  YcKeeperNews news;
  gpointer user_data;

  GAsyncQueue *words; // owned: KEPT or LOST, one for each page that was dealt with
  guint waiting;      // pages handed over of which there is no word; of the thread that scans
  gboolean lost;      // likewise

  // Of the keeper's thread; of the other once nothing waits.
  char *material;       // owned: where pages go now
  gboolean after_cover; // the last one was a cover sheet
  GPtrArray *pages;     // owned
  guint covers, backs;  // that were taken out of the case again
  GError *error;        // owned, nullable: of the first page that could not be kept
};

typedef struct {
  YcKeeper *keeper;
  YcImage image;
} Page;

static void
page_free (gpointer data)
{
  Page *page = data;

  yc_image_clear (&page->image);
  g_free (page);
}

// ---- On the keeper's thread ---------------------------------------------------------------------

static gboolean
is_asked_for (YcKeeper *self, const YcLookedOver *found)
{
  return g_strcmp0 (found->item, self->file->item->code) == 0 &&
         yc_item_find_material (self->file->item, found->cover) != NULL;
}

// A cover sheet that belongs to something else stays where it lies, and somebody is told.
static void
flag_stray (const YcLookedOver *found)
{
  JsonArray *names = json_object_get_array_member (found->quality, "findings");

  json_array_add_string_element (names, "stray-cover");
}

static void
turn_to (YcKeeper *self, const YcLookedOver *found)
{
  g_free (self->material);
  self->material = g_strdup (found->cover);
  self->covers++;
}

// Of a cover sheet that came just before, with nothing on it.
static gboolean
is_its_back (YcKeeper *self, const YcLookedOver *found)
{
  return (self->treat & YC_TREAT_BACKS) != 0 && self->after_cover && self->pages->len % 2 == 1 &&
         found->blank;
}

// What is taken out was in the case for a moment: so its picture is in the store, and it can be
// brought back.
static gboolean
keep (YcKeeper *self, const YcImage *image)
{
  const YcKeepAs as = {self->file, &self->file->session->keeps, self->material, self->role};
  g_auto (YcLookedOver) found = {0};
  gboolean cover, back;
  char *id;

  yc_page_look_over (yc_item_find_material (self->file->item, self->material), image, self->treat,
                     &found);
  cover = found.cover != NULL && is_asked_for (self, &found);
  back = is_its_back (self, &found);
  if (found.cover != NULL && !cover)
    flag_stray (&found);
  id = yc_keep_picture (&as, image, &found, &self->error);
  if (id == NULL)
    return FALSE;
  g_ptr_array_add (self->pages, id);
  self->after_cover = cover;
  self->backs += back;
  if (!cover && !back)
    return TRUE;
  if (!yc_keep_remove (&as, id, &self->error))
    return FALSE;
  if (cover)
    turn_to (self, &found);
  return TRUE;
}

// What lies behind a page that was lost would be taken for it.
static void
keep_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Page *page = data;
  YcKeeper *self = page->keeper;
  gboolean kept = self->error == NULL && keep (self, &page->image);

  yc_image_clear (&page->image); // the task may live on for a while
  if (kept)
    self->news (self->user_data, yc_keeper_count (self));
  g_async_queue_push (self->words, GINT_TO_POINTER (kept ? KEPT : LOST));
  g_task_return_boolean (task, kept);
}

// ---- On the thread that scans -------------------------------------------------------------------

static void
wait_for (YcKeeper *self, guint most)
{
  for (; self->waiting > most; self->waiting--)
    if (GPOINTER_TO_INT (g_async_queue_pop (self->words)) == LOST)
      self->lost = TRUE;
}

gboolean
yc_keeper_finish (YcKeeper *self, GError **error)
{
  wait_for (self, 0);
  if (self->error != NULL && error != NULL)
    *error = g_error_copy (self->error);
  return self->error == NULL;
}

gboolean
yc_keeper_give (YcKeeper *self, const YcImage *image, GError **error)
{
  g_autoptr (GTask) task = NULL;
  Page *page;

  wait_for (self, MOST_WAITING - 1);
  if (self->lost)
    return yc_keeper_finish (self, error);
  task = g_task_new (self->file, NULL, NULL, NULL);
  page = g_new (Page, 1);
  page->keeper = self;
  page->image = *image;
  g_bytes_ref (image->data);
  g_task_set_source_tag (task, yc_keeper_give);
  g_task_set_task_data (task, page, page_free);
  self->waiting++;
  yc_session_run (self->file->session, &self->file->session->keeps, task, keep_work);
  return TRUE;
}

YcKeeper *
yc_keeper_new (YcFile *file,
               const char *material,
               YcRole role,
               YcTreat treat,
               YcKeeperNews news,
               gpointer user_data)
{
  YcKeeper *self = g_new0 (YcKeeper, 1);

  self->file = file;
  self->material = g_strdup (material);
  self->role = role;
  self->treat = treat;
  self->news = news;
  self->user_data = user_data;
  self->words = g_async_queue_new ();
  self->pages = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
yc_keeper_free (YcKeeper *self)
{
  wait_for (self, 0);
  g_free (self->material);
  g_async_queue_unref (self->words);
  g_ptr_array_unref (self->pages);
  g_clear_error (&self->error);
  g_free (self);
}

GPtrArray *
yc_keeper_get_pages (YcKeeper *self)
{
  return self->pages;
}

guint
yc_keeper_count (YcKeeper *self)
{
  return self->pages->len - self->covers - self->backs;
}

guint
yc_keeper_get_covers (YcKeeper *self)
{
  return self->covers;
}
