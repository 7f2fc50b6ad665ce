// The workstation's database: opening it, and what people do to cases.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-store-private.h"
#include "yc-store-resource.h"
#include "yc-uuid.h"

// A sealed word that only the right key opens.
static gboolean
check_key (YcStore *store, gboolean may_write, GError **error)
{
  g_autofree char *sealed = yc_store_get_setting (store, "key-check");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *word = NULL;
  gsize size;

  if (sealed == NULL && !may_write)
    return TRUE;
  if (sealed == NULL) {
    g_autofree char *text = NULL;

    bytes = yc_vault_seal_text (store->vault, "yichuang", "key-check");
    text = g_base64_encode (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));
    return yc_store_set_setting (store, "key-check", text, error);
  }
  {
    g_autofree guchar *raw = g_base64_decode (sealed, &size);

    bytes = g_bytes_new (raw, size);
  }
  word = yc_vault_unseal_text (store->vault, bytes, "key-check", error);
  return word != NULL;
}

static YcStore *
open_file (const char *folder, YcVault *vault, YcDbMode mode, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "store.sqlite", NULL);
  YcDb *db = yc_db_open (path, mode, error);
  YcStore *store;

  if (db == NULL)
    return NULL;
  store = g_new0 (YcStore, 1);
  store->db = db;
  store->vault = yc_vault_ref (vault);
  store->blobs = g_build_filename (folder, "blobs", NULL);
  return store;
}

static YcStore *
open_store (const char *folder, YcVault *vault, gboolean check, GError **error)
{
  g_autofree char *blobs = g_build_filename (folder, "blobs", NULL);
  g_autoptr (YcStore) store = NULL;

  if (!yc_vault_ensure_folder (folder, error) || !yc_vault_ensure_folder (blobs, error))
    return NULL;
  store = open_file (folder, vault, YC_DB_READ_WRITE, error);
  if (store == NULL || (check && !yc_db_check (store->db, error)) ||
      !yc_db_migrate (store->db, yc_store_get_resource (), "/io/github/yichuang/store/schema",
                      error) ||
      !check_key (store, TRUE, error))
    return NULL;
  return g_steal_pointer (&store);
}

YcStore *
yc_store_open (const char *folder, YcVault *vault, GError **error)
{
  return open_store (folder, vault, TRUE, error);
}

YcStore *
yc_store_join (const char *folder, YcVault *vault, GError **error)
{
  return open_store (folder, vault, FALSE, error);
}

YcStore *
yc_store_open_read_only (const char *folder, YcVault *vault, GError **error)
{
  g_autoptr (YcStore) store = open_file (folder, vault, YC_DB_READ_ONLY, error);

  return store != NULL && check_key (store, FALSE, error) ? g_steal_pointer (&store) : NULL;
}

void
yc_store_close (YcStore *store)
{
  yc_db_close (store->db);
  yc_vault_unref (store->vault);
  g_clear_pointer (&store->calendar, yc_calendar_unref);
  g_free (store->blobs);
  g_free (store);
}

YcCase *
yc_store_load_case (YcStore *store, const char *case_id, GError **error)
{
  g_autoptr (GPtrArray) events = yc_event_table_list_live (store, case_id, error);

  if (events == NULL)
    return NULL;
  if (events->len == 0) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND,
                         "this workstation does not know the case");
    return NULL;
  }
  return yc_case_fold (NULL, events, error);
}

// The text of the next leased number of this kind, and counts it as used.
static char *
take_number (YcStore *store, const char *kind, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (store->db,
                     "SELECT request, prefix, suffix, digits, next FROM number_range"
                     " WHERE kind = ? AND next <= last ORDER BY request LIMIT 1",
                     error);
  g_autofree char *number = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", kind);
  if (!yc_statement_step (statement, error)) {
    if (error == NULL || *error == NULL)
      g_set_error (error, YC_ERROR, YC_ERROR_NUMBERS_GONE, "no number of the kind “%s” is left",
                   kind);
    return NULL;
  }
  number =
      g_strdup_printf ("%s%0*" G_GINT64_FORMAT "%s", yc_statement_get_text (statement, 1),
                       (int)yc_statement_get_int (statement, 3),
                       yc_statement_get_int (statement, 4), yc_statement_get_text (statement, 2));
  if (!yc_db_execute (store->db, error, "UPDATE number_range SET next = next + 1 WHERE request = ?",
                      "t", yc_statement_get_text (statement, 0)))
    return NULL;
  return g_steal_pointer (&number);
}

// The data with what only the store can add: a number.
static JsonObject *
complete_data (YcStore *store, const YcDeed *deed, GError **error)
{
  g_autoptr (JsonObject) data =
      deed->data != NULL ? json_object_ref (deed->data) : json_object_new ();
  g_autofree char *number = NULL;

  if (deed->number_kind == NULL)
    return g_steal_pointer (&data);
  number = take_number (store, deed->number_kind, error);
  if (number == NULL)
    return NULL;
  json_object_set_string_member (data, deed->number_member, number);
  return g_steal_pointer (&data);
}

static YcCase *
record_one (YcStore *store,
            YcCase *before,
            const char *case_id,
            const YcContext *context,
            const char *terminal,
            const YcDeed *deed,
            GError **error)
{
  g_autofree char *id = yc_uuid_new (deed->at);
  JsonObject *data = complete_data (store, deed, error);
  g_autoptr (YcEvent) event = NULL;
  g_autoptr (YcCase) after = NULL;

  if (data == NULL)
    return NULL;
  event = yc_event_new (id, case_id, deed->type, before != NULL ? before->version + 1 : 1, deed->at,
                        context->person, deed->role, terminal, data);
  after = yc_case_apply (before, event, context, error);
  if (after == NULL ||
      !yc_event_table_insert (store, event, YC_EVENT_PENDING, deed->hold_until, error))
    return NULL;
  return g_steal_pointer (&after);
}

// Inside of a transaction.
static YcCase *
record_in_order (YcStore *store,
                 const YcContext *context,
                 const char *terminal,
                 const YcDeed *deeds,
                 guint n,
                 GError **error)
{
  g_autofree char *case_id =
      deeds[0].case_id != NULL ? g_strdup (deeds[0].case_id) : yc_uuid_new (deeds[0].at);
  g_autoptr (YcCase) self = NULL;

  if (deeds[0].case_id != NULL) {
    self = yc_store_load_case (store, case_id, error);
    if (self == NULL)
      return NULL;
  }
  for (guint i = 0; i < n; i++) {
    YcCase *after = record_one (store, self, case_id, context, terminal, &deeds[i], error);

    if (after == NULL)
      return NULL;
    g_clear_pointer (&self, yc_case_unref);
    self = after;
  }
  return yc_case_table_save (store, self, deeds[n - 1].at, error) ? g_steal_pointer (&self) : NULL;
}

YcCase *
yc_store_record_all (YcStore *store,
                     const YcContext *context,
                     const char *terminal,
                     const YcDeed *deeds,
                     guint n,
                     GError **error)
{
  g_autoptr (YcCase) self = NULL;

  if (yc_db_begin (store->db, error)) {
    self = record_in_order (store, context, terminal, deeds, n, error);
    if (self == NULL)
      yc_db_roll_back (store->db);
    else if (!yc_db_commit (store->db, error))
      g_clear_pointer (&self, yc_case_unref);
  }
  for (guint i = 0; i < n; i++)
    if (deeds[i].data != NULL)
      json_object_unref (deeds[i].data);
  return g_steal_pointer (&self);
}

YcCase *
yc_store_record (YcStore *store,
                 const YcContext *context,
                 const char *terminal,
                 const YcDeed *deed,
                 GError **error)
{
  return yc_store_record_all (store, context, terminal, deed, 1, error);
}

gboolean
yc_store_set_day (YcStore *store, YcCalendar *calendar, YcDay today, GError **error)
{
  g_autoptr (YcStatement) statement = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;

  if (calendar != NULL)
    yc_calendar_ref (calendar);
  g_clear_pointer (&store->calendar, yc_calendar_unref);
  store->calendar = calendar;
  store->today = today;
  statement = yc_db_prepare (store->db,
                             "SELECT case_id FROM case_row WHERE provisional = 1"
                             " UNION SELECT case_id FROM case_row"
                             " WHERE anew_from > 0 AND anew_from <= ?",
                             error);
  if (statement == NULL)
    return FALSE;
  yc_statement_bind (statement, "i", (gint64)today);
  while (yc_statement_step (statement, &problem))
    g_ptr_array_add (ids, g_strdup (yc_statement_get_text (statement, 0)));
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  for (guint i = 0; i < ids->len; i++)
    if (!yc_store_refold (store, ids->pdata[i], NULL, error))
      return FALSE;
  return TRUE;
}
