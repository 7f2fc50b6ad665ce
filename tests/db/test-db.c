// The database file: schema, damage, disk, transactions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "test-db-resource.h"
#include "yc-db.h"
#include "yc-error.h"

#include <glib/gstdio.h>
#include <string.h>

static char *
make_path (const char *name)
{
  g_autofree char *folder = g_dir_make_tmp ("db-XXXXXX", NULL);

  return g_build_filename (folder, name, NULL);
}

static YcDb *
open_new (const char *path)
{
  g_autoptr (GError) error = NULL;
  YcDb *db = yc_db_open (path, YC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

static gboolean
migrate (YcDb *db, const char *version, GError **error)
{
  g_autofree char *prefix = g_strconcat ("/test/", version, NULL);

  return yc_db_migrate (db, test_db_get_resource (), prefix, error);
}

static gint64
fetch (YcDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = yc_db_fetch_int (db, -7, &error, sql, NULL);

  g_assert_no_error (error);
  return value;
}

static void
run (YcDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_migrate (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (YcDb) db = open_new (path);

    g_assert_true (migrate (db, "one", &error));
    g_assert_cmpint (fetch (db, "PRAGMA user_version"), ==, 1);
    g_assert_cmpint (fetch (db, "SELECT count(*) FROM thing"), ==, 1);
  }
  {
    g_autoptr (YcDb) db = open_new (path);

    g_assert_true (migrate (db, "two", &error));
    g_assert_cmpint (fetch (db, "PRAGMA user_version"), ==, 2);
    g_assert_cmpint (fetch (db, "SELECT count(*) FROM thing WHERE colour = 'red'"), ==, 1);
  }
}

static void
test_newer (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autofree char *before = NULL, *after = NULL;
  gsize size, size_after;

  {
    g_autoptr (YcDb) db = open_new (path);

    g_assert_true (migrate (db, "two", NULL));
  }
  g_assert_true (g_file_get_contents (path, &before, &size, NULL));
  {
    g_autoptr (YcDb) db = open_new (path);
    g_autoptr (GError) error = NULL;

    g_assert_false (migrate (db, "one", &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_TOO_NEW);
  }
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size, after, size_after);
}

static void
test_bad_script (void)
{
  g_autoptr (YcDb) db = open_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (db, "one", NULL));
  g_assert_false (migrate (db, "bad", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "002-broken.sql"));
  g_assert_cmpint (fetch (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (fetch (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'"), ==, 0);
}

static gpointer
migrate_thread (gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcDb) db = yc_db_open (path, YC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (migrate (db, "two", &error));
  g_assert_no_error (error);
  return NULL;
}

static void
test_migrate_at_once (void)
{
  for (guint round = 0; round < 20; round++) {
    g_autofree char *path = make_path ("a.sqlite");
    GThread *threads[4];

    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      threads[i] = g_thread_new ("opener", migrate_thread, path);
    for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
      g_thread_join (threads[i]);
  }
}

static void
test_not_a_database (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autofree char *text = g_strnfill (5000, 'x');
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (yc_db_open (path, YC_DB_READ_WRITE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, text);
}

// Pages in the middle of the file overwritten: found by the check.
static void
test_damaged (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  {
    g_autoptr (YcDb) db = open_new (path);

    run (db, "CREATE TABLE t (a TEXT) STRICT; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
             " i + 1 FROM n WHERE i < 2000) INSERT INTO t SELECT 'row ' || i FROM n;");
    g_assert_true (yc_db_check (db, NULL));
  }
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 20000);
  memset (bytes + 8192, 0x5a, 8192);
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
  {
    g_autoptr (YcDb) db = open_new (path);

    g_assert_false (yc_db_check (db, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_CORRUPT);
  }
}

static void
test_no_folder (void)
{
  g_autofree char *path = make_path ("missing/a.sqlite");
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_db_open (path, YC_DB_READ_WRITE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

static void
test_read_only (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autoptr (YcDb) writer = open_new (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcDb) reader = NULL;

  run (writer, "CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (5);");
  reader = yc_db_open (path, YC_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fetch (reader, "SELECT a FROM t"), ==, 5);
  g_assert_false (yc_db_run (reader, "INSERT INTO t VALUES (6)", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
}

static void
test_nested (void)
{
  g_autoptr (YcDb) db = open_new (NULL);

  run (db, "CREATE TABLE t (a INTEGER) STRICT");
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES (1)");
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES (2)");
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES (3)");
  yc_db_roll_back (db);
  g_assert_true (yc_db_commit (db, NULL));
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES (4)");
  yc_db_roll_back (db);
  g_assert_true (yc_db_commit (db, NULL));
  g_assert_cmpint (fetch (db, "SELECT sum(a) FROM t"), ==, 3);
  g_assert_true (yc_db_begin (db, NULL));
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES (5)");
  g_assert_true (yc_db_commit (db, NULL));
  yc_db_roll_back (db);
  g_assert_cmpint (fetch (db, "SELECT sum(a) FROM t"), ==, 3);
}

// A full disk, as SQLite sees it: nothing of the transaction stays, and the next one works.
static void
test_full (void)
{
  g_autofree char *path = make_path ("a.sqlite");
  g_autofree char *large = g_strnfill (200000, 'x');
  g_autoptr (YcDb) db = open_new (path);
  g_autoptr (GError) error = NULL;

  run (db, "CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES ('kept'); "
           "PRAGMA max_page_count=20;");
  g_assert_true (yc_db_begin (db, NULL));
  g_assert_true (yc_db_begin (db, NULL));
  g_assert_false (yc_db_execute (db, &error, "INSERT INTO t VALUES (?)", "t", large));
  g_assert_error (error, YC_ERROR, YC_ERROR_DISK_FULL);
  yc_db_roll_back (db);
  yc_db_roll_back (db);
  g_assert_cmpint (fetch (db, "SELECT count(*) FROM t"), ==, 1);
  g_assert_true (yc_db_begin (db, NULL));
  run (db, "INSERT INTO t VALUES ('small')");
  g_assert_true (yc_db_commit (db, NULL));
  g_assert_cmpint (fetch (db, "SELECT count(*) FROM t"), ==, 2);
}

static void
test_statements (void)
{
  static const char sql[] = "SELECT a FROM t WHERE a >= ? ORDER BY a";
  g_autoptr (YcDb) db = open_new (NULL);
  YcStatement *first, *second;

  run (db, "CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1), (2), (3);");
  first = yc_db_prepare (db, sql, NULL);
  yc_statement_bind (first, "i", (gint64)2);
  g_assert_true (yc_statement_step (first, NULL));
  second = yc_db_prepare (db, sql, NULL); // the first is in use: another one
  g_assert_true (first != second);
  yc_statement_bind (second, "i", (gint64)3);
  g_assert_true (yc_statement_step (second, NULL));
  g_assert_cmpint (yc_statement_get_int (second, 0), ==, 3);
  g_assert_true (yc_statement_step (first, NULL));
  g_assert_cmpint (yc_statement_get_int (first, 0), ==, 3);
  g_assert_false (yc_statement_step (first, NULL));
  yc_statement_free (second);
  yc_statement_free (first);
  first = yc_db_prepare (db, sql, NULL);
  g_assert_true (first == second);                  // out of the cache
  g_assert_false (yc_statement_step (first, NULL)); // and nothing is bound: NULL
  yc_statement_free (first);
}

static void
test_values (void)
{
  g_autoptr (YcDb) db = open_new (NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (YcStatement) statement = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GBytes) none = NULL;

  run (db, "CREATE TABLE t (i INTEGER, t TEXT, b BLOB, e BLOB, n TEXT, d REAL) STRICT");
  statement = yc_db_prepare (db, "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", NULL);
  yc_statement_bind (statement, "itbbt", G_MININT64, "一窗", bytes, empty, NULL);
  yc_statement_bind_double (statement, 6, 0.5);
  g_assert_true (yc_statement_run (statement, NULL));
  g_assert_cmpint (yc_db_count_changes (db), ==, 1);
  g_assert_cmpint (yc_db_get_last_id (db), ==, 1);
  g_clear_pointer (&statement, yc_statement_free);
  statement = yc_db_prepare (db, "SELECT * FROM t", NULL);
  g_assert_true (yc_statement_step (statement, NULL));
  g_assert_cmpint (yc_statement_get_int (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (yc_statement_get_text (statement, 1), ==, "一窗");
  back = yc_statement_get_bytes (statement, 2);
  g_assert_true (g_bytes_equal (back, bytes));
  none = yc_statement_get_bytes (statement, 3);
  g_assert_cmpuint (g_bytes_get_size (none), ==, 0);
  g_assert_true (yc_statement_is_null (statement, 4));
  g_assert_null (yc_statement_get_text (statement, 4));
  g_assert_cmpfloat (yc_statement_get_double (statement, 5), ==, 0.5);
}

static void
test_wrong_sql (void)
{
  g_autoptr (YcDb) db = open_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_db_prepare (db, "SELEC 1", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (yc_db_fetch_int (db, 9, &error, "SELECT * FROM nowhere", NULL), ==, -1);
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
  g_assert_cmpint (yc_db_fetch_int (db, 9, NULL, "SELECT 1 WHERE 0", NULL), ==, 9);
  g_assert_cmpint (yc_db_fetch_int (db, 9, NULL, "SELECT NULL", NULL), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/db/scripts run once and in order", test_migrate);
  g_test_add_func ("/db/a newer schema is refused and the file left alone", test_newer);
  g_test_add_func ("/db/a broken script leaves the schema before it", test_bad_script);
  g_test_add_func ("/db/several threads may open a new file at once", test_migrate_at_once);
  g_test_add_func ("/db/a file that is no database is refused and kept", test_not_a_database);
  g_test_add_func ("/db/a damaged page is found", test_damaged);
  g_test_add_func ("/db/a missing folder is an error", test_no_folder);
  g_test_add_func ("/db/a reader cannot write", test_read_only);
  g_test_add_func ("/db/transactions nest", test_nested);
  g_test_add_func ("/db/a full disk loses nothing that was there", test_full);
  g_test_add_func ("/db/a statement is made once and never shared while in use", test_statements);
  g_test_add_func ("/db/values come back as they went", test_values);
  g_test_add_func ("/db/wrong SQL is an error", test_wrong_sql);
  return g_test_run ();
}
