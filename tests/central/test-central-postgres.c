// PostgreSQL as a kind of database: values, transactions that nest, and what goes wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-postgres.h"
#include "yc-test-database.h"

typedef struct {
  char *folder;
  YcDb *db;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = yc_test_folder_new ();
  self->db = yc_test_folder_open (self->folder);
  yc_db_run (self->db, "CREATE TABLE thing (id bigint PRIMARY KEY, name text)", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_db_close (self->db);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
}

static gboolean
add (Fixture *self, gint64 id, const char *name, GError **error)
{
  return yc_db_execute (self->db, error, "INSERT INTO thing (id, name) VALUES (?1, ?2)", "it", id,
                        name);
}

static gint64
count (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 n = yc_db_fetch_int (self->db, 0, &error, "SELECT count (*) FROM thing", "");

  g_assert_no_error (error);
  return n;
}

static void
test_values (Fixture *self, gconstpointer data)
{
  g_autoptr (YcStatement) row = NULL;

  g_assert_true (add (self, G_MAXINT64, "一窗 'q' \"?\" $1", NULL));
  g_assert_true (add (self, G_MININT64, NULL, NULL));
  row = yc_db_prepare (self->db, "SELECT id, name FROM thing WHERE id > ?1 ORDER BY id DESC", NULL);
  yc_statement_bind (row, "i", G_MININT64 + 1);
  g_assert_true (yc_statement_step (row, NULL));
  g_assert_cmpint (yc_statement_get_int (row, 0), ==, G_MAXINT64);
  g_assert_cmpstr (yc_statement_get_text (row, 1), ==, "一窗 'q' \"?\" $1");
  g_assert_false (yc_statement_step (row, NULL));
  g_assert_cmpint (
      yc_db_fetch_int (self->db, 7, NULL, "SELECT id FROM thing WHERE name = ?1", "t", "no"), ==,
      7);
  g_assert_cmpint (yc_db_fetch_int (self->db, 7, NULL,
                                    "SELECT count (*) FROM thing WHERE"
                                    " name IS NULL",
                                    ""),
                   ==, 1);
}

static void
test_codes (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) twice = NULL, text = NULL, table = NULL;

  g_assert_true (add (self, 1, "a", NULL));
  g_assert_false (add (self, 1, "b", &twice));
  g_assert_error (twice, YC_ERROR, YC_ERROR_BUSY);
  g_assert_false (add (self, 2, "\xff", &text));
  g_assert_error (text, YC_ERROR, YC_ERROR_MALFORMED);
  g_assert_false (yc_db_execute (self->db, &table, "DELETE FROM nothing", ""));
  g_assert_error (table, YC_ERROR, YC_ERROR_FAILED);
  g_assert_cmpint (count (self), ==, 1);
}

// What is sent without waiting fails later, but always before it counts as done.
static void
test_late_error (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, at_once = NULL;

  g_assert_true (yc_db_begin (self->db, NULL));
  g_assert_true (add (self, 1, "a", NULL));
  g_assert_true (add (self, 1, "b", NULL));
  g_assert_true (add (self, 2, "c", NULL));
  g_assert_false (yc_db_commit (self->db, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
  g_assert_cmpint (count (self), ==, 0);
  g_assert_true (yc_db_begin (self->db, NULL));
  add (self, 1, "a", NULL);
  add (self, 1, "b", NULL);
  g_assert_cmpint (yc_db_fetch_int (self->db, 0, &at_once, "SELECT count (*) FROM thing", ""), ==,
                   -1);
  g_assert_error (at_once, YC_ERROR, YC_ERROR_BUSY);
  yc_db_roll_back (self->db);
  g_assert_cmpint (count (self), ==, 0);
}

static void
test_nested (Fixture *self, gconstpointer data)
{
  g_assert_true (yc_db_begin (self->db, NULL));
  add (self, 1, "a", NULL);
  g_assert_true (yc_db_begin (self->db, NULL));
  add (self, 2, "b", NULL);
  add (self, 2, "b", NULL);
  yc_db_roll_back (self->db);
  g_assert_true (yc_db_begin (self->db, NULL));
  add (self, 3, "c", NULL);
  g_assert_true (yc_db_commit (self->db, NULL));
  g_assert_true (yc_db_commit (self->db, NULL));
  g_assert_cmpint (count (self), ==, 2);
}

static void
test_reading (Fixture *self, gconstpointer data)
{
  g_autoptr (YcDb) other = yc_test_folder_open (self->folder);
  g_autoptr (GError) error = NULL;

  add (self, 1, "a", NULL);
  g_assert_true (yc_db_begin_reading (self->db, NULL));
  g_assert_cmpint (count (self), ==, 1);
  g_assert_true (yc_db_execute (other, NULL, "INSERT INTO thing (id) VALUES (2)", ""));
  g_assert_cmpint (count (self), ==, 1);
  add (self, 3, "c", NULL);
  g_assert_false (yc_db_commit (self->db, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
  g_assert_cmpint (count (self), ==, 2);
}

static void
test_nobody_there (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_postgres_open ("host=/nowhere", YC_DB_READ_WRITE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
}

int
main (int argc, char **argv)
{
#define ADD(path, test)                                                                            \
  g_test_add ("/central/postgres/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("values come back as they went", test_values);
  ADD ("what goes wrong has a code", test_codes);
  ADD ("what is sent without waiting fails before it counts", test_late_error);
  ADD ("transactions nest", test_nested);
  ADD ("who reads sees one moment", test_reading);
  g_test_add_func ("/central/postgres/a server that is not there is busy", test_nobody_there);
  return g_test_run ();
}
