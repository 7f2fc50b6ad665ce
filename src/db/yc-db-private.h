// What the connection and its statements share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"

#include <sqlite3.h>

struct _YcDb {
  sqlite3 *handle;
  GHashTable *statements; // SQL text -> YcStatement, those that nobody uses now
  int depth;              // of begun transactions
};

struct _YcStatement {
  YcDb *db;
  sqlite3_stmt *handle;
  char *sql;
};

// Sets `error` from what SQLite said last; always returns FALSE.
gboolean yc_db_fail (YcDb *db, int code, const char *what, GError **error);
