// Statements: binding values, stepping through rows, reading columns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-class.h"

void
yc_statement_bind_int (YcStatement *statement, int index, gint64 value)
{
  statement->db->class->bind_int (statement, index, value);
}

void
yc_statement_bind_double (YcStatement *statement, int index, double value)
{
  statement->db->class->bind_double (statement, index, value);
}

void
yc_statement_bind_text (YcStatement *statement, int index, const char *value)
{
  statement->db->class->bind_text (statement, index, value);
}

void
yc_statement_bind_bytes (YcStatement *statement, int index, GBytes *value)
{
  statement->db->class->bind_bytes (statement, index, value);
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

void
yc_statement_plan_anew (YcStatement *statement)
{
  if (statement->db->class->plan_anew != NULL)
    statement->db->class->plan_anew (statement);
}

gboolean
yc_statement_step (YcStatement *statement, GError **error)
{
  return statement->db->class->step (statement, error);
}

gboolean
yc_statement_run (YcStatement *statement, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (statement->db->class->run_later != NULL)
    return statement->db->class->run_later (statement, error);
  while (yc_statement_step (statement, &problem))
    ;
  statement->db->class->reset (statement);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gint64
yc_statement_get_int (YcStatement *statement, int column)
{
  return statement->db->class->get_int (statement, column);
}

double
yc_statement_get_double (YcStatement *statement, int column)
{
  return statement->db->class->get_double (statement, column);
}

const char *
yc_statement_get_text (YcStatement *statement, int column)
{
  return statement->db->class->get_text (statement, column);
}

GBytes *
yc_statement_get_bytes (YcStatement *statement, int column)
{
  return statement->db->class->get_bytes (statement, column);
}

gboolean
yc_statement_is_null (YcStatement *statement, int column)
{
  return statement->db->class->is_null (statement, column);
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
