// Packets of another terminal, taken in from a drive.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-packet-private.h"
#include "yc-packet-text.h"
#include "yc-page-news.h"
#include "yc-session-private.h"

typedef struct {
  GTask *task;               // not owned
  GPtrArray *files;          // of GFile
  YcPacketProgress progress; // nullable
  gpointer progress_data;
  YcPacketsTaken taken;
  GPtrArray *changed; // owned: ids of cases with steps that are new here
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_ptr_array_unref (load->files);
  g_ptr_array_unref (load->changed);
  g_free (load);
}

static void
news_cb (gpointer task_data, guint done, double fraction)
{
  const Load *load = task_data;

  if (load->progress != NULL)
    load->progress (done, load->files->len, load->progress_data);
}

// By the newest key that opens it.
static GBytes *
open_packet (GPtrArray *vaults, const char *path, GError **error)
{
  for (guint i = 0; i < vaults->len; i++) {
    g_autoptr (GError) problem = NULL;
    GBytes *text = yc_vault_read_file (vaults->pdata[i], path, &problem);

    if (text != NULL)
      return text;
    if (i + 1 < vaults->len && g_error_matches (problem, YC_ERROR, YC_ERROR_SEALED))
      continue;
    g_propagate_error (error, g_steal_pointer (&problem));
    break;
  }
  return NULL;
}

static gboolean
take_in (Load *load,
         YcStore *store,
         GPtrArray *vaults,
         GFile *file,
         GCancellable *cancellable,
         GError **error)
{
  const char *path = yc_packet_find_path (file, error);
  g_autoptr (GBytes) text = path != NULL ? open_packet (vaults, path, error) : NULL;
  g_autofree char *case_id = NULL;
  g_autoptr (YcParcel) parcel = text != NULL ? yc_packet_text_parse (text, &case_id, error) : NULL;
  guint n_new = 0;

  if (parcel == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !yc_store_unpack (store, case_id, parcel, &n_new, error))
    return FALSE;
  load->taken.packets++;
  load->taken.steps += n_new;
  if (n_new > 0)
    g_ptr_array_add (load->changed, g_steal_pointer (&case_id));
  return TRUE;
}

// Whether it is about one packet, and the others may be fine.
static gboolean
is_of_packet (const GError *error)
{
  return g_error_matches (error, YC_ERROR, YC_ERROR_SEALED) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_TOO_NEW) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_MALFORMED) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_UNKNOWN_EVENT);
}

// Fails with what was wrong with the first that could not be taken in, after all others were.
static gboolean
take_in_all (
    Load *load, YcStore *store, GPtrArray *vaults, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) first = NULL;

  for (guint i = 0; i < load->files->len; i++) {
    g_autoptr (GError) problem = NULL;

    yc_page_news_tell (load->task, news_cb, i, 0, FALSE);
    if (!g_cancellable_set_error_if_cancelled (cancellable, &problem) &&
        take_in (load, store, vaults, load->files->pdata[i], cancellable, &problem))
      continue;
    if (!is_of_packet (problem)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (first == NULL)
      first = g_steal_pointer (&problem);
  }
  if (first == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&first));
  return FALSE;
}

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  g_autoptr (GError) error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->out, &error);
  g_autoptr (GPtrArray) vaults = store != NULL ? yc_packet_list_vaults (self, store, &error) : NULL;

  if (vaults != NULL && take_in_all (data, store, vaults, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
yc_packet_load_async (YcSession *session,
                      GListModel *files,
                      YcPacketProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);

  load->task = task;
  load->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (load->files, g_list_model_get_item (files, i));
  load->changed = g_ptr_array_new_with_free_func (g_free);
  load->progress = progress;
  load->progress_data = progress_data;
  g_task_set_source_tag (task, yc_packet_load_async);
  g_task_set_task_data (task, load, load_free);
  g_task_set_check_cancellable (task, FALSE); // what was taken in is said to be
  yc_session_run (session, &session->out, task, load_work);
}

gboolean
yc_packet_load_finish (YcSession *session,
                       GAsyncResult *result,
                       YcPacketsTaken *ret_taken,
                       GError **error)
{
  const Load *load = g_task_get_task_data (G_TASK (result));

  *ret_taken = load->taken;
  for (guint i = 0; i < load->changed->len; i++)
    yc_session_case_changed (session, load->changed->pdata[i], TRUE);
  if (load->changed->len > 0)
    yc_sync_poke (session->sync);
  return g_task_propagate_boolean (G_TASK (result), error);
}
