// Scanning into a material of an open case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keep-page.h"
#include "yc-scan.h"

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
  const YcImage image = {kind_of (page->mode), (int)page->width, (int)page->height,
                         (int)page->dpi,       page->stride,     page->data};

  if (!yc_keep_image (scan->file, scan->material, scan->role, &image, error))
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
