// POST /v1/checks: asks a register for a workstation, and keeps what it answered as evidence.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-json.h"
#include "yc-registers.h"
#include "yc-routes.h"
#include "yc-uuid.h"

static JsonObject *
describe (const YcRegisterCheck *check)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "check", check->id);
  json_object_set_string_member (object, "source", check->source);
  json_object_set_string_member (object, "outcome", check->outcome);
  json_object_set_object_member (object, "answer", json_object_ref (check->answer));
  if (check->about != NULL)
    json_object_set_object_member (object, "about", json_object_ref (check->about));
  json_object_set_int_member (object, "asked_at", check->at);
  json_object_set_int_member (object, "took_ms", check->took_ms);
  return object;
}

typedef struct {
  YcRequest *request; // owned
  YcRegisterCheck *check;
} Waiting;

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Waiting *waiting = data;
  g_autoptr (YcRequest) request = waiting->request;
  g_autoptr (YcRegisterCheck) check = waiting->check;
  g_autoptr (YcRegisterAnswer) answer = yc_registers_ask_finish (result);
  g_autoptr (GError) error = NULL;

  check->outcome = g_strdup (answer->outcome);
  check->answer = json_object_ref (answer->answer);
  check->took_ms = answer->took_ms;
  if (request->message == NULL) // nobody waits any more
    return;
  if (yc_ledger_add_check (yc_central_get_ledger (request->central), check, &error))
    yc_request_answer_object (request, SOUP_STATUS_OK, describe (check));
  else
    yc_request_answer_error (request, error);
}

// Every parameter that the catalogue asks for, as a text that is not empty.
static gboolean
has_parameters (const YcSource *source, JsonObject *parameters)
{
  g_autoptr (GList) names =
      source->request != NULL ? json_object_get_members (source->request) : NULL;

  for (GList *at = names; at != NULL; at = at->next) {
    const char *value = yc_json_get_string (parameters, at->data);

    if (value == NULL || *value == '\0')
      return FALSE;
  }
  return names != NULL && json_object_get_size (parameters) == g_list_length (names);
}

// Whether it is a case of others: whoever sees it through a department does not stand at its
// counter. One that is not here yet may be at a workstation that was offline.
static gboolean
is_foreign (YcRequest *request, const char *case_id, GError **error)
{
  const YcScope all = {.all = TRUE};
  YcScope scope = yc_person_get_scope (request->person);
  YcLedger *ledger = yc_central_get_ledger (request->central);
  g_autoptr (GError) problem = NULL;
  gboolean foreign;

  scope.departments = NULL;
  foreign = yc_ledger_has_case (ledger, &all, case_id, &problem) &&
            !yc_ledger_has_case (ledger, &scope, case_id, &problem);
  if (problem == NULL)
    return foreign;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

// Which facts of the case the parameters are, as the catalogue says.
static JsonObject *
find_about (const YcSource *source, JsonObject *parameters)
{
  g_autoptr (GList) names = json_object_get_members (parameters);
  JsonObject *about = json_object_new ();

  for (GList *at = names; at != NULL; at = at->next)
    json_object_set_string_member (about, yc_json_get_string (source->request, at->data),
                                   yc_json_get_string (parameters, at->data));
  return about;
}

static void
ask (YcRequest *request, const YcSource *source, JsonObject *object)
{
  YcCentral *central = request->central;
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->request = yc_request_ref (request);
  waiting->check = g_new0 (YcRegisterCheck, 1);
  waiting->check->at = yc_central_now (central);
  waiting->check->id = yc_uuid_new (waiting->check->at);
  waiting->check->case_id = g_strdup (yc_json_get_string (object, "case"));
  waiting->check->source = g_strdup (source->id);
  waiting->check->person = g_strdup (request->person->id);
  waiting->check->about = find_about (source, yc_json_get_object (object, "parameters"));
  yc_request_pause (request);
  yc_registers_ask_async (central->registers, source, yc_json_get_object (object, "parameters"),
                          asked_cb, waiting);
}

static void
ask_for_case (YcRequest *request, const YcSource *source, JsonObject *object)
{
  g_autoptr (GError) error = NULL;
  gboolean foreign = is_foreign (request, yc_json_get_string (object, "case"), &error);

  if (error != NULL)
    yc_request_answer_error (request, error);
  else if (foreign)
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "no such case");
  else
    ask (request, source, object);
}

void
yc_route_check (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  g_autoptr (GError) error = NULL;
  const YcSource *source;

  if (object == NULL)
    return;
  if (!yc_central_ensure_catalogue (request->central, &error)) {
    yc_request_answer_error (request, error);
    return;
  }
  source = request->central->catalogue != NULL
               ? yc_catalogue_find_source (request->central->catalogue,
                                           yc_json_get_string (object, "source"))
               : NULL;
  if (source == NULL)
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "the catalogue has no such source");
  else if (!yc_uuid_is_valid (yc_json_get_string (object, "case")) ||
           !has_parameters (source, yc_json_get_object (object, "parameters")))
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“case” and the “parameters” that the source asks for are needed");
  else
    ask_for_case (request, source, object);
}
