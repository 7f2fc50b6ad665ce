// libsane's own virtual scanners: a whole A4 sheet, bit for bit what scanimage gets from them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

#include <gio/gio.h>
#include <string.h>

static void
set_up_all (Fixture *fixture, gconstpointer data)
{
  fixture_set_up (fixture, "test\npnm\n");
}

static void
assert_same (GBytes *page, GBytes *picture)
{
  gsize n_page;
  gsize n_picture;
  const guint8 *ours = g_bytes_get_data (page, &n_page);
  const guint8 *theirs = g_bytes_get_data (picture, &n_picture);
  // A PNM file is a head of a few lines and then the bare bytes.
  g_assert_cmpint (n_picture, >, n_page);
  g_assert_cmpint (n_picture, <, n_page + 100);
  g_assert_cmpint (memcmp (ours, theirs + (n_picture - n_page), n_page), ==, 0);
}

static GBytes *
run_scanimage (const char *const *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_ptr_array_add (argv, (gpointer)g_getenv ("SCANIMAGE"));
  for (gsize i = 0; options[i]; i++)
    g_ptr_array_add (argv, (gpointer)options[i]);
  g_ptr_array_add (argv, (gpointer) "--format=pnm");
  g_ptr_array_add (argv, NULL);
  g_autoptr (GSubprocess) process =
      g_subprocess_newv ((const char *const *)argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  GBytes *out = NULL;
  g_assert_true (g_subprocess_communicate (process, NULL, NULL, &out, NULL, &error));
  g_assert_no_error (error);
  return out;
}

typedef struct {
  const char *path;
  YcScanMode mode;
  const char *mode_option;
  const char *depth_option;
  guint dpi;
  const char *dpi_option;
} Sheet;

static const Sheet sheets[] = {
    {"/scan/drivers/a grey A4 sheet", YC_SCAN_GREY, "--mode=Gray", "--depth=8", 100, "100"},
    {"/scan/drivers/a colour A4 sheet", YC_SCAN_COLOUR, "--mode=Color", "--depth=8", 100, "100"},
    {"/scan/drivers/a black and white A4 sheet, which this driver calls grey of one bit",
     YC_SCAN_LINEART, "--mode=Gray", "--depth=1", 100, "100"},
    {"/scan/drivers/a grey A4 sheet at 300 dpi", YC_SCAN_GREY, "--mode=Gray", "--depth=8", 300,
     "300"},
};

static void
test_sheet (Fixture *fixture, gconstpointer data)
{
  const Sheet *sheet = data;
  g_autoptr (GError) error = NULL;
  const char *const settings[] = {"test-picture=Color pattern", NULL};
  YcScanRequest request = {.device = "test:0",
                           .source = YC_SCAN_FLATBED,
                           .mode = sheet->mode,
                           .dpi = sheet->dpi,
                           .settings = settings};
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture->pages->len, ==, 1);
  YcScanPage *head = &g_array_index (fixture->heads, YcScanPage, 0);
  g_assert_cmpint (head->mode, ==, sheet->mode);
  g_assert_cmpint (head->dpi, ==, sheet->dpi);
  g_assert_cmpint (head->width, ==, (guint)(210 / 25.4 * sheet->dpi));
  g_assert_cmpint (head->height, ==, (guint)(297 / 25.4 * sheet->dpi));
  const char *const options[] = {"-dtest:0",
                                 sheet->mode_option,
                                 sheet->depth_option,
                                 "--resolution",
                                 sheet->dpi_option,
                                 "--test-picture=Color pattern",
                                 "-x210",
                                 "-y297",
                                 NULL};
  g_autoptr (GBytes) picture = run_scanimage (options);
  assert_same (fixture->pages->pdata[0], picture);
}

static gboolean
is_all (GBytes *bytes, guint8 value)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);
  gsize wrong = 0;
  for (gsize i = 0; i < n; i++)
    wrong += data[i] != value;
  return n > 0 && wrong == 0;
}

static void
test_feeder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const settings[] = {"test-picture=Solid white", NULL};
  YcScanRequest request = {.device = "test:1",
                           .source = YC_SCAN_FEEDER,
                           .mode = YC_SCAN_GREY,
                           .dpi = 75,
                           .settings = settings};
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture->pages->len, ==, 10);
  for (guint i = 0; i < 10; i++)
    g_assert_true (is_all (fixture->pages->pdata[i], 255));
}

static void
test_nearest_resolution (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  YcScanRequest request = {
      .device = "pnm:0", .source = YC_SCAN_FLATBED, .mode = YC_SCAN_COLOUR, .dpi = 112};
  g_autofree char *file = g_build_filename (fixture->folder, "page.ppm", NULL);
  g_autofree char *setting = g_strconcat ("filename=", file, NULL);
  const char *const settings[] = {setting, NULL};
  request.settings = settings;
  fixture_write (fixture, "page.ppm", "P6\n2 2\n255\nabcdefghijkl", -1);
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  YcScanPage *head = &g_array_index (fixture->heads, YcScanPage, 0);
  g_assert_cmpint (head->dpi, ==, 120);
}

// The test driver's own misfortunes, and those of the file reader.
typedef struct {
  const char *path;
  const char *device;
  const char *setting;
  YcScanMode mode;
  int code;
} Trouble;

#define READ "read-return-value=SANE_STATUS_"
static const Trouble troubles[] = {
    {"a jam", "test:0", READ "JAMMED", YC_SCAN_GREY, YC_ERROR_SCANNER_JAMMED},
    {"an open cover", "test:0", READ "COVER_OPEN", YC_SCAN_GREY, YC_ERROR_SCANNER_COVER_OPEN},
    {"a busy device", "test:0", READ "DEVICE_BUSY", YC_SCAN_GREY, YC_ERROR_SCANNER_BUSY},
    {"a device gone", "test:0", READ "IO_ERROR", YC_SCAN_GREY, YC_ERROR_SCANNER_GONE},
    {"an early end", "test:0", READ "EOF", YC_SCAN_GREY, YC_ERROR_SCANNER_SHORT},
    {"three passes", "test:0", "three-pass=yes", YC_SCAN_COLOUR, YC_ERROR_SCANNER_FAILED},
    {"sixteen bits", "test:0", "depth=16", YC_SCAN_GREY, YC_ERROR_SCANNER_FAILED},
    {"a setting unknown", "test:0", "no-such-thing=1", YC_SCAN_GREY, YC_ERROR_SCANNER_FAILED},
    {"a value impossible", "test:0", "test-picture=Cat", YC_SCAN_GREY, YC_ERROR_SCANNER_FAILED},
    {"a device unknown", "test:9", NULL, YC_SCAN_GREY, YC_ERROR_SCANNER_GONE},
    {"a driver unknown", "nobody:0", NULL, YC_SCAN_GREY, YC_ERROR_SCANNER_GONE},
    {"a jam of the file reader", "pnm:0", "status-jammed=yes", YC_SCAN_GREY,
     YC_ERROR_SCANNER_JAMMED},
};

static void
test_trouble (gconstpointer data)
{
  const Trouble *trouble = data;
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  fixture_set_up (&fixture, "test\npnm\n");
  // The test driver kills its own thread in the middle of anything, and may then wait for it for
  // ever: a hang that the watchdog ends.
  fixture.config.close_ms = 500;
  fixture_write (&fixture, "page.ppm", "P6\n2 2\n255\nabcdefghijkl", -1);
  g_autofree char *file = g_strconcat ("filename=", fixture.folder, "/page.ppm", NULL);
  const char *settings[3] = {trouble->setting, NULL};
  if (g_str_has_prefix (trouble->device, "pnm"))
    settings[1] = file;
  YcScanRequest request = {
      .device = trouble->device, .mode = trouble->mode, .dpi = 75, .settings = settings};
  g_assert_false (fixture_scan (&fixture, &request, &error));
  g_assert_error (error, YC_ERROR, trouble->code);
  g_assert_cmpint (fixture.pages->len, ==, 0);
  request.device = "test:0";
  request.settings = NULL;
  g_clear_error (&error);
  fixture.config.close_ms = 60000;
  g_assert_true (fixture_scan (&fixture, &request, &error));
  g_assert_no_error (error);
  fixture_tear_down (&fixture, NULL);
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  const char *const extra = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) file = g_string_new ("P6\n64 48\n255\n");
  for (guint i = 0; i < 64 * 48 * 3; i++)
    g_string_append_c (file, (char)(i * 13 % 251));
  fixture_write (fixture, "page.ppm", file->str, (gssize)file->len);
  g_autofree char *setting = g_strconcat ("filename=", fixture->folder, "/page.ppm", NULL);
  const char *const settings[] = {setting, extra, NULL};
  YcScanRequest request = {.device = "pnm:0",
                           .source = YC_SCAN_FLATBED,
                           .mode = YC_SCAN_COLOUR,
                           .dpi = 75,
                           .settings = settings};
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  g_assert_cmpint (fixture->pages->len, ==, 1);
  YcScanPage *head = &g_array_index (fixture->heads, YcScanPage, 0);
  g_assert_cmpint (head->width, ==, 64);
  g_assert_cmpint (head->height, ==, 48);
  g_assert_cmpint (head->mode, ==, YC_SCAN_COLOUR);
  g_autoptr (GBytes) whole = g_bytes_new (file->str, file->len);
  assert_same (fixture->pages->pdata[0], whole);
}

static void
test_hand_scanner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *const settings[] = {"hand-scanner=yes", NULL};
  YcScanRequest request = {.device = "test:0",
                           .source = YC_SCAN_FLATBED,
                           .mode = YC_SCAN_GREY,
                           .dpi = 75,
                           .settings = settings};
  g_assert_true (fixture_scan (fixture, &request, &error));
  g_assert_no_error (error);
  YcScanPage *head = &g_array_index (fixture->heads, YcScanPage, 0);
  g_assert_cmpint (head->height, >, 0);
}

static void
note_progress (guint index, double fraction, gpointer user_data)
{
  double *last = user_data;
  g_assert_cmpint (index, ==, 0);
  g_assert_cmpfloat (fraction, >=, *last);
  *last = fraction;
}

static gboolean
take (const YcScanPage *page, gpointer user_data, GError **error)
{
  return TRUE;
}

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  double last = 0;
  YcScanRequest request = {
      .device = "test:0", .source = YC_SCAN_FLATBED, .mode = YC_SCAN_GREY, .dpi = 100};
  g_assert_true (
      yc_scan_run (&fixture->config, &request, take, note_progress, &last, NULL, NULL, NULL));
  g_assert_cmpfloat (last, ==, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, data, func)                                                                      \
  g_test_add ("/scan/drivers/" path, Fixture, data, set_up_all, func, fixture_tear_down)
  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    g_test_add (sheets[i].path, Fixture, &sheets[i], set_up_all, test_sheet, fixture_tear_down);
  ADD ("the feeder of the test driver gives its ten sheets", NULL, test_feeder);
  ADD ("the nearest resolution is taken and told", NULL, test_nearest_resolution);
  ADD ("a picture file is scanned bit for bit", NULL, test_file);
  ADD ("a picture file of unknown height likewise", "hand-scanner=yes", test_file);
  ADD ("a hand scanner's page ends where the hand stops", NULL, test_hand_scanner);
  ADD ("progress rises to the whole page", NULL, test_progress);
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++) {
    g_autofree char *path =
        g_strdup_printf ("/scan/drivers/%s is said, and the next scan works", troubles[i].path);
    g_test_add_data_func (path, &troubles[i], test_trouble);
  }
  return g_test_run ();
}
