// Showing again who one is: after a lock, after the sign-in ran out; and the code for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-keepsake.h"
#include "yc-session-private.h"

#include <string.h>

static void
entered_free (gpointer data)
{
  yc_entered_clear (data);
  g_free (data);
}

// Whoever else it was is not left signed in.
static gboolean
check_person (YcSession *self, const YcDoor *at, const YcEntered *entered, GError **error)
{
  if (g_str_equal (entered->who->id, self->who->id))
    return TRUE;
  yc_api_set_token (at->api, entered->who->token);
  yc_api_sign_out (at->api, NULL, NULL);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_OTHER_PERSON, "this is somebody else");
  return FALSE;
}

static void
renew_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcApi) api =
      yc_api_new (self->url, *self->authority != '\0' ? self->authority : NULL, &error);
  const YcDoor at = {api,
                     self->read_only ? NULL : yc_session_open_desk (self, &self->desk, NULL),
                     self->vault,
                     self->folder,
                     self->terminal,
                     self->authority};
  YcEntered *entered = g_new0 (YcEntered, 1);

  if (api != NULL && yc_entrance_enter (&at, data, task, entered, &error) &&
      check_person (self, &at, entered, &error)) {
    g_task_return_pointer (task, entered, entered_free);
    return;
  }
  entered_free (entered);
  g_task_return_error (task, g_steal_pointer (&error));
}

void
yc_session_renew_async (YcSession *self,
                        const YcEntrance *by,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, yc_session_renew_async);
  g_task_set_task_data (task, yc_entrance_copy (by), (GDestroyNotify)yc_entrance_free);
  yc_session_run (self, &self->desk, task, renew_work);
}

gboolean
yc_session_renew_finish (YcSession *self, GAsyncResult *result, GError **error)
{
  const YcEntrance *by = g_task_get_task_data (G_TASK (result));
  YcEntered *entered = g_task_propagate_pointer (G_TASK (result), error);

  if (entered == NULL) {
    if (error != NULL && g_error_matches (*error, YC_ERROR, YC_ERROR_CODE_GONE))
      self->has_code = FALSE;
    return FALSE;
  }
  if (entered->who->token != NULL) { // without one the token of before goes on
    g_free (self->who->token);
    self->who->token = g_steal_pointer (&entered->who->token);
    self->is_of_city = by->way != YC_WAY_PASSWORD;
    yc_session_take_city (self, entered);
    if (!self->read_only)
      yc_sync_start (self->sync, self->who->token);
  }
  entered_free (entered);
  return TRUE;
}

// ---- The unlock code ----------------------------------------------------------------------------

gboolean
yc_session_is_of_city (YcSession *self)
{
  return self->is_of_city;
}

gboolean
yc_session_has_code (YcSession *self)
{
  return self->has_code;
}

static void
choose_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->desk, &error);

  if (store != NULL && yc_keepsake_save (store, self->who, YC_WAY_CODE, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
wipe (gpointer code)
{
  memset (code, 0, strlen (code));
  g_free (code);
}

void
yc_session_choose_code_async (YcSession *self,
                              const char *code,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, yc_session_choose_code_async);
  g_task_set_task_data (task, g_strdup (code), wipe);
  yc_session_run (self, &self->desk, task, choose_work);
}

gboolean
yc_session_choose_code_finish (YcSession *self, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  self->has_code = TRUE;
  return TRUE;
}
