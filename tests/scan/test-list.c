// The list of scanners: what each can do, devices that come and go, and those that spoil the list.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

static GPtrArray *
list (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *scanners = yc_scanner_list (&fixture->config, NULL, &error);
  g_assert_no_error (error);
  return scanners;
}

static void
test_scripted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) scanners = list (fixture);
  g_assert_cmpint (scanners->len, ==, 1);
  YcScanner *scanner = scanners->pdata[0];
  g_assert_cmpstr (yc_scanner_get_name (scanner), ==, "scripted:dev1");
  g_assert_cmpstr (yc_scanner_get_vendor (scanner), ==, "Yichuang");
  g_assert_cmpstr (yc_scanner_get_model (scanner), ==, "Scripted 1");
  g_assert_cmpstr (yc_scanner_get_kind (scanner), ==, "sheetfed scanner");
  g_assert_null (yc_scanner_get_trouble (scanner));
  for (guint source = 0; source < YC_SCAN_N_SOURCES; source++)
    g_assert_true (yc_scanner_has_source (scanner, source));
  for (guint mode = 0; mode < YC_SCAN_N_MODES; mode++)
    g_assert_true (yc_scanner_has_mode (scanner, mode));
  const guint expected[] = {75, 100, 150, 200, 240, 300, 400, 600};
  gsize n;
  const guint *resolutions = yc_scanner_get_resolutions (scanner, &n);
  g_assert_cmpmem (resolutions, n * sizeof (guint), expected, sizeof expected);
}

static void
test_test_driver (Fixture *fixture, gconstpointer data)
{
  fixture_write (fixture, "dll.conf", "test\npnm\n", -1);
  g_autoptr (GPtrArray) scanners = list (fixture);
  g_assert_cmpint (scanners->len, ==, 4);
  for (guint i = 0; i < scanners->len; i++) {
    YcScanner *scanner = scanners->pdata[i];
    gboolean is_test = g_str_has_prefix (yc_scanner_get_name (scanner), "test:");
    g_assert_null (yc_scanner_get_trouble (scanner));
    g_assert_true (yc_scanner_has_source (scanner, YC_SCAN_FLATBED));
    g_assert_cmpint (yc_scanner_has_source (scanner, YC_SCAN_FEEDER), ==, is_test);
    g_assert_false (yc_scanner_has_source (scanner, YC_SCAN_FEEDER_DUPLEX));
    g_assert_cmpint (yc_scanner_has_mode (scanner, YC_SCAN_LINEART), ==, is_test);
    g_assert_cmpint (yc_scanner_has_mode (scanner, YC_SCAN_COLOUR), ==, is_test);
  }
}

static void
test_come_and_go (Fixture *fixture, gconstpointer data)
{
  const guint counts[] = {0, 2, 3, 1, 0, 1};
  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autofree char *script = g_strdup_printf ("devices=%u", counts[i]);
    fixture_script (fixture, script);
    g_autoptr (GPtrArray) scanners = list (fixture);
    g_assert_cmpint (scanners->len, ==, counts[i]);
  }
}

typedef struct {
  const char *path;
  const char *script;
  int code;
  gboolean hangs;
} Spoiler;

static const Spoiler spoilers[] = {
    {"/scan/list/a busy device is listed with its trouble", "devices=3 open.2=busy",
     YC_ERROR_SCANNER_BUSY, FALSE},
    {"/scan/list/a device that crashes its driver does not hide the others",
     "devices=3 open.2=crash", YC_ERROR_SCANNER_CRASHED, FALSE},
    {"/scan/list/a device that hangs its driver does not hide the others", "devices=3 open.2=hang",
     YC_ERROR_SCANNER_HUNG, TRUE},
};

static void
test_spoiler (gconstpointer data)
{
  const Spoiler *spoiler = data;
  Fixture fixture;
  fixture_set_up (&fixture, "scripted\n");
  fixture_script (&fixture, spoiler->script);
  if (spoiler->hangs)
    fixture.config.open_ms = 3000;
  g_autoptr (GPtrArray) scanners = list (&fixture);
  g_assert_cmpint (scanners->len, ==, 3);
  for (guint i = 0; i < 3; i++) {
    YcScanner *scanner = scanners->pdata[i];
    if (i == 1)
      g_assert_error (yc_scanner_get_trouble (scanner), YC_ERROR, spoiler->code);
    else
      g_assert_true (yc_scanner_has_source (scanner, YC_SCAN_FLATBED));
  }
  fixture_tear_down (&fixture, NULL);
}

typedef struct {
  const char *path;
  const char *script;
  int code;
} Failure;

static const Failure failures[] = {
    {"/scan/list/a driver that crashes while looking is said", "list=crash",
     YC_ERROR_SCANNER_CRASHED},
    {"/scan/list/a driver that hangs while looking is killed", "list=hang", YC_ERROR_SCANNER_HUNG},
};

static void
test_failure (gconstpointer data)
{
  const Failure *failure = data;
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  fixture_set_up (&fixture, "scripted\n");
  fixture_script (&fixture, failure->script);
  fixture.config.list_ms = failure->code == YC_ERROR_SCANNER_HUNG ? 500 : 60000;
  g_autoptr (GPtrArray) none = yc_scanner_list (&fixture.config, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, YC_ERROR, failure->code);
  fixture_script (&fixture, "");
  fixture.config.list_ms = 60000;
  g_autoptr (GPtrArray) again = list (&fixture);
  g_assert_cmpint (again->len, ==, 1);
  fixture_tear_down (&fixture, NULL);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_autoptr (GPtrArray) none = yc_scanner_list (&fixture->config, cancellable, &error);
  g_assert_null (none);
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/scan/list/" path, Fixture, "scripted\n", fixture_set_up, func, fixture_tear_down)
  ADD ("a scanner tells what it can do", test_scripted);
  ADD ("the drivers of libsane tell what they can do", test_test_driver);
  ADD ("each list shows the devices there are just now", test_come_and_go);
  ADD ("looking for scanners can be cancelled", test_cancel);
  for (gsize i = 0; i < G_N_ELEMENTS (spoilers); i++)
    g_test_add_data_func (spoilers[i].path, &spoilers[i], test_spoiler);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    g_test_add_data_func (failures[i].path, &failures[i], test_failure);
  return g_test_run ();
}
