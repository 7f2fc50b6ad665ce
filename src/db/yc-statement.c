// Statements: binding values, stepping through rows, reading columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-private.h"
#include "yc-error.h"

void
yc_statement_bind_int (YcStatement *statement, int index, gint64 value)
{
  sqlite3_bind_int64 (statement->handle, index, value);
}

void
yc_statement_bind_double (YcStatement *statement, int index, double value)
{
  sqlite3_bind_double (statement->handle, index, value);
}

void
yc_statement_bind_text (YcStatement *statement, int index, const char *value)
{
  sqlite3_bind_text (statement->handle, index, value, -1, SQLITE_TRANSIENT);
}

void
yc_statement_bind_bytes (YcStatement *statement, int index, GBytes *value)
{
  gsize size = 0;
  gconstpointer data = value != NULL ? g_bytes_get_data (value, &size) : NULL;

  if (value == NULL)
    sqlite3_bind_null (statement->handle, index);
  else
    sqlite3_bind_blob64 (statement->handle, index, data != NULL ? data : "", size,
                         SQLITE_TRANSIENT);
}

static void
bind_all (YcStatement *statement, const char *format, va_list arguments)
{
  for (int i = 0; format != NULL && format[i] != '\0'; i++) {
    switch (format[i]) {
    case 'i':
      yc_statement_bind_int (statement, i + 1, va_arg (arguments, gint64));
      break;
    case 't':
      yc_statement_bind_text (statement, i + 1, va_arg (arguments, const char *));
      break;
    case 'b':
      yc_statement_bind_bytes (statement, i + 1, va_arg (arguments, GBytes *));
      break;
    default:
      g_error ("'%c' is not a kind of value", format[i]);
    }
  }
}

void
yc_statement_bind (YcStatement *statement, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  bind_all (statement, format, arguments);
  va_end (arguments);
}

gboolean
yc_statement_step (YcStatement *statement, GError **error)
{
  int code = sqlite3_step (statement->handle);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    yc_db_fail (statement->db, code, sqlite3_errmsg (statement->db->handle), error);
  return FALSE;
}

gboolean
yc_statement_run (YcStatement *statement, GError **error)
{
  g_autoptr (GError) problem = NULL;

  while (yc_statement_step (statement, &problem))
    ;
  sqlite3_reset (statement->handle);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gint64
yc_statement_get_int (YcStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

double
yc_statement_get_double (YcStatement *statement, int column)
{
  return sqlite3_column_double (statement->handle, column);
}

const char *
yc_statement_get_text (YcStatement *statement, int column)
{
  return (const char *)sqlite3_column_text (statement->handle, column);
}

GBytes *
yc_statement_get_bytes (YcStatement *statement, int column)
{
  gconstpointer data = sqlite3_column_blob (statement->handle, column);

  if (yc_statement_is_null (statement, column))
    return NULL;
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (statement->handle, column));
}

gboolean
yc_statement_is_null (YcStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

gboolean
yc_db_execute (YcDb *db, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (db, sql, error);
  va_list arguments;

  if (statement == NULL)
    return FALSE;
  va_start (arguments, format);
  bind_all (statement, format, arguments);
  va_end (arguments);
  return yc_statement_run (statement, error);
}

gint64
yc_db_fetch_int (
    YcDb *db, gint64 fallback, GError **error, const char *sql, const char *format, ...)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (db, sql, error);
  g_autoptr (GError) problem = NULL;
  va_list arguments;

  if (statement == NULL)
    return -1;
  va_start (arguments, format);
  bind_all (statement, format, arguments);
  va_end (arguments);
  if (yc_statement_step (statement, &problem))
    return yc_statement_is_null (statement, 0) ? fallback : yc_statement_get_int (statement, 0);
  if (problem == NULL)
    return fallback;
  g_propagate_error (error, g_steal_pointer (&problem));
  return -1;
}
