// Every SANE status at every point of a page, on every source: the right error, and what came
// before it is kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

#define FINE (-1)

typedef struct {
  const char *word; // of the scripted driver
  int start, first, read;
} Status;

#define ALWAYS(code) YC_ERROR_##code, YC_ERROR_##code, YC_ERROR_##code
static const Status statuses[] = {
    {"unsupported", ALWAYS (SCANNER_FAILED)},
    {"cancelled", ALWAYS (CANCELLED)},
    {"busy", ALWAYS (SCANNER_BUSY)},
    {"inval", ALWAYS (SCANNER_FAILED)},
    {"eof", ALWAYS (SCANNER_SHORT)},
    {"jammed", ALWAYS (SCANNER_JAMMED)},
    {"nodocs", YC_ERROR_SCANNER_NO_PAPER, YC_ERROR_SCANNER_NO_PAPER, YC_ERROR_SCANNER_SHORT},
    {"cover", ALWAYS (SCANNER_COVER_OPEN)},
    {"io", ALWAYS (SCANNER_GONE)},
    {"nomem", ALWAYS (SCANNER_FAILED)},
    {"denied", ALWAYS (SCANNER_FAILED)},
    {"unheard-of", ALWAYS (SCANNER_FAILED)},
};

static const char *const points[] = {"start", "first", "read"};

// An empty feeder after a page is how a pile ends.
static int
expect (const Status *status, guint point, guint page)
{
  const int codes[] = {status->start, status->first, status->read};
  return codes[point] == YC_ERROR_SCANNER_NO_PAPER && page > 1 ? FINE : codes[point];
}

static void
try (Fixture *fixture, const Status *status, guint point, guint page, YcScanSource source)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *script = g_strdup_printf ("pages=3 %s.%u=%s", points[point], page, status->word);
  const YcScanRequest request = {
      .device = "scripted:dev1", .source = source, .mode = YC_SCAN_LINEART, .dpi = 50};
  int code = expect (status, point, page);
  g_test_message ("source %d: %s", (int)source, script);
  fixture_script (fixture, script);
  gboolean done = fixture_scan (fixture, &request, &error);
  g_assert_cmpint (done, ==, code == FINE);
  if (!done)
    g_assert_error (error, YC_ERROR, code);
  g_assert_cmpint (fixture->pages->len, ==, page - 1);
  for (guint i = 0; i < fixture->pages->len; i++)
    fixture_assert_scripted (fixture, i);
}

static void
test_source (Fixture *fixture, gconstpointer data)
{
  YcScanSource source = GPOINTER_TO_UINT (data);
  guint last = source == YC_SCAN_FLATBED ? 1 : 2;
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (guint point = 0; point < G_N_ELEMENTS (points); point++)
      for (guint page = 1; page <= last; page++)
        try (fixture, &statuses[i], point, page, source);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, "scripted\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, source)                                                                          \
  g_test_add ("/scan/statuses/" path, Fixture, GUINT_TO_POINTER (source), set_up, test_source,     \
              fixture_tear_down)
  ADD ("each is said and harms no page before it on the glass", YC_SCAN_FLATBED);
  ADD ("each is said and harms no page before it in the feeder", YC_SCAN_FEEDER);
  ADD ("each is said and harms no page before it in duplex", YC_SCAN_FEEDER_DUPLEX);
  return g_test_run ();
}
