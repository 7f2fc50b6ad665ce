// One job of the scan helper: opens a device, sends its pages, and tells how it ended.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-job.h"

#include "yc-error.h"
#include "yc-scan-options.h"
#include "yc-scan-protocol.h"
#include "yc-scan-quirks.h"
#include "yc-scan-status.h"

#define CHUNK (256 * 1024)

// How often a device is asked for its button or its paper; one without an eye for paper shows only
// by a start whether there is some, which moves its rollers.
#define LOOK_MS        400
#define LOOKS_TO_START 5

typedef struct {
  YcFrameReader *reader;
  SANE_Handle handle;
  guint dpi;
  guint pages;    // complete
  guint8 *buffer; /* owned, CHUNK bytes */
} Job;

static gboolean
say (YcScanSay what, GVariant *value, GError **error)
{
  return yc_frame_write_variant (YC_FRAME_FD, (guint8)what, value, -1, error);
}

static gboolean
say_stage (YcScanStage stage, GError **error)
{
  return say (YC_SCAN_SAY_STAGE, g_variant_new (YC_SCAN_STAGE_TYPE, stage), error);
}

void
yc_scan_job_say_result (const GError *error)
{
  YcErrorCode code = YC_ERROR_SCANNER_FAILED;
  if (error && error->domain == YC_ERROR)
    code = (YcErrorCode)error->code;
  say (YC_SCAN_SAY_RESULT,
       g_variant_new (YC_SCAN_RESULT_TYPE, error ? yc_error_code_name (code) : "",
                      error ? error->message : ""),
       NULL);
}

// The device is cancelled from the thread that reads it, between two reads: many drivers bear it at
// no other time. Whoever waits longer kills this process.
static gboolean
rest (Job *job, int ms, GError **error)
{
  YcFrame frame;
  g_autoptr (GError) nothing = NULL;
  if (!yc_frame_reader_read (job->reader, ms, NULL, &frame, &nothing) &&
      g_error_matches (nothing, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_CANCELLED, "Cancelled");
  return FALSE;
}

static gboolean
check_not_cancelled (Job *job, GError **error)
{
  return rest (job, 0, error);
}

static gboolean
fail_picture (YcErrorCode code, const char *why, GError **error)
{
  g_set_error (error, YC_ERROR, (int)code, "The scanner sends %s", why);
  return FALSE;
}

static gboolean
find_mode (const SANE_Parameters *is, YcScanMode *ret_mode, GError **error)
{
  if ((is->format != SANE_FRAME_RGB && is->format != SANE_FRAME_GRAY) || !is->last_frame)
    return fail_picture (YC_ERROR_SCANNER_FAILED, "its colours in several passes", error);
  if (is->depth == 16)
    return fail_picture (YC_ERROR_SCANNER_FAILED, "16 bits a sample, not 8", error);
  if (is->format == SANE_FRAME_RGB && is->depth == 8)
    *ret_mode = YC_SCAN_COLOUR;
  else if (is->format == SANE_FRAME_GRAY && is->depth == 8)
    *ret_mode = YC_SCAN_GREY;
  else if (is->format == SANE_FRAME_GRAY && is->depth == 1)
    *ret_mode = YC_SCAN_LINEART;
  else
    return fail_picture (YC_ERROR_SCANNER_FAILED, "an unknown depth of colour", error);
  return TRUE;
}

static gboolean
say_page (Job *job, const SANE_Parameters *is, GError **error)
{
  YcScanMode mode = YC_SCAN_GREY;
  if (!find_mode (is, &mode, error))
    return FALSE;
  if (is->lines == 0)
    return fail_picture (YC_ERROR_SCANNER_SHORT, "a page without lines", error);
  if (is->pixels_per_line <= 0 || is->bytes_per_line <= 0 ||
      (gsize)is->bytes_per_line < yc_scan_mode_bytes (mode, (guint)is->pixels_per_line))
    return fail_picture (YC_ERROR_SCANNER_FAILED, "lines of an impossible length", error);
  return say (YC_SCAN_SAY_PAGE,
              g_variant_new (YC_SCAN_PAGE_TYPE, is->pixels_per_line, MAX (is->lines, -1),
                             is->bytes_per_line, mode, job->dpi),
              error);
}

// The number of lines in `total` bytes, which must be exactly what was promised.
static gboolean
check_length (const SANE_Parameters *is, guint64 total, guint *ret_lines, GError **error)
{
  guint64 stride = (guint64)is->bytes_per_line;
  *ret_lines = (guint)(total / stride);
  if (is->lines > 0 && total > (guint64)is->lines * stride)
    return fail_picture (YC_ERROR_SCANNER_FAILED, "more than it promised", error);
  if (total == 0 || total % stride != 0 || (is->lines > 0 && *ret_lines < (guint)is->lines))
    return fail_picture (YC_ERROR_SCANNER_SHORT, "less than it promised", error);
  return TRUE;
}

// Sends the bytes of a page as they come. `ret_total` is how many, also when it fails.
static gboolean
send_bytes (Job *job, guint64 *ret_total, GError **error)
{
  *ret_total = 0;
  for (;;) {
    SANE_Int n = 0;
    if (!check_not_cancelled (job, error))
      return FALSE;
    SANE_Status status = sane_read (job->handle, job->buffer, CHUNK, &n);
    if (status == SANE_STATUS_EOF)
      return TRUE;
    if (status == SANE_STATUS_NO_DOCS && *ret_total > 0)
      return fail_picture (YC_ERROR_SCANNER_SHORT, "the end of the paper within a page", error);
    if (!yc_scan_status_check (status, YC_SCAN_WORKING, "Reading the page", error))
      return FALSE;
    *ret_total += (guint64)MAX (n, 0);
    if (n > 0 && !yc_frame_write (YC_FRAME_FD, YC_SCAN_SAY_BYTES, job->buffer, (gsize)n, -1, error))
      return FALSE;
  }
}

static gboolean
start_page (Job *job, SANE_Parameters *ret_is, GError **error)
{
  if (!check_not_cancelled (job, error) || !say_stage (YC_SCAN_STAGE_START, error))
    return FALSE;
  SANE_Status status = sane_start (job->handle);
  if (!yc_scan_status_check (status, YC_SCAN_WORKING, "Starting the page", error))
    return FALSE;
  status = sane_get_parameters (job->handle, ret_is);
  return yc_scan_status_check (status, YC_SCAN_WORKING, "Measuring the page", error);
}

static gboolean
scan_page (Job *job, GError **error)
{
  SANE_Parameters is;
  guint64 total;
  guint lines;
  if (!start_page (job, &is, error) || !say_page (job, &is, error) ||
      !say_stage (YC_SCAN_STAGE_FIRST, error) || !send_bytes (job, &total, error) ||
      !check_length (&is, total, &lines, error))
    return FALSE;
  job->pages++;
  return say (YC_SCAN_SAY_PAGE_END, g_variant_new (YC_SCAN_PAGE_END_TYPE, lines), error);
}

// An empty feeder, told at the start or (by some drivers) in place of the first byte, is the normal
// end once it has given a page. The device is not cancelled between two pages: that would end the
// batch, and some feeders would eject the next sheet.
static gboolean
scan_pile (Job *job, GError **error)
{
  g_autoptr (GError) cause = NULL;
  while (scan_page (job, &cause))
    continue;
  if (job->pages > 0 && g_error_matches (cause, YC_ERROR, YC_ERROR_SCANNER_NO_PAPER))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

static gboolean
wait_for_paper (Job *job, GError **error)
{
  for (int looks = 0; looks < LOOKS_TO_START; looks++) {
    if (!say_stage (YC_SCAN_STAGE_WAIT, error) || !rest (job, LOOK_MS, error))
      return FALSE;
    YcScanSensor paper = yc_scan_quirks_see_paper (job->handle);
    if (paper == YC_SCAN_SENSOR_YES)
      return TRUE;
    if (yc_scan_quirks_see_button (job->handle) == YC_SCAN_SENSOR_YES)
      return TRUE;
    if (paper == YC_SCAN_SENSOR_NO)
      looks = 0;
  }
  return TRUE;
}

// A start that found no paper is taken back before the next one; no batch has begun that this could
// end.
static gboolean
scan_feeder (Job *job, const YcScanWish *wish, GError **error)
{
  g_autoptr (GError) cause = NULL;
  while (!scan_pile (job, &cause)) {
    gboolean empty =
        job->pages == 0 && g_error_matches (cause, YC_ERROR, YC_ERROR_SCANNER_NO_PAPER);
    if (wish->wait && empty) {
      g_clear_error (&cause);
      sane_cancel (job->handle);
      if (wait_for_paper (job, &cause))
        continue;
    }
    g_propagate_error (error, g_steal_pointer (&cause));
    return FALSE;
  }
  return TRUE;
}

// A device without a button that can be seen does not wait.
static gboolean
wait_for_button (Job *job, GError **error)
{
  while (yc_scan_quirks_see_button (job->handle) == YC_SCAN_SENSOR_NO)
    if (!say_stage (YC_SCAN_STAGE_WAIT, error) || !rest (job, LOOK_MS, error))
      return FALSE;
  return TRUE;
}

static gboolean
scan (Job *job, const char *device, const char *type, const YcScanWish *wish, GError **error)
{
  if (!yc_scan_options_apply (job->handle, device, type, wish, &job->dpi, error))
    return FALSE;
  if (wish->source != YC_SCAN_FLATBED)
    return scan_feeder (job, wish, error);
  if (wish->wait && !wait_for_button (job, error))
    return FALSE;
  return scan_page (job, error);
}

// The result is told before the device is let go, for that can hang as well.
void
yc_scan_job_run (YcFrameReader *reader, GVariant *ask)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  g_autofree const char **settings = NULL;
  Job job = {.reader = reader, .buffer = buffer};
  YcScanWish wish = {0};
  const char *device;
  const char *type;
  g_variant_get (ask, "(&s&suuuuuib^a&s)", &device, &type, &wish.source, &wish.mode, &wish.dpi,
                 &wish.width, &wish.height, &wish.brightness, &wish.wait, &settings);
  wish.settings = settings;
  SANE_Status status = sane_open (device, &job.handle);
  if (!yc_scan_status_check (status, YC_SCAN_OPENING, "Opening the scanner", &error)) {
    yc_scan_job_say_result (error);
    return;
  }
  scan (&job, device, type, &wish, &error);
  yc_scan_job_say_result (error);
  sane_cancel (job.handle);
  sane_close (job.handle);
}
