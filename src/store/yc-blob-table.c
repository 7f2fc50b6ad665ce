// Pages and other content: a row each, and a sealed file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-store-private.h"

char *
yc_store_hash (GBytes *content)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
}

// Two letters of the name make a folder, so that none grows too large.
static char *
path_of (YcStore *store, const char *sha256)
{
  g_autofree char *shard = g_strndup (sha256, 2);

  return g_build_filename (store->blobs, shard, sha256, NULL);
}

// Whatever is found there may have been left by a program that ended before it was durable.
static gboolean
write_content (YcStore *store, const char *sha256, GBytes *content, GError **error)
{
  g_autofree char *path = path_of (store, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  return yc_vault_ensure_folder (folder, error) &&
         (g_file_test (path, G_FILE_TEST_EXISTS)
              ? yc_vault_sync_folder (folder, error)
              : yc_vault_write_file (store->vault, path, content, error));
}

static gboolean
save_row (YcStore *store,
          const char *sha256,
          const char *mime,
          gsize size,
          gboolean confirmed,
          GError **error)
{
  return yc_db_execute (
      store->db, error,
      "INSERT INTO blob (sha256, mime, size, confirmed) VALUES (?, ?, ?, ?)"
      " ON CONFLICT (sha256) DO UPDATE SET confirmed = max (confirmed, excluded.confirmed)",
      "ttii", sha256, mime, (gint64)size, (gint64)confirmed);
}

static gboolean
save_use (YcStore *store, const char *case_id, const char *sha256, GError **error)
{
  return yc_db_execute (store->db, error,
                        "INSERT OR IGNORE INTO case_blob (case_id, sha256) VALUES (?, ?)", "tt",
                        case_id, sha256);
}

YcCase *
yc_store_record_page (YcStore *store,
                      const YcContext *context,
                      const char *terminal,
                      const YcDeed *deed,
                      GBytes *content,
                      const char *mime,
                      GError **error)
{
  g_autofree char *sha256 = yc_store_hash (content);
  g_autoptr (JsonObject) data = deed->data;
  g_autoptr (YcCase) self = NULL;
  YcDeed with_blob = *deed;

  json_object_set_string_member (data, "blob", sha256);
  json_object_set_string_member (data, "mime", mime);
  if (!write_content (store, sha256, content, error) || !yc_db_begin (store->db, error))
    return NULL;
  with_blob.data = json_object_ref (data);
  self = yc_store_record (store, context, terminal, &with_blob, error);
  if (self == NULL ||
      !yc_blob_table_add (store, self->id, sha256, mime, g_bytes_get_size (content), error)) {
    yc_db_roll_back (store->db);
    return NULL;
  }
  return yc_db_commit (store->db, error) ? g_steal_pointer (&self) : NULL;
}

GBytes *
yc_store_load_blob (YcStore *store, const char *sha256, GError **error)
{
  g_autofree char *path = path_of (store, sha256);
  g_autoptr (GBytes) content = yc_vault_read_file (store->vault, path, error);
  g_autofree char *found = content != NULL ? yc_store_hash (content) : NULL;

  if (content == NULL || g_str_equal (found, sha256))
    return g_steal_pointer (&content);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_CORRUPT, "the page is not what its name says");
  return NULL;
}

gboolean
yc_blob_table_write (YcStore *store, const char *sha256, GBytes *content, GError **error)
{
  g_autofree char *found = yc_store_hash (content);

  if (g_str_equal (found, sha256))
    return write_content (store, sha256, content, error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_CORRUPT, "the content is not what its name says");
  return FALSE;
}

gboolean
yc_blob_table_add (YcStore *store,
                   const char *case_id,
                   const char *sha256,
                   const char *mime,
                   gsize size,
                   GError **error)
{
  return save_row (store, sha256, mime, size, FALSE, error) &&
         save_use (store, case_id, sha256, error);
}

gboolean
yc_store_keep_blob (
    YcStore *store, const char *sha256, GBytes *content, const char *mime, GError **error)
{
  return yc_blob_table_write (store, sha256, content, error) &&
         save_row (store, sha256, mime, g_bytes_get_size (content), TRUE, error);
}

GPtrArray *
yc_store_list_blobs_to_send (YcStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db,
                     "SELECT sha256, mime FROM case_blob JOIN blob USING (sha256) WHERE case_id = "
                     "? AND confirmed = 0",
                     error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", case_id);
  while (yc_statement_step (statement, &problem)) {
    g_ptr_array_add (pairs, g_strdup (yc_statement_get_text (statement, 0)));
    g_ptr_array_add (pairs, g_strdup (yc_statement_get_text (statement, 1)));
  }
  if (problem == NULL)
    return g_steal_pointer (&pairs);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

gboolean
yc_store_confirm_blob (YcStore *store, const char *sha256, GError **error)
{
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (yc_db_execute (store->db, error, "UPDATE blob SET confirmed = 1 WHERE sha256 = ?", "t",
                     sha256) &&
      yc_store_forget_upload (store, sha256, error))
    return yc_db_commit (store->db, error);
  yc_db_roll_back (store->db);
  return FALSE;
}

gboolean
yc_store_unconfirm_blob (YcStore *store, const char *sha256, gboolean *ret_known, GError **error)
{
  if (!yc_db_execute (store->db, error, "UPDATE blob SET confirmed = 0 WHERE sha256 = ?", "t",
                      sha256))
    return FALSE;
  *ret_known = yc_db_count_changes (store->db) > 0;
  // An upload that was done is of no use any more.
  return yc_store_forget_upload (store, sha256, error);
}
