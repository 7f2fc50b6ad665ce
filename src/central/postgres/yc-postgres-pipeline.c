// Statements that go to the server one behind the other, without waiting for the answer to each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-postgres-private.h"

// The next result. What stands behind one that failed was not done, which is no failure of its own.
static gboolean
read_result (YcPostgres *self, PGresult **ret, GError **error)
{
  g_autoptr (PGresult) result = PQgetResult (self->connection), more = NULL;
  ExecStatusType status = PQresultStatus (result);

  while ((more = PQgetResult (self->connection)) != NULL)
    g_clear_pointer (&more, PQclear);
  if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
    *ret = g_steal_pointer (&result);
    return TRUE;
  }
  if (error != NULL && *error == NULL)
    yc_postgres_fail (self->connection, result, error);
  return FALSE;
}

gboolean
yc_postgres_settle (YcPostgres *self, PGresult **ret_last, GError **error)
{
  g_autoptr (PGresult) last = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->pending == 0)
    return TRUE;
  PQpipelineSync (self->connection);
  for (; self->pending > 0; self->pending--) {
    g_clear_pointer (&last, PQclear);
    read_result (self, &last, &problem);
  }
  PQclear (PQgetResult (self->connection)); // of the sync itself
  PQexitPipelineMode (self->connection);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (ret_last != NULL)
    *ret_last = g_steal_pointer (&last);
  return TRUE;
}
