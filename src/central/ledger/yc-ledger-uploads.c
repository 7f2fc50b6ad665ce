// Uploads that any server of the database can go on with: how far they are, and what their pieces
// are called.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"

void
yc_upload_state_free (YcUploadState *self)
{
  g_free (self->sha256);
  g_free (self->mime);
  g_free (self->metadata);
  g_free (self);
}

gboolean
yc_ledger_begin_upload (
    YcLedger *self, const char *id, const char *person, const YcUploadState *state, GError **error)
{
  return yc_db_execute (self->db, error,
                        "INSERT INTO upload (id, person, sha256, mime, metadata, length, place,"
                        " expires_at, is_done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, 0)"
                        " ON CONFLICT (id) DO UPDATE SET mime = excluded.mime,"
                        " metadata = excluded.metadata, expires_at = excluded.expires_at"
                        " WHERE upload.place = 0",
                        "tttttii", id, person, state->sha256, state->mime, state->metadata,
                        state->length, state->expires_at);
}

static YcUploadState *
state_from_row (YcStatement *row)
{
  YcUploadState *state = g_new0 (YcUploadState, 1);

  state->sha256 = g_strdup (yc_statement_get_text (row, 0));
  state->mime = g_strdup (yc_statement_get_text (row, 1));
  state->metadata = g_strdup (yc_statement_get_text (row, 2));
  state->length = yc_statement_get_int (row, 3);
  state->place = yc_statement_get_int (row, 4);
  state->expires_at = yc_statement_get_int (row, 5);
  state->is_done = yc_statement_get_int (row, 6) != 0;
  return state;
}

YcUploadState *
yc_ledger_find_upload (YcLedger *self, const char *id, const char *person, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT sha256, mime, metadata, length, place, expires_at, is_done"
                     " FROM upload WHERE id = ?1 AND person = ?2",
                     error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "tt", id, person);
  return yc_statement_step (row, error) ? state_from_row (row) : NULL;
}

char *
yc_ledger_find_begun_upload (
    YcLedger *self, const char *person, const char *sha256, gint64 length, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT id FROM upload WHERE person = ?1 AND sha256 = ?2 AND length = ?3"
                     " AND place = 0 AND is_done = 0 ORDER BY id LIMIT 1",
                     error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "tti", person, sha256, length);
  return yc_ledger_take_text (row, error);
}

gint64
yc_ledger_count_uploads (YcLedger *self, const char *person, GError **error)
{
  return person != NULL
             ? yc_db_fetch_int (self->db, 0, error,
                                "SELECT count (*) FROM upload WHERE is_done = 0 AND person = ?1",
                                "t", person)
             : yc_db_fetch_int (self->db, 0, error,
                                "SELECT count (*) FROM upload WHERE is_done = 0", "");
}

// FALSE without an error if it does not stand at `first`. Who moves it holds its row until the
// transaction ends.
static gboolean
move (YcLedger *self, const char *id, gint64 first, gint64 last, gint64 expires_at, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "UPDATE upload SET place = ?3, expires_at = ?4"
                     " WHERE id = ?1 AND place = ?2 AND is_done = 0 RETURNING id",
                     error);
  gboolean moved;

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "tiii", id, first, last, expires_at);
  moved = yc_statement_step (row, error);
  return moved && !yc_statement_step (row, error) && (error == NULL || *error == NULL);
}

static gboolean
add_piece (YcLedger *self,
           const char *id,
           gint64 first,
           gint64 size,
           const char *name,
           gint64 expires_at,
           GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (move (self, id, first, first + size, expires_at, &problem))
    return yc_db_execute (self->db, error,
                          "INSERT INTO upload_piece (upload, first, size, name)"
                          " VALUES (?1, ?2, ?3, ?4)",
                          "tiit", id, first, size, name);
  if (problem == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_VERSION, "the upload stands elsewhere");
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
yc_ledger_add_piece (YcLedger *self,
                     const char *id,
                     gint64 first,
                     gint64 size,
                     const char *name,
                     gint64 expires_at,
                     GError **error)
{
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (add_piece (self, id, first, size, name, expires_at, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

static void
piece_free (gpointer data)
{
  YcUploadPiece *piece = data;

  g_free (piece->name);
  g_free (piece);
}

GPtrArray *
yc_ledger_list_pieces (YcLedger *self, const char *id, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db, "SELECT name, size FROM upload_piece WHERE upload = ?1 ORDER BY first", error);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (piece_free);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", id);
  while (yc_statement_step (row, &problem)) {
    YcUploadPiece *piece = g_new0 (YcUploadPiece, 1);

    piece->name = g_strdup (yc_statement_get_text (row, 0));
    piece->size = yc_statement_get_int (row, 1);
    g_ptr_array_add (pieces, piece);
  }
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&pieces) : NULL;
}

static gboolean
end (YcLedger *self, const char *id, gboolean is_done, gint64 expires_at, GError **error)
{
  if (!yc_db_execute (self->db, error, "DELETE FROM upload_piece WHERE upload = ?1", "t", id))
    return FALSE;
  return is_done ? yc_db_execute (self->db, error,
                                  "UPDATE upload SET is_done = 1, place = length, expires_at = ?2"
                                  " WHERE id = ?1",
                                  "ti", id, expires_at)
                 : yc_db_execute (self->db, error, "DELETE FROM upload WHERE id = ?1", "t", id);
}

gboolean
yc_ledger_end_upload (
    YcLedger *self, const char *id, gboolean is_done, gint64 expires_at, GError **error)
{
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (end (self, id, is_done, expires_at, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

GPtrArray *
yc_ledger_list_expired_uploads (YcLedger *self, gint64 now, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT id FROM upload WHERE expires_at <= ?1", error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "i", now);
  while (yc_statement_step (row, &problem))
    g_ptr_array_add (ids, g_strdup (yc_statement_get_text (row, 0)));
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&ids) : NULL;
}
