// A folder of libsane settings for a test, and a basket for the pages that come.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "scripted.h"

#include <glib/gstdio.h>

void
fixture_write (Fixture *fixture, const char *name, const char *text, gssize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

void
fixture_set_up (Fixture *fixture, gconstpointer drivers)
{
  fixture->pages = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  fixture->heads = g_array_new (FALSE, FALSE, sizeof (YcScanPage));
  fixture->config = (YcScanConfig)YC_SCAN_CONFIG_INIT;
  fixture->config.local_only = TRUE;
  fixture->folder = g_dir_make_tmp ("yc-scan-XXXXXX", NULL);
  fixture->log = g_build_filename (fixture->folder, "log", NULL);
  fixture_write (fixture, "dll.conf", drivers, -1);
  // Without this the bed of the test driver is too small for A4.
  fixture_write (fixture, "test.conf", "number_of_devices 2\ngeometry_max 300.0\n", -1);
  g_setenv ("SANE_CONFIG_DIR", fixture->folder, TRUE);
  g_setenv ("YC_SCRIPTED_LOG", fixture->log, TRUE);
  fixture_script (fixture, "");
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_unlink (path);
  }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer drivers)
{
  remove_folder (fixture->folder);
  g_ptr_array_unref (fixture->pages);
  g_array_unref (fixture->heads);
  g_free (fixture->folder);
  g_free (fixture->log);
}

void
fixture_script (Fixture *fixture, const char *script)
{
  g_setenv ("YC_SCRIPTED", script, TRUE);
  fixture_write (fixture, "log", "", 0);
}

char *
fixture_get_log (Fixture *fixture)
{
  char *text = NULL;
  g_assert_true (g_file_get_contents (fixture->log, &text, NULL, NULL));
  return g_strchomp (text);
}

gboolean
fixture_keep (const YcScanPage *page, gpointer user_data, GError **error)
{
  Fixture *fixture = user_data;
  g_assert_cmpint (page->index, ==, fixture->pages->len);
  g_assert_cmpint (g_bytes_get_size (page->data), ==, page->stride * page->height);
  g_ptr_array_add (fixture->pages, g_bytes_ref (page->data));
  g_array_append_val (fixture->heads, *page);
  return TRUE;
}

gboolean
fixture_scan (Fixture *fixture, const YcScanRequest *request, GError **error)
{
  guint n = G_MAXUINT;
  g_ptr_array_set_size (fixture->pages, 0);
  g_array_set_size (fixture->heads, 0);
  gboolean done =
      yc_scan_run (&fixture->config, request, fixture_keep, NULL, fixture, NULL, &n, error);
  g_assert_cmpint (n, ==, fixture->pages->len);
  return done;
}

void
fixture_assert_scripted (Fixture *fixture, guint index)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (fixture->pages->pdata[index], &length);
  gsize wrong = 0;
  for (gsize i = 0; i < length; i++)
    wrong += bytes[i] != scripted_byte (index + 1, i);
  g_assert_cmpint (length, >, 0);
  g_assert_cmpint (wrong, ==, 0);
}
