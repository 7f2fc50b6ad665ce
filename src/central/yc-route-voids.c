// POST /v1/terminals/{terminal}/number-ranges/voids: numbers that are spent on nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-wire.h"

#define LONGEST_LIST   500
#define LONGEST_REASON 64

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                       "“voids” must be an array of 1 to 500 {“request”, “number”, “reason”}");
  return FALSE;
}

static gboolean
keep (YcRequest *request, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *range = object != NULL ? yc_wire_get_string (object, "request") : NULL;
  const char *reason = object != NULL ? yc_wire_get_string (object, "reason") : NULL;

  if (range == NULL || reason == NULL || strlen (reason) > LONGEST_REASON)
    return fail (error);
  return yc_ledger_add_void (yc_central_get_ledger (request->central), request->parameters[0],
                             range, yc_wire_get_int (object, "number", 0), reason,
                             request->person->id, yc_central_now (request->central), error);
}

// All of them or none.
static gboolean
keep_all (YcRequest *request, JsonArray *voids, GError **error)
{
  YcLedger *ledger = yc_central_get_ledger (request->central);

  if (!yc_ledger_begin (ledger, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (voids); i++)
    if (!keep (request, json_array_get_element (voids, i), error)) {
      yc_ledger_roll_back (ledger);
      return FALSE;
    }
  return yc_ledger_commit (ledger, error);
}

static void
answer (YcRequest *request, guint count)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "kept", count);
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}

void
yc_route_void_numbers (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  JsonArray *voids = node != NULL ? yc_wire_get_array (json_node_get_object (node), "voids") : NULL;
  guint length = voids != NULL ? json_array_get_length (voids) : 0;
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return;
  if (!yc_route_may_have_numbers (request, NULL)) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "not this person's terminal");
    return;
  }
  if (length < 1 || length > LONGEST_LIST)
    fail (&error);
  else
    keep_all (request, voids, &error);
  if (error != NULL)
    yc_request_answer_error (request, error);
  else
    answer (request, length);
}
