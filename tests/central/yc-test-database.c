// A data folder of a test's own, with a file or a PostgreSQL for a database.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-database.h"
#include "yc-ledger.h"
#include "yc-postgres.h"

#include <glib/gstdio.h>
#include <unistd.h>

gboolean
yc_test_is_postgres (void)
{
  return g_strcmp0 (g_getenv ("YC_TEST_DATABASE"), "postgres") == 0;
}

static const char *
find_server (void)
{
  const char *server = g_getenv ("YC_TEST_POSTGRES");

  g_assert_nonnull (server); // with-postgres.py sets it
  return server;
}

static void
run (const char *database, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcDb) db = yc_postgres_open (database, YC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
}

// Schemas are made faster than databases.
static void
place (const char *folder)
{
  static guint count;
  g_autofree char *database = g_strdup_printf ("%s dbname=postgres", find_server ());
  g_autofree char *name = g_strdup_printf ("t%d_%u", (int)getpid (), ++count);
  g_autofree char *sql = g_strdup_printf ("CREATE SCHEMA %s", name);
  g_autofree char *schema = g_strdup_printf ("%s options='-c search_path=%s'", database, name);
  g_autoptr (GError) error = NULL;

  run (database, sql);
  yc_ledger_place (folder, schema, &error);
  g_assert_no_error (error);
}

char *
yc_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("yc-central-XXXXXX", &error);

  g_assert_no_error (error);
  if (yc_test_is_postgres ())
    place (folder);
  return folder;
}

static char *
read_place (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "database", NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

void
yc_test_folder_share (const char *folder, const char *other)
{
  g_autofree char *database = read_place (folder);
  g_autoptr (GError) error = NULL;

  yc_ledger_place (other, database, &error);
  g_assert_no_error (error);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *source = g_build_filename (from, "central.db", NULL);
  g_autofree char *target = g_build_filename (to, "central.db", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (source, &bytes, &length, &error); // closed: nothing is left in its log
  g_assert_no_error (error);
  g_file_set_contents_full (target, bytes, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static char *
fetch_schema (const char *folder)
{
  g_autoptr (YcDb) db = yc_test_folder_open (folder);
  g_autoptr (YcStatement) row = yc_db_prepare (db, "SELECT current_schema ()", NULL);

  g_assert_true (yc_statement_step (row, NULL));
  return g_strdup (yc_statement_get_text (row, 0));
}

void
yc_test_folder_copy (const char *from, const char *to)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *schema = NULL, *database = NULL, *sql = NULL;

  if (!yc_test_is_postgres ()) {
    copy_file (from, to);
    return;
  }
  yc_ledger_close (yc_ledger_open (to, FALSE, &error));
  g_assert_no_error (error);
  schema = fetch_schema (from);
  database = read_place (to);
  sql = g_strdup_printf ("INSERT INTO person SELECT * FROM %s.person;"
                         "INSERT INTO catalogue SELECT * FROM %s.catalogue",
                         schema, schema);
  run (database, sql);
}

YcDb *
yc_test_folder_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "central.db", NULL);
  g_autofree char *database = yc_test_is_postgres () ? read_place (folder) : NULL;
  g_autoptr (GError) error = NULL;
  YcDb *db = database != NULL ? yc_postgres_open (database, YC_DB_READ_WRITE, &error)
                              : yc_db_open (path, YC_DB_READ_WRITE, &error);

  g_assert_no_error (error);
  return db;
}

void
yc_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    yc_test_remove_tree (child);
  }
  g_remove (path);
}
