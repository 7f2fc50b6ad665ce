// Numbers, drafts, the catalogue and settings.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-store-private.h"
#include "yc-uuid.h"

// The first column of the first row as text; NULL without error if there is no row.
static char *
fetch_text (YcStore *store, const char *sql, const char *parameter, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (store->db, sql, error);

  if (statement == NULL)
    return NULL;
  if (parameter != NULL)
    yc_statement_bind (statement, "t", parameter);
  return yc_statement_step (statement, error) ? g_strdup (yc_statement_get_text (statement, 0))
                                              : NULL;
}

gboolean
yc_store_set_setting (YcStore *store, const char *name, const char *value, GError **error)
{
  return yc_db_execute (store->db, error,
                        "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)", "tt", name,
                        value);
}

char *
yc_store_get_setting (YcStore *store, const char *name)
{
  return yc_store_load_setting (store, name, NULL);
}

char *
yc_store_load_setting (YcStore *store, const char *name, GError **error)
{
  return fetch_text (store, "SELECT value FROM setting WHERE name = ?", name, error);
}

gboolean
yc_store_add_range (YcStore *store,
                    const char *request,
                    const char *kind,
                    const char *prefix,
                    const char *suffix,
                    int digits,
                    gint64 first,
                    gint64 last,
                    GError **error)
{
  g_autofree char *setting = g_strconcat ("lease/", kind, NULL);

  return yc_db_execute (store->db, error,
                        "INSERT OR IGNORE INTO number_range (request, kind, prefix, suffix, "
                        "digits, first, last, next)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?6)",
                        "ttttiii", request, kind, prefix, suffix, (gint64)digits, first, last) &&
         yc_db_execute (store->db, error, "DELETE FROM setting WHERE name = ?", "t", setting);
}

gint64
yc_store_count_numbers (YcStore *store, const char *kind, GError **error)
{
  return yc_db_fetch_int (store->db, 0, error,
                          "SELECT sum(last - next + 1) FROM number_range WHERE kind = ?", "t",
                          kind);
}

char *
yc_store_ensure_request (YcStore *store, const char *kind, gint64 now, GError **error)
{
  g_autofree char *setting = g_strconcat ("lease/", kind, NULL);
  g_autofree char *request = yc_store_get_setting (store, setting);

  if (request != NULL)
    return g_steal_pointer (&request);
  request = yc_uuid_new (now);
  return yc_store_set_setting (store, setting, request, error) ? g_steal_pointer (&request) : NULL;
}

static char *
draft_place (const char *place)
{
  return g_strconcat ("draft/", place, NULL);
}

gboolean
yc_store_save_draft (
    YcStore *store, const char *place, const char *text, gint64 now, GError **error)
{
  g_autofree char *seal_place = draft_place (place);
  g_autoptr (GBytes) sealed = yc_vault_seal_text (store->vault, text, seal_place);

  return yc_db_execute (
      store->db, error,
      "INSERT OR REPLACE INTO draft (place, sealed_text, changed_at) VALUES (?, ?, ?)", "tbi",
      place, sealed, now);
}

char *
yc_store_load_draft (YcStore *store, const char *place, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db, "SELECT sealed_text FROM draft WHERE place = ?", error);
  g_autofree char *seal_place = draft_place (place);
  g_autoptr (GBytes) sealed = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", place);
  if (!yc_statement_step (statement, error))
    return NULL;
  sealed = yc_statement_get_bytes (statement, 0);
  return yc_vault_unseal_text (store->vault, sealed, seal_place, error);
}

gboolean
yc_store_delete_draft (YcStore *store, const char *place, GError **error)
{
  return yc_db_execute (store->db, error, "DELETE FROM draft WHERE place = ?", "t", place);
}

gboolean
yc_store_save_catalogue (YcStore *store, const char *etag, const char *body, GError **error)
{
  return yc_db_execute (store->db, error,
                        "INSERT OR REPLACE INTO catalogue (only, etag, body) VALUES (1, ?, ?)",
                        "tt", etag, body);
}

char *
yc_store_load_catalogue (YcStore *store, char **ret_etag, GError **error)
{
  if (ret_etag != NULL)
    *ret_etag = fetch_text (store, "SELECT etag FROM catalogue", NULL, NULL);
  return fetch_text (store, "SELECT body FROM catalogue", NULL, error);
}
