// Cases that wait for the network, saved to a drive: a packet each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-packet-private.h"
#include "yc-packet-text.h"
#include "yc-page-news.h"
#include "yc-session-private.h"
#include "yc-signing-key.h"
#include "yc-terminal.h"

#define SUFFIX  ".ycpacket"
#define COUNTER (YC_ROLE_INTAKE | YC_ROLE_HELPER)

typedef struct {
  GTask *task;               // not owned
  GFile *folder;             // owned
  YcPacketProgress progress; // nullable
  gpointer progress_data;
  guint n;     // cases that wait; 0 until they were counted
  guint saved; // packets that are on the drive
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->folder);
  g_free (save);
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

gboolean
yc_packet_can_save (YcSession *session)
{
  return session->n_waiting > session->n_trouble && !session->read_only;
}

static void
news_cb (gpointer task_data, guint done, double fraction)
{
  const Save *save = task_data;

  if (save->progress != NULL)
    save->progress (done, save->n, save->progress_data);
}

// Its number, where that makes a name.
static char *
path_of (YcStore *store, const char *case_id, const char *folder)
{
  g_autoptr (YcCase) self = yc_store_load_case (store, case_id, NULL);
  g_autofree char *name = g_strdup (self != NULL && self->number != NULL ? self->number : case_id);
  g_autofree char *file = NULL;

  g_strdelimit (name, "/\\:*?\"<>|", '_');
  file = g_strconcat (name, SUFFIX, NULL);
  return g_build_filename (folder, file, NULL);
}

// What is done in the office is not carried: central would not take it from anybody else.
static void
keep_counter (GPtrArray *pending)
{
  guint n = 0;

  while (n < pending->len && (((YcEvent *)pending->pdata[n])->role & COUNTER) != 0)
    n++;
  g_ptr_array_set_size (pending, (int)n);
}

// With what, and where to.
typedef struct {
  YcStore *store;
  YcVault *vault;
  const guint8 *key; // of the terminal
  const char *folder;
} Place;

// Counts it unless there was nothing to carry. Once the writing has begun nobody waits for it in
// vain: a packet is whole, or was never there.
static gboolean
save_case (
    Save *save, const Place *place, const char *case_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcParcel) parcel = yc_store_pack (place->store, case_id, now_ms (), error);
  g_autofree char *path = path_of (place->store, case_id, place->folder);
  g_autoptr (GBytes) text = NULL;

  if (parcel == NULL)
    return FALSE;
  keep_counter (parcel->pending);
  if (parcel->pending->len == 0)
    return TRUE;
  text = yc_packet_text_print (parcel, case_id, place->key);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !yc_vault_write_file (place->vault, path, text, error))
    return FALSE;
  save->saved++;
  return TRUE;
}

static gboolean
save_cases (
    Save *save, const Place *place, GPtrArray *cases, GCancellable *cancellable, GError **error)
{
  save->n = cases->len;
  for (guint i = 0; i < cases->len; i++) {
    yc_page_news_tell (save->task, news_cb, i, 0, FALSE);
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !save_case (save, place, cases->pdata[i], cancellable, error))
      return FALSE;
  }
  if (save->saved == 0)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "nothing waits");
  return save->saved > 0;
}

static gboolean
save_all (YcSession *self,
          Save *save,
          YcStore *store,
          const guint8 *key,
          GCancellable *cancellable,
          GError **error)
{
  const char *folder = yc_packet_find_path (save->folder, error);
  g_autoptr (GPtrArray) vaults = folder != NULL ? yc_packet_list_vaults (self, store, error) : NULL;
  g_autoptr (GPtrArray) cases =
      vaults != NULL ? yc_store_list_waiting_cases (store, now_ms (), error) : NULL;
  Place place;

  if (cases == NULL)
    return FALSE;
  place = (Place){store, vaults->pdata[0], key, folder};
  return save_cases (save, &place, cases, cancellable, error);
}

static void
save_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->out, &error);

  if (store != NULL && yc_terminal_ensure_key (self->vault, self->folder, key, &error)) {
    save_all (self, data, store, key, cancellable, &error);
    yc_signing_key_forget (key);
  }
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
yc_packet_save_async (YcSession *session,
                      GFile *folder,
                      YcPacketProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  save->task = task;
  save->folder = g_object_ref (folder);
  save->progress = progress;
  save->progress_data = progress_data;
  g_task_set_source_tag (task, yc_packet_save_async);
  g_task_set_task_data (task, save, save_free);
  g_task_set_check_cancellable (task, FALSE); // what was saved is said to be
  yc_session_run (session, &session->out, task, save_work);
}

guint
yc_packet_save_finish (YcSession *session, GAsyncResult *result, GError **error)
{
  const Save *save = g_task_get_task_data (G_TASK (result));

  g_task_propagate_boolean (G_TASK (result), error);
  return save->saved;
}
