// A data folder of a test's own. Where YC_TEST_DATABASE is "postgres" its database is a schema of
// the PostgreSQL that YC_TEST_POSTGRES leads to (with-postgres.py sets it), otherwise a file.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"

G_BEGIN_DECLS

gboolean yc_test_is_postgres (void);

// Owned; the folder is there, and its database empty.
char *yc_test_folder_new (void);

// Gives another folder, such as that of a second server, the same database.
void yc_test_folder_share (const char *folder, const char *other);

// Copies people and catalogues into an empty one; nobody has either of them open.
void yc_test_folder_copy (const char *from, const char *to);

// The database of a folder without the ledger, to look at it or to change it behind central's back.
YcDb *yc_test_folder_open (const char *folder);

// Removes a folder and all that is in it.
void yc_test_remove_tree (const char *path);

G_END_DECLS
