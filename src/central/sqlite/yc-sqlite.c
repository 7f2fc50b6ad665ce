// The ledger in a folder: central.db and, beside it, the blobs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sqlite.h"
#include "yc-central-resources.h"
#include "yc-error.h"

#include <errno.h>
#include <glib/gstdio.h>

#define SCRIPTS "/io/github/yichuang/central/schema"

static gboolean
ensure_folders (YcLedger *self, GError **error)
{
  g_autofree char *blobs = g_build_filename (self->folder, "blobs", NULL);
  g_autofree char *incoming = yc_ledger_incoming_path (self);

  if (g_mkdir_with_parents (blobs, 0700) == 0 && g_mkdir_with_parents (incoming, 0700) == 0)
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

YcLedger *
yc_ledger_open (const char *folder, gboolean read_only, GError **error)
{
  g_autoptr (YcLedger) self = g_new0 (YcLedger, 1);
  g_autofree char *path = g_build_filename (folder, "central.db", NULL);

  self->folder = g_strdup (folder);
  if (!read_only && !ensure_folders (self, error))
    return NULL;
  self->db = yc_db_open (path, read_only ? YC_DB_READ_ONLY : YC_DB_READ_WRITE, error);
  if (self->db == NULL)
    return NULL;
  if (read_only)
    return g_steal_pointer (&self);
  if (!yc_db_migrate (self->db, yc_central_get_resource (), SCRIPTS, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
yc_ledger_close (YcLedger *self)
{
  if (self->db != NULL)
    yc_db_close (self->db);
  g_free (self->folder);
  g_free (self);
}

gboolean
yc_ledger_begin (YcLedger *self, GError **error)
{
  return yc_db_begin (self->db, error);
}

gboolean
yc_ledger_commit (YcLedger *self, GError **error)
{
  return yc_db_commit (self->db, error);
}

void
yc_ledger_roll_back (YcLedger *self)
{
  yc_db_roll_back (self->db);
}

char *
yc_sqlite_scope_list (const YcScope *scope)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; scope->departments != NULL && scope->departments[i] != NULL; i++)
    json_array_add_string_element (array, scope->departments[i]);
  json_node_take_array (node, array);
  return json_to_string (node, FALSE);
}

char *
yc_sqlite_take_text (YcStatement *statement, GError **error)
{
  return yc_statement_step (statement, error) ? g_strdup (yc_statement_get_text (statement, 0))
                                              : NULL;
}
