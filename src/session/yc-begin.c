// Beginning a session: key, store, sign-in, catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-keepsake.h"
#include "yc-key.h"
#include "yc-names.h"
#include "yc-session-private.h"
#include "yc-wire.h"

#include <errno.h>

#define KEY_FILE "key.ini"

typedef struct {
  YcProfile *profile; // owned; its values are copied below, for the thread
  char *folder, *name, *terminal, *url, *authority;
  char *passphrase;  // nullable
  YcEntrance *by;    // owned
  char *fingerprint; // of the terminal's key, once it is there; nullable
  YcWorker *worker;  // owned
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->profile);
  g_free (wish->folder);
  g_free (wish->name);
  g_free (wish->terminal);
  g_free (wish->url);
  g_free (wish->authority);
  g_free (wish->passphrase);
  yc_entrance_free (wish->by);
  g_free (wish->fingerprint);
  g_clear_object (&wish->worker);
  g_free (wish);
}

static void
begun_free (gpointer data)
{
  YcBegun *begun = data;

  g_clear_object (&begun->worker);
  g_clear_pointer (&begun->store, yc_store_close);
  g_clear_pointer (&begun->vault, yc_vault_unref);
  yc_entered_clear (&begun->entered);
  g_clear_pointer (&begun->catalogue, yc_catalogue_unref);
  g_free (begun);
}

static YcKeyKind
get_key_kind (YcProfile *profile)
{
  g_autofree char *path = g_build_filename (yc_profile_get_folder (profile), KEY_FILE, NULL);

  return yc_key_get_kind (path);
}

gboolean
yc_session_has_key (YcProfile *profile)
{
  return get_key_kind (profile) != YC_KEY_NEW;
}

gboolean
yc_session_asks_passphrase (YcProfile *profile)
{
  return get_key_kind (profile) == YC_KEY_PASSPHRASE;
}

static YcVault *
open_vault (const Wish *wish, GCancellable *cancellable, GError **error)
{
  g_autofree char *key_file = g_build_filename (wish->folder, KEY_FILE, NULL);

  if (g_mkdir_with_parents (wish->folder, 0700) != 0) {
    g_set_error (error, YC_ERROR, errno == ENOSPC ? YC_ERROR_DISK_FULL : YC_ERROR_READ_ONLY,
                 "cannot make the folder of the store: %s", g_strerror (errno));
    return NULL;
  }
  if (wish->passphrase != NULL)
    return yc_key_open_passphrase (key_file, wish->passphrase, error);
  if (yc_key_get_kind (key_file) != YC_KEY_PASSPHRASE)
    return yc_key_open_keyring (key_file, wish->name, cancellable, error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_PASSPHRASE,
                       "this profile's key is wrapped by a passphrase");
  return NULL;
}

// A damaged store is opened for looking only, and kept.
static gboolean
open_store (const Wish *wish, YcBegun *begun, GError **error)
{
  g_autoptr (GError) problem = NULL;

  begun->store = yc_store_open (wish->folder, begun->vault, &problem);
  if (begun->store != NULL)
    return TRUE;
  if (g_error_matches (problem, YC_ERROR, YC_ERROR_CORRUPT)) {
    begun->read_only = TRUE;
    begun->store = yc_store_open_read_only (wish->folder, begun->vault, NULL);
  }
  if (begun->store == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return begun->store != NULL;
}

// For colleagues at this workstation, also while there is no network.
static void
remember_name (YcStore *store, const YcSignIn *who)
{
  g_autoptr (GHashTable) names = yc_names_new ();
  g_autoptr (GError) error = NULL;

  if (who->name != NULL)
    yc_names_add (names, who->id, who->name);
  if (!yc_store_save_names (store, names, &error))
    g_message ("A name is not known here yet: %s", error->message);
}

static gboolean
enter (Wish *wish, YcBegun *begun, YcApi *api, GTask *task, GError **error)
{
  const YcDoor at = {api,
                     begun->read_only ? NULL : begun->store,
                     begun->vault,
                     wish->folder,
                     wish->terminal,
                     wish->authority};
  gboolean is_in = yc_entrance_enter (&at, wish->by, task, &begun->entered, error);

  wish->fingerprint = g_steal_pointer (&begun->entered.fingerprint);
  begun->has_code =
      is_in && at.store != NULL && yc_keepsake_has (at.store, begun->entered.who->id, YC_WAY_CODE);
  begun->way = wish->by->way;
  if (is_in && at.store != NULL && begun->entered.who->token != NULL)
    remember_name (at.store, begun->entered.who);
  return is_in;
}

// From the store; on the first start from central, so that work can begin at once.
static void
find_catalogue (YcBegun *begun, YcApi *api, GCancellable *cancellable)
{
  g_autofree char *etag = NULL;
  g_autofree char *body = yc_store_load_catalogue (begun->store, NULL, NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;

  if (body == NULL && begun->entered.who->token != NULL) {
    yc_api_set_token (api, begun->entered.who->token);
    body = yc_api_fetch_catalogue (api, NULL, &etag, cancellable, &error);
    if (body != NULL && !begun->read_only)
      yc_store_save_catalogue (begun->store, etag, body, NULL);
  }
  node = body != NULL ? yc_wire_parse_object (body, -1, &error) : NULL;
  if (node != NULL)
    begun->catalogue = yc_catalogue_new (json_node_get_object (node), &error);
  if (error != NULL)
    g_message ("There is no catalogue yet: %s", error->message);
  if (begun->catalogue != NULL && !begun->read_only)
    yc_store_set_day (begun->store, yc_catalogue_get_calendar (begun->catalogue),
                      yc_day_from_ms (g_get_real_time () / 1000), NULL);
}

static void
begin_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Wish *wish = data;
  YcBegun *begun = g_new0 (YcBegun, 1);
  g_autoptr (YcApi) api = NULL;
  GError *error = NULL;

  begun->worker = g_object_ref (wish->worker);
  begun->vault = open_vault (wish, cancellable, &error);
  if (begun->vault != NULL && open_store (wish, begun, &error))
    api = yc_api_new (wish->url, *wish->authority != '\0' ? wish->authority : NULL, &error);
  if (api == NULL || !enter (wish, begun, api, task, &error)) {
    begun_free (begun);
    g_task_return_error (task, error);
    return;
  }
  find_catalogue (begun, api, cancellable);
  g_task_return_pointer (task, begun, begun_free);
}

void
yc_session_begin_async (YcProfile *profile,
                        const char *passphrase,
                        const YcEntrance *by,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, cancellable, callback, user_data);
  Wish *wish = g_new0 (Wish, 1);

  wish->profile = g_object_ref (profile);
  wish->folder = g_strdup (yc_profile_get_folder (profile));
  wish->name = g_strdup (yc_profile_get_name (profile));
  wish->terminal = g_strdup (yc_profile_get_terminal (profile));
  wish->url = g_strdup (yc_profile_get (profile, "server"));
  wish->authority = g_strdup (yc_profile_get (profile, "authority"));
  wish->passphrase = g_strdup (passphrase);
  wish->by = yc_entrance_copy (by);
  wish->worker = yc_worker_new ("desk");
  g_task_set_source_tag (task, yc_session_begin_async);
  g_task_set_task_data (task, wish, wish_free);
  yc_worker_run (wish->worker, task, begin_work);
}

YcSession *
yc_session_begin_finish (GAsyncResult *result, GError **error)
{
  Wish *wish = g_task_get_task_data (G_TASK (result));
  YcBegun *begun = g_task_propagate_pointer (G_TASK (result), error);
  YcSession *session;

  if (wish->fingerprint != NULL)
    yc_profile_set (wish->profile, "fingerprint", wish->fingerprint);
  if (begun == NULL)
    return NULL;
  yc_profile_set (wish->profile, "person", begun->entered.who->id);
  session = yc_session_new (wish->profile, begun);
  begun_free (begun);
  return session;
}
