// A database: connection, statements, migrations. The only folder that knows SQLite; another kind
// of database is a YcDbClass of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// A connection belongs to the thread that opened it. In a file: WAL, synchronous=FULL, foreign
// keys.
typedef struct _YcDb YcDb;

// A prepared statement of a connection; finalised, or given back to the connection's cache, by
// free.
typedef struct _YcStatement YcStatement;

typedef enum { YC_DB_SQLITE, YC_DB_POSTGRES } YcDbKind;

typedef enum {
  YC_DB_READ_WRITE, // creates the file
  YC_DB_READ_ONLY,
} YcDbMode;

// Fails with YC_ERROR_CORRUPT, YC_ERROR_READ_ONLY, YC_ERROR_DISK_FULL, YC_ERROR_BUSY or
// YC_ERROR_FAILED. NULL path: a database in memory.
YcDb *yc_db_open (const char *path, YcDbMode mode, GError **error);
void yc_db_close (YcDb *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcDb, yc_db_close)

// For SQL text that differs.
YcDbKind yc_db_get_kind (YcDb *db);

// Runs the scripts NNN-what.sql found in `resource` under `prefix` whose number is above the
// version of the database (in a file, user_version), each in a transaction of its own. A newer
// schema than the last script is refused with YC_ERROR_TOO_NEW and left alone.
gboolean yc_db_migrate (YcDb *db, GResource *resource, const char *prefix, GError **error);

// Runs SQL text without parameters; several statements may be in it.
gboolean yc_db_run (YcDb *db, const char *sql, GError **error);

// Begin (immediate), commit, roll back. Calls may nest: inner ones are savepoints.
gboolean yc_db_begin (YcDb *db, GError **error);
// The same for what only reads: all of it sees the database as it was at the first look.
gboolean yc_db_begin_reading (YcDb *db, GError **error);
gboolean yc_db_commit (YcDb *db, GError **error);
void yc_db_roll_back (YcDb *db);
gboolean yc_db_is_in_transaction (YcDb *db);

// Compares every page of a file with what it should be (PRAGMA quick_check); YC_ERROR_CORRUPT if
// not.
gboolean yc_db_check (YcDb *db, GError **error);

// A statement is prepared once per connection and cached by the address-independent text.
YcStatement *yc_db_prepare (YcDb *db, const char *sql, GError **error);
void yc_statement_free (YcStatement *statement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcStatement, yc_statement_free)

// Binds by number from 1 on. Strings and bytes are copied; NULL binds NULL.
void yc_statement_bind_int (YcStatement *statement, int index, gint64 value);
void yc_statement_bind_double (YcStatement *statement, int index, double value);
void yc_statement_bind_text (YcStatement *statement, int index, const char *value);
void yc_statement_bind_bytes (YcStatement *statement, int index, GBytes *value);

// Binds all at once and in order, by a format of one letter each: i gint64, t text, b GBytes *.
void yc_statement_bind (YcStatement *statement, const char *format, ...);

// Has it planned for the values that are bound, each time: for searches of which some find much and
// some little.
void yc_statement_plan_anew (YcStatement *statement);

// TRUE while there is a row. At the end, and on failure (error set), FALSE.
gboolean yc_statement_step (YcStatement *statement, GError **error);

// Runs it to its end, for what returns no rows. In a transaction of a PostgreSQL, an error may be
// told by a later statement, or by the commit.
gboolean yc_statement_run (YcStatement *statement, GError **error);

// Columns by number from 0 on. Text lives until the next step.
gint64 yc_statement_get_int (YcStatement *statement, int column);
double yc_statement_get_double (YcStatement *statement, int column);
const char *yc_statement_get_text (YcStatement *statement, int column);
GBytes *yc_statement_get_bytes (YcStatement *statement, int column); // transfer full; NULL for NULL
gboolean yc_statement_is_null (YcStatement *statement, int column);

// Prepare, bind by format, run.
gboolean yc_db_execute (YcDb *db, GError **error, const char *sql, const char *format, ...);

// The first column of the first row as a number; `fallback` if there is no row. -1 with error set
// on failure.
gint64 yc_db_fetch_int (
    YcDb *db, gint64 fallback, GError **error, const char *sql, const char *format, ...);

// Of a file: rows changed by the last statement; the rowid of the last insert.
int yc_db_count_changes (YcDb *db);
gint64 yc_db_get_last_id (YcDb *db);

G_END_DECLS
