// Opening a store: whose it is, what is wrong with it, and that it is never lost.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-db.h"
#include "yc-error.h"

#include <string.h>

static char *
read_database (Desk *desk, gsize *ret_size)
{
  g_autofree char *path = g_build_filename (desk->folder, "store.sqlite", NULL);
  char *bytes;

  g_assert_true (g_file_get_contents (path, &bytes, ret_size, NULL));
  return bytes;
}

static void
write_database (Desk *desk, const char *bytes, gsize size)
{
  g_autofree char *path = g_build_filename (desk->folder, "store.sqlite", NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
}

static void
refuse (Desk *desk, YcVault *vault, YcErrorCode code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_store_open (desk->folder, vault, &error));
  g_assert_error (error, YC_ERROR, (int)code);
}

static void
test_wrong_key (Desk *desk, gconstpointer data)
{
  g_autoptr (YcVault) other = yc_vault_new (NULL);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&desk->store, yc_store_close);
  refuse (desk, other, YC_ERROR_SEALED);
  g_assert_null (yc_store_open_read_only (desk->folder, other, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEALED);
}

// Half of the file is rubbish: told, kept byte for byte, and what can be read is shown.
static void
test_corrupt (Desk *desk, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize size, size_after;

  for (guint i = 0; i < 30; i++) {
    g_autofree char *number = g_strdup_printf ("2026-G1-%06u", i);
    g_autofree char *id = desk_begin (desk, STORY_NAME, number);
  }
  g_clear_pointer (&desk->store, yc_store_close);
  before = read_database (desk, &size);
  memset (before + size / 2, 0x5a, size / 2);
  write_database (desk, before, size);
  refuse (desk, desk->vault, YC_ERROR_CORRUPT);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (YcStore) store = yc_store_open_read_only (desk->folder, desk->vault, &error);

    g_assert_true (store != NULL || error != NULL);
  }
  after = read_database (desk, &size_after);
  g_assert_cmpmem (before, size, after, size_after);
}

static void
test_not_a_database (Desk *desk, gconstpointer data)
{
  g_autofree char *rubbish = g_strnfill (9000, 'x');
  g_autofree char *after = NULL;
  gsize size;

  g_clear_pointer (&desk->store, yc_store_close);
  write_database (desk, rubbish, 9000);
  refuse (desk, desk->vault, YC_ERROR_CORRUPT);
  after = read_database (desk, &size);
  g_assert_cmpmem (rubbish, 9000, after, size);
}

// user_version stands at byte 60 of the file.
static void
test_newer (Desk *desk, gconstpointer data)
{
  g_autofree char *bytes = NULL, *after = NULL;
  gsize size, size_after;

  g_clear_pointer (&desk->store, yc_store_close);
  bytes = read_database (desk, &size);
  bytes[62] = 0x27;
  write_database (desk, bytes, size);
  refuse (desk, desk->vault, YC_ERROR_TOO_NEW);
  after = read_database (desk, &size_after);
  g_assert_cmpmem (bytes, size, after, size_after);
}

// What a person looks for is found in a store that may not be written, too.
static void
test_read_only (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  const YcQueueFilter filter = {
      .place = YC_PLACE_ALL, .person = STORY_CLERK, .state = -1, .search = "小华"};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcStore) reader = yc_store_open_read_only (desk->folder, desk->vault, &error);
  g_autoptr (YcCase) self = NULL;
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  self = yc_store_load_case (reader, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yc_case_get_applicant (self, "name"), ==, STORY_NAME);
  rows = yc_store_query_queue (reader, &filter, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_false (yc_store_set_setting (reader, "a", "b", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

// Every schema that was ever released is brought to today's, with all that is in it.
static void
test_old_schema (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("store-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "store.sqlite", NULL);
  g_autofree char *script =
      g_test_build_filename (G_TEST_DIST, "store", "old", "store-1.sql", NULL);
  const YcQueueFilter filter = {.place = YC_PLACE_ALL, .person = STORY_CLERK, .state = -1};
  g_autofree char *sql = NULL, *cursor = NULL, *request = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcStore) store = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GPtrArray) voids = NULL;
  YcDb *db;

  g_assert_true (g_file_get_contents (script, &sql, NULL, NULL));
  db = yc_db_open (path, YC_DB_READ_WRITE, &error);
  g_assert_true (yc_db_run (db, sql, &error));
  yc_db_close (db);
  store = yc_store_open (folder, desk->vault, &error);
  g_assert_no_error (error);
  rows = yc_store_query_queue (store, &filter, &error);
  voids = yc_store_list_voids (store, 10, &error);
  cursor = yc_store_get_setting (store, "cursor/wang");
  request = yc_store_ensure_request (store, "voucher", STORY_START, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (voids->len, ==, 0);
  g_assert_cmpint (yc_store_count_numbers (store, "case", &error), ==, 2);
  g_assert_cmpint (yc_store_count_numbers (store, "voucher", &error), ==, 0);
  g_assert_cmpstr (cursor, ==, "4711");
  g_assert_cmpstr (request, ==, "r3");
}

static void
test_no_folder (Desk *desk, gconstpointer data)
{
  g_autofree char *file = g_build_filename (desk->folder, "file", NULL);
  g_autofree char *folder = g_build_filename (file, "store", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (yc_store_open (folder, desk->vault, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (yc_store_open_read_only (folder, desk->vault, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

// The window reads while the worker writes.
static void
test_two_connections (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcStore) other = yc_store_open (desk->folder, desk->vault, &error);
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) self = yc_store_load_case (other, id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (self->version, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/store/open/another key is refused", test_wrong_key);
  ADD ("/store/open/a damaged store is told and kept", test_corrupt);
  ADD ("/store/open/a file that is no store is kept", test_not_a_database);
  ADD ("/store/open/a store of a newer program is refused and kept", test_newer);
  ADD ("/store/open/a reader finds and changes nothing", test_read_only);
  ADD ("/store/open/a store of the first schema is brought to today's", test_old_schema);
  ADD ("/store/open/a folder that cannot be made is an error", test_no_folder);
  ADD ("/store/open/two connections see the same", test_two_connections);
  return g_test_run ();
}
