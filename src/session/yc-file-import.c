// Importing files as pages of an open case: what others made is read by the render helper alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keep-page.h"
#include "yc-page-news.h"
#include "yc-page-words-kept.h"
#include "yc-render.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define DRAWN_DPI  300                // of pages that are no pictures; DA/T 31 asks for as much
#define MOST_BYTES (32 * 1024 * 1024) // what central takes as one piece

typedef struct {
  YcFile *file; // the task's source
  GTask *task;
  char *material;
  GFile *source;   // nullable
  GBytes *content; // nullable: instead of a file
  char *password;  // nullable
  YcRole role;
  YcImportProgress progress; // nullable
  gpointer progress_data;
  guint n_pages, kept;
  GArray *unread; // of guint, from 1
  GError *last;   // why the last unread page was not read
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  if (import->password != NULL)
    explicit_bzero (import->password, strlen (import->password));
  g_free (import->password);
  g_free (import->material);
  g_clear_object (&import->source);
  g_clear_pointer (&import->content, g_bytes_unref);
  g_array_unref (import->unread);
  g_clear_error (&import->last);
  g_free (import);
}

static void
news_cb (gpointer data, guint pages, double fraction)
{
  Import *import = data;

  if (import->progress != NULL)
    import->progress (pages, import->n_pages, import->progress_data);
}

static void
tell (Import *import, gboolean new_page)
{
  yc_page_news_tell (import->task, news_cb, import->kept + import->unread->len, 0, new_page);
}

// ---- Reading ------------------------------------------------------------------------------------

// What is no file of this machine (a phone, a share) is read first, as much as may be read at all.
static YcRender *
open_afar (Import *import, const YcRenderConfig *config, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (import->source, cancellable, error);
  g_autoptr (GBytes) content =
      stream != NULL ? g_input_stream_read_bytes (G_INPUT_STREAM (stream), config->most_bytes + 1,
                                                  cancellable, error)
                     : NULL;

  return content != NULL
             ? yc_render_open_bytes (config, content, import->password, cancellable, error)
             : NULL;
}

static YcRender *
open_source (Import *import, GCancellable *cancellable, GError **error)
{
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  const char *path = import->source != NULL ? g_file_peek_path (import->source) : NULL;
  YcRender *render;
  int fd;

  config.spare = &import->file->session->scans.spare;
  if (import->content != NULL)
    return yc_render_open_bytes (&config, import->content, import->password, cancellable, error);
  if (path == NULL)
    return open_afar (import, &config, cancellable, error);
  fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); // a pipe must not hold up the scans
  if (fd < 0) {
    g_set_error_literal (error, G_IO_ERROR, (int)g_io_error_from_errno (errno), g_strerror (errno));
    return NULL;
  }
  render = yc_render_open (&config, fd, import->password, cancellable, error);
  close (fd);
  return render;
}

// What a page says of itself comes with it, to be found and copied; a page without it is whole.
static void
keep_text (Import *import, YcRender *render, guint page, const char *id, GCancellable *cancellable)
{
  g_autoptr (YcPageText) text = NULL;
  g_autoptr (GBytes) content = NULL;
  YcPageSize size;

  if (!g_str_equal (yc_render_get_mime (render), "application/pdf"))
    return;
  text = yc_render_text (render, page, cancellable, NULL);
  if (text == NULL || !yc_render_load_sizes (render, page, 1, &size, cancellable, NULL))
    return;
  content = yc_page_words_pack (text, size);
  if (content != NULL)
    yc_keep_text (import->file, id, import->role, content, NULL);
}

static char *
keep (Import *import, const YcRenderExtract *page, GError **error)
{
  char *id = NULL;

  if (page->jpeg == NULL)
    id = yc_keep_image (import->file, import->material, import->role, &page->image, error);
  else if (g_bytes_get_size (page->jpeg) <= MOST_BYTES)
    id = yc_keep_content (import->file, import->material, import->role, page->jpeg, error);
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TOO_LARGE, "the picture of a page is too large");
  return id;
}

// Whether the pages after it are worth trying.
static gboolean
is_of_page (const GError *error)
{
  return g_error_matches (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_DOCUMENT_BROKEN) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_IMAGE);
}

static gboolean
take_page (Import *import, YcRender *render, guint page, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_auto (YcRenderExtract) extract = {0};
  const guint number = page + 1;
  g_autofree char *id = NULL;

  if (yc_render_extract (render, page, DRAWN_DPI, cancellable, &extract, &problem) &&
      (id = keep (import, &extract, &problem)) != NULL) {
    keep_text (import, render, page, id, cancellable);
    import->kept++;
    tell (import, TRUE);
  } else if (is_of_page (problem)) {
    g_array_append_val (import->unread, number);
    g_clear_error (&import->last);
    import->last = g_steal_pointer (&problem);
    tell (import, FALSE);
  } else {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return TRUE;
}

static gboolean
take_all (Import *import, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcRender) render = open_source (import, cancellable, error);

  if (render == NULL)
    return FALSE;
  import->n_pages = yc_render_get_n_pages (render);
  tell (import, FALSE);
  for (guint i = 0; i < import->n_pages; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !take_page (import, render, i, cancellable, error))
      return FALSE;
  if (import->kept > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&import->last));
  return FALSE;
}

static void
import_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (take_all (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

// ---- For the screens ----------------------------------------------------------------------------

void
yc_file_import_async (YcFile *self,
                      const char *material,
                      const YcImportSource *source,
                      YcImportProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  g_task_set_source_tag (task, yc_file_import_async);
  g_task_set_task_data (task, import, import_free);
  g_task_set_check_cancellable (task, FALSE);
  import->file = self;
  import->task = task;
  import->material = g_strdup (material);
  g_set_object (&import->source, source->file);
  import->content = source->content != NULL ? g_bytes_ref (source->content) : NULL;
  import->password = g_strdup (source->password);
  import->role = yc_session_role_for (self->session, YC_EVENT_SCANNED);
  import->progress = progress;
  import->progress_data = progress_data;
  import->unread = g_array_new (FALSE, FALSE, sizeof (guint));
  yc_session_run (self->session, &self->session->scans, task, import_work);
}

guint
yc_file_import_finish (YcFile *self, GAsyncResult *result, GArray **ret_unread, GError **error)
{
  Import *import = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  if (ret_unread != NULL)
    *ret_unread = g_array_ref (import->unread);
  return import->kept;
}
