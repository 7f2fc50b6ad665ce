// Scanning pages: follows the helper's story of a job and hands over each page when it is complete.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan.h"

#include "yc-error.h"
#include "yc-scan-link.h"

// A4 in colour at 1200 dpi needs 417 MB; what promises more is no page.
#define LONGEST_PAGE ((guint64)512 << 20)

typedef struct {
  const YcScanConfig *config;
  YcHelper *helper;
  YcScanPageFunc page_func;
  YcScanProgressFunc progress_func; /* nullable */
  gpointer user_data;
  guint wait_ms;     // how long the present stage may be silent
  gboolean finished; // the helper has told its result
  GError *stop;      /* owned, nullable; why the helper was asked to stop */
  YcScanPage page;   // the one on its way, when `bytes`
  int promised;      // its height, -1: not known
  int percent;       // progress as told
  GByteArray *bytes; /* owned, nullable */
  guint pages;       // taken by page_func
} Job;

static gboolean
fail_garbled (const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "The scan helper sent a wrong %s", what);
  return FALSE;
}

static void
tell_progress (Job *job)
{
  guint64 all = job->promised > 0 ? (guint64)job->promised * job->page.stride : 0;
  int percent = all ? (int)(job->bytes->len * 100 / all) : -1;
  if (job->progress_func == NULL || percent == job->percent)
    return;
  job->percent = percent;
  job->progress_func (job->page.index, all ? percent / 100.0 : -1, job->user_data);
}

// A feeder that said only after the head of a page that it is empty leaves that head behind.
static void
tell_waiting (Job *job)
{
  g_clear_pointer (&job->bytes, g_byte_array_unref);
  if (job->progress_func)
    job->progress_func (job->pages, YC_SCAN_WAITING, job->user_data);
}

static gboolean
hear_stage (Job *job, const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) stage = yc_frame_get_variant (frame, YC_SCAN_STAGE_TYPE, error);
  if (stage == NULL)
    return FALSE;
  guint32 is = g_variant_get_uint32 (stage);
  if (is == YC_SCAN_STAGE_WAIT)
    tell_waiting (job);
  if (job->stop == NULL)
    job->wait_ms = is == YC_SCAN_STAGE_FIRST ? job->config->first_ms : job->config->start_ms;
  return TRUE;
}

static gboolean
hear_page (Job *job, const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) head = yc_frame_get_variant (frame, YC_SCAN_PAGE_TYPE, error);
  if (head == NULL)
    return FALSE;
  guint width, stride, mode, dpi;
  g_variant_get (head, YC_SCAN_PAGE_TYPE, &width, &job->promised, &stride, &mode, &dpi);
  guint64 all = (guint64)MAX (job->promised, 0) * stride;
  if (job->bytes || mode >= YC_SCAN_N_MODES || width == 0 || all > LONGEST_PAGE ||
      stride < yc_scan_mode_bytes (mode, width))
    return fail_garbled ("page", error);
  job->page =
      (YcScanPage){.index = job->pages, .width = width, .dpi = dpi, .mode = mode, .stride = stride};
  job->bytes = g_byte_array_sized_new ((guint)all);
  job->percent = G_MININT;
  tell_progress (job);
  return TRUE;
}

static gboolean
hear_bytes (Job *job, const YcFrame *frame, GError **error)
{
  if (job->bytes == NULL || job->bytes->len + frame->length > LONGEST_PAGE)
    return fail_garbled ("page", error);
  g_byte_array_append (job->bytes, frame->data, (guint)frame->length);
  if (job->stop == NULL)
    job->wait_ms = job->config->between_ms;
  tell_progress (job);
  return TRUE;
}

static void
ask_to_stop (Job *job, GError *why)
{
  job->stop = why;
  job->wait_ms = job->config->cancel_ms;
  yc_scan_link_ask (job->helper, YC_SCAN_ASK_CANCEL, g_variant_new (YC_SCAN_CANCEL_TYPE), NULL);
}

// A page that is complete is handed over even when somebody has cancelled meanwhile, but not after
// its taker has failed.
static void
hand_over (Job *job)
{
  GError *error = NULL;
  g_autoptr (GBytes) data = g_byte_array_free_to_bytes (g_steal_pointer (&job->bytes));
  job->page.data = data;
  if (job->stop && !g_error_matches (job->stop, YC_ERROR, YC_ERROR_CANCELLED))
    return;
  if (job->page_func (&job->page, job->user_data, &error))
    job->pages++;
  else if (job->stop == NULL)
    ask_to_stop (job, error);
  else
    g_error_free (error);
}

static gboolean
hear_page_end (Job *job, const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) height = yc_frame_get_variant (frame, YC_SCAN_PAGE_END_TYPE, error);
  if (height == NULL)
    return FALSE;
  job->page.height = g_variant_get_uint32 (height);
  if (job->bytes == NULL || job->bytes->len != (guint64)job->page.height * job->page.stride)
    return fail_garbled ("page", error);
  hand_over (job);
  return TRUE;
}

static gboolean
hear (Job *job, const YcFrame *frame, GError **error)
{
  switch (frame->kind) {
  case YC_SCAN_SAY_STAGE:
    return hear_stage (job, frame, error);
  case YC_SCAN_SAY_PAGE:
    return hear_page (job, frame, error);
  case YC_SCAN_SAY_BYTES:
    return hear_bytes (job, frame, error);
  case YC_SCAN_SAY_PAGE_END:
    return hear_page_end (job, frame, error);
  case YC_SCAN_SAY_RESULT:
    job->finished = TRUE;
    return yc_scan_link_check_result (frame, error);
  default:
    return fail_garbled ("message", error);
  }
}

static gboolean
follow (Job *job, GCancellable *cancellable, GError **error)
{
  while (!job->finished) {
    YcFrame frame;
    GError *cause = NULL;
    GCancellable *watched = job->stop ? NULL : cancellable;
    if (yc_scan_link_hear (job->helper, job->wait_ms, watched, &frame, &cause)) {
      if (!hear (job, &frame, error))
        return FALSE;
    } else if (g_error_matches (cause, YC_ERROR, YC_ERROR_CANCELLED)) {
      ask_to_stop (job, cause);
    } else {
      g_propagate_error (error, cause);
      return FALSE;
    }
  }
  return TRUE;
}

// The kernel takes the device back from a driver that crashes as it lets go, so then nothing is
// amiss. One that hangs says that the device may be unwell.
static gboolean
let_go (Job *job, GError **error)
{
  guint wait_ms = job->stop ? job->config->cancel_ms : job->config->close_ms;
  if (yc_helper_close (job->helper, wait_ms) != YC_HELPER_HUNG)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_HUNG, "The device does not let go of the job");
  return FALSE;
}

static gboolean
do_job (Job *job, const YcScanRequest *request, GCancellable *cancellable, GError **error)
{
  const char *const none[] = {NULL};
  GVariant *ask = g_variant_new ("(ssuuuuuib^as)", request->device,
                                 request->kind ? request->kind : "", request->source, request->mode,
                                 request->dpi, request->width, request->height, request->brightness,
                                 request->wait, request->settings ? request->settings : none);
  if (!yc_scan_link_ask (job->helper, YC_SCAN_ASK_RUN, ask, error))
    return FALSE;
  gboolean done = follow (job, cancellable, error);
  if (job->finished)
    done = let_go (job, done ? error : NULL) && done;
  else
    yc_helper_kill (job->helper);
  if (job->stop == NULL)
    return done;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&job->stop));
  return FALSE;
}

// A scanner in the network may be known by an address only.
static gboolean
is_remote (const char *device)
{
  return g_str_has_prefix (device, "net:") || g_str_has_prefix (device, "airscan:");
}

gboolean
yc_scan_run (const YcScanConfig *config,
             const YcScanRequest *request,
             YcScanPageFunc page_func,
             YcScanProgressFunc progress_func,
             gpointer user_data,
             GCancellable *cancellable,
             guint *ret_pages,
             GError **error)
{
  g_autoptr (YcHelper) helper = yc_scan_link_open (config, is_remote (request->device), error);
  Job job = {.config = config,
             .helper = helper,
             .page_func = page_func,
             .progress_func = progress_func,
             .user_data = user_data,
             .wait_ms = config->open_ms};
  gboolean done = helper && do_job (&job, request, cancellable, error);
  if (job.bytes)
    g_byte_array_unref (job.bytes);
  if (ret_pages)
    *ret_pages = job.pages;
  return done;
}
