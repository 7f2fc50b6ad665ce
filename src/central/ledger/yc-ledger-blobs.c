// Blobs: rows that say what there is, files that hold the bytes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

char *
yc_ledger_blob_path (YcLedger *self, const char *sha256)
{
  char shelf[3] = {sha256[0], sha256[1], '\0'};

  return g_build_filename (self->folder, "blobs", shelf, sha256, NULL);
}

char *
yc_ledger_incoming_path (YcLedger *self)
{
  return g_build_filename (self->folder, "incoming", NULL);
}

gboolean
yc_ledger_has_blob (YcLedger *self, const char *sha256, GError **error)
{
  return yc_db_fetch_int (self->db, 0, error, "SELECT 1 FROM blob WHERE sha256 = ?1", "t",
                          sha256) == 1;
}

char *
yc_ledger_find_blob (
    YcLedger *self, const YcScope *scope, const char *person, const char *sha256, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      "SELECT mime FROM blob WHERE sha256 = ?4 AND ("
      " EXISTS (SELECT 1 FROM blob_sender WHERE sha256 = ?4 AND person = ?5)"
      " OR EXISTS (SELECT 1 FROM blob_case JOIN case_now ON case_now.id = blob_case.case_id"
      " WHERE blob_case.sha256 = ?4 AND " YC_LEDGER_SCOPE "))",
      error);
  g_autofree char *departments = yc_ledger_scope_list (scope);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "itttt", (gint64)scope->all, scope->hall, departments, sha256,
                     person);
  return yc_ledger_take_text (statement, error);
}

static gboolean
fail (int problem, const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, (int)yc_error_code_from_errno (problem), "%s: %s", what,
               g_strerror (problem));
  return FALSE;
}

// A renamed file is only there for good once its folder is written, too.
static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result = fd >= 0 ? fsync (fd) : -1;
  int problem = errno;

  if (fd >= 0)
    close (fd);
  return result == 0 || fail (problem, "cannot write a folder", error);
}

static gboolean
move_to_shelf (YcLedger *self, const char *path, const char *sha256, GError **error)
{
  g_autofree char *target = yc_ledger_blob_path (self, sha256);
  g_autofree char *shelf = g_path_get_dirname (target);
  g_autofree char *blobs = g_path_get_dirname (shelf);
  gboolean is_new_shelf = g_mkdir (shelf, 0700) == 0;

  if (!is_new_shelf && errno != EEXIST)
    return fail (errno, "cannot make a folder", error);
  if (g_rename (path, target) != 0)
    return fail (errno, "cannot keep a blob", error);
  return sync_folder (shelf, error) && (!is_new_shelf || sync_folder (blobs, error));
}

static gboolean
add_row (YcLedger *self,
         const char *sha256,
         const char *mime,
         gsize size,
         const char *person,
         gint64 now,
         GError **error)
{
  return yc_db_execute (self->db, error,
                        "INSERT INTO blob (sha256, mime, size, stored_at)"
                        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                        "ttii", sha256, mime, (gint64)size, now) &&
         yc_db_execute (self->db, error,
                        "INSERT INTO blob_sender (sha256, person) VALUES (?1, ?2)"
                        " ON CONFLICT DO NOTHING",
                        "tt", sha256, person);
}

gboolean
yc_ledger_take_blob (YcLedger *self,
                     const char *path,
                     const char *sha256,
                     const char *mime,
                     gsize size,
                     const char *person,
                     gint64 now,
                     gboolean *ret_new,
                     GError **error)
{
  g_autoptr (GError) problem = NULL;

  *ret_new = !yc_ledger_has_blob (self, sha256, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (*ret_new && !move_to_shelf (self, path, sha256, error))
    return FALSE;
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (add_row (self, sha256, mime, size, person, now, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

char *
yc_ledger_hash_file (const char *path, gsize *ret_size, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return NULL;
  if (ret_size != NULL)
    *ret_size = g_mapped_file_get_length (file);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256,
                                      (const guchar *)g_mapped_file_get_contents (file),
                                      g_mapped_file_get_length (file));
}
