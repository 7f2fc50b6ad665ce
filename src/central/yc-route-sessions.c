// Signing in and out. The main loop never waits for a password hash.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-challenge.h"
#include "yc-password.h"
#include "yc-problem.h"
#include "yc-routes.h"
#include "yc-wire.h"

#include <string.h>

#define SESSION_MS    (12 * 3600 * G_GINT64_CONSTANT (1000))
#define LONGEST_ID    64
#define LONGEST_INPUT 1024

// Read by the worker, written by nobody once it is handed over.
typedef struct {
  YcRequest *request;
  char *person, *password, *terminal;
  YcProof *proof; // owned, nullable: the terminal proves no key
  char *hash;     // nullable: no such person
  gboolean quick;
} Attempt;

static void
attempt_free (gpointer data)
{
  Attempt *self = data;

  yc_request_unref (self->request);
  g_free (self->person);
  yc_password_free (self->password);
  g_free (self->terminal);
  g_free (self->proof);
  g_free (self->hash);
  g_free (self);
}

static void
compare_work (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Attempt *attempt = task_data;

  g_task_return_boolean (task,
                         yc_password_is_right (attempt->password, attempt->hash, attempt->quick));
}

static void
add_hall_keys (JsonObject *object, char **keys)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    json_array_add_string_element (array, keys[i]);
  json_object_set_array_member (object, "hall_keys", array);
}

// `hall_keys`: NULL for a terminal that proved no key.
static void
answer_session (
    Attempt *attempt, const char *token, gint64 expires_at, YcPerson *person, char **hall_keys)
{
  g_autofree char *expires = yc_wire_time_to_string (expires_at);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "expires", expires);
  json_object_set_member (object, "person", yc_person_to_json (person));
  if (hall_keys != NULL)
    add_hall_keys (object, hall_keys);
  yc_request_answer_object (attempt->request, SOUP_STATUS_CREATED, object);
}

// What is said to the keeper, who knows the key by its fingerprint.
static void
answer_verdict (Attempt *attempt, YcVerdict verdict)
{
  g_autofree char *fingerprint =
      attempt->proof != NULL ? yc_proof_print_fingerprint (attempt->proof->key) : NULL;
  g_autofree char *detail =
      verdict == YC_VERDICT_NO_KEY
          ? g_strdup ("this terminal must prove its key, which older programs cannot")
      : verdict == YC_VERDICT_REVOKED
          ? g_strdup_printf ("the terminal %s was shut out", fingerprint)
          : g_strdup_printf ("the terminal %s waits until central's keeper admits it", fingerprint);

  yc_request_answer_problem (attempt->request,
                             verdict == YC_VERDICT_REVOKED ? YC_ERROR_TERMINAL_REVOKED
                                                           : YC_ERROR_TERMINAL_WAITING,
                             detail);
}

// What a sign-in comes to.
typedef struct {
  YcVerdict verdict;
  char *token;
  GStrv hall_keys; // nullable
} Outcome;

static void
outcome_clear (Outcome *self)
{
  g_free (self->token);
  g_strfreev (self->hall_keys);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static gboolean
add_session (Attempt *attempt, YcLedger *ledger, YcPerson *person, Outcome *outcome, GError **error)
{
  gint64 now = yc_central_now (attempt->request->central);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, outcome->token, -1);
  const char *key = attempt->proof != NULL ? attempt->proof->key : "";

  if (outcome->verdict != YC_VERDICT_WELCOME)
    return TRUE;
  if (!yc_ledger_add_session (ledger, hash, person->id, attempt->terminal, key, now + SESSION_MS,
                              now, error))
    return FALSE;
  if (attempt->proof != NULL)
    outcome->hall_keys = yc_ledger_list_hall_keys (ledger, person->hall, now, error);
  return attempt->proof == NULL || outcome->hall_keys != NULL;
}

// A terminal that is refused is remembered all the same.
static gboolean
store_session (Attempt *attempt, YcPerson *person, Outcome *outcome, GError **error)
{
  YcCentral *central = attempt->request->central;
  YcLedger *ledger = yc_central_get_ledger (central);
  const YcKnock knock = {attempt->terminal, attempt->proof, person, central->only_registered};

  if (!yc_ledger_begin (ledger, error))
    return FALSE;
  if (yc_ledger_end_attempts (ledger, person->id, error) &&
      yc_ledger_judge_terminal (ledger, &knock, yc_central_now (central), &outcome->verdict,
                                error) &&
      add_session (attempt, ledger, person, outcome, error))
    return yc_ledger_commit (ledger, error);
  yc_ledger_roll_back (ledger);
  return FALSE;
}

static gboolean
begin_session (Attempt *attempt, GError **error)
{
  YcCentral *central = attempt->request->central;
  g_auto (Outcome) outcome = {YC_VERDICT_WAITS, yc_password_make_token (), NULL};
  g_autoptr (YcPerson) person =
      yc_ledger_find_person (yc_central_get_ledger (central), attempt->person, error);

  if (person == NULL || !store_session (attempt, person, &outcome, error))
    return FALSE;
  if (outcome.verdict == YC_VERDICT_WELCOME)
    answer_session (attempt, outcome.token, yc_central_now (central) + SESSION_MS, person,
                    outcome.hall_keys);
  else
    answer_verdict (attempt, outcome.verdict);
  return TRUE;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attempt *attempt = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    yc_request_answer_problem (attempt->request, YC_ERROR_SIGN_IN, "wrong name or password");
    return;
  }
  if (begin_session (attempt, &error))
    return;
  if (error != NULL)
    yc_request_answer_error (attempt->request, error);
  else // the person went while the password was compared
    yc_request_answer_problem (attempt->request, YC_ERROR_SIGN_IN, "wrong name or password");
}

static const char *
get_input (JsonObject *object, const char *member, gsize longest)
{
  const char *text = yc_wire_get_string (object, member);

  return text != NULL && *text != '\0' && strlen (text) <= longest ? text : NULL;
}

static Attempt *
attempt_new (YcRequest *request, JsonObject *object)
{
  const char *person = get_input (object, "person", LONGEST_ID);
  const char *password = get_input (object, "password", LONGEST_INPUT);
  const char *terminal = get_input (object, "terminal", LONGEST_ID);
  YcProof proof = {0};
  Attempt *self;

  if (person == NULL || password == NULL || terminal == NULL ||
      (json_object_has_member (object, "proof") &&
       !yc_proof_from_json (yc_wire_get_object (object, "proof"), &proof)))
    return NULL;
  self = g_new0 (Attempt, 1);
  self->request = yc_request_ref (request);
  self->person = g_strdup (person);
  self->password = g_strdup (password);
  self->terminal = g_strdup (terminal);
  if (json_object_has_member (object, "proof"))
    self->proof = g_memdup2 (&proof, sizeof proof);
  self->quick = request->central->quick_passwords;
  return self;
}

// The same for a name that does not exist.
static gboolean
may_try (Attempt *attempt, GError **error)
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

// Tells nobody anything of people or terminals: that is for those whose password is right.
static gboolean
check_proof (const Attempt *attempt, GError **error)
{
  YcCentral *central = attempt->request->central;

  if (attempt->proof == NULL)
    return TRUE;
  if (!yc_challenge_is_good (attempt->proof->challenge, central->audit.secret,
                             yc_central_now (central))) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXPIRED,
                         "the challenge has run out, or is not ours; ask for another");
    return FALSE;
  }
  if (yc_proof_is_genuine (attempt->proof, attempt->terminal, attempt->person))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_FORBIDDEN,
                       "the proof is not by the key that it names, or of another sign-in");
  return FALSE;
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

void
yc_route_sign_in (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  Attempt *attempt;

  if (node == NULL)
    return;
  attempt = attempt_new (request, json_node_get_object (node));
  if (attempt == NULL) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“person”, “password” and “terminal” are needed; “proof” is the"
                               " answer to a challenge");
    return;
  }
  if (!check_proof (attempt, &error) || !may_try (attempt, &error)) {
    yc_request_answer_error (request, error);
    attempt_free (attempt);
    return;
  }
  task = g_task_new (request->central, NULL, compared_cb, NULL);
  g_task_set_source_tag (task, yc_route_sign_in);
  g_task_set_task_data (task, attempt, attempt_free);
  yc_request_pause (request);
  yc_worker_run (request->central->worker, task, compare_work);
}

void
yc_route_sign_out (YcRequest *request)
{
  g_autoptr (GError) error = NULL;

  if (yc_ledger_remove_session (yc_central_get_ledger (request->central), request->token_hash,
                                &error))
    yc_request_answer_empty (request, SOUP_STATUS_NO_CONTENT);
  else
    yc_request_answer_error (request, error);
}

void
yc_route_session (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_person_to_json (request->person);

  yc_request_answer_object (request, SOUP_STATUS_OK, json_object_ref (json_node_get_object (node)));
}
