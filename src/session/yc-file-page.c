// The pages of an open case, decoded for the screen.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-image.h"

void
yc_picture_free (YcPicture *picture)
{
  g_free (picture->case_id);
  g_free (picture->page_id);
  g_free (picture->title);
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

// From here, else from central; kept here then.
static GBytes *
find_content (
    YcSession *session, YcStore *store, Wanted *wanted, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) content = yc_store_load_blob (store, wanted->blob, &problem);
  g_autofree char *mime = NULL;

  if (content != NULL || !g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND)) {
    if (problem != NULL)
      g_propagate_error (error, g_steal_pointer (&problem));
    return g_steal_pointer (&content);
  }
  if (yc_session_open_api (session, &session->pages, wanted->token, error) == NULL)
    return NULL;
  content = yc_api_fetch_blob (session->pages.api, wanted->blob, &mime, cancellable, error);
  if (content == NULL || !yc_store_keep_blob (store, wanted->blob, content, wanted->mime, error))
    return NULL;
  return g_steal_pointer (&content);
}

static void
page_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = YC_FILE (source)->session;
  Wanted *wanted = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->pages, &error);
  g_autoptr (GBytes) content =
      store != NULL ? find_content (session, store, wanted, cancellable, &error) : NULL;
  g_auto (YcImage) image = {0};

  if (content == NULL || !yc_image_decode (content, wanted->mime, wanted->width, &image, &error)) {
    g_task_return_error (task, error);
    return;
  }
  yc_image_fit (&image, wanted->width);
  wanted->picture->width = image.width;
  wanted->picture->height = image.height;
  wanted->picture->pixels = yc_image_to_screen (&image);
  g_task_return_pointer (task, g_steal_pointer (&wanted->picture), (GDestroyNotify)yc_picture_free);
}

static char *
title_of (YcFile *self, const char *page)
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
  wanted->picture->title = title_of (self, page);
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
