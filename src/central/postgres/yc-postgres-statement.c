// Statements of a PostgreSQL: prepared when they first run, values and columns as text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-postgres-private.h"

#include <string.h>

typedef struct {
  YcStatement parent;
  char *text;       // as PostgreSQL wants it
  char *name;       // nullable: not prepared yet
  guint generation; // of the connection that knows the name
  gboolean is_anew; // planned each time, and therefore not prepared
  int n_values;
  char **values;    // owned, as many
  PGresult *result; // owned, nullable: it has not run
  int row;          // at which it stands
} Statement;

// ?1 becomes $1. Our SQL has question marks for nothing else.
static char *
translate (const char *sql)
{
  char *text = g_strdup (sql);

  for (char *mark = text; (mark = strchr (mark, '?')) != NULL;)
    *mark = '$';
  return text;
}

static int
count_values (const char *text)
{
  int highest = 0;

  for (const char *mark = text; (mark = strchr (mark, '$')) != NULL; mark++)
    highest = MAX (highest, (int)g_ascii_strtoll (mark + 1, NULL, 10));
  return highest;
}

YcStatement *
yc_postgres_prepare (YcDb *db, const char *sql, GError **error)
{
  Statement *self = g_new0 (Statement, 1);

  self->parent = (YcStatement){db, g_strdup (sql)};
  self->text = translate (sql);
  self->n_values = count_values (self->text);
  self->values = g_new0 (char *, self->n_values + 1);
  return &self->parent;
}

void
yc_postgres_reset (YcStatement *statement)
{
  Statement *self = (Statement *)statement;

  g_clear_pointer (&self->result, PQclear);
  for (int i = 0; i < self->n_values; i++)
    g_clear_pointer (&self->values[i], g_free);
}

void
yc_postgres_finalize (YcStatement *statement)
{
  Statement *self = (Statement *)statement;

  yc_postgres_reset (statement);
  g_free (self->values);
  g_free (self->name);
  g_free (self->text);
  g_free (statement->sql);
  g_free (self);
}

void
yc_postgres_bind_text (YcStatement *statement, int index, const char *value)
{
  Statement *self = (Statement *)statement;

  g_free (self->values[index - 1]);
  self->values[index - 1] = g_strdup (value);
}

void
yc_postgres_bind_int (YcStatement *statement, int index, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  yc_postgres_bind_text (statement, index, text);
}

static gboolean
take_result (Statement *self, PGresult *result, GError **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
    self->result = result;
    self->row = -1;
    return TRUE;
  }
  yc_postgres_fail (((YcPostgres *)self->parent.db)->connection, result, error);
  PQclear (result);
  return FALSE;
}

static gboolean
ensure_prepared (Statement *self, GError **error)
{
  YcPostgres *db = (YcPostgres *)self->parent.db;
  g_autofree char *name = g_strdup_printf ("s%u", db->names++);
  gboolean done;

  if (self->name != NULL && self->generation == db->generation)
    return TRUE;
  done = take_result (self, PQprepare (db->connection, name, self->text, 0, NULL), error);
  g_clear_pointer (&self->result, PQclear);
  if (!done)
    return FALSE;
  g_free (self->name);
  self->name = g_steal_pointer (&name);
  self->generation = db->generation;
  return TRUE;
}

void
yc_postgres_plan_anew (YcStatement *statement)
{
  ((Statement *)statement)->is_anew = TRUE;
}

static int
send (Statement *self, PGconn *connection)
{
  const char *const *values = (const char *const *)self->values;

  return self->is_anew
             ? PQsendQueryParams (connection, self->text, self->n_values, NULL, values, NULL, NULL,
                                  0)
             : PQsendQueryPrepared (connection, self->name, self->n_values, values, NULL, NULL, 0);
}

// Sends the statement behind what is pending.
static gboolean
send_behind (Statement *self, GError **error)
{
  YcPostgres *db = (YcPostgres *)self->parent.db;

  if (!yc_postgres_ensure (db, error))
    return FALSE;
  if (!self->is_anew && (self->name == NULL || self->generation != db->generation) &&
      (!yc_postgres_settle (db, NULL, error) || !ensure_prepared (self, error)))
    return FALSE;
  if ((db->pending > 0 || PQenterPipelineMode (db->connection)) && send (self, db->connection)) {
    db->pending++;
    return TRUE;
  }
  yc_postgres_settle (db, NULL, NULL);
  PQexitPipelineMode (db->connection); // if nothing was pending
  yc_postgres_fail (db->connection, NULL, error);
  return FALSE;
}

static gboolean
execute (Statement *self, GError **error)
{
  YcPostgres *db = (YcPostgres *)self->parent.db;
  PGresult *result = NULL;

  return send_behind (self, error) && yc_postgres_settle (db, &result, error) &&
         take_result (self, result, error);
}

gboolean
yc_postgres_run_later (YcStatement *statement, GError **error)
{
  gboolean done = statement->db->depth > 0 ? send_behind ((Statement *)statement, error)
                                           : execute ((Statement *)statement, error);

  yc_postgres_reset (statement);
  return done;
}

// A question outside of a transaction is asked again if the connection turned out to be dead; what
// changes something is not, for it may have done so before the connection broke.
static gboolean
execute_patiently (Statement *self, GError **error)
{
  YcPostgres *db = (YcPostgres *)self->parent.db;
  g_autoptr (GError) problem = NULL;

  if (execute (self, &problem) ||
      (db->parent.depth == 0 && PQstatus (db->connection) != CONNECTION_OK &&
       g_str_has_prefix (self->text, "SELECT") && execute (self, NULL)))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
yc_postgres_step (YcStatement *statement, GError **error)
{
  Statement *self = (Statement *)statement;

  if (self->result == NULL && !execute_patiently (self, error))
    return FALSE;
  return ++self->row < PQntuples (self->result);
}

gboolean
yc_postgres_is_null (YcStatement *statement, int column)
{
  Statement *self = (Statement *)statement;

  return PQgetisnull (self->result, self->row, column);
}

const char *
yc_postgres_get_text (YcStatement *statement, int column)
{
  Statement *self = (Statement *)statement;

  return yc_postgres_is_null (statement, column) ? NULL
                                                 : PQgetvalue (self->result, self->row, column);
}

gint64
yc_postgres_get_int (YcStatement *statement, int column)
{
  const char *text = yc_postgres_get_text (statement, column);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}
