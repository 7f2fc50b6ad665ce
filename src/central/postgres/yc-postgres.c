// The connection to a PostgreSQL: made, lost, made again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-postgres-private.h"

#include <string.h>

#define PAUSE_US (G_USEC_PER_SEC / 2) // between two attempts to connect

// No transaction waits for another for ever, and none that its program forgot holds up the others.
// Lists walk along indexes; where a page of a table can be had as fast as the next one, that is
// cheap.
#define SESSION                                                                                    \
  "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s';"                     \
  " SET random_page_cost = 1.1; SET client_min_messages = warning; SET "                           \
  "standard_conforming_strings = on;"

// Who only reads holds up nobody, and may take long between two rows: verify reads every page.
#define READER "SET default_transaction_read_only = on; SET idle_in_transaction_session_timeout = 0"

// Codes are those of PostgreSQL's Appendix A; a longer beginning stands before a shorter one.
static const struct {
  const char *state;
  YcErrorCode code;
} states[] = {
    {"53100", YC_ERROR_DISK_FULL}, {"25006", YC_ERROR_READ_ONLY}, {"42501", YC_ERROR_READ_ONLY},
    {"22021", YC_ERROR_MALFORMED}, {"22P05", YC_ERROR_MALFORMED}, {"23505", YC_ERROR_BUSY},
    {"55P03", YC_ERROR_BUSY},      {"40", YC_ERROR_BUSY},         {"08", YC_ERROR_BUSY},
    {"53", YC_ERROR_BUSY},         {"57P", YC_ERROR_BUSY},        {"25P03", YC_ERROR_BUSY},
    {"XX", YC_ERROR_CORRUPT},
};

static YcErrorCode
code_of (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_str_has_prefix (state, states[i].state))
      return states[i].code;
  return YC_ERROR_FAILED;
}

// Without a state it is not the server that spoke: it is gone, whatever the status says.
void
yc_postgres_fail (PGconn *connection, const PGresult *result, GError **error)
{
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;

  if (PQstatus (connection) != CONNECTION_OK || state == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_BUSY, "the connection to the database is lost");
  else
    g_set_error (error, YC_ERROR, code_of (state), "the database: %s",
                 PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY));
}

static void
drop_notice_cb (void *data, const char *message)
{
}

PGconn *
yc_postgres_connect (const char *uri)
{
  const char *const names[] = {"connect_timeout",
                               "tcp_user_timeout",
                               "keepalives_idle",
                               "keepalives_interval",
                               "fallback_application_name",
                               "client_encoding",
                               "dbname", // the whole URI: what it says wins
                               NULL};
  const char *const values[] = {"5", "10000", "10", "5", "yichuang-central", "UTF8", uri, NULL};
  PGconn *connection = PQconnectdbParams (names, values, 1);

  PQsetNoticeProcessor (connection, drop_notice_cb, NULL);
  return connection;
}

// What takes a transaction back need not know what went wrong in it.
static gboolean
settle_before (YcPostgres *self, const char *sql, GError **error)
{
  gboolean is_back = g_str_has_prefix (sql, "ROLLBACK");

  return yc_postgres_settle (self, NULL, is_back ? NULL : error) || is_back;
}

static gboolean
run (YcDb *db, const char *sql, GError **error)
{
  YcPostgres *self = (YcPostgres *)db;
  g_autoptr (PGresult) result = NULL;

  if (!yc_postgres_ensure (self, error) || !settle_before (self, sql, error))
    return FALSE;
  result = PQexec (self->connection, sql);
  if (PQresultStatus (result) == PGRES_COMMAND_OK || PQresultStatus (result) == PGRES_TUPLES_OK)
    return TRUE;
  yc_postgres_fail (self->connection, result, error);
  return FALSE;
}

static gboolean
set_up (YcPostgres *self, GError **error)
{
  if (PQstatus (self->connection) != CONNECTION_OK) {
    self->refused_at = g_get_monotonic_time ();
    g_set_error (error, YC_ERROR, YC_ERROR_BUSY, "cannot connect to the database: %s",
                 PQerrorMessage (self->connection));
    return FALSE;
  }
  self->refused_at = 0;
  self->generation++;
  self->is_ready = TRUE; // for what follows
  self->is_ready = run (&self->parent, SESSION, error) &&
                   (self->mode == YC_DB_READ_WRITE || run (&self->parent, READER, error));
  return self->is_ready;
}

// Not more often than every half second: each attempt may take a while, and others wait.
gboolean
yc_postgres_ensure (YcPostgres *self, GError **error)
{
  if (PQstatus (self->connection) == CONNECTION_OK && self->is_ready)
    return TRUE;
  if (self->parent.depth > 0 ||
      (self->refused_at != 0 && g_get_monotonic_time () - self->refused_at < PAUSE_US)) {
    yc_postgres_fail (self->connection, NULL, error);
    return FALSE;
  }
  PQreset (self->connection);
  return set_up (self, error);
}

// Nothing has been done yet that could be lost: a connection that turns out to be dead is replaced.
static gboolean
begin (YcDb *db, gboolean for_reading, GError **error)
{
  const char *sql = for_reading ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
                                : "BEGIN ISOLATION LEVEL READ COMMITTED";

  return run (db, sql, NULL) || run (db, sql, error);
}

// A transaction that failed before answers COMMIT with ROLLBACK, and no error.
static gboolean
commit (YcDb *db, GError **error)
{
  YcPostgres *self = (YcPostgres *)db;
  g_autoptr (PGresult) result = NULL;

  if (!yc_postgres_settle (self, NULL, error))
    return FALSE;
  result = PQexec (self->connection, "COMMIT");
  if (result != NULL && g_str_equal (PQcmdStatus (result), "COMMIT"))
    return TRUE;
  yc_postgres_fail (self->connection, result, error);
  return FALSE;
}

static void
roll_back (YcDb *db)
{
  YcPostgres *self = (YcPostgres *)db;

  yc_postgres_settle (self, NULL, NULL);
  if (PQtransactionStatus (self->connection) != PQTRANS_IDLE)
    PQclear (PQexec (self->connection, "ROLLBACK"));
}

// Not to_regclass (): within a transaction it remembers that there was no such table.
static gboolean
get_version (YcDb *db, int *ret_version, GError **error)
{
  gint64 has = yc_db_fetch_int (db, 0, error,
                                "SELECT count (*) FROM pg_tables"
                                " WHERE schemaname = current_schema ()"
                                " AND tablename = 'schema_version'",
                                "");

  *ret_version =
      has < 1 ? 0
              : (int)yc_db_fetch_int (db, 0, error, "SELECT max (version) FROM schema_version", "");
  return has >= 0 && *ret_version >= 0;
}

static gboolean
set_version (YcDb *db, int version, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE IF NOT EXISTS schema_version (version bigint PRIMARY KEY);"
                       "INSERT INTO schema_version (version) VALUES (%d)",
                       version);

  return run (db, sql, error);
}

// Any number will do that is the same everywhere.
static gboolean
lock_schema (YcDb *db, GError **error)
{
  return run (db, "SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock (7920150)", error);
}

static void
close_connection (YcDb *db)
{
  PQfinish (((YcPostgres *)db)->connection);
  g_free (db);
}

static const YcDbClass postgres_class = {
    .kind = YC_DB_POSTGRES,
    .close = close_connection,
    .run = run,
    .begin = begin,
    .commit = commit,
    .roll_back = roll_back,
    .lock_schema = lock_schema,
    .get_version = get_version,
    .set_version = set_version,
    .prepare = yc_postgres_prepare,
    .finalize = yc_postgres_finalize,
    .reset = yc_postgres_reset,
    .bind_int = yc_postgres_bind_int,
    .bind_text = yc_postgres_bind_text,
    .plan_anew = yc_postgres_plan_anew,
    .run_later = yc_postgres_run_later,
    .step = yc_postgres_step,
    .get_int = yc_postgres_get_int,
    .get_text = yc_postgres_get_text,
    .is_null = yc_postgres_is_null,
};

YcDb *
yc_postgres_open (const char *uri, YcDbMode mode, GError **error)
{
  YcPostgres *self = g_new0 (YcPostgres, 1);
  g_autoptr (YcDb) db = &self->parent;

  yc_db_init (db, &postgres_class);
  self->mode = mode;
  self->connection = yc_postgres_connect (uri);
  return set_up (self, error) ? g_steal_pointer (&db) : NULL;
}

gboolean
yc_postgres_tell (YcDb *db, const char *text, GError **error)
{
  return yc_db_execute (db, error, "SELECT pg_notify ('yichuang', ?1)", "t", text);
}
