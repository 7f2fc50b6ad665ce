// The city's own sign-in, asked again and again while somebody is signed in by it: where it does
// not say any more who they are, they are out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-oidc.h"
#include "yc-session-private.h"

#define SOONEST_S  60                                      // also after a failure
#define LEAVING_US (G_TIME_SPAN_MILLISECOND * (gint64)500) // what takes longer runs out by itself

// What a thread works with.
typedef struct {
  YcCity *city;        // owned, nullable: signed in by a password
  char *refresh_token; // nullable
  char *token, *url, *authority;
  gint64 expires;
} Stay;

static void
stay_free (gpointer data)
{
  Stay *stay = data;

  g_clear_pointer (&stay->city, yc_city_free);
  g_free (stay->refresh_token);
  g_free (stay->token);
  g_free (stay->url);
  g_free (stay->authority);
  g_free (stay);
}

static Stay *
stay_new (YcSession *self)
{
  Stay *stay = g_new0 (Stay, 1);

  stay->city = self->city != NULL ? yc_city_copy (self->city) : NULL;
  stay->refresh_token = g_strdup (self->refresh_token);
  stay->token = g_strdup (self->who->token);
  stay->url = g_strdup (self->url);
  stay->authority = *self->authority != '\0' ? g_strdup (self->authority) : NULL;
  return stay;
}

// ---- Staying ------------------------------------------------------------------------------------

// A refresh token may be good for once: the new one is kept even if central did not hear of it.
static gboolean
prolong (Stay *stay, YcApi *api, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcOidc) oidc = yc_oidc_new (stay->city, stay->authority, cancellable, error);
  g_autoptr (YcOidcTokens) tokens =
      oidc != NULL ? yc_oidc_refresh (oidc, stay->refresh_token, cancellable, error) : NULL;

  if (tokens == NULL)
    return FALSE;
  g_free (stay->refresh_token);
  stay->refresh_token = g_steal_pointer (&tokens->refresh_token);
  stay->expires = yc_api_prolong (api, tokens->id_token, cancellable, error);
  return stay->expires >= 0;
}

static void
prolong_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  Stay *stay = data;
  g_autoptr (GError) error = NULL;
  YcApi *api = yc_session_open_api (self, &self->out, stay->token, &error);

  if (api != NULL && prolong (stay, api, cancellable, &error)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  if (g_error_matches (error, YC_ERROR, YC_ERROR_CITY_REFUSED)) // which central has to know
    yc_api_sign_out (api, cancellable, NULL);
  g_task_return_error (task, g_steal_pointer (&error));
}

static gboolean
due_cb (gpointer data)
{
  YcSession *self = data;

  self->renewal_source = 0;
  yc_session_prolong (self);
  return G_SOURCE_REMOVE;
}

static void
wait_until (YcSession *self, gint64 expires)
{
  gint64 half_s = (expires - yc_session_now (self)) / 2000;

  g_clear_handle_id (&self->renewal_source, g_source_remove);
  self->renewal_source =
      g_timeout_add_seconds ((guint)CLAMP (half_s, SOONEST_S, G_MAXINT), due_cb, self);
}

static void
prolonged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSession *self = YC_SESSION (source);
  Stay *stay = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_longer = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->ended || g_strcmp0 (stay->token, self->who->token) != 0)
    return; // signed in anew meanwhile
  g_free (self->refresh_token);
  self->refresh_token = g_steal_pointer (&stay->refresh_token);
  if (is_longer)
    self->who->expires = stay->expires;
  else
    g_message ("The sign-in was not prolonged: %s", error->message);
  if (g_error_matches (error, YC_ERROR, YC_ERROR_CITY_REFUSED) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_EXPIRED)) {
    g_clear_pointer (&self->refresh_token, g_free);
    yc_session_sync_now (self); // which finds that nobody is signed in
    return;
  }
  wait_until (self, is_longer ? self->who->expires : 0);
}

void
yc_session_prolong (YcSession *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->city == NULL || self->refresh_token == NULL || self->who->token == NULL)
    return;
  task = g_task_new (self, NULL, prolonged_cb, NULL);
  g_task_set_source_tag (task, yc_session_prolong);
  g_task_set_task_data (task, stay_new (self), stay_free);
  yc_session_run (self, &self->out, task, prolong_work);
}

void
yc_session_take_city (YcSession *self, YcEntered *entered)
{
  g_clear_pointer (&self->city, yc_city_free);
  g_clear_pointer (&self->refresh_token, g_free);
  self->city = g_steal_pointer (&entered->city);
  self->refresh_token = g_steal_pointer (&entered->refresh_token);
  if (entered->who != NULL)
    self->who->expires = entered->who->expires;
  if (self->refresh_token != NULL)
    wait_until (self, self->who->expires);
}

// ---- Leaving ------------------------------------------------------------------------------------

typedef struct {
  Stay *stay; // owned
  GMutex mutex;
  GCond passed;
  gboolean is_done;
} Leave;

static void
leave (const Stay *stay, GCancellable *cancellable)
{
  g_autoptr (YcApi) api = yc_api_new (stay->url, stay->authority, NULL);
  g_autoptr (YcOidc) oidc = NULL;

  if (api == NULL)
    return;
  yc_api_set_token (api, stay->token);
  yc_api_sign_out (api, cancellable, NULL);
  if (stay->refresh_token != NULL)
    oidc = yc_oidc_new (stay->city, stay->authority, cancellable, NULL);
  if (oidc != NULL)
    yc_oidc_revoke (oidc, stay->refresh_token, cancellable, NULL);
}

static void
leave_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Leave *self = data;

  leave (self->stay, cancellable);
  g_mutex_lock (&self->mutex);
  self->is_done = TRUE;
  g_cond_signal (&self->passed);
  g_mutex_unlock (&self->mutex);
  g_task_return_boolean (task, TRUE);
}

static void
wait_shortly (Leave *self)
{
  gint64 until = g_get_monotonic_time () + LEAVING_US;

  g_mutex_lock (&self->mutex);
  while (!self->is_done && g_cond_wait_until (&self->passed, &self->mutex, until)) {
  }
  g_mutex_unlock (&self->mutex);
}

// The thread is gone afterwards: the program may be about to end.
void
yc_session_leave_city (YcSession *self)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);
  g_autoptr (YcWorker) worker = NULL;
  Leave wish = {.stay = stay_new (self)};

  g_clear_handle_id (&self->renewal_source, g_source_remove);
  if (wish.stay->token != NULL) {
    worker = yc_worker_new ("leave");
    g_mutex_init (&wish.mutex);
    g_cond_init (&wish.passed);
    g_task_set_source_tag (task, yc_session_leave_city);
    g_task_set_task_data (task, &wish, NULL);
    yc_worker_run (worker, task, leave_work);
    wait_shortly (&wish);
    g_cancellable_cancel (cancellable);
    yc_worker_stop (worker);
    g_cond_clear (&wish.passed);
    g_mutex_clear (&wish.mutex);
  }
  stay_free (wish.stay);
}
