// How it goes with pages that come in, told on the main thread.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-news.h"
#include "yc-file-private.h"

typedef struct {
  GTask *task; // owned: keeps its data and the file
  YcPageNews news;
  guint pages;
  double fraction;
  gboolean new_page;
} Word;

static gboolean
say_cb (gpointer data)
{
  const Word *word = data;
  YcFile *file = g_task_get_source_object (word->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (word->task)))
    word->news (g_task_get_task_data (word->task), word->pages, word->fraction);
  if (word->new_page)
    yc_session_case_changed (file->session, file->id, FALSE);
  return G_SOURCE_REMOVE;
}

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word);
}

void
yc_page_news_tell (GTask *task, YcPageNews news, guint pages, double fraction, gboolean new_page)
{
  Word *word = g_new (Word, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  *word = (Word){g_object_ref (task), news, pages, fraction, new_page};
  // Not g_main_context_invoke (): that calls on this thread while nobody turns the main loop.
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, say_cb, word, word_free);
  g_source_attach (source, NULL);
}
