// A database file of SQLite.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-class.h"
#include "yc-error.h"

#include <sqlite3.h>

#define BUSY_MS  10000
#define PAUSE_US 5000

typedef struct {
  YcDb parent;
  sqlite3 *handle;
} Sqlite;

typedef struct {
  YcStatement parent;
  sqlite3_stmt *handle;
} SqliteStatement;

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

static gboolean
fail (int code, const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, error_code_of (code), "%s: %s", what, sqlite3_errstr (code));
  return FALSE;
}

static sqlite3 *
handle_of (YcDb *db)
{
  return ((Sqlite *)db)->handle;
}

static sqlite3_stmt *
stmt_of (YcStatement *statement)
{
  return ((SqliteStatement *)statement)->handle;
}

static void
close_file (YcDb *db)
{
  sqlite3_close (handle_of (db));
  g_free (db);
}

static gboolean
run (YcDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (handle_of (db), sql, NULL, NULL, NULL);

  return code == SQLITE_OK ||
         fail (sqlite3_extended_errcode (handle_of (db)), sqlite3_errmsg (handle_of (db)), error);
}

static gboolean
begin (YcDb *db, gboolean for_reading, GError **error)
{
  return run (db, for_reading ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static gboolean
commit (YcDb *db, GError **error)
{
  return run (db, "COMMIT", error);
}

// On a full disk SQLite has rolled back by itself.
static void
roll_back (YcDb *db)
{
  if (!sqlite3_get_autocommit (handle_of (db)))
    run (db, "ROLLBACK", NULL);
}

static gboolean
get_version (YcDb *db, int *ret_version, GError **error)
{
  *ret_version = (int)yc_db_fetch_int (db, 0, error, "PRAGMA user_version", NULL);
  return *ret_version >= 0;
}

static gboolean
set_version (YcDb *db, int version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version=%d", version);

  return run (db, sql, error);
}

static YcStatement *
prepare (YcDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  int code = sqlite3_prepare_v3 (handle_of (db), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  SqliteStatement *self;

  if (code != SQLITE_OK) {
    fail (code, sqlite3_errmsg (handle_of (db)), error);
    return NULL;
  }
  self = g_new0 (SqliteStatement, 1);
  *self = (SqliteStatement){{db, g_strdup (sql)}, handle};
  return &self->parent;
}

static void
finalize (YcStatement *statement)
{
  sqlite3_finalize (stmt_of (statement));
  g_free (statement->sql);
  g_free (statement);
}

static void
reset (YcStatement *statement)
{
  sqlite3_reset (stmt_of (statement));
  sqlite3_clear_bindings (stmt_of (statement));
}

static void
bind_int (YcStatement *statement, int index, gint64 value)
{
  sqlite3_bind_int64 (stmt_of (statement), index, value);
}

static void
bind_double (YcStatement *statement, int index, double value)
{
  sqlite3_bind_double (stmt_of (statement), index, value);
}

static void
bind_text (YcStatement *statement, int index, const char *value)
{
  sqlite3_bind_text (stmt_of (statement), index, value, -1, SQLITE_TRANSIENT);
}

static void
bind_bytes (YcStatement *statement, int index, GBytes *value)
{
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value == NULL)
    sqlite3_bind_null (stmt_of (statement), index);
  else
    sqlite3_bind_blob64 (stmt_of (statement), index, data != NULL ? data : "", size,
                         SQLITE_TRANSIENT);
}

static gboolean
step (YcStatement *statement, GError **error)
{
  int code = sqlite3_step (stmt_of (statement));

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    fail (code, sqlite3_errmsg (handle_of (statement->db)), error);
  return code == SQLITE_ROW;
}

static gint64
get_int (YcStatement *statement, int column)
{
  return sqlite3_column_int64 (stmt_of (statement), column);
}

static double
get_double (YcStatement *statement, int column)
{
  return sqlite3_column_double (stmt_of (statement), column);
}

static const char *
get_text (YcStatement *statement, int column)
{
  return (const char *)sqlite3_column_text (stmt_of (statement), column);
}

static gboolean
is_null (YcStatement *statement, int column)
{
  return sqlite3_column_type (stmt_of (statement), column) == SQLITE_NULL;
}

static GBytes *
get_bytes (YcStatement *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (stmt_of (statement), column);

  if (is_null (statement, column))
    return NULL;
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (stmt_of (statement), column));
}

static const YcDbClass sqlite_class = {
    .kind = YC_DB_SQLITE,
    .close = close_file,
    .run = run,
    .begin = begin,
    .commit = commit,
    .roll_back = roll_back,
    .get_version = get_version,
    .set_version = set_version,
    .prepare = prepare,
    .finalize = finalize,
    .reset = reset,
    .bind_int = bind_int,
    .bind_double = bind_double,
    .bind_text = bind_text,
    .bind_bytes = bind_bytes,
    .step = step,
    .get_int = get_int,
    .get_double = get_double,
    .get_text = get_text,
    .get_bytes = get_bytes,
    .is_null = is_null,
};

// Several that open a new file at once do not wait here: SQLite says at once that it is busy.
static gboolean
use_wal (YcDb *db, GError **error)
{
  const gint64 end = g_get_monotonic_time () + BUSY_MS * G_GINT64_CONSTANT (1000);
  g_autoptr (GError) problem = NULL;

  while (!yc_db_run (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;", &problem)) {
    if (!g_error_matches (problem, YC_ERROR, YC_ERROR_BUSY) || g_get_monotonic_time () >= end) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    g_clear_error (&problem);
    g_usleep (PAUSE_US);
  }
  return TRUE;
}

static gboolean
set_up (YcDb *db, YcDbMode mode, GError **error)
{
  sqlite3_extended_result_codes (handle_of (db), 1);
  sqlite3_busy_timeout (handle_of (db), BUSY_MS);
  sqlite3_db_config (handle_of (db), SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  if (!yc_db_run (db,
                  "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;",
                  error))
    return FALSE;
  return mode == YC_DB_READ_ONLY || use_wal (db, error);
}

YcDb *
yc_db_open (const char *path, YcDbMode mode, GError **error)
{
  int flags =
      mode == YC_DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  Sqlite *self = g_new0 (Sqlite, 1);
  g_autoptr (YcDb) db = &self->parent;
  int code = sqlite3_open_v2 (path != NULL ? path : ":memory:", &self->handle,
                              flags | SQLITE_OPEN_NOMUTEX, NULL);

  yc_db_init (db, &sqlite_class);
  if (code != SQLITE_OK) {
    fail (code, "cannot open the database", error);
    return NULL;
  }
  return set_up (db, mode, error) ? g_steal_pointer (&db) : NULL;
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

int
yc_db_count_changes (YcDb *db)
{
  return sqlite3_changes (handle_of (db));
}

gint64
yc_db_get_last_id (YcDb *db)
{
  return sqlite3_last_insert_rowid (handle_of (db));
}
