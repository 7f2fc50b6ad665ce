// A workstation that finds its files damaged, unwritable or locked: it says so, and keeps them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-error.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define PASSWORD "yichuang-demo"

static char *
store_path (const char *profile)
{
  return g_build_filename (g_get_user_data_dir (), "yichuang", profile, "store.sqlite", NULL);
}

// A workstation that has worked before.
static void
work_once (YcTestCentral *central, const char *profile)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (central), "wang", PASSWORD, &error);
  g_autoptr (YcFile) file = NULL;

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  file = robot_new_case (session, "real-estate-transfer", &error);
  g_assert_no_error (error);
  g_clear_object (&file);
  g_assert_true (robot_sync (session));
  robot_leave (&session);
}

static void
test_damaged (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autofree char *path = store_path ("damaged");
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize size, size_after;
  YcSession *session;

  work_once (central, "damaged");
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  g_assert_cmpuint (size, >, 3 * 4096);
  for (gsize page = 4096; page + 64 < size; page += 4096) // the heads of all pages but the first
    memset (before + page, 0x5a, 64);
  g_assert_true (g_file_set_contents (path, before, (gssize)size, NULL));

  session = robot_begin ("damaged", yc_test_central_get_url (central), "wang", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (yc_session_is_read_only (session)); // what is still readable is shown
  robot_leave (&session);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after); // and nothing is touched
}

static void
test_unwritable (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autofree char *blocked = g_build_filename (g_get_user_data_dir (), "yichuang", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  // A file where the folder should be: even root cannot write below it.
  g_assert_cmpint (g_mkdir_with_parents (g_get_user_data_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (blocked, "", 0, NULL));
  g_assert_null (
      robot_begin ("blocked", yc_test_central_get_url (central), "wang", PASSWORD, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

static void
test_newer (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autofree char *path = store_path ("newer");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  work_once (central, "newer");
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  bytes[62] = 0x03; // user_version, in SQLite's own header, becomes more than we know
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
  g_assert_null (
      robot_begin ("newer", yc_test_central_get_url (central), "wang", PASSWORD, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TOO_NEW);
}

static void
test_wrong_password (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (
      robot_begin ("wrong", yc_test_central_get_url (central), "wang", "not this one", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  g_clear_error (&error);
  g_assert_null (robot_begin ("wrong", "central", "wang", PASSWORD, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_URL);
}

// A limit on the size of files stands in for a disk without room: writing fails in the same places.
static void
set_room (rlim_t bytes)
{
  const struct rlimit limit = {bytes, RLIM_INFINITY};

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;
  g_autofree char *page = robot_make_page (5);
  g_autofree char *other = robot_make_page (6);
  GStatBuf about;
  YcSession *session =
      robot_begin ("full", yc_test_central_get_url (central), "wang", PASSWORD, &error);
  g_autoptr (YcFile) file = NULL;

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  file = robot_new_case (session, "real-estate-transfer", &error);
  g_assert_no_error (error);
  g_assert_true (robot_import (file, "application", page, &error));
  robot_settle (file);
  g_assert_cmpint (g_stat (other, &about), ==, 0);
  set_room ((rlim_t)about.st_size); // as the file is read into memory; sealed, it is larger
  g_assert_false (robot_import (file, "application", other, &error));
  set_room (RLIM_INFINITY);
  g_assert_error (error, YC_ERROR, YC_ERROR_DISK_FULL);
  g_clear_error (&error);
  while (g_list_model_get_n_items (yc_file_get_pages (file)) != 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (robot_import (file, "application", other, &error)); // room was made
  g_assert_no_error (error);
  g_clear_object (&file);
  g_assert_true (robot_sync (session));
  robot_leave (&session);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/bad/a damaged database is opened for looking at most, and kept as it is",
                   test_damaged);
  g_test_add_func ("/bad/a home that cannot be written to is said so", test_unwritable);
  g_test_add_func ("/bad/a database of a newer version is left alone", test_newer);
  g_test_add_func ("/bad/a wrong password or address begins nothing", test_wrong_password);
  g_test_add_func ("/bad/a full disk loses nothing, and work goes on when there is room",
                   test_full_disk);
  return g_test_run ();
}
