// Scanning into a material of an open case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keeper.h"
#include "yc-page-news.h"
#include "yc-presets.h"
#include "yc-scan.h"

typedef struct {
  YcFile *file; // the task's source
  GTask *task;
  char *material, *device, *model, *addresses;
  char *new_device; // nullable: where the scanner was found again
  char **settings;  // of the driver's own
  GPtrArray *none;  // where nothing was scanned
  YcKeeper *keeper; // nullable: of the scan that is under way, or was the last
  guint told;       // pages that were told of
  YcScanRequest request;
  YcTreat treat;
  YcRole role;
  YcScanProgress progress; // nullable
  gpointer progress_data;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *scan = data;

  g_free (scan->material);
  g_free (scan->device);
  g_free (scan->model);
  g_free (scan->addresses);
  g_free (scan->new_device);
  g_strfreev (scan->settings);
  g_clear_pointer (&scan->keeper, yc_keeper_free);
  g_ptr_array_unref (scan->none);
  g_free (scan);
}

static void
news_cb (gpointer data, guint pages, double fraction)
{
  Scan *scan = data;

  if (scan->progress != NULL)
    scan->progress (pages, fraction, scan->progress_data);
}

// On the keeper's thread.
static void
kept_cb (gpointer data, guint kept)
{
  Scan *scan = data;

  g_atomic_int_set (&scan->told, kept);
  yc_page_news_tell (scan->task, news_cb, kept, 0, TRUE);
}

static YcPixelKind
kind_of (YcScanMode mode)
{
  if (mode == YC_SCAN_LINEART)
    return YC_PIXELS_LINEART;
  return mode == YC_SCAN_GREY ? YC_PIXELS_GREY : YC_PIXELS_RGB;
}

// The pixels are shared with the keeper, which puts them into the store.
static gboolean
keep_page (const YcScanPage *page, gpointer user_data, GError **error)
{
  Scan *scan = user_data;
  const YcImage image = {kind_of (page->mode), (int)page->width, (int)page->height,
                         (int)page->dpi,       page->stride,     page->data};

  return yc_keeper_give (scan->keeper, &image, error);
}

static void
progress_cb (guint index, double fraction, gpointer user_data)
{
  Scan *scan = user_data;

  yc_page_news_tell (scan->task, news_cb, g_atomic_int_get (&scan->told), fraction, FALSE);
}

// A scanner that was plugged into another socket, or got another address, has another name. Where
// several are of its make and model the first is taken.
static gboolean
find_again (Scan *scan, const YcScanConfig *config, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) scanners =
      *scan->model != '\0' ? yc_scanner_list (config, cancellable, NULL) : NULL;

  for (guint i = 0; scanners != NULL && i < scanners->len; i++) {
    g_autofree char *model = yc_scanner_name_model (scanners->pdata[i]);
    const char *device = yc_scanner_get_name (scanners->pdata[i]);

    if (!g_str_equal (model, scan->model) || g_str_equal (device, scan->device))
      continue;
    scan->new_device = g_strdup (device);
    scan->request.device = scan->new_device;
    return TRUE;
  }
  return FALSE;
}

// What the device has given is kept whatever became of it later.
static gboolean
run (Scan *scan, const YcScanConfig *config, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) scanning = NULL, keeping = NULL;

  g_clear_pointer (&scan->keeper, yc_keeper_free);
  scan->keeper = yc_keeper_new (scan->file, scan->material, scan->role, scan->treat, kept_cb, scan);
  yc_scan_run (config, &scan->request, keep_page, progress_cb, scan, cancellable, NULL, &scanning);
  yc_keeper_finish (scan->keeper, &keeping);
  if (keeping != NULL)
    g_propagate_error (error, g_steal_pointer (&keeping));
  else if (scanning != NULL)
    g_propagate_error (error, g_steal_pointer (&scanning));
  else
    return TRUE;
  return FALSE;
}

static void
scan_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Scan *scan = data;
  YcScanConfig config = YC_SCAN_CONFIG_INIT;
  GError *error = NULL;
  gboolean done;

  config.addresses = scan->addresses;
  done = run (scan, &config, cancellable, &error);

  if (yc_keeper_get_pages (scan->keeper)->len == 0 &&
      g_error_matches (error, YC_ERROR, YC_ERROR_SCANNER_GONE) &&
      find_again (scan, &config, cancellable)) {
    g_clear_error (&error);
    done = run (scan, &config, cancellable, &error);
  }
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static YcScanSource
source_of (YcPreset *preset)
{
  const char *word = yc_preset_get (preset, YC_PRESET_SOURCE);

  if (g_str_equal (word, "flatbed") || g_str_equal (word, "series"))
    return YC_SCAN_FLATBED;
  return g_str_equal (word, "duplex") ? YC_SCAN_FEEDER_DUPLEX : YC_SCAN_FEEDER;
}

static YcScanMode
mode_of (YcPreset *preset)
{
  const char *word = yc_preset_get (preset, YC_PRESET_MODE);

  if (g_str_equal (word, "lineart"))
    return YC_SCAN_LINEART;
  return g_str_equal (word, "grey") ? YC_SCAN_GREY : YC_SCAN_COLOUR;
}

static YcTreat
treat_of (YcPreset *preset)
{
  gboolean duplex = source_of (preset) == YC_SCAN_FEEDER_DUPLEX;
  gboolean straighten = g_str_equal (yc_preset_get (preset, YC_PRESET_PREPARE), "straight");
  gboolean decide = g_str_equal (yc_preset_get (preset, YC_PRESET_MODE), "auto");

  return (straighten ? YC_TREAT_STRAIGHTEN : 0) | (decide ? YC_TREAT_KIND : 0) |
         (duplex ? YC_TREAT_BACKS : 0);
}

static void
read_preset (Scan *scan, YcPreset *preset, YcProfile *profile)
{
  gboolean own = *yc_preset_get_device (preset) != '\0';
  YcScanRequest *request = &scan->request;

  scan->device =
      g_strdup (own ? yc_preset_get_device (preset) : yc_profile_get (profile, "scanner"));
  scan->model =
      g_strdup (own ? yc_preset_get_model (preset) : yc_profile_get (profile, "scanner-model"));
  scan->addresses = g_strdup (yc_profile_get (profile, "scanner-addresses"));
  scan->settings = g_strsplit (own ? "" : yc_profile_get (profile, "scan-settings"), ";", -1);
  request->device = scan->device;
  request->settings = (const char *const *)scan->settings;
  request->source = source_of (preset);
  request->mode = mode_of (preset);
  scan->treat = treat_of (preset);
  request->dpi = (guint)yc_preset_get_number (preset, YC_PRESET_DPI);
  request->brightness = yc_preset_get_number (preset, YC_PRESET_BRIGHTNESS);
  request->wait = g_str_equal (yc_preset_get (preset, YC_PRESET_WAIT), "yes");
  yc_preset_get_sheet (preset, &request->width, &request->height);
}

YcPreset *
yc_file_suggest_preset (YcFile *self, YcPresets *presets, const char *material)
{
  const YcMaterial *about = yc_item_find_material (self->item, material);

  return yc_presets_suggest (presets, material, about != NULL ? about->name.zh : "");
}

static void
choose_preset (Scan *scan, YcPreset *preset)
{
  YcProfile *profile = scan->file->session->profile;
  g_autoptr (YcPresets) presets = yc_presets_new (profile);

  if (preset == NULL)
    preset = yc_file_suggest_preset (scan->file, presets, scan->material);
  read_preset (scan, preset, profile);
}

void
yc_file_scan_async (YcFile *self,
                    const char *material,
                    YcPreset *preset,
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
  scan->none = g_ptr_array_new ();
  choose_preset (scan, preset);
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
  YcProfile *profile = self->session->profile;

  g_task_propagate_boolean (G_TASK (result), error);
  if (scan->new_device != NULL && g_str_equal (yc_profile_get (profile, "scanner"), scan->device))
    yc_profile_set (profile, "scanner", scan->new_device);
  return scan->keeper != NULL ? yc_keeper_count (scan->keeper) : 0;
}

GPtrArray *
yc_file_scan_get_pages (GAsyncResult *result)
{
  Scan *scan = g_task_get_task_data (G_TASK (result));

  return scan->keeper != NULL ? yc_keeper_get_pages (scan->keeper) : scan->none;
}

guint
yc_file_scan_get_covers (GAsyncResult *result)
{
  Scan *scan = g_task_get_task_data (G_TASK (result));

  return scan->keeper != NULL ? yc_keeper_get_covers (scan->keeper) : 0;
}
