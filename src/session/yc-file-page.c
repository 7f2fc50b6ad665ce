// The pages of an open case, decoded for the screen.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-page-content.h"
#include "yc-page-show.h"

void
yc_picture_free (YcPicture *picture)
{
  g_free (picture->case_id);
  g_free (picture->page_id);
  g_free (picture->title);
  g_free (picture->look);
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_free (picture);
}

typedef struct {
  YcPicture *picture; // its names; the pixels come from the work
  char *blob, *mime;
  char *token; // nullable
  int width;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_clear_pointer (&wanted->picture, yc_picture_free);
  g_free (wanted->blob);
  g_free (wanted->mime);
  g_free (wanted->token);
  g_free (wanted);
}

static void
page_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = YC_FILE (source)->session;
  Wanted *wanted = data;
  GError *error = NULL;
  g_autoptr (GBytes) content = yc_page_content_find (
      session, &session->pages, wanted->blob, wanted->mime, wanted->token, cancellable, &error);
  g_autoptr (YcPageOps) ops = yc_page_content_ops (wanted->picture->look);
  g_auto (YcImage) image = {0};

  if (content == NULL ||
      !yc_page_show (content, wanted->mime, ops, wanted->width, cancellable, &image, &error)) {
    g_task_return_error (task, error);
    return;
  }
  wanted->picture->width = image.width;
  wanted->picture->height = image.height;
  wanted->picture->pixels = yc_image_to_screen (&image);
  g_task_return_pointer (task, g_steal_pointer (&wanted->picture), (GDestroyNotify)yc_picture_free);
}

char *
yc_file_name_page (YcFile *self, const char *page)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pages)); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (G_LIST_MODEL (self->pages), i);

    if (g_str_equal (yc_page_row_get_id (row), page))
      return g_strdup (yc_page_row_get_title (row));
  }
  return g_strdup ("");
}

void
yc_file_load_page_async (YcFile *self,
                         const char *page,
                         const char *look,
                         int width,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const YcPage *found = yc_case_find_page (self->shown, page);
  Wanted *wanted;

  g_task_set_source_tag (task, yc_file_load_page_async);
  if (found == NULL) {
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_PAGE, "the case has no such page");
    return;
  }
  wanted = g_new0 (Wanted, 1);
  wanted->picture = g_new0 (YcPicture, 1);
  wanted->picture->case_id = g_strdup (self->id);
  wanted->picture->page_id = g_strdup (page);
  wanted->picture->title = yc_file_name_page (self, page);
  wanted->picture->look = g_strdup (look);
  wanted->blob = g_strdup (found->blob);
  wanted->mime = g_strdup (found->mime);
  wanted->token = g_strdup (self->session->who->token);
  wanted->width = width;
  g_task_set_task_data (task, wanted, wanted_free);
  yc_session_run (self->session, &self->session->pages, task, page_work);
}

YcPicture *
yc_file_load_page_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
