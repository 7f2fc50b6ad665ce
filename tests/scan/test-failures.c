// Scanners that jam, hang, crash, vanish and lie: what came before is kept, and retrying works.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

#include <string.h>
#include <unistd.h>

#define DEVICE     "scripted:dev1"
#define NOTHING    (-1)
#define A_LONG_MS  120000
#define A_SHORT_MS 700

// `limit` is the offset of the time limit that is short in this case.
typedef struct {
  const char *path;
  const char *script;
  int code; // NOTHING: it works
  guint pages;
  gsize limit;
  YcScanSource source;
} Case;

#define LIMIT(stage) G_STRUCT_OFFSET (YcScanConfig, stage##_ms)
#define FLATBED      .source = YC_SCAN_FLATBED
#define FEEDER       .source = YC_SCAN_FEEDER
#define DUPLEX       .source = YC_SCAN_FEEDER_DUPLEX

static const Case cases[] = {
    {"a feeder is emptied and its end is no error", "pages=3", NOTHING, 3, FEEDER},
    {"duplex gives two pages a sheet", "pages=2", NOTHING, 4, DUPLEX},
    {"a flatbed gives one page", "", NOTHING, 1, FLATBED},
    {"a page of unknown height is measured by its bytes", "lines=unknown", NOTHING, 3, FEEDER},
    {"a driver that gives a few bytes at a time is followed", "pages=1 chunk=13", NOTHING, 1,
     FEEDER},
    {"no paper told in place of the first byte ends a batch", "first.3=nodocs", NOTHING, 2, FEEDER},
    {"no paper before the first page is said", "pages=0", YC_ERROR_SCANNER_NO_PAPER, 0, FEEDER},
    {"no paper in the middle of a page is a short page", "read.2=nodocs", YC_ERROR_SCANNER_SHORT, 1,
     FEEDER},
    {"a jam as page 3 is drawn in keeps two", "start.3=jammed", YC_ERROR_SCANNER_JAMMED, 2, FEEDER},
    {"a jam in the middle of page 3 keeps two", "read.3=jammed", YC_ERROR_SCANNER_JAMMED, 2,
     FEEDER},
    {"an open cover is said", "start.1=cover", YC_ERROR_SCANNER_COVER_OPEN, 0, FEEDER},
    {"a cover opened at page 2 keeps one", "read.2=cover", YC_ERROR_SCANNER_COVER_OPEN, 1, FEEDER},
    {"a device busy at opening is said", "open.1=busy", YC_ERROR_SCANNER_BUSY, 0, FEEDER},
    {"a device busy at the start is said", "start.1=busy", YC_ERROR_SCANNER_BUSY, 0, FLATBED},
    {"a device that is not there is gone", "devices=0", YC_ERROR_SCANNER_GONE, 0, FLATBED},
    {"a device unplugged in page 2 keeps one", "read.2=io", YC_ERROR_SCANNER_GONE, 1, FEEDER},
    {"access denied is a failure", "open.1=denied", YC_ERROR_SCANNER_FAILED, 0, FLATBED},
    {"no memory is a failure", "start.1=nomem", YC_ERROR_SCANNER_FAILED, 0, FLATBED},
    {"settings refused are a failure", "start.1=inval", YC_ERROR_SCANNER_FAILED, 0, FLATBED},
    {"what is unsupported is a failure", "start.1=unsupported", YC_ERROR_SCANNER_FAILED, 0,
     FLATBED},
    {"an unheard-of status is a failure", "start.1=unheard-of", YC_ERROR_SCANNER_FAILED, 0,
     FLATBED},
    {"a page ended at its start is short", "start.1=eof", YC_ERROR_SCANNER_SHORT, 0, FLATBED},
    {"a button on the device cancels", "read.2=cancelled", YC_ERROR_CANCELLED, 1, FEEDER},
    {"a page one byte short is not kept", "short.2=1", YC_ERROR_SCANNER_SHORT, 1, FEEDER},
    {"a short page of unknown height is not kept", "short.2=1 lines=unknown",
     YC_ERROR_SCANNER_SHORT, 1, FEEDER},
    {"a page one byte long is not kept", "long.2=1", YC_ERROR_SCANNER_FAILED, 1, FEEDER},
    {"a page of no height is not kept", "lines=none", YC_ERROR_SCANNER_SHORT, 0, FLATBED},
    {"16 bits a sample are refused", "depth=16", YC_ERROR_SCANNER_FAILED, 0, FLATBED},
    {"colours in three passes are refused", "passes=3", YC_ERROR_SCANNER_FAILED, 0, FLATBED},
    {"a crash at opening is said", "open.1=crash", YC_ERROR_SCANNER_CRASHED, 0, FEEDER},
    {"a crash as page 3 starts keeps two", "start.3=crash", YC_ERROR_SCANNER_CRASHED, 2, FEEDER},
    {"a crash before the first byte keeps one", "first.2=crash", YC_ERROR_SCANNER_CRASHED, 1,
     FEEDER},
    {"a crash in the middle of page 2 keeps one", "read.2=crash", YC_ERROR_SCANNER_CRASHED, 1,
     FEEDER},
    {"a crash as it lets go harms nothing", "close=crash", NOTHING, 3, FEEDER},
    {"a hang at opening is killed", "open.1=hang", YC_ERROR_SCANNER_HUNG, 0, LIMIT (open), FEEDER},
    {"a hang as page 2 starts keeps one", "start.2=hang", YC_ERROR_SCANNER_HUNG, 1, LIMIT (start),
     FEEDER},
    {"a hang before the first byte of page 2 keeps one", "first.2=hang", YC_ERROR_SCANNER_HUNG, 1,
     LIMIT (first), FEEDER},
    {"a hang between bytes of page 3 keeps two", "read.3=hang", YC_ERROR_SCANNER_HUNG, 2,
     LIMIT (between), FEEDER},
    {"a hang at the end of the job keeps all pages", "cancel=hang", YC_ERROR_SCANNER_HUNG, 3,
     LIMIT (close), FEEDER},
    {"a hang at closing keeps all pages", "close=hang", YC_ERROR_SCANNER_HUNG, 3, LIMIT (close),
     FEEDER},
    {"a jam is said though the device then hangs", "start.2=jammed close=hang",
     YC_ERROR_SCANNER_JAMMED, 1, LIMIT (close), FEEDER},
};

static void
be_patient (YcScanConfig *config)
{
  config->list_ms = config->open_ms = config->start_ms = config->first_ms = A_LONG_MS;
  config->between_ms = config->close_ms = config->cancel_ms = A_LONG_MS;
}

static void
assert_kept (Fixture *fixture, guint pages)
{
  g_assert_cmpint (fixture->pages->len, ==, pages);
  for (guint i = 0; i < pages; i++)
    fixture_assert_scripted (fixture, i);
}

static void
test_case (gconstpointer data)
{
  const Case *is = data;
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  YcScanRequest request = {.device = DEVICE, .source = is->source, .mode = YC_SCAN_GREY, .dpi = 50};
  fixture_set_up (&fixture, "scripted\n");
  be_patient (&fixture.config);
  if (is->limit)
    G_STRUCT_MEMBER (guint, &fixture.config, is->limit) = A_SHORT_MS;

  fixture_script (&fixture, is->script);
  gboolean done = fixture_scan (&fixture, &request, &error);
  if (is->code == NOTHING)
    g_assert_no_error (error);
  else
    g_assert_error (error, YC_ERROR, is->code);
  g_assert_cmpint (done, ==, is->code == NOTHING);
  assert_kept (&fixture, is->pages);

  g_clear_error (&error);
  be_patient (&fixture.config);
  fixture_script (&fixture, "pages=2");
  g_assert_true (fixture_scan (&fixture, &request, &error));
  g_assert_no_error (error);
  assert_kept (&fixture, is->source == YC_SCAN_FLATBED ? 1 : is->source == YC_SCAN_FEEDER ? 2 : 4);
  fixture_tear_down (&fixture, NULL);
}

static const YcScanRequest feeder = {
    .device = DEVICE, .source = YC_SCAN_FEEDER, .mode = YC_SCAN_LINEART, .dpi = 50};

typedef struct {
  Fixture *fixture;
  GCancellable *cancellable;
} Canceller;

static gboolean
keep_and_cancel (const YcScanPage *page, gpointer user_data, GError **error)
{
  Canceller *canceller = user_data;
  if (page->index == 1)
    g_cancellable_cancel (canceller->cancellable);
  return fixture_keep (page, canceller->fixture, error);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = {fixture, cancellable};
  guint n;
  fixture_script (fixture, "pages=100000");
  g_assert_false (yc_scan_run (&fixture->config, &feeder, keep_and_cancel, NULL, &canceller,
                               cancellable, &n, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_assert_cmpint (n, >=, 2);
  assert_kept (fixture, n);
  g_autofree char *log = fixture_get_log (fixture);
  g_assert_true (g_str_has_suffix (log, "start cancel close"));
}

static void
cancel_at_bytes (guint index, double fraction, gpointer user_data)
{
  Canceller *canceller = user_data;
  if (fraction > 0)
    g_cancellable_cancel (canceller->cancellable);
}

static void
test_cancel_hung (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = {fixture, cancellable};
  guint n;
  be_patient (&fixture->config);
  fixture->config.cancel_ms = A_SHORT_MS;
  fixture_script (fixture, "read.1=hang");
  g_assert_false (yc_scan_run (&fixture->config, &feeder, keep_and_cancel, cancel_at_bytes,
                               &canceller, cancellable, &n, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
  g_assert_cmpint (n, ==, 0);
}

static gboolean
keep_one (const YcScanPage *page, gpointer fixture, GError **error)
{
  if (page->index == 0)
    return fixture_keep (page, fixture, error);
  g_set_error (error, YC_ERROR, YC_ERROR_DISK_FULL, "No space is left");
  return FALSE;
}

static void
test_taker_fails (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;
  fixture_script (fixture, "pages=100000");
  g_assert_false (
      yc_scan_run (&fixture->config, &feeder, keep_one, NULL, fixture, NULL, &n, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_DISK_FULL);
  g_assert_cmpint (n, ==, 1);
  assert_kept (fixture, 1);
}

// Takes its time over page 1: until the helper has sent the others and is about to die.
static gboolean
keep_late (const YcScanPage *page, gpointer user_data, GError **error)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  for (gboolean crashed = page->index > 0; !crashed;) {
    g_autofree char *log = fixture_get_log (user_data);
    crashed = strstr (log, "crash") != NULL;
    g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    g_thread_yield ();
  }
  return fixture_keep (page, user_data, error);
}

static void
test_complete_before_crash (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n;
  fixture_script (fixture, "start.4=crash");
  g_assert_false (
      yc_scan_run (&fixture->config, &feeder, keep_late, NULL, fixture, NULL, &n, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SCANNER_CRASHED);
  g_assert_cmpint (n, ==, 3);
  assert_kept (fixture, 3);
}

static void
test_order_of_calls (Fixture *fixture, gconstpointer data)
{
  fixture_script (fixture, "pages=2");
  g_assert_true (fixture_scan (fixture, &feeder, NULL));
  g_autofree char *well = fixture_get_log (fixture);
  g_assert_cmpstr (well, ==, "open start start start cancel close");
  fixture_script (fixture, "start.2=jammed");
  g_assert_false (fixture_scan (fixture, &feeder, NULL));
  g_autofree char *badly = fixture_get_log (fixture);
  g_assert_cmpstr (badly, ==, "open start start jammed cancel close");
}

static void
test_wait_for_paper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcScanRequest request = feeder;
  request.wait = TRUE;
  fixture_script (fixture, "pages=2 wait=1");
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  assert_kept (fixture, 2);
  g_autofree char *log = fixture_get_log (fixture);
  g_assert_cmpstr (log, ==, "open start cancel start start start cancel close");
}

static void
test_wait_for_button (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcScanRequest request = {
      .device = DEVICE, .source = YC_SCAN_FLATBED, .mode = YC_SCAN_GREY, .dpi = 50, .wait = TRUE};
  fixture_script (fixture, "button=2");
  g_assert_true (fixture_scan (fixture, &request, &error));
  fixture_script (fixture, "");
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  assert_kept (fixture, 1);
}

static void
cancel_when_waiting (guint index, double fraction, gpointer user_data)
{
  Canceller *canceller = user_data;
  g_assert_cmpfloat (fraction, ==, YC_SCAN_WAITING);
  g_cancellable_cancel (canceller->cancellable);
}

static void
test_cancel_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Canceller canceller = {fixture, cancellable};
  YcScanRequest request = feeder;
  request.wait = TRUE;
  fixture_script (fixture, "pages=0");
  g_assert_false (yc_scan_run (&fixture->config, &request, keep_and_cancel, cancel_when_waiting,
                               &canceller, cancellable, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
}

// What the whole of 1,000 pages, 50 MB, adds to a process that lets each go.
static gsize
get_resident (void)
{
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  return g_ascii_strtoull (strchr (text, ' '), NULL, 10) * (gsize)getpagesize ();
}

static gboolean
look_and_drop (const YcScanPage *page, gpointer user_data, GError **error)
{
  gsize *resident = user_data;
  resident[page->index >= 100] = MAX (resident[page->index >= 100], get_resident ());
  return TRUE;
}

static void
test_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gsize resident[2] = {0};
  guint n;
  fixture_script (fixture, "pages=1000 chunk=1000000");
  g_assert_true (
      yc_scan_run (&fixture->config, &feeder, look_and_drop, NULL, resident, NULL, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1000);
  g_test_message ("resident at 100 pages %zu kB, at 1,000 pages %zu kB", resident[0] / 1024,
                  resident[1] / 1024);
  g_assert_cmpint (resident[1], <, resident[0] + (4 << 20));
}

static void
test_no_helper (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  fixture->config.helper = "/nonexistent/yichuang-scan";
  g_assert_false (fixture_scan (fixture, &feeder, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/scan/", cases[i].path, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
#define ADD(path, func)                                                                            \
  g_test_add ("/scan/" path, Fixture, "scripted\n", fixture_set_up, func, fixture_tear_down)
  ADD ("cancelling keeps the complete pages and ends the job in order", test_cancel);
  ADD ("cancelling kills a helper that does not answer", test_cancel_hung);
  ADD ("a full disk ends the job with that error", test_taker_fails);
  ADD ("a page that was reported complete is kept when the helper crashes",
       test_complete_before_crash);
  ADD ("the device is cancelled once, after the job and never between pages", test_order_of_calls);
  ADD ("an empty feeder is waited for", test_wait_for_paper);
  ADD ("the glass waits for the button of the device, if there is one", test_wait_for_button);
  ADD ("waiting for paper can be cancelled", test_cancel_waiting);
  ADD ("memory does not grow with a thousand pages", test_memory);
  ADD ("a missing helper is said", test_no_helper);
  return g_test_run ();
}
