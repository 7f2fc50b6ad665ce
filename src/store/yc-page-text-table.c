// What was read off pages, sealed, and the hints that a person did not want.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-store-private.h"

static char *
seal_place (const char *sha256, const char *operations)
{
  return g_strdup_printf ("page-text/%s/%s", sha256, operations);
}

gboolean
yc_store_save_page_text (
    YcStore *store, const char *sha256, const char *operations, GBytes *text, GError **error)
{
  g_autofree char *place = seal_place (sha256, operations);
  g_autoptr (GBytes) sealed = yc_vault_seal (store->vault, text, place);

  return yc_db_execute (
      store->db, error,
      "INSERT OR REPLACE INTO page_text (sha256, operations, sealed_text) VALUES (?, ?, ?)", "ttb",
      sha256, operations, sealed);
}

GBytes *
yc_store_load_page_text (YcStore *store, const char *sha256, const char *operations, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      store->db, "SELECT sealed_text FROM page_text WHERE sha256 = ? AND operations = ?", error);
  g_autofree char *place = seal_place (sha256, operations);
  g_autoptr (GBytes) sealed = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "tt", sha256, operations);
  if (!yc_statement_step (statement, error))
    return NULL;
  sealed = yc_statement_get_bytes (statement, 0);
  return yc_vault_unseal (store->vault, sealed, place, error);
}

gboolean
yc_store_dismiss_hint (YcStore *store, const char *page, const char *field, GError **error)
{
  return yc_db_execute (store->db, error,
                        "INSERT OR IGNORE INTO hint_dismissed (page, field) VALUES (?, ?)", "tt",
                        page, field);
}

GPtrArray *
yc_store_list_dismissed_hints (YcStore *store, const char *page, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db, "SELECT field FROM hint_dismissed WHERE page = ?", error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", page);
  while (yc_statement_step (statement, &problem))
    g_ptr_array_add (fields, g_strdup (yc_statement_get_text (statement, 0)));
  if (problem == NULL)
    return g_steal_pointer (&fields);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
