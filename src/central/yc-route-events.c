// POST /v1/cases/{case}/events: the longest good beginning of a batch is stored in one transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-acceptance.h"
#include "yc-named.h"
#include "yc-problem.h"
#include "yc-routes.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#define LONGEST_BATCH 500

typedef struct {
  YcRequest *request; // not owned
  YcLedger *ledger;   // not owned
  JsonArray *events;  // not owned
  YcContext context;
  YcCase *current;    // owned, nullable: the case so far
  guint added;        // events that were not stored before
  JsonArray *stored;  // owned: ids
  char *refused;      // owned, nullable: id of the event that failed
  guint version;      // that it was for
  gint64 head;        // of the log once all is stored
  JsonArray *missing; // owned: names of blobs that are not there
} Batch;

static void
batch_clear (Batch *batch)
{
  g_clear_pointer (&batch->current, yc_case_unref);
  json_array_unref (batch->stored);
  json_array_unref (batch->missing);
  g_free (batch->refused);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

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

// Whether the event is stored already; the same id with another content is an error.
static gboolean
is_stored (Batch *batch, const YcEvent *event, GError **error)
{
  g_autofree char *body = yc_ledger_find_event (batch->ledger, event->id, error);
  g_autoptr (JsonNode) before = body != NULL ? yc_wire_parse (body, -1, error) : NULL;
  g_autoptr (JsonNode) now = yc_wire_event_to_json (event);

  if (before == NULL)
    return FALSE;
  if (json_node_equal (before, now))
    return TRUE;
  return fail (error, YC_ERROR_MALFORMED, "another event has this id");
}

// A case belongs to the hall of the person who opens it, and has a number nobody else has.
static gboolean
check_opening (Batch *batch, const YcEvent *event, GError **error)
{
  const YcPerson *person = batch->request->person;
  const char *hall = yc_event_get_string (event, "hall");
  const char *number = yc_event_get_string (event, "number");
  g_autofree char *other = NULL;
  g_autoptr (GError) problem = NULL;

  if ((person->roles & YC_ROLE_SYSTEM) == 0 && g_strcmp0 (hall, person->hall) != 0)
    return fail (error, YC_ERROR_FORBIDDEN, "a case is opened in the person's own hall");
  if (number == NULL)
    return TRUE;
  other = yc_ledger_find_number (batch->ledger, number, &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return other == NULL || fail (error, YC_ERROR_MALFORMED, "the number is another case's");
}

static gboolean
check_blob (Batch *batch, const YcEvent *event, GError **error)
{
  const char *blob = yc_event_get_blob (event);
  g_autoptr (GError) problem = NULL;

  if (blob == NULL || yc_ledger_has_blob (batch->ledger, blob, &problem))
    return TRUE;
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return fail (error, YC_ERROR_BLOB_MISSING, "send the content first");
}

static gboolean
add_event (Batch *batch, const YcEvent *event, GError **error)
{
  YcCentral *central = batch->request->central;
  g_autoptr (YcCase) next = yc_case_apply (batch->current, event, &batch->context, error);

  if (next == NULL || (batch->current == NULL && !check_opening (batch, event, error)) ||
      !yc_named_check (batch->ledger, event, next, error) ||
      !yc_acceptance_check (central->catalogue, batch->current, event, error) ||
      !check_blob (batch, event, error) ||
      !yc_ledger_append (batch->ledger, event, next, yc_central_now (central), error))
    return FALSE;
  batch->added++;
  take_current (batch, g_steal_pointer (&next));
  return TRUE;
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
  if (!is_stored (batch, event, &problem) && problem == NULL)
    add_event (batch, event, &problem);
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
        !yc_ledger_has_blob (batch->ledger, blob, &problem))
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

// A case that is there but not seen answers as one that does not exist.
static gboolean
load_case (Batch *batch, GError **error)
{
  YcScope scope = yc_person_get_scope (batch->request->person);
  g_autoptr (GError) problem = NULL;

  batch->current = yc_ledger_find_case (batch->ledger, batch->request->parameters[0], &problem);
  if (problem == NULL && batch->current != NULL &&
      !yc_scope_covers (&scope, batch->current->hall, batch->current->department,
                        batch->current->handed_off_at > 0))
    g_set_error_literal (&problem, YC_ERROR, YC_ERROR_NOT_FOUND, "no such case");
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

// FALSE if central failed; a refusal of one event leaves those before it.
static gboolean
store_in_transaction (Batch *batch, GError **ret_refusal, GError **error)
{
  if (!yc_ledger_lock_case (batch->ledger, batch->request->parameters[0], error) ||
      !load_case (batch, error))
    return FALSE;
  if (!take_events (batch, ret_refusal) &&
      yc_problem_status (yc_problem_code (*ret_refusal)) >= SOUP_STATUS_INTERNAL_SERVER_ERROR) {
    g_propagate_error (error, g_steal_pointer (ret_refusal));
    return FALSE;
  }
  if (batch->added > 0 && !yc_ledger_project (batch->ledger, batch->current, error))
    return FALSE;
  batch->head = yc_ledger_get_head (batch->ledger, error);
  return batch->head >= 0;
}

// One transaction: what is answered as stored is stored, also after a power failure.
static gboolean
store (Batch *batch, GError **ret_refusal, GError **error)
{
  if (!yc_ledger_begin (batch->ledger, error))
    return FALSE;
  if (store_in_transaction (batch, ret_refusal, error))
    return yc_ledger_commit (batch->ledger, error);
  yc_ledger_roll_back (batch->ledger);
  return FALSE;
}

static gboolean
add_newer_events (Batch *batch, JsonObject *problem, GError **error)
{
  g_autoptr (GString) out = g_string_new ("[");
  g_autoptr (JsonNode) node = NULL;
  guint after = batch->version > 0 ? batch->version - 1 : 0;

  if (!yc_ledger_write_events (batch->ledger, batch->request->parameters[0], after, out, error))
    return FALSE;
  g_string_append_c (out, ']');
  node = yc_wire_parse (out->str, -1, error);
  if (node == NULL)
    return FALSE;
  json_object_set_array_member (problem, "events", json_array_ref (json_node_get_array (node)));
  return TRUE;
}

static void
answer_refusal (Batch *batch, const GError *refusal)
{
  YcErrorCode code = yc_problem_code (refusal);
  g_autoptr (JsonObject) problem =
      yc_problem_new (yc_problem_status (code), code, refusal->message);
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

static void
run (Batch *batch)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GError) error = NULL;
  const YcCase *now;

  if (!yc_central_ensure_catalogue (batch->request->central, &error) ||
      !store (batch, &refusal, &error)) {
    yc_request_answer_error (batch->request, error);
    return;
  }
  if (refusal != NULL)
    answer_refusal (batch, refusal);
  else
    answer_stored (batch);
  now = batch->current;
  if (batch->added > 0)
    yc_feed_wake (batch->request->central, now->hall, now->department, now->handed_off_at > 0);
}

void
yc_route_post_events (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  JsonArray *events =
      node != NULL ? yc_wire_get_array (json_node_get_object (node), "events") : NULL;
  guint length = events != NULL ? json_array_get_length (events) : 0;

  if (node == NULL)
    return;
  if (length < 1 || length > LONGEST_BATCH || !yc_uuid_is_valid (request->parameters[0])) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“events” must be an array of 1 to 500 events of a case");
    return;
  }
  g_auto (Batch) batch = {
      .request = request,
      .ledger = request->central->ledger,
      .events = events,
      .context = {request->person->id, request->person->roles,
                  (const char *const *)request->person->departments},
      .stored = json_array_new (),
      .missing = json_array_new (),
  };
  run (&batch);
}
