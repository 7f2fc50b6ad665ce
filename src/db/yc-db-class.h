// What a kind of database has to bring: the rest, nesting, caching and migrating, is done once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"

G_BEGIN_DECLS

// Everything may fail with the codes that yc-db.h names.
typedef struct {
  YcDbKind kind;
  void (*close) (YcDb *db); // frees it, after its statements
  gboolean (*run) (YcDb *db, const char *sql, GError **error);

  // The outermost transaction.
  gboolean (*begin) (YcDb *db, gboolean for_reading, GError **error);
  gboolean (*commit) (YcDb *db, GError **error);
  void (*roll_back) (YcDb *db);

  // Makes others who want to run scripts wait until the transaction ends; nullable: beginning one
  // is enough.
  gboolean (*lock_schema) (YcDb *db, GError **error);

  // The number of the last script that ran. For setting, in the transaction of that script.
  gboolean (*get_version) (YcDb *db, int *ret_version, GError **error);
  gboolean (*set_version) (YcDb *db, int version, GError **error);

  YcStatement *(*prepare) (YcDb *db, const char *sql, GError **error);
  void (*finalize) (YcStatement *statement);
  void (*reset) (YcStatement *statement); // forgets rows and values
  void (*bind_int) (YcStatement *statement, int index, gint64 value);
  void (*bind_double) (YcStatement *statement, int index, double value);
  void (*bind_text) (YcStatement *statement, int index, const char *value);
  void (*bind_bytes) (YcStatement *statement, int index, GBytes *value);
  void (*plan_anew) (YcStatement *statement); // nullable: there is but one plan
  // Runs what returns nothing that anybody wants; nullable. It may be done later in the
  // transaction, and what is wrong be told by a later statement, or when the transaction is
  // committed.
  gboolean (*run_later) (YcStatement *statement, GError **error);
  gboolean (*step) (YcStatement *statement, GError **error);
  gint64 (*get_int) (YcStatement *statement, int column);
  double (*get_double) (YcStatement *statement, int column);
  const char *(*get_text) (YcStatement *statement, int column);
  GBytes *(*get_bytes) (YcStatement *statement, int column);
  gboolean (*is_null) (YcStatement *statement, int column);
} YcDbClass;

// The first members of a kind's own structs.
struct _YcDb {
  const YcDbClass *class;
  GHashTable *statements; // SQL text -> YcStatement, those that nobody uses now
  int depth;              // of begun transactions
};

struct _YcStatement {
  YcDb *db;
  char *sql;
};

void yc_db_init (YcDb *db, const YcDbClass *class);

G_END_DECLS
