// POST /v1/cases/{case}/events: the longest good beginning of a batch is stored, all of it at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-acceptance.h"
#include "yc-carried.h"
#include "yc-named.h"
#include "yc-problem.h"
#include "yc-routes.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#define LONGEST_BATCH 500

typedef struct {
  YcRequest *request; // owned
  YcLedger *ledger;   // not owned: while the batch is stored
  JsonNode *body;     // owned
  JsonArray *events;  // of the body
  JsonObject *seals;  // of the body, nullable: of events that are carried
  GHashTable *known;  // owned: texts of events that are stored, by id
  YcCase *current;    // owned, nullable: the case so far
  guint added;        // events that were not stored before
  JsonArray *stored;  // owned: ids
  GError *refusal;    // owned, nullable: all events were taken
  char *refused;      // owned, nullable: id of the event that failed
  guint version;      // that it was for
  gint64 head;        // of the log once all is stored
  JsonArray *missing; // owned: names of blobs that are not there
} Batch;

static void
batch_free (Batch *batch)
{
  g_clear_pointer (&batch->current, yc_case_unref);
  g_clear_pointer (&batch->known, g_hash_table_unref);
  json_array_unref (batch->stored);
  json_array_unref (batch->missing);
  json_node_unref (batch->body);
  g_clear_error (&batch->refusal);
  g_free (batch->refused);
  yc_request_unref (batch->request);
  g_free (batch);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Batch, batch_free)

static gboolean
fail (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

static void
take_current (Batch *batch, YcCase *next)
{
  g_clear_pointer (&batch->current, yc_case_unref);
  batch->current = next;
}

// What of the batch is stored already.
static gboolean
find_known (Batch *batch, GError **error)
{
  g_autoptr (JsonNode) ids = json_node_new (JSON_NODE_ARRAY);
  g_autofree char *text = NULL;

  json_node_take_array (ids, json_array_new ());
  for (guint i = 0; i < json_array_get_length (batch->events); i++) {
    JsonNode *node = json_array_get_element (batch->events, i);
    const char *id = JSON_NODE_HOLDS_OBJECT (node)
                         ? yc_wire_get_string (json_node_get_object (node), "id")
                         : NULL;

    if (id != NULL)
      json_array_add_string_element (json_node_get_array (ids), id);
  }
  text = yc_wire_print (ids);
  batch->known = yc_ledger_find_bodies (batch->ledger, text, error);
  return batch->known != NULL;
}

// Whether the event is stored already; the same id with another content is an error.
static gboolean
is_stored (Batch *batch, const YcEvent *event, GError **error)
{
  const char *body = g_hash_table_lookup (batch->known, event->id);
  g_autoptr (JsonNode) before = body != NULL ? yc_wire_parse (body, -1, error) : NULL;
  g_autoptr (JsonNode) now = yc_wire_event_to_json (event);

  if (before == NULL)
    return FALSE;
  if (json_node_equal (before, now))
    return TRUE;
  // It was brought by somebody else, behind what happened meanwhile: who sends it now has to learn
  // that first.
  json_object_set_int_member (json_node_get_object (now), "version",
                              yc_wire_get_int (json_node_get_object (before), "version", 0));
  if (json_node_equal (before, now))
    return fail (error, YC_ERROR_VERSION, "the event is stored at another place");
  return fail (error, YC_ERROR_MALFORMED, "another event has this id");
}

// Where a person sits: a hall, and some of its windows or, without any named, all of them.
static gboolean
check_place (const YcPerson *person, const YcEvent *event, GError **error)
{
  const char *window = yc_event_get_string (event, "window");

  if ((person->roles & YC_ROLE_SYSTEM) != 0)
    return TRUE;
  if (g_strcmp0 (yc_event_get_string (event, "hall"), person->hall) != 0)
    return fail (error, YC_ERROR_FORBIDDEN, "a case is opened in the person's own hall");
  return window == NULL || *person->windows == NULL ||
         g_strv_contains ((const char *const *)person->windows, window) ||
         fail (error, YC_ERROR_FORBIDDEN, "a case is opened at one of the person's windows");
}

// A case belongs to the place of the person who opens it, and has a number nobody else has.
static gboolean
check_opening (Batch *batch, const YcPerson *actor, const YcEvent *event, GError **error)
{
  const char *number = yc_event_get_string (event, "number");
  g_autofree char *other = NULL;
  g_autoptr (GError) problem = NULL;

  if (!check_place (actor, event, error))
    return FALSE;
  if (number == NULL)
    return TRUE;
  other = yc_ledger_find_number (batch->ledger, number, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return other == NULL || fail (error, YC_ERROR_MALFORMED, "the number is another case's");
}

// Content that is here for others only counts as missing: a name alone, put into a case of one's
// own, would be a way to it. Whoever has the content can send it.
static gboolean
has_blob (Batch *batch, const char *blob, GError **error)
{
  const YcPerson *person = batch->request->person;
  YcScope scope = yc_person_get_scope (person);
  g_autofree char *mime =
      yc_ledger_find_blob (batch->ledger, &scope, person->id, blob, NULL, error);

  return mime != NULL;
}

static gboolean
check_blob (Batch *batch, const YcEvent *event, GError **error)
{
  const char *blob = yc_event_get_blob (event);
  g_autoptr (GError) problem = NULL;

  if (blob == NULL || has_blob (batch, blob, &problem))
    return TRUE;
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return fail (error, YC_ERROR_BLOB_MISSING, "send the content first");
}

// Whoever sees masks would write them over what is masked.
static gboolean
check_filling (const YcPerson *actor, const YcCase *current, const YcEvent *event, GError **error)
{
  YcScope scope = yc_person_get_scope (actor);

  return event->type != YC_EVENT_FILLED || !yc_scope_is_blind (&scope, current->hall) ||
         fail (error, YC_ERROR_FORBIDDEN, "who is not shown the contact data does not fill it in");
}

static gboolean
add_event_of (Batch *batch, const YcPerson *actor, const YcEvent *event, GError **error)
{
  YcCentral *central = batch->request->central;
  const YcContext context = {actor->id, actor->roles, (const char *const *)actor->departments};
  g_autoptr (YcCase) next = yc_case_apply (batch->current, event, &context, error);

  if (next == NULL || !check_filling (actor, batch->current, event, error) ||
      (batch->current == NULL && !check_opening (batch, actor, event, error)) ||
      !yc_named_check (batch->ledger, central->catalogue, event, next, error) ||
      !yc_acceptance_check (central->catalogue, batch->current, event, error) ||
      !check_blob (batch, event, error) ||
      !yc_ledger_append (batch->ledger, event, next, yc_central_now (central), error))
    return FALSE;
  batch->added++;
  take_current (batch, g_steal_pointer (&next));
  return TRUE;
}

static gboolean
add_carried (Batch *batch, const YcEvent *event, GError **error)
{
  YcCentral *central = batch->request->central;
  const YcPerson *carrier = batch->request->person;
  YcSeal seal;
  g_autoptr (YcPerson) actor =
      yc_carried_find_actor (batch->ledger, carrier, yc_wire_get_object (batch->seals, event->id),
                             event, central->only_registered, &seal, error);

  return actor != NULL && add_event_of (batch, actor, event, error) &&
         yc_ledger_add_carried (batch->ledger, event, carrier->id, &seal, yc_central_now (central),
                                error);
}

// What a person did themselves needs no seal, wherever it comes from.
static gboolean
add_event (Batch *batch, const YcEvent *event, GError **error)
{
  const YcPerson *person = batch->request->person;

  if (batch->seals != NULL && json_object_has_member (batch->seals, event->id) &&
      g_strcmp0 (event->actor, person->id) != 0)
    return add_carried (batch, event, error);
  return add_event_of (batch, person, event, error);
}

// The same event may stand in a batch twice.
static void
remember (Batch *batch, const YcEvent *event)
{
  g_autoptr (JsonNode) node = yc_wire_event_to_json (event);

  g_hash_table_insert (batch->known, g_strdup (event->id), yc_wire_print (node));
}

// Remembers which event is looked at, for the answer if it is refused.
static void
point_at (Batch *batch, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? yc_wire_get_string (object, "id") : NULL;

  g_free (batch->refused);
  batch->refused = g_strdup (id);
  batch->version = object != NULL ? (guint)yc_wire_get_int (object, "version", 0) : 0;
}

static gboolean
take_event (Batch *batch, JsonNode *node, GError **error)
{
  g_autoptr (YcEvent) event = NULL;
  g_autoptr (GError) problem = NULL;

  point_at (batch, node);
  event = yc_wire_event_from_json (node, error);
  if (event == NULL)
    return FALSE;
  if (g_strcmp0 (event->case_id, batch->request->parameters[0]) != 0)
    return fail (error, YC_ERROR_MALFORMED, "the event belongs to another case");
  if (yc_event_is_masked (event))
    return fail (error, YC_ERROR_MALFORMED,
                 "“masked”: what was masked for somebody is not sent back");
  if (!is_stored (batch, event, &problem) && problem == NULL && add_event (batch, event, &problem))
    remember (batch, event);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  json_array_add_string_element (batch->stored, event->id);
  return TRUE;
}

// All blobs that the rest of the batch, from event `i` on, still waits for.
static gboolean
list_missing (Batch *batch, guint i, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) problem = NULL;

  for (; i < json_array_get_length (batch->events) && problem == NULL; i++) {
    g_autoptr (YcEvent) event =
        yc_wire_event_from_json (json_array_get_element (batch->events, i), NULL);
    const char *blob = event != NULL ? yc_event_get_blob (event) : NULL;

    if (blob != NULL && g_hash_table_add (seen, g_strdup (blob)) &&
        !has_blob (batch, blob, &problem))
      json_array_add_string_element (batch->missing, blob);
  }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
take_events (Batch *batch, GError **error)
{
  g_autoptr (GError) problem = NULL;

  for (guint i = 0; i < json_array_get_length (batch->events); i++) {
    if (take_event (batch, json_array_get_element (batch->events, i), error))
      continue;
    if (g_error_matches (*error, YC_ERROR, YC_ERROR_BLOB_MISSING) &&
        !list_missing (batch, i, &problem)) {
      g_clear_error (error);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
    return FALSE;
  }
  return TRUE;
}

// 0 where the batch's first event cannot be read: that is refused whatever the case.
static guint
first_version (Batch *batch)
{
  g_autoptr (YcEvent) first =
      yc_wire_event_from_json (json_array_get_element (batch->events, 0), NULL);

  return first != NULL ? first->version : 0;
}

// A case that is there but not seen answers as one that does not exist, which can only be opened.
static gboolean
load_case (Batch *batch, GError **error)
{
  YcScope scope = yc_person_get_scope (batch->request->person);
  g_autoptr (GError) problem = NULL;
  YcCase *found = yc_ledger_find_case (batch->ledger, batch->request->parameters[0], &problem);
  gboolean foreign = found != NULL && !yc_scope_covers (&scope, found->hall, found->department,
                                                        found->handed_off_at > 0);

  if (foreign)
    g_clear_pointer (&found, yc_case_unref);
  batch->current = found;
  if (problem == NULL && found == NULL && first_version (batch) > (foreign ? 0 : 1))
    g_set_error_literal (&problem, YC_ERROR, YC_ERROR_NOT_FOUND, "no such case");
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

// FALSE if central failed; a refusal of one event leaves those before it.
static gboolean
take_batch (Batch *batch, GError **error)
{
  if (!load_case (batch, error) || !find_known (batch, error))
    return FALSE;
  if (!take_events (batch, &batch->refusal) &&
      yc_problem_status (yc_problem_code (batch->refusal)) >= SOUP_STATUS_INTERNAL_SERVER_ERROR) {
    g_propagate_error (error, g_steal_pointer (&batch->refusal));
    return FALSE;
  }
  if (batch->added > 0 && !yc_ledger_project (batch->ledger, batch->current, error))
    return FALSE;
  batch->head = yc_ledger_get_head (batch->ledger, error);
  return batch->head >= 0;
}

static void
copy_member (JsonObject *from, JsonObject *to, const char *name)
{
  json_object_set_member (to, name, json_object_dup_member (from, name));
}

static gboolean
add_newer_events (Batch *batch, JsonObject *problem, GError **error)
{
  YcRequest *request = batch->request;
  YcSight sight = yc_central_get_sight (request->central, request->person);
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) out = g_string_new ("{\"events\":[");
  g_autoptr (JsonNode) node = NULL;
  guint after = batch->version > 0 ? batch->version - 1 : 0;

  if (!yc_ledger_write_events (batch->ledger, &sight, request->parameters[0], after, out, people,
                               error) ||
      !yc_ledger_write_names (batch->ledger, people, g_string_append (out, "],\"names\":"), error))
    return FALSE;
  node = yc_wire_parse (g_string_append_c (out, '}')->str, -1, error);
  if (node == NULL)
    return FALSE;
  copy_member (json_node_get_object (node), problem, "events");
  copy_member (json_node_get_object (node), problem, "names");
  return TRUE;
}

static void
answer_refusal (Batch *batch)
{
  YcErrorCode code = yc_problem_code (batch->refusal);
  g_autoptr (JsonObject) problem =
      yc_problem_new (yc_problem_status (code), code, batch->refusal->message);
  g_autoptr (GError) error = NULL;

  if (code == YC_ERROR_VERSION && !add_newer_events (batch, problem, &error)) {
    yc_request_answer_error (batch->request, error);
    return;
  }
  if (batch->refused != NULL)
    json_object_set_string_member (problem, "event", batch->refused);
  json_object_set_array_member (problem, "stored", json_array_ref (batch->stored));
  json_object_set_int_member (problem, "version",
                              batch->current != NULL ? batch->current->version : 0);
  if (code == YC_ERROR_BLOB_MISSING)
    json_object_set_array_member (problem, "blobs", json_array_ref (batch->missing));
  yc_request_answer_problem_object (batch->request, g_steal_pointer (&problem));
}

static void
answer_stored (Batch *batch)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "version",
                              batch->current != NULL ? batch->current->version : 0);
  json_object_set_array_member (object, "stored", json_array_ref (batch->stored));
  json_object_set_int_member (object, "seq", batch->head);
  yc_request_answer_object (batch->request, SOUP_STATUS_OK, object);
}

// What is answered as stored is stored, also after a power failure.
static void
ended_cb (gpointer user_data, const GError *error)
{
  g_autoptr (Batch) batch = user_data;
  const YcCase *now = batch->current;

  if (error != NULL) {
    yc_request_answer_error (batch->request, error);
    return;
  }
  if (batch->refusal != NULL)
    answer_refusal (batch);
  else
    answer_stored (batch);
  if (batch->added > 0)
    yc_feed_wake (batch->request->central, now->hall, now->department, now->handed_off_at > 0);
}

static void
store (Batch *batch)
{
  YcGroup *group = batch->request->central->group;
  g_autoptr (Batch) owned = batch;
  g_autoptr (GError) error = NULL;

  batch->ledger = yc_group_begin (group, batch->request->parameters[0], &error);
  if (batch->ledger != NULL && take_batch (batch, &error)) {
    yc_request_pause (batch->request);
    yc_group_end (group, ended_cb, g_steal_pointer (&owned));
    return;
  }
  if (batch->ledger != NULL)
    yc_group_roll_back (group);
  yc_request_answer_error (batch->request, error);
}

static Batch *
batch_new (YcRequest *request, JsonNode *body, JsonArray *events)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->request = yc_request_ref (request);
  batch->body = json_node_ref (body);
  batch->events = events;
  batch->seals = yc_wire_get_object (json_node_get_object (body), "carried");
  batch->stored = json_array_new ();
  batch->missing = json_array_new ();
  return batch;
}

void
yc_route_post_events (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  JsonArray *events =
      node != NULL ? yc_wire_get_array (json_node_get_object (node), "events") : NULL;
  guint length = events != NULL ? json_array_get_length (events) : 0;
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return;
  if (length < 1 || length > LONGEST_BATCH || !yc_uuid_is_valid (request->parameters[0]))
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“events” must be an array of 1 to 500 events of a case");
  else if (!yc_central_ensure_catalogue (request->central, &error))
    yc_request_answer_error (request, error);
  else
    store (batch_new (request, node, events));
}
