// What of a case central has not confirmed, to be carried to another terminal, and taken in there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-names.h"
#include "yc-store-private.h"

static void
page_free (gpointer data)
{
  YcParcelPage *page = data;

  g_free (page->sha256);
  g_free (page->mime);
  g_clear_pointer (&page->content, g_bytes_unref);
  g_free (page);
}

YcParcel *
yc_parcel_new (void)
{
  YcParcel *self = g_new0 (YcParcel, 1);

  self->seals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->names = yc_names_new ();
  return self;
}

void
yc_parcel_free (YcParcel *self)
{
  g_clear_pointer (&self->confirmed, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  g_hash_table_unref (self->seals);
  g_ptr_array_unref (self->pages);
  g_hash_table_unref (self->names);
  g_free (self);
}

void
yc_parcel_add_page (YcParcel *self, const char *sha256, const char *mime, GBytes *content)
{
  YcParcelPage *page = g_new0 (YcParcelPage, 1);

  page->sha256 = g_strdup (sha256);
  page->mime = g_strdup (mime);
  page->content = g_bytes_ref (content);
  g_ptr_array_add (self->pages, page);
}

GHashTable *
yc_store_list_seals (YcStore *store, const char *case_id, GError **error)
{
  g_autoptr (GHashTable) seals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) row = yc_db_prepare (
      store->db, "SELECT id, seal FROM event WHERE case_id = ? AND state = 0 AND seal IS NOT NULL",
      error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", case_id);
  while (yc_statement_step (row, &problem))
    g_hash_table_insert (seals, g_strdup (yc_statement_get_text (row, 0)),
                         g_strdup (yc_statement_get_text (row, 1)));
  if (problem == NULL)
    return g_steal_pointer (&seals);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

static gboolean
pack_pages (YcStore *store, const char *case_id, YcParcel *parcel, GError **error)
{
  g_autoptr (GPtrArray) pairs = yc_store_list_blobs_to_send (store, case_id, error);

  for (guint i = 0; pairs != NULL && i < pairs->len; i += 2) {
    g_autoptr (GBytes) content = yc_store_load_blob (store, pairs->pdata[i], error);

    if (content == NULL)
      return FALSE;
    yc_parcel_add_page (parcel, pairs->pdata[i], pairs->pdata[i + 1], content);
  }
  return pairs != NULL;
}

YcParcel *
yc_store_pack (YcStore *store, const char *case_id, gint64 now, GError **error)
{
  g_autoptr (YcParcel) self = yc_parcel_new ();
  g_autoptr (GHashTable) seals = yc_store_list_seals (store, case_id, error);

  if (seals == NULL)
    return NULL;
  g_hash_table_unref (self->seals);
  self->seals = g_steal_pointer (&seals);
  self->confirmed = yc_event_table_list (store, case_id, YC_EVENT_CONFIRMED, error);
  if (self->confirmed == NULL)
    return NULL;
  self->pending = yc_store_list_pending (store, case_id, now, error);
  if (self->pending == NULL || !pack_pages (store, case_id, self, error))
    return NULL;
  yc_name_table_look_up (store, self->confirmed, self->names);
  yc_name_table_look_up (store, self->pending, self->names);
  return g_steal_pointer (&self);
}

// One that is here already stays as it is.
static gboolean
take_event (YcStore *store, const YcEvent *event, const char *seal, guint *ret_new, GError **error)
{
  int state;

  if (!yc_event_table_find_state (store, event->id, &state, error))
    return FALSE;
  if (state >= 0)
    return TRUE;
  ++*ret_new;
  return yc_event_table_insert (store, event, YC_EVENT_PENDING, 0, error) &&
         yc_db_execute (store->db, error, "UPDATE event SET seal = ? WHERE id = ?", "tt", seal,
                        event->id);
}

static gboolean
take_rows (
    YcStore *store, const char *case_id, const YcParcel *parcel, guint *ret_new, GError **error)
{
  YcMerge merged;

  for (guint i = 0; i < parcel->pages->len; i++) {
    const YcParcelPage *page = parcel->pages->pdata[i];

    if (!yc_blob_table_add (store, case_id, page->sha256, page->mime,
                            g_bytes_get_size (page->content), error))
      return FALSE;
  }
  if (!yc_store_merge (store, parcel->confirmed, &merged, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < parcel->pending->len; i++) {
    const YcEvent *event = parcel->pending->pdata[i];

    if (!take_event (store, event, g_hash_table_lookup (parcel->seals, event->id), ret_new, error))
      return FALSE;
  }
  return yc_name_table_add (store, parcel->names, error) &&
         yc_store_refold (store, case_id, NULL, error);
}

gboolean
yc_store_unpack (
    YcStore *store, const char *case_id, const YcParcel *parcel, guint *ret_new, GError **error)
{
  *ret_new = 0;
  for (guint i = 0; i < parcel->pages->len; i++) {
    const YcParcelPage *page = parcel->pages->pdata[i];

    if (!yc_blob_table_write (store, page->sha256, page->content, error))
      return FALSE;
  }
  if (!yc_db_begin (store->db, error))
    return FALSE;
  if (take_rows (store, case_id, parcel, ret_new, error))
    return yc_db_commit (store->db, error);
  yc_db_roll_back (store->db);
  return FALSE;
}
