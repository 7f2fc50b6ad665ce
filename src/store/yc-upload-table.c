// Where large content stands on its way to central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-store-private.h"

gboolean
yc_store_save_upload (
    YcStore *store, const char *sha256, const char *address, gint64 confirmed, GError **error)
{
  g_autofree char *place = g_strconcat ("upload/", sha256, NULL);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (store->vault, address, place);

  return yc_db_execute (store->db, error,
                        "INSERT OR REPLACE INTO upload (sha256, confirmed, sealed_address)"
                        " VALUES (?, ?, ?)",
                        "tib", sha256, confirmed, sealed);
}

char *
yc_store_load_upload (YcStore *store, const char *sha256, gint64 *ret_confirmed, GError **error)
{
  g_autofree char *place = g_strconcat ("upload/", sha256, NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (YcStatement) statement = yc_db_prepare (
      store->db, "SELECT confirmed, sealed_address FROM upload WHERE sha256 = ?", error);

  *ret_confirmed = 0;
  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", sha256);
  if (!yc_statement_step (statement, error))
    return NULL;
  *ret_confirmed = yc_statement_get_int (statement, 0);
  sealed = yc_statement_get_bytes (statement, 1);
  return yc_vault_unseal_text (store->vault, sealed, place, error);
}

gboolean
yc_store_forget_upload (YcStore *store, const char *sha256, GError **error)
{
  return yc_db_execute (store->db, error, "DELETE FROM upload WHERE sha256 = ?", "t", sha256);
}
