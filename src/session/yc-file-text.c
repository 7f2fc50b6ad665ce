// The text that pages carry with them: where words stand, and what stands where.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-text.h"
#include "yc-file-private.h"
#include "yc-page-content.h"
#include "yc-page-words-kept.h"

enum { MOST_HITS = 500 };

// A page with text, and what it consists of.
typedef struct {
  char *page, *blob, *mime;
  YcPageOps *ops;    // owned: done to the page, but not to the places of its letters
  int width, height; // of what is stored
} Source;

typedef struct {
  GPtrArray *sources; // of Source
  char *query;        // nullable
  char *token;        // nullable
} Ask;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_free (source->page);
  g_free (source->blob);
  g_free (source->mime);
  yc_page_ops_unref (source->ops);
  g_free (source);
}

static void
ask_free (gpointer data)
{
  Ask *ask = data;

  g_ptr_array_unref (ask->sources);
  g_free (ask->query);
  g_free (ask->token);
  g_free (ask);
}

void
yc_text_hit_free (gpointer data)
{
  YcTextHit *hit = data;

  g_free (hit->page);
  g_array_unref (hit->parts);
  g_free (hit);
}

static Ask *
ask_new (YcFile *self, const char *query)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->sources = g_ptr_array_new_with_free_func (source_free);
  ask->query = g_strdup (query);
  ask->token = g_strdup (self->session->who->token);
  return ask;
}

static void
add_source (Ask *ask, YcFile *self, const char *id)
{
  const YcPage *page = yc_case_find_page (self->stored, id);
  Source *source;

  if (page == NULL || page->text == NULL)
    return;
  source = g_new (Source, 1);
  *source = (Source){.page = g_strdup (page->id),
                     .blob = g_strdup (page->text),
                     .mime = g_strdup (page->text_mime),
                     .ops = yc_page_content_ops (page->operations),
                     .width = page->width,
                     .height = page->height};
  g_ptr_array_add (ask->sources, source);
}

// A letter that is cut off has no place any more.
static void
carry (YcPageWords *words, const Source *source)
{
  g_autoptr (YcPageOps) stored = yc_page_ops_new ();

  for (gsize i = 0; yc_page_ops_get_n (source->ops) > 0 && i < words->n; i++)
    if (words->parts[i].width > 0 &&
        !yc_page_ops_carry (stored, source->ops, source->width, source->height, &words->parts[i]))
      words->parts[i] = (YcPagePart){0};
}

static YcPageWords *
load (YcFile *self, const Ask *ask, const Source *source, GCancellable *cancellable, GError **error)
{
  YcSession *session = self->session;
  g_autoptr (GBytes) content = yc_page_content_find (session, &session->pages, source->blob,
                                                     source->mime, ask->token, cancellable, error);

  YcPageWords *words = content != NULL ? yc_page_words_unpack (source->page, content, error) : NULL;

  if (words != NULL)
    carry (words, source);
  return words;
}

// ---- Finding ------------------------------------------------------------------------------------

static void
add_hits (GPtrArray *hits, const YcPageWords *words, const char *query)
{
  gsize from, to = 0;

  while (hits->len < MOST_HITS && yc_page_words_find (words, query, to, &from, &to)) {
    YcTextHit *hit = g_new (YcTextHit, 1);

    hit->page = g_strdup (words->page);
    hit->parts = yc_page_words_get_parts (words, from, to);
    g_ptr_array_add (hits, hit);
  }
}

static void
find_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Ask *ask = data;
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (yc_text_hit_free);
  GError *error = NULL;

  for (guint i = 0; i < ask->sources->len; i++) {
    g_autoptr (YcPageWords) words = load (source, ask, ask->sources->pdata[i], cancellable, &error);

    if (words == NULL || g_cancellable_set_error_if_cancelled (cancellable, &error)) {
      g_task_return_error (task, error);
      return;
    }
    add_hits (hits, words, ask->query);
  }
  g_task_return_pointer (task, g_steal_pointer (&hits), (GDestroyNotify)g_ptr_array_unref);
}

void
yc_file_find_text_async (YcFile *self,
                         const char *query,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Ask *ask = ask_new (self, query);

  g_task_set_source_tag (task, yc_file_find_text_async);
  g_task_set_task_data (task, ask, ask_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pages)); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

    add_source (ask, self, yc_page_row_get_id (row));
  }
  yc_session_run (self->session, &self->session->pages, task, find_work);
}

GPtrArray *
yc_file_find_text_finish (YcFile *self, GAsyncResult *result, guint *ret_pages, GError **error)
{
  const Ask *ask = g_task_get_task_data (G_TASK (result));

  *ret_pages = ask->sources->len;
  return g_task_propagate_pointer (G_TASK (result), error);
}

// ---- Selecting ----------------------------------------------------------------------------------

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Ask *ask = data;
  GError *error = NULL;
  YcPageWords *words = load (source, ask, ask->sources->pdata[0], cancellable, &error);

  if (words != NULL)
    g_task_return_pointer (task, words, (GDestroyNotify)yc_page_words_free);
  else
    g_task_return_error (task, error);
}

void
yc_file_load_text_async (YcFile *self,
                         const char *page,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Ask *ask = ask_new (self, NULL);

  g_task_set_source_tag (task, yc_file_load_text_async);
  g_task_set_task_data (task, ask, ask_free);
  add_source (ask, self, page);
  if (ask->sources->len == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    yc_session_run (self->session, &self->session->pages, task, load_work);
}

YcPageWords *
yc_file_load_text_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
