// Signing in and out. The main loop never waits for a password hash.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-attempt.h"
#include "yc-challenge.h"
#include "yc-password.h"
#include "yc-routes.h"
#include "yc-wire.h"

static void
compare_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  YcAttempt *attempt = task_data;

  g_task_return_boolean (task,
                         yc_password_is_right (attempt->password, attempt->hash, attempt->quick));
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  YcAttempt *attempt = g_task_get_task_data (G_TASK (result));

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    yc_attempt_admit (attempt, YC_ERROR_SIGN_IN, "wrong name or password"); // gone meanwhile
  else
    yc_request_answer_problem (attempt->request, YC_ERROR_SIGN_IN, "wrong name or password");
}

// The same for a name that does not exist.
static gboolean
may_try (YcAttempt *attempt, GError **error)
{
  YcCentral *central = attempt->request->central;
  gint64 now = yc_central_now (central);
  gint64 until = 0;
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcPerson) person = NULL;

  if (!yc_ledger_begin_attempt (yc_central_get_ledger (central), attempt->person, now, &until,
                                error)) {
    g_autofree char *seconds = g_strdup_printf ("%d", (int)((until - now) / 1000 + 1));

    yc_request_set_header (attempt->request, "Retry-After", seconds);
    return FALSE;
  }
  person = yc_ledger_find_person (yc_central_get_ledger (central), attempt->person, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  attempt->hash = person != NULL ? g_strdup (person->password) : NULL;
  return TRUE;
}

void
yc_route_challenge (YcRequest *request)
{
  gint64 now = yc_central_now (request->central);
  g_autofree char *challenge = yc_challenge_new (request->central->audit.secret, now);
  g_autofree char *expires = yc_wire_time_to_string (now + YC_CHALLENGE_MS);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "challenge", challenge);
  json_object_set_string_member (object, "expires", expires);
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}

static gboolean
takes_passwords (YcCentral *central, GError **error)
{
  if (central->issuer == NULL || yc_issuer_takes_passwords (central->issuer))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_FORBIDDEN,
                       "passwords are not taken here; sign in with the city's sign-in");
  return FALSE;
}

// `attempt` is taken over.
static void
try_password (YcAttempt *attempt)
{
  YcRequest *request = attempt->request;
  YcCentral *central = request->central;
  g_autoptr (GTask) task = g_task_new (central, NULL, compared_cb, NULL);
  g_autoptr (GError) error = NULL;

  g_task_set_source_tag (task, yc_route_sign_in);
  g_task_set_task_data (task, attempt, (GDestroyNotify)yc_attempt_free);
  if (!takes_passwords (central, &error) || !may_try (attempt, &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  yc_request_pause (request);
  yc_worker_run (central->worker, task, compare_work);
}

void
yc_route_sign_in (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  g_autoptr (GError) error = NULL;
  YcAttempt *attempt;

  if (node == NULL)
    return;
  attempt = yc_attempt_new (request, json_node_get_object (node));
  if (attempt == NULL) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“terminal” is needed, and “person” and “password” or “id_token”;"
                               " “proof” is the answer to a challenge");
    return;
  }
  if (!yc_attempt_check_proof (attempt, &error)) {
    yc_request_answer_error (request, error);
    yc_attempt_free (attempt);
    return;
  }
  if (attempt->id_token != NULL)
    yc_attempt_read_token (attempt);
  else
    try_password (attempt);
}

void
yc_route_sign_out (YcRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (!yc_ledger_remove_session (yc_central_get_ledger (request->central), request->token_hash,
                                 &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  yc_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
  yc_feed_dismiss (request->central, request->token_hash);
}

void
yc_route_session (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_person_to_json (request->person);

  yc_request_answer_object (request, SOUP_STATUS_OK, json_object_ref (json_node_get_object (node)));
}
