// A session of the clerk of filled stores, without signing in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "begin-session.h"

#include "yc-session-private.h"
#include "yc-wire.h"

static const guint8 key[YC_VAULT_KEY_BYTES] = {7}; // the one of fill-store.c

static YcSignIn *
make_clerk (void)
{
  YcSignIn *who = g_new0 (YcSignIn, 1);

  who->token = g_strdup ("bench"); // the lanes run, and find nobody there
  who->id = g_strdup ("wang");
  who->name = g_strdup ("王芳");
  who->hall = g_strdup ("main");
  who->roles = YC_ROLE_INTAKE;
  who->departments = g_new0 (char *, 1);
  who->windows = g_strsplit ("general-1", ",", 0);
  return who;
}

static YcCatalogue *
load_catalogue (YcStore *store, GError **error)
{
  g_autofree char *body = yc_store_load_catalogue (store, NULL, error);
  g_autoptr (JsonNode) node = body != NULL ? yc_wire_parse_object (body, -1, error) : NULL;

  return node != NULL ? yc_catalogue_new (json_node_get_object (node), error) : NULL;
}

// What yc_session_begin_async () does on its worker, but for the key and the question to central.
static void
begin_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcBegun *begun = data;
  GError *error = NULL;

  begun->store = yc_store_open (yc_profile_get_folder (source), begun->vault, &error);
  if (begun->store != NULL)
    begun->catalogue = load_catalogue (begun->store, &error);
  if (begun->catalogue == NULL) {
    g_task_return_error (task, error);
    return;
  }
  yc_store_set_day (begun->store, yc_catalogue_get_calendar (begun->catalogue),
                    yc_day_from_ms (g_get_real_time () / 1000), NULL);
  g_task_return_boolean (task, TRUE);
}

void
begin_session_async (YcProfile *profile, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, NULL, callback, user_data);
  YcBegun *begun = g_new0 (YcBegun, 1);

  begun->worker = yc_worker_new ("desk");
  begun->vault = yc_vault_new (key);
  begun->entered.who = make_clerk ();
  g_task_set_task_data (task, begun, NULL);
  yc_worker_run (begun->worker, task, begin_work);
}

YcSession *
begin_session_finish (GAsyncResult *result, GError **error)
{
  g_autofree YcBegun *begun = g_task_get_task_data (G_TASK (result));
  g_autoptr (YcVault) vault = begun->vault;

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return yc_session_new (YC_PROFILE (g_task_get_source_object (G_TASK (result))), begun);
}
