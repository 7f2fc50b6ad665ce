// The ledger of a folder: central.db or a PostgreSQL.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-central-resources.h"
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-postgres.h"
#include "yc-uuid.h"

#include <errno.h>
#include <glib/gstdio.h>

#define SCRIPTS "/io/github/yichuang/central/"

static gboolean
ensure_folders (YcLedger *self, GError **error)
{
  g_autofree char *incoming = yc_ledger_incoming_path (self);

  if (g_mkdir_with_parents (incoming, 0700) == 0)
    return TRUE;
  g_set_error (error, YC_ERROR, errno == ENOSPC ? YC_ERROR_DISK_FULL : YC_ERROR_READ_ONLY,
               "cannot make the data folder: %s", g_strerror (errno));
  return FALSE;
}

// What was still coming in when central ended last.
void
yc_ledger_clear_incoming (YcLedger *self)
{
  g_autofree char *incoming = yc_ledger_incoming_path (self);
  g_autoptr (GDir) dir = g_dir_open (incoming, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (incoming, name, NULL);

    g_unlink (path);
  }
}

static char *
place_path (const char *folder)
{
  return g_build_filename (folder, "database", NULL);
}

// The URI in the folder's file, NULL if there is none. One that cannot be read is not overlooked:
// an empty database would take its place.
static gboolean
read_place (const char *folder, char **ret_database, GError **error)
{
  g_autofree char *path = place_path (folder);
  g_autoptr (GError) problem = NULL;

  if (g_file_get_contents (path, ret_database, NULL, &problem)) {
    g_strstrip (*ret_database);
    return TRUE;
  }
  if (g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_READ_ONLY, problem->message);
  return FALSE;
}

gboolean
yc_ledger_place (const char *folder, const char *database, GError **error)
{
  g_autofree char *path = place_path (folder);
  g_autofree char *file = g_build_filename (folder, "central.db", NULL);
  g_autofree char *before = NULL;

  if (!read_place (folder, &before, error))
    return FALSE;
  if (before != NULL && !g_str_equal (before, database)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                 "the folder has another database already; if that one moved, change %s", path);
    return FALSE;
  }
  if (g_file_test (file, G_FILE_TEST_EXISTS)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                         "the folder has a database of its own already");
    return FALSE;
  }
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents_full (path, database, -1, G_FILE_SET_CONTENTS_DURABLE, 0600, error);
  g_set_error (error, YC_ERROR, YC_ERROR_READ_ONLY, "cannot make the data folder: %s",
               g_strerror (errno));
  return FALSE;
}

// A city's worth of searches touches more pages than the two megabytes that SQLite would keep.
static YcDb *
open_file (const YcLedger *self, YcDbMode mode, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, "central.db", NULL);
  g_autoptr (YcDb) db = yc_db_open (path, mode, error);

  return db != NULL && yc_db_run (db, "PRAGMA cache_size=-65536", error) ? g_steal_pointer (&db)
                                                                         : NULL;
}

static YcDb *
open_database (const YcLedger *self, YcDbMode mode, GError **error)
{
  return self->database != NULL ? yc_postgres_open (self->database, mode, error)
                                : open_file (self, mode, error);
}

static gboolean
migrate (YcLedger *self, GError **error)
{
  return yc_db_migrate (self->db, yc_central_get_resource (),
                        yc_ledger_pick (self, SCRIPTS "sqlite/schema", SCRIPTS "postgres/schema"),
                        error) &&
         yc_ledger_project_stale (self, error);
}

YcLedger *
yc_ledger_open (const char *folder, gboolean read_only, GError **error)
{
  g_autoptr (YcLedger) self = g_new0 (YcLedger, 1);

  self->folder = g_strdup (folder);
  self->origin = yc_uuid_new (g_get_real_time () / 1000);
  if (!read_place (self->folder, &self->database, error) ||
      (!read_only && !ensure_folders (self, error)))
    return NULL;
  self->db = open_database (self, read_only ? YC_DB_READ_ONLY : YC_DB_READ_WRITE, error);
  if (self->db == NULL || (!read_only && !migrate (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
yc_ledger_get_folder (YcLedger *self)
{
  return self->folder;
}

gboolean
yc_ledger_is_shared (YcLedger *self)
{
  return yc_db_get_kind (self->db) == YC_DB_POSTGRES;
}

void
yc_ledger_close (YcLedger *self)
{
  if (self->db != NULL)
    yc_db_close (self->db);
  g_free (self->folder);
  g_free (self->database);
  g_clear_pointer (&self->calendar, yc_calendar_unref);
  g_free (self->calendar_etag);
  g_free (self->calendar_sum);
  g_free (self->end_hash);
  g_free (self->origin);
  g_free (self);
}

static void
forget_end (YcLedger *self)
{
  g_clear_pointer (&self->end_hash, g_free);
}

gboolean
yc_ledger_begin (YcLedger *self, GError **error)
{
  return yc_db_begin (self->db, error);
}

gboolean
yc_ledger_begin_reading (YcLedger *self, GError **error)
{
  return yc_db_begin_reading (self->db, error);
}

gboolean
yc_ledger_commit (YcLedger *self, GError **error)
{
  gboolean done = yc_db_commit (self->db, error);

  if (!done || !yc_db_is_in_transaction (self->db))
    forget_end (self);
  return done;
}

void
yc_ledger_roll_back (YcLedger *self)
{
  forget_end (self);
  yc_db_roll_back (self->db);
}

char *
yc_ledger_scope_list (const YcScope *scope)
{
  g_autofree char *list = NULL;

  if (scope->departments == NULL || scope->departments[0] == NULL)
    return g_strdup ("");
  list = g_strjoinv ("\n", (char **)scope->departments);
  return g_strconcat ("\n", list, "\n", NULL);
}

const char *
yc_ledger_pick (YcLedger *self, const char *sqlite, const char *postgres)
{
  return yc_db_get_kind (self->db) == YC_DB_SQLITE ? sqlite : postgres;
}

gboolean
yc_ledger_lock (YcLedger *self, const char *name, GError **error)
{
  return yc_db_get_kind (self->db) == YC_DB_SQLITE ||
         yc_db_execute (self->db, error, "SELECT pg_advisory_xact_lock (hashtextextended (?1, 0))",
                        "t", name);
}

char *
yc_ledger_take_text (YcStatement *statement, GError **error)
{
  return yc_statement_step (statement, error) ? g_strdup (yc_statement_get_text (statement, 0))
                                              : NULL;
}

gboolean
yc_ledger_at_end (GError *problem, GError **error)
{
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}
