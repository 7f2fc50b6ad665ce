// What the SQLite files of the ledger share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

struct _YcLedger {
  YcDb *db;     // owned
  char *folder; // owned
};

// Three parameters that yc_sqlite_scope_list () and the scope's other members fill: "itt".
#define YC_SQLITE_SCOPE                                                                            \
  "(?1 OR hall = ?2 OR (office AND department IN (SELECT value FROM json_each (?3))))"

// The departments of a scope as a JSON array.
char *yc_sqlite_scope_list (const YcScope *scope);

// The first column of the only row, owned; NULL without an error if there is no row.
char *yc_sqlite_take_text (YcStatement *statement, GError **error);

// Hash of a file's content; `ret_size` (nullable) is its length.
char *yc_sqlite_hash_file (const char *path, gsize *ret_size, GError **error);

G_END_DECLS
