// People whom an event names beside the one who acts: they must be who the event says they are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-named.h"
#include "yc-error.h"
#include "yc-evidence.h"
#include "yc-json.h"

#define CREDIT "credit" // the source of the dishonesty list

typedef struct {
  const char *id;
  YcRole role;
  const char *department; // nullable: any
  YcErrorCode code;
  const char *what;
} Named;

static gboolean
fail (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

static gboolean
is_so (const YcPerson *person, const Named *named)
{
  return person != NULL && (person->roles & named->role) != 0 &&
         (named->department == NULL ||
          g_strv_contains ((const char *const *)person->departments, named->department));
}

static gboolean
check (YcLedger *ledger, const Named *named, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcPerson) person = yc_ledger_find_person (ledger, named->id, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (is_so (person, named))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, named->code, named->what);
  return FALSE;
}

static gboolean
is_same (JsonObject *said, JsonObject *kept)
{
  g_autoptr (JsonNode) left = json_node_init_object (json_node_alloc (), said);
  g_autoptr (JsonNode) right = json_node_init_object (json_node_alloc (), kept);

  return json_node_equal (left, right);
}

// Workstations of older versions do not say what it was asked about.
static gboolean
is_evidence (const YcRegisterCheck *check, const YcEvent *event)
{
  JsonObject *said = yc_event_get_object (event, "answer");
  JsonObject *about = yc_event_get_object (event, "about");

  return said != NULL && is_same (said, check->answer) &&
         (about == NULL || check->about == NULL || is_same (about, check->about)) &&
         g_strcmp0 (check->case_id, event->case_id) == 0 &&
         g_strcmp0 (check->source, yc_event_get_string (event, "source")) == 0 &&
         g_strcmp0 (check->outcome, yc_event_get_string (event, "outcome")) == 0;
}

// An answer must be one that central itself was given for this case. That nobody answered is
// believed: then the paper is asked for.
static gboolean
check_evidence (YcLedger *ledger, const YcEvent *event, GError **error)
{
  const char *id = yc_event_get_string (event, "check");
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcRegisterCheck) kept =
      id != NULL ? yc_ledger_find_check (ledger, id, &problem) : NULL;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if ((kept != NULL && is_evidence (kept, event)) ||
      g_strcmp0 (yc_event_get_string (event, "outcome"), "failed") == 0)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no register answered this to central");
  return FALSE;
}

// Whether central was told, or the case says that nobody could be asked.
static gboolean
is_list_known (const YcRegisterCheck *credit, const YcCase *after)
{
  JsonObject *last = yc_evidence_find (after, CREDIT);

  return (credit != NULL && yc_evidence_is_about (credit->about, after)) ||
         g_strcmp0 (yc_json_get_string (last, "outcome"), "failed") == 0;
}

// Nothing is deferred for somebody who is on the dishonesty list: what central was told counts, not
// what the case says of it. Where the city has such a list, somebody must have asked it.
static gboolean
check_credit (YcLedger *ledger,
              YcCatalogue *catalogue,
              const YcEvent *event,
              const YcCase *after,
              GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcRegisterCheck) credit =
      yc_ledger_find_last_check (ledger, event->case_id, CREDIT, &problem);
  gboolean has_list = catalogue != NULL && yc_catalogue_find_source (catalogue, CREDIT) != NULL;

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (has_list && !is_list_known (credit, after))
    return fail (error, YC_ERROR_BLOCKED, "nobody asked the dishonesty list about the applicant");
  return credit == NULL || !yc_evidence_is_about (credit->about, after) ||
         !yc_json_get_boolean (credit->answer, "listed") ||
         fail (error, YC_ERROR_BLOCKED, "nothing is deferred for somebody on the dishonesty list");
}

gboolean
yc_named_check (YcLedger *ledger,
                YcCatalogue *catalogue,
                const YcEvent *event,
                const YcCase *after,
                GError **error)
{
  const Named assigned = {yc_event_get_string (event, "person"), YC_ROLE_APPROVER,
                          after->department, YC_ERROR_ROLE,
                          "a case is assigned to an approver of its department"};

  if (event->type == YC_EVENT_VERIFIED)
    return check_evidence (ledger, event, error);
  if (event->type == YC_EVENT_ACCEPTED && after->deferred_due != 0)
    return check_credit (ledger, catalogue, event, after, error);
  return event->type != YC_EVENT_ASSIGNED || check (ledger, &assigned, error);
}
