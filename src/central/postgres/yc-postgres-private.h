// What the files around libpq share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db-class.h"
#include "yc-postgres.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

typedef struct {
  YcDb parent;
  PGconn *connection; // owned
  YcDbMode mode;
  gboolean is_ready; // the connection is set up as all are
  guint generation;  // counts connections: statements of an earlier one must be prepared anew
  guint names;       // counts prepared statements
  guint pending;     // statements that were sent and whose results nobody has read
  gint64 refused_at; // monotonic, microseconds: when connecting failed last; 0: it did not
} YcPostgres;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGconn, PQfinish)

// Connects, and asks to be told within seconds when the other end is gone. Never NULL.
PGconn *yc_postgres_connect (const char *uri);

// Sets `error` from what went wrong; `result` is nullable. Nothing of the row is in it.
void yc_postgres_fail (PGconn *connection, const PGresult *result, GError **error);

// TRUE if there is a connection, which may be a new one unless a transaction is open.
gboolean yc_postgres_ensure (YcPostgres *self, GError **error);

// Reads the results of what is pending, in one trip to the server and back. `ret_last` (nullable)
// is the last one's, owned. FALSE if one of them failed.
gboolean yc_postgres_settle (YcPostgres *self, PGresult **ret_last, GError **error);

// A statement, for the class.
YcStatement *yc_postgres_prepare (YcDb *db, const char *sql, GError **error);
void yc_postgres_finalize (YcStatement *statement);
void yc_postgres_reset (YcStatement *statement);
void yc_postgres_bind_int (YcStatement *statement, int index, gint64 value);
void yc_postgres_bind_text (YcStatement *statement, int index, const char *value);
void yc_postgres_plan_anew (YcStatement *statement);
gboolean yc_postgres_run_later (YcStatement *statement, GError **error);
gboolean yc_postgres_step (YcStatement *statement, GError **error);
gint64 yc_postgres_get_int (YcStatement *statement, int column);
const char *yc_postgres_get_text (YcStatement *statement, int column);
gboolean yc_postgres_is_null (YcStatement *statement, int column);

G_END_DECLS
