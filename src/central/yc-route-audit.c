// GET /v1/audit/head: the end of the log, signed, and the hash of an event that somebody remembers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-routes.h"

static gboolean
add_past (YcRequest *request, gint64 seq, JsonObject *answer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash =
      yc_ledger_find_logged (yc_central_get_ledger (request->central), seq, NULL, &problem);
  JsonObject *past;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (hash == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_NOT_FOUND, "the log has no such event");
    return FALSE;
  }
  past = json_object_new ();
  json_object_set_int_member (past, "seq", seq);
  json_object_set_string_member (past, "hash", hash);
  json_object_set_object_member (answer, "past", past);
  return TRUE;
}

void
yc_route_audit_head (YcRequest *request)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GError) error = NULL;
  const YcHead *head;
  gint64 seq;

  if (!yc_request_get_number (request, "seq", 0, 0, G_MAXINT64, &seq))
    return;
  head = yc_audit_get_head (&request->central->audit, yc_central_get_ledger (request->central),
                            &error);
  if (head == NULL || (seq > 0 && !add_past (request, seq, answer, &error))) {
    yc_request_answer_error (request, error);
    return;
  }
  json_object_set_object_member (answer, "head", yc_head_to_json (head));
  yc_request_answer_object (request, SOUP_STATUS_OK, json_object_ref (answer));
}
