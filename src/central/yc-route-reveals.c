// POST /v1/cases/{case}/reveals: shows who reviews a case something that is masked of it, and keeps
// who looked, at what, and why.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-contact.h"
#include "yc-json.h"
#include "yc-routes.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#include <string.h>

#define LONGEST_REASON 500 // characters
#define LONGEST_PLACE  500 // bytes

typedef struct {
  YcRequest *request; // owned
  JsonNode *body;     // owned
  const char *id, *field;
  char *reason;   // owned
  YcCase *before; // owned, nullable
  YcCase *after;  // owned, nullable: with the event
  YcEvent *event; // owned, nullable: that somebody looked
  char *value;    // owned, nullable
} Reveal;

static void
reveal_free (Reveal *self)
{
  yc_request_unref (self->request);
  json_node_unref (self->body);
  g_free (self->reason);
  g_clear_pointer (&self->before, yc_case_unref);
  g_clear_pointer (&self->after, yc_case_unref);
  g_clear_pointer (&self->event, yc_event_unref);
  g_free (self->value);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reveal, reveal_free)

static gboolean
fail (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

static void
answer (Reveal *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", self->field);
  json_object_set_string_member (object, "value", self->value);
  json_object_set_member (object, "event", yc_wire_event_to_json (self->event));
  yc_request_answer_object (self->request, SOUP_STATUS_OK, object);
}

// A case that is not seen answers as one that does not exist.
static gboolean
find_case (Reveal *self, YcLedger *ledger, GError **error)
{
  YcScope scope = yc_person_get_scope (self->request->person);
  g_autoptr (GError) problem = NULL;

  self->before = yc_ledger_find_case (ledger, self->request->parameters[0], &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return (self->before != NULL &&
          yc_scope_covers (&scope, self->before->hall, self->before->department,
                           self->before->handed_off_at > 0)) ||
         fail (error, YC_ERROR_NOT_FOUND, "no such case");
}

// What is masked of the case for this person, who may ask for it.
static gboolean
find_value (Reveal *self, GError **error)
{
  const YcPerson *person = self->request->person;
  YcScope scope = yc_person_get_scope (person);
  const YcContext context = {person->id, person->roles, (const char *const *)person->departments};

  if (!yc_case_check_reveal (self->before, &context, self->field, error))
    return FALSE;
  if (yc_scope_is_blind (&scope, self->before->hall))
    self->value = yc_contact_find (self->before, self->request->central->catalogue, self->field);
  return self->value != NULL ||
         fail (error, YC_ERROR_MALFORMED, "“field”: nothing that is masked stands there");
}

// Whether the event is this question, asked before.
static gboolean
is_same (const Reveal *self, const YcEvent *event)
{
  return event->type == YC_EVENT_REVEALED &&
         g_str_equal (event->case_id, self->request->parameters[0]) &&
         g_str_equal (event->actor, self->request->person->id) &&
         g_strcmp0 (yc_event_get_string (event, "field"), self->field) == 0;
}

// What was asked under this id before, after a lost answer; FALSE with an error if that was
// something else.
static gboolean
find_earlier (Reveal *self, YcLedger *ledger, GError **error)
{
  g_autofree char *ids = g_strdup_printf ("[\"%s\"]", self->id);
  g_autoptr (GHashTable) bodies = yc_ledger_find_bodies (ledger, ids, error);
  const char *body = bodies != NULL ? g_hash_table_lookup (bodies, self->id) : NULL;
  g_autoptr (JsonNode) node = NULL;

  if (body == NULL)
    return bodies != NULL;
  node = yc_wire_parse (body, -1, error);
  self->event = node != NULL ? yc_wire_event_from_json (node, error) : NULL;
  return self->event != NULL && (is_same (self, self->event) ||
                                 fail (error, YC_ERROR_MALFORMED, "another event has this id"));
}

// The value itself is kept nowhere.
static YcEvent *
make_event (const Reveal *self)
{
  YcRequest *request = self->request;
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "field", self->field);
  json_object_set_string_member (data, "reason", self->reason);
  return yc_event_new (self->id, self->before->id, YC_EVENT_REVEALED, self->before->version + 1,
                       yc_central_now (request->central), request->person->id, YC_ROLE_APPROVER,
                       request->terminal, data);
}

static gboolean
keep (Reveal *self, YcLedger *ledger, GError **error)
{
  const YcPerson *person = self->request->person;
  const YcContext context = {person->id, person->roles, (const char *const *)person->departments};

  self->event = make_event (self);
  self->after = yc_case_apply (self->before, self->event, &context, error);
  return self->after != NULL &&
         yc_ledger_append (ledger, self->event, self->after,
                           yc_central_now (self->request->central), error) &&
         yc_ledger_project (ledger, self->after, error);
}

// Nobody is shown anything before it is durable that they looked.
static void
ended_cb (gpointer user_data, const GError *error)
{
  g_autoptr (Reveal) self = user_data;
  const YcCase *now = self->after;

  if (error != NULL) {
    yc_request_answer_error (self->request, error);
    return;
  }
  answer (self);
  yc_feed_wake (self->request->central, now->hall, now->department, now->handed_off_at > 0);
}

static void
reveal (Reveal *self)
{
  YcGroup *group = self->request->central->group;
  g_autoptr (Reveal) owned = self;
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_group_begin (group, self->request->parameters[0], &error);
  gboolean good = ledger != NULL && find_case (self, ledger, &error) && find_value (self, &error) &&
                  find_earlier (self, ledger, &error);
  gboolean again = good && self->event != NULL;

  if (good && !again && keep (self, ledger, &error)) {
    yc_request_pause (self->request);
    yc_group_end (group, ended_cb, g_steal_pointer (&owned));
    return;
  }
  if (ledger != NULL)
    yc_group_roll_back (group);
  if (again)
    answer (self);
  else
    yc_request_answer_error (self->request, error);
}

// NULL, and answered, if something is missing.
static Reveal *
read_question (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *id = yc_json_get_string (object, "id"), *field = yc_json_get_string (object, "field");
  const char *said = yc_json_get_string (object, "reason");
  g_autofree char *reason = g_strstrip (g_strdup (said != NULL ? said : ""));
  Reveal *self;

  if (object == NULL)
    return NULL;
  if (!yc_uuid_is_valid (id) || !yc_uuid_is_valid (request->parameters[0]) || field == NULL ||
      strlen (field) > LONGEST_PLACE || g_utf8_strlen (reason, -1) > LONGEST_REASON) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "an “id”, a “field” and a “reason” of a case are needed");
    return NULL;
  }
  if (*reason == '\0') {
    yc_request_answer_problem (request, YC_ERROR_REASON_MISSING, "nobody looks without a reason");
    return NULL;
  }
  self = g_new0 (Reveal, 1);
  self->request = yc_request_ref (request);
  self->body = json_node_ref (node);
  self->id = id;
  self->field = field;
  self->reason = g_steal_pointer (&reason);
  return self;
}

void
yc_route_reveal (YcRequest *request)
{
  Reveal *self = read_question (request);
  g_autoptr (GError) error = NULL;

  if (self == NULL)
    return;
  if (yc_central_ensure_catalogue (request->central, &error)) {
    reveal (self);
    return;
  }
  reveal_free (self);
  yc_request_answer_error (request, error);
}
