// The pages of an open case: decoding, scanning, importing; and the voucher's print.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-image.h"
#include "yc-scan.h"
#include "yc-uuid.h"

#define MOST_BYTES (32 * 1024 * 1024) // what central takes as one piece

void
yc_picture_free (YcPicture *picture)
{
  g_free (picture->case_id);
  g_free (picture->page_id);
  g_free (picture->title);
  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_free (picture);
}

// ---- Decoding
// -------------------------------------------------------------------------------------------

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
  wanted->picture->width = image.width;
  wanted->picture->height = image.height;
  wanted->picture->stride = (int)image.stride;
  wanted->picture->pixels = g_bytes_ref (image.data);
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

// ---- Scanning
// -------------------------------------------------------------------------------------------

typedef struct {
  YcFile *file; // the task's source
  GTask *task;
  char *material, *device;
  char **settings; // of the driver's own
  YcScanSource source;
  YcScanMode mode;
  guint dpi;
  YcRole role;
  YcScanProgress progress; // nullable
  gpointer progress_data;
  guint pages; // kept
} Scan;

static void
scan_free (gpointer data)
{
  Scan *scan = data;

  g_free (scan->material);
  g_free (scan->device);
  g_strfreev (scan->settings);
  g_free (scan);
}

// On the way to the main thread.
typedef struct {
  YcFile *file; // owned
  GTask *task;  // owned: keeps the scan
  guint pages;
  double fraction;
  gboolean new_page;
} News;

static gboolean
news_cb (gpointer data)
{
  News *news = data;
  Scan *scan = g_task_get_task_data (news->task);

  if (scan->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (news->task)))
    scan->progress (news->pages, news->fraction, scan->progress_data);
  if (news->new_page)
    yc_session_case_changed (news->file->session, news->file->id, FALSE);
  return G_SOURCE_REMOVE;
}

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->task);
  g_object_unref (news->file);
  g_free (news);
}

static void
tell (Scan *scan, double fraction, gboolean new_page)
{
  News *news = g_new0 (News, 1);

  news->file = g_object_ref (scan->file);
  news->task = g_object_ref (scan->task);
  news->pages = scan->pages;
  news->fraction = fraction;
  news->new_page = new_page;
  g_main_context_invoke_full (NULL, G_PRIORITY_DEFAULT, news_cb, news, news_free);
}

static JsonObject *
page_data (const char *material, int width, int height, int dpi)
{
  g_autofree char *id = yc_uuid_new (g_get_real_time () / 1000);
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", material);
  json_object_set_int_member (data, "width", width);
  json_object_set_int_member (data, "height", height);
  json_object_set_int_member (data, "dpi", dpi);
  return data;
}

static YcPixelKind
kind_of (YcScanMode mode)
{
  if (mode == YC_SCAN_LINEART)
    return YC_PIXELS_LINEART;
  return mode == YC_SCAN_GREY ? YC_PIXELS_GREY : YC_PIXELS_RGB;
}

// A page is in the store, sealed, the moment it is complete.
static gboolean
keep_page (const YcScanPage *page, gpointer user_data, GError **error)
{
  Scan *scan = user_data;
  YcSession *session = scan->file->session;
  YcStore *store = yc_session_open_desk (session, &session->scans, error);
  const YcImage image = {kind_of (page->mode), (int)page->width, (int)page->height,
                         (int)page->dpi,       page->stride,     page->data};
  const char *mime = NULL;
  g_autoptr (GBytes) content = store != NULL ? yc_image_encode (&image, &mime, error) : NULL;
  g_autoptr (YcCase) stored = NULL;
  YcDeed deed = {.case_id = scan->file->id, .type = YC_EVENT_SCANNED, .role = scan->role};

  if (content == NULL)
    return FALSE;
  deed.at = yc_session_now (session);
  deed.data = page_data (scan->material, image.width, image.height, image.dpi);
  stored = yc_store_record_page (store, &session->context, session->terminal, &deed, content, mime,
                                 error);
  if (stored == NULL)
    return FALSE;
  scan->pages++;
  tell (scan, 0, TRUE);
  return TRUE;
}

static void
progress_cb (guint index, double fraction, gpointer user_data)
{
  tell (user_data, fraction, FALSE);
}

static void
scan_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Scan *scan = data;
  const YcScanConfig config = YC_SCAN_CONFIG_INIT;
  const YcScanRequest request = {.device = scan->device,
                                 .source = scan->source,
                                 .mode = scan->mode,
                                 .dpi = scan->dpi,
                                 .settings = (const char *const *)scan->settings};
  GError *error = NULL;

  if (yc_scan_run (&config, &request, keep_page, progress_cb, scan, cancellable, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static int
find_word (const char *const *words, const char *word, int fallback)
{
  for (int i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      return i;
  return fallback;
}

static void
read_settings (Scan *scan, YcProfile *profile)
{
  static const char *const sources[] = {"flatbed", "feeder", "duplex", NULL};
  static const char *const modes[] = {"lineart", "grey", "colour", NULL};
  guint64 dpi = g_ascii_strtoull (yc_profile_get (profile, "scan-dpi"), NULL, 10);

  scan->device = g_strdup (yc_profile_get (profile, "scanner"));
  scan->source =
      (YcScanSource)find_word (sources, yc_profile_get (profile, "scan-source"), YC_SCAN_FEEDER);
  scan->mode = (YcScanMode)find_word (modes, yc_profile_get (profile, "scan-mode"), YC_SCAN_GREY);
  scan->dpi = dpi >= 50 && dpi <= 1200 ? (guint)dpi : 300;
  scan->settings = g_strsplit (yc_profile_get (profile, "scan-settings"), ";", -1);
}

void
yc_file_scan_async (YcFile *self,
                    const char *material,
                    YcScanProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Scan *scan = g_new0 (Scan, 1);

  g_task_set_source_tag (task, yc_file_scan_async);
  g_task_set_task_data (task, scan, scan_free);
  g_task_set_check_cancellable (task, FALSE);
  scan->file = self;
  scan->task = task;
  scan->material = g_strdup (material);
  scan->role = yc_session_role_for (self->session, YC_EVENT_SCANNED);
  scan->progress = progress;
  scan->progress_data = progress_data;
  read_settings (scan, self->session->profile);
  if (*scan->device == '\0') {
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_SCANNER_NONE, "no scanner is chosen");
    return;
  }
  yc_session_run (self->session, &self->session->scans, task, scan_work);
}

guint
yc_file_scan_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  Scan *scan = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  return scan->pages;
}

// ---- Importing
// ------------------------------------------------------------------------------------------

typedef struct {
  char *material;
  GFile *source;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_free (import->material);
  g_object_unref (import->source);
  g_free (import);
}

static void
import_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  YcSession *session = self->session;
  Import *import = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->scans, &error);
  g_autoptr (GBytes) content =
      store != NULL ? g_file_load_bytes (import->source, cancellable, NULL, &error) : NULL;
  g_autoptr (YcCase) stored = NULL;
  YcDeed deed = {.case_id = self->id, .type = YC_EVENT_SCANNED};
  int width = 0, height = 0, dpi = 0;

  if (content != NULL && g_bytes_get_size (content) > MOST_BYTES)
    error = g_error_new_literal (YC_ERROR, YC_ERROR_TOO_LARGE, "the file is too large");
  if (content != NULL && error == NULL &&
      yc_image_measure (content, &width, &height, &dpi, &error)) {
    deed.role = yc_session_role_for (session, YC_EVENT_SCANNED);
    deed.at = yc_session_now (session);
    deed.data = page_data (import->material, width, height, dpi);
    stored = yc_store_record_page (store, &session->context, session->terminal, &deed, content,
                                   yc_image_guess_mime (content), &error);
  }
  if (stored != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yc_file_import_async (YcFile *self,
                      const char *material,
                      GFile *source,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->material = g_strdup (material);
  import->source = g_object_ref (source);
  g_task_set_source_tag (task, yc_file_import_async);
  g_task_set_task_data (task, import, import_free);
  yc_session_run (self->session, &self->session->scans, task, import_work);
}

gboolean
yc_file_import_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  gboolean imported = g_task_propagate_boolean (G_TASK (result), error);

  if (imported)
    yc_session_case_changed (self->session, self->id, FALSE);
  return imported;
}
