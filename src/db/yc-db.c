// A connection to a database file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-private.h"
#include "yc-error.h"

#define BUSY_MS 10000

static YcErrorCode
error_code_of (int code)
{
  switch (code & 0xff) {
  case SQLITE_FULL:
    return YC_ERROR_DISK_FULL;
  case SQLITE_READONLY:
  case SQLITE_CANTOPEN:
  case SQLITE_PERM:
    return YC_ERROR_READ_ONLY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return YC_ERROR_CORRUPT;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return YC_ERROR_BUSY;
  case SQLITE_IOERR:
    return code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_FSYNC ? YC_ERROR_DISK_FULL
                                                                    : YC_ERROR_FAILED;
  default:
    return YC_ERROR_FAILED;
  }
}

gboolean
yc_db_fail (YcDb *db, int code, const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, error_code_of (code), "%s: %s", what, sqlite3_errstr (code));
  return FALSE;
}

static gboolean
set_up (YcDb *db, YcDbMode mode, GError **error)
{
  sqlite3_extended_result_codes (db->handle, 1);
  sqlite3_busy_timeout (db->handle, BUSY_MS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!yc_db_run (db,
                  "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;",
                  error))
    return FALSE;
  return mode == YC_DB_READ_ONLY ||
         yc_db_run (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", error);
}

YcDb *
yc_db_open (const char *path, YcDbMode mode, GError **error)
{
  int flags =
      mode == YC_DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  g_autoptr (YcDb) db = g_new0 (YcDb, 1);
  int code = sqlite3_open_v2 (path != NULL ? path : ":memory:", &db->handle,
                              flags | SQLITE_OPEN_NOMUTEX, NULL);

  db->statements = g_hash_table_new (g_str_hash, g_str_equal);
  if (code != SQLITE_OK) {
    yc_db_fail (db, code, "cannot open the database", error);
    return NULL;
  }
  return set_up (db, mode, error) ? g_steal_pointer (&db) : NULL;
}

static void
finalize (YcStatement *statement)
{
  sqlite3_finalize (statement->handle);
  g_free (statement->sql);
  g_free (statement);
}

void
yc_db_close (YcDb *db)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, db->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    finalize (statement);
  g_hash_table_unref (db->statements);
  sqlite3_close (db->handle);
  g_free (db);
}

gboolean
yc_db_run (YcDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  return code == SQLITE_OK ||
         yc_db_fail (db, sqlite3_extended_errcode (db->handle), sqlite3_errmsg (db->handle), error);
}

gboolean
yc_db_begin (YcDb *db, GError **error)
{
  g_autofree char *sql =
      db->depth == 0 ? g_strdup ("BEGIN IMMEDIATE") : g_strdup_printf ("SAVEPOINT s%d", db->depth);

  if (!yc_db_run (db, sql, error))
    return FALSE;
  db->depth++;
  return TRUE;
}

gboolean
yc_db_commit (YcDb *db, GError **error)
{
  g_autofree char *sql =
      db->depth == 1 ? g_strdup ("COMMIT") : g_strdup_printf ("RELEASE s%d", db->depth - 1);

  if (!yc_db_run (db, sql, error)) {
    yc_db_roll_back (db);
    return FALSE;
  }
  db->depth--;
  return TRUE;
}

void
yc_db_roll_back (YcDb *db)
{
  g_autofree char *sql = NULL;

  db->depth--;
  if (db->depth == 0 && sqlite3_get_autocommit (db->handle))
    return; // SQLite rolled back by itself, as it does on a full disk
  sql = db->depth == 0 ? g_strdup ("ROLLBACK")
                       : g_strdup_printf ("ROLLBACK TO s%d; RELEASE s%d", db->depth, db->depth);
  yc_db_run (db, sql, NULL);
}

gboolean
yc_db_check (YcDb *db, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (db, "PRAGMA quick_check(1)", error);

  if (statement == NULL || !yc_statement_step (statement, error))
    return FALSE;
  if (g_strcmp0 (yc_statement_get_text (statement, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_CORRUPT, "the database is damaged: %s",
               yc_statement_get_text (statement, 0));
  return FALSE;
}

YcStatement *
yc_db_prepare (YcDb *db, const char *sql, GError **error)
{
  YcStatement *statement = g_hash_table_lookup (db->statements, sql);
  sqlite3_stmt *handle = NULL;
  int code;

  if (statement != NULL) {
    g_hash_table_remove (db->statements, sql);
    return statement;
  }
  code = sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (code != SQLITE_OK) {
    yc_db_fail (db, code, sqlite3_errmsg (db->handle), error);
    return NULL;
  }
  statement = g_new0 (YcStatement, 1);
  *statement = (YcStatement){.db = db, .handle = handle, .sql = g_strdup (sql)};
  return statement;
}

void
yc_statement_free (YcStatement *statement)
{
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  if (!g_hash_table_contains (statement->db->statements, statement->sql))
    g_hash_table_insert (statement->db->statements, statement->sql, statement);
  else
    finalize (statement);
}

int
yc_db_count_changes (YcDb *db)
{
  return sqlite3_changes (db->handle);
}

gint64
yc_db_get_last_id (YcDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}
