// Blobs: rows that say what there is. The bytes are elsewhere (yc-blobs.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"

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
yc_ledger_find_blob (YcLedger *self,
                     const YcScope *scope,
                     const char *person,
                     const char *sha256,
                     gint64 *ret_size,
                     GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      "SELECT mime, size FROM blob WHERE sha256 = ?4 AND ("
      " EXISTS (SELECT 1 FROM blob_sender WHERE sha256 = ?4 AND person = ?5)"
      " OR EXISTS (SELECT 1 FROM blob_case JOIN case_now ON case_now.id = blob_case.case_id"
      " WHERE blob_case.sha256 = ?4 AND " YC_LEDGER_SCOPE "))",
      error);
  g_autofree char *departments = yc_ledger_scope_list (scope);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "itttt", (gint64)scope->all, scope->hall, departments, sha256,
                     person);
  if (!yc_statement_step (statement, error))
    return NULL;
  if (ret_size != NULL)
    *ret_size = yc_statement_get_int (statement, 1);
  return g_strdup (yc_statement_get_text (statement, 0));
}

gboolean
yc_ledger_add_blob (YcLedger *self,
                    const char *sha256,
                    const char *mime,
                    gint64 size,
                    const char *person,
                    gint64 now,
                    GError **error)
{
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (yc_db_execute (self->db, error,
                     "INSERT INTO blob (sha256, mime, size, stored_at)"
                     " VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                     "ttii", sha256, mime, size, now) &&
      yc_db_execute (self->db, error,
                     "INSERT INTO blob_sender (sha256, person) VALUES (?1, ?2)"
                     " ON CONFLICT DO NOTHING",
                     "tt", sha256, person))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}
