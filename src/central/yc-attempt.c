// A sign-in on its way.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-attempt.h"
#include "yc-challenge.h"
#include "yc-id-token.h"
#include "yc-password.h"
#include "yc-routes.h"
#include "yc-wire.h"

#include <string.h>

#define LONGEST_ID    64
#define LONGEST_INPUT 1024

void
yc_attempt_free (YcAttempt *self)
{
  yc_request_unref (self->request);
  g_free (self->person);
  yc_password_free (self->password);
  g_free (self->id_token);
  g_free (self->once);
  g_free (self->terminal);
  g_free (self->proof);
  g_free (self->hash);
  g_free (self);
}

// ---- What is asked ------------------------------------------------------------------------------

static const char *
get_input (JsonObject *object, const char *member, gsize longest)
{
  const char *text = yc_wire_get_string (object, member);

  return text != NULL && *text != '\0' && strlen (text) <= longest ? text : NULL;
}

YcAttempt *
yc_attempt_new (YcRequest *request, JsonObject *object)
{
  const char *person = get_input (object, "person", LONGEST_ID);
  const char *password = get_input (object, "password", LONGEST_INPUT);
  const char *id_token = get_input (object, "id_token", YC_ID_TOKEN_LONGEST);
  const char *terminal = get_input (object, "terminal", LONGEST_ID);
  YcProof proof = {0};
  YcAttempt *self;

  if ((id_token == NULL && (person == NULL || password == NULL)) || terminal == NULL ||
      (json_object_has_member (object, "proof") &&
       !yc_proof_from_json (yc_wire_get_object (object, "proof"), &proof)))
    return NULL;
  self = g_new0 (YcAttempt, 1);
  self->request = yc_request_ref (request);
  self->id_token = g_strdup (id_token);
  if (id_token == NULL) {
    self->person = g_strdup (person);
    self->password = g_strdup (password);
  }
  self->terminal = g_strdup (terminal);
  if (json_object_has_member (object, "proof"))
    self->proof = g_memdup2 (&proof, sizeof proof);
  self->quick = request->central->quick_passwords;
  return self;
}

// Whom the terminal speaks for: who it is, an ID token says to central only.
static char *
find_subject (const YcAttempt *self)
{
  return self->id_token != NULL
             ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->id_token, -1)
             : g_strdup (self->person);
}

gboolean
yc_attempt_check_proof (const YcAttempt *self, GError **error)
{
  YcCentral *central = self->request->central;
  g_autofree char *subject = find_subject (self);

  if (self->proof == NULL)
    return TRUE;
  if (!yc_challenge_is_good (self->proof->challenge, central->audit.secret,
                             yc_central_now (central), YC_CHALLENGE_MS)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXPIRED,
                         "the challenge has run out, or is not ours; ask for another");
    return FALSE;
  }
  if (yc_proof_is_genuine (self->proof, self->terminal, subject))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_FORBIDDEN,
                       "the proof is not by the key that it names, or of another sign-in");
  return FALSE;
}

// ---- What it comes to ---------------------------------------------------------------------------

typedef struct {
  YcVerdict verdict;
  char *token;
  gint64 expires_at;
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
add_session (YcAttempt *self, YcLedger *ledger, YcPerson *person, Outcome *outcome, GError **error)
{
  gint64 now = yc_central_now (self->request->central);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, outcome->token, -1);
  const char *key = self->proof != NULL ? self->proof->key : "";

  if (outcome->verdict != YC_VERDICT_WELCOME)
    return TRUE;
  if (!yc_ledger_add_session (ledger, hash, person->id, self->terminal, key, outcome->expires_at,
                              now, error))
    return FALSE;
  if (self->proof != NULL)
    outcome->hall_keys = yc_ledger_list_hall_keys (ledger, person->hall, now, error);
  return self->proof == NULL || outcome->hall_keys != NULL;
}

// A terminal that is refused is remembered all the same.
static gboolean
store (YcAttempt *self, YcPerson *person, Outcome *outcome, GError **error)
{
  YcCentral *central = self->request->central;
  YcLedger *ledger = yc_central_get_ledger (central);
  const YcKnock knock = {self->terminal, self->proof, self->once, person, central->only_registered};

  if (!yc_ledger_begin (ledger, error))
    return FALSE;
  if (yc_ledger_end_attempts (ledger, person->id, error) &&
      yc_ledger_judge_terminal (ledger, &knock, yc_central_now (central), &outcome->verdict,
                                error) &&
      add_session (self, ledger, person, outcome, error))
    return yc_ledger_commit (ledger, error);
  yc_ledger_roll_back (ledger);
  return FALSE;
}

// ---- What is answered ---------------------------------------------------------------------------

static void
add_hall_keys (JsonObject *object, char **keys)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    json_array_add_string_element (array, keys[i]);
  json_object_set_array_member (object, "hall_keys", array);
}

// A terminal that proved no key is told none of its hall's.
static void
answer_session (YcAttempt *self, YcPerson *person, const Outcome *outcome)
{
  g_autofree char *expires = yc_wire_time_to_string (outcome->expires_at);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "token", outcome->token);
  json_object_set_string_member (object, "expires", expires);
  json_object_set_member (object, "person", yc_person_to_json (person));
  if (outcome->hall_keys != NULL)
    add_hall_keys (object, outcome->hall_keys);
  yc_request_answer_object (self->request, SOUP_STATUS_CREATED, object);
}

// What is said to the keeper, who knows the key by its fingerprint.
static void
answer_verdict (YcAttempt *self, YcVerdict verdict)
{
  g_autofree char *fingerprint =
      self->proof != NULL ? yc_proof_print_fingerprint (self->proof->key) : NULL;
  g_autofree char *detail =
      verdict == YC_VERDICT_NO_KEY
          ? g_strdup ("this terminal must prove its key, which older programs cannot")
      : verdict == YC_VERDICT_REVOKED
          ? g_strdup_printf ("the terminal %s was shut out", fingerprint)
          : g_strdup_printf ("the terminal %s waits until central's keeper admits it", fingerprint);

  yc_request_answer_problem (self->request,
                             verdict == YC_VERDICT_REVOKED ? YC_ERROR_TERMINAL_REVOKED
                                                           : YC_ERROR_TERMINAL_WAITING,
                             detail);
}

static gboolean
admit (YcAttempt *self, gboolean *ret_known, GError **error)
{
  YcCentral *central = self->request->central;
  g_auto (Outcome) outcome = {YC_VERDICT_WAITS, yc_password_make_token (),
                              yc_central_now (central) + central->session_ms, NULL};
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcPerson) person =
      yc_ledger_find_person (yc_central_get_ledger (central), self->person, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  *ret_known = person != NULL;
  if (person == NULL)
    return TRUE;
  if (!store (self, person, &outcome, error))
    return FALSE;
  if (outcome.verdict == YC_VERDICT_WELCOME)
    answer_session (self, person, &outcome);
  else
    answer_verdict (self, outcome.verdict);
  return TRUE;
}

void
yc_attempt_admit (YcAttempt *self, YcErrorCode unknown, const char *detail)
{
  g_autoptr (GError) error = NULL;
  gboolean is_known = FALSE;

  if (!admit (self, &is_known, &error))
    yc_request_answer_error (self->request, error);
  else if (!is_known)
    yc_request_answer_problem (self->request, unknown, detail);
}
