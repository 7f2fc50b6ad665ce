// The table of allowed steps: which event may follow in which state, by whom, and what it changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-step.h"
#include "yc-effect.h"

#define IN(state)         (1u << YC_STATE_##state)
#define AT_COUNTER        (IN (DRAFT) | IN (RECEIVED) | IN (SUPPLEMENT) | IN (RETURNED))
#define BEFORE_ACCEPTANCE (IN (PRE_REVIEW) | IN (DRAFT) | IN (RECEIVED) | IN (SUPPLEMENT))
#define IN_OFFICE         (IN (HANDED_OFF) | IN (IN_REVIEW) | IN (SUSPENDED))
#define UNDECIDED         (BEFORE_ACCEPTANCE | IN (ACCEPTED) | IN (RETURNED) | IN_OFFICE)
#define HELPABLE          (UNDECIDED | IN (GRANTED) | IN (REFUSED) | IN (ISSUED))
#define BEGUN             (~IN (NONE))
#define WINDOW            (YC_ROLE_INTAKE | YC_ROLE_HELPER)
#define OFFICE            (YC_STEP_DECIDES | YC_STEP_HOLDER | YC_STEP_DEPARTMENT)

// clang-format off
static const YcStep steps[] = {
    {YC_EVENT_OPENED, IN (NONE), YC_STATE_DRAFT, WINDOW, YC_STEP_HANDLES, {"item", "department"}, yc_effect_opened},
    {YC_EVENT_LODGED, IN (NONE), YC_STATE_PRE_REVIEW, YC_ROLE_SYSTEM, YC_STEP_PLAIN, {"item", "department"}, yc_effect_opened},
    {YC_EVENT_PRE_REVIEWED, IN (PRE_REVIEW), YC_STATE_DRAFT, WINDOW, YC_STEP_HANDLES, {NULL}, NULL},
    {YC_EVENT_FILLED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {NULL}, yc_effect_filled},
    {YC_EVENT_ANSWERED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {NULL}, yc_effect_answered},
    {YC_EVENT_SCANNED, AT_COUNTER | IN (ACCEPTED) | IN_OFFICE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"page", "material", "blob", "mime"}, yc_effect_scanned},
    {YC_EVENT_TEXT_FOUND, AT_COUNTER | IN (ACCEPTED) | IN_OFFICE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"page", "blob", "mime"}, yc_effect_text_found},
    {YC_EVENT_PAGE_MOVED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"page", "material"}, yc_effect_page_moved},
    {YC_EVENT_PAGE_PREPARED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"page"}, yc_effect_page_prepared},
    {YC_EVENT_PAGE_REMOVED, AT_COUNTER | IN (ACCEPTED) | IN_OFFICE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"page"}, yc_effect_page_removed},
    {YC_EVENT_TICKED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"material", "point"}, yc_effect_ticked},
    {YC_EVENT_MARKED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"material", "mark"}, yc_effect_marked},
    {YC_EVENT_VERIFIED, AT_COUNTER, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"source", "outcome"}, yc_effect_verified},
    {YC_EVENT_HELPED, UNDECIDED, YC_STATE_NONE, YC_ROLE_HELPER, YC_STEP_HANDLES, {NULL}, yc_effect_helped},
    {YC_EVENT_AUTHORISED, UNDECIDED, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"scope", "from", "until"}, yc_effect_authorised},
    {YC_EVENT_HELP_STOPPED, HELPABLE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"reason"}, yc_effect_help_over},
    {YC_EVENT_HELP_ENDED, HELPABLE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"result"}, yc_effect_help_over},
    {YC_EVENT_RECEIVED, IN (DRAFT), YC_STATE_RECEIVED, WINDOW, YC_STEP_HANDLES, {NULL}, yc_effect_received},
    {YC_EVENT_CORRECTED, IN (DRAFT) | IN (RECEIVED), YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"what", "initials"}, NULL},
    {YC_EVENT_SECOND_ASKED, IN (RECEIVED), YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"reason"}, yc_effect_second_asked},
    {YC_EVENT_SECOND_ALLOWED, IN (RECEIVED), YC_STATE_NONE, YC_ROLE_SUPERVISOR, YC_STEP_PLAIN, {NULL}, yc_effect_second_allowed},
    {YC_EVENT_SUPPLEMENT_REQUESTED, IN (RECEIVED), YC_STATE_SUPPLEMENT, WINDOW, YC_STEP_HANDLES, {NULL}, yc_effect_supplement_requested, yc_effect_demand_told},
    {YC_EVENT_SUPPLEMENTED, IN (SUPPLEMENT), YC_STATE_RECEIVED, WINDOW, YC_STEP_HANDLES, {NULL}, yc_effect_supplemented},
    {YC_EVENT_ACCEPTED, IN (RECEIVED), YC_STATE_ACCEPTED, YC_ROLE_INTAKE, YC_STEP_HANDLES, {NULL}, yc_effect_accepted},
    {YC_EVENT_NOT_NEEDED, IN (DRAFT) | IN (RECEIVED), YC_STATE_NOT_NEEDED, YC_ROLE_INTAKE, YC_STEP_HANDLES | YC_STEP_FREES, {"ground"}, yc_effect_not_accepted},
    {YC_EVENT_NOT_ACCEPTED, IN (DRAFT) | IN (RECEIVED) | IN (SUPPLEMENT), YC_STATE_NOT_ACCEPTED, YC_ROLE_INTAKE, YC_STEP_HANDLES | YC_STEP_FREES, {"ground", "reason"}, yc_effect_not_accepted},
    {YC_EVENT_DEFERRED_SETTLED, IN (ACCEPTED) | IN_OFFICE, YC_STATE_NONE, WINDOW, YC_STEP_HANDLES, {"material"}, yc_effect_deferred_settled, yc_effect_demand_page},
    {YC_EVENT_HANDED_OFF, IN (ACCEPTED) | IN (RETURNED), YC_STATE_HANDED_OFF, YC_ROLE_INTAKE, YC_STEP_HANDLES | YC_STEP_FREES, {NULL}, yc_effect_handed_off},
    {YC_EVENT_CUSTODY_TRANSFERRED, BEGUN, YC_STATE_NONE, YC_ROLES_ANY, YC_STEP_PLAIN, {"from", "to"}, NULL},
    {YC_EVENT_CLAIMED, IN (HANDED_OFF), YC_STATE_IN_REVIEW, YC_ROLE_APPROVER, YC_STEP_DECIDES | YC_STEP_DEPARTMENT, {NULL}, yc_effect_claimed},
    {YC_EVENT_RELEASED, IN (IN_REVIEW), YC_STATE_HANDED_OFF, YC_ROLE_APPROVER, YC_STEP_HOLDER | YC_STEP_FREES, {NULL}, NULL},
    {YC_EVENT_ASSIGNED, IN (HANDED_OFF) | IN (IN_REVIEW), YC_STATE_IN_REVIEW, YC_ROLE_SUPERVISOR, YC_STEP_PLAIN, {"person"}, yc_effect_assigned},
    {YC_EVENT_ADVANCED, IN (IN_REVIEW), YC_STATE_NONE, YC_ROLE_APPROVER, OFFICE, {NULL}, yc_effect_advanced},
    {YC_EVENT_SUSPENDED, IN (IN_REVIEW), YC_STATE_SUSPENDED, YC_ROLE_APPROVER, OFFICE, {"procedure", "reason"}, yc_effect_suspended},
    {YC_EVENT_RESUMED, IN (SUSPENDED), YC_STATE_IN_REVIEW, YC_ROLE_APPROVER, OFFICE, {NULL}, yc_effect_resumed},
    {YC_EVENT_EXTENDED, IN_OFFICE, YC_STATE_NONE, YC_ROLE_SUPERVISOR, YC_STEP_PLAIN, {"reason", "ground"}, yc_effect_extended},
    {YC_EVENT_ANNOTATED, IN (IN_REVIEW) | IN (SUSPENDED), YC_STATE_NONE, YC_ROLE_APPROVER, OFFICE, {"annotation", "page"}, yc_effect_annotated},
    {YC_EVENT_ANNOTATION_REMOVED, IN (IN_REVIEW) | IN (SUSPENDED), YC_STATE_NONE, YC_ROLE_APPROVER, YC_STEP_DECIDES | YC_STEP_DEPARTMENT, {"annotation"}, yc_effect_annotation_removed},
    {YC_EVENT_RETURNED, IN (IN_REVIEW), YC_STATE_RETURNED, YC_ROLE_APPROVER, OFFICE | YC_STEP_FREES, {"reason", "ground"}, yc_effect_returned},
    {YC_EVENT_GRANTED, IN (IN_REVIEW), YC_STATE_GRANTED, YC_ROLE_APPROVER, OFFICE | YC_STEP_FREES, {"opinion", "ground"}, yc_effect_decided},
    {YC_EVENT_REFUSED, IN (IN_REVIEW), YC_STATE_REFUSED, YC_ROLE_APPROVER, OFFICE | YC_STEP_FREES, {"opinion", "ground", "reason"}, yc_effect_decided},
    {YC_EVENT_ISSUED, IN (GRANTED) | IN (REFUSED), YC_STATE_ISSUED, YC_ROLE_ISSUING | YC_ROLE_INTAKE, YC_STEP_PLAIN, {"method"}, yc_effect_issued},
    {YC_EVENT_CLOSED, IN (ISSUED), YC_STATE_CLOSED, YC_ROLE_ISSUING | YC_ROLE_INTAKE | YC_ROLE_SYSTEM, YC_STEP_PLAIN, {NULL}, yc_effect_ended},
    {YC_EVENT_WITHDRAWN, UNDECIDED, YC_STATE_WITHDRAWN, WINDOW, YC_STEP_HANDLES | YC_STEP_FREES, {"reason"}, yc_effect_ended},
    {YC_EVENT_TERMINATED, IN (SUPPLEMENT) | IN (ACCEPTED) | IN (RETURNED) | IN_OFFICE, YC_STATE_TERMINATED, YC_ROLE_SUPERVISOR | YC_ROLE_SYSTEM, YC_STEP_FREES, {"reason", "ground"}, yc_effect_ended},
    {YC_EVENT_PAPER_ISSUED, BEGUN, YC_STATE_NONE, YC_ROLES_ANY, YC_STEP_PLAIN, {"paper", "number"}, NULL},
    {YC_EVENT_REVEALED, BEGUN, YC_STATE_NONE, YC_ROLES_ANY, YC_STEP_PLAIN, {"field"}, NULL},
    {YC_EVENT_EXPORTED, BEGUN, YC_STATE_NONE, YC_ROLES_ANY, YC_STEP_PLAIN, {NULL}, NULL},
    {YC_EVENT_NOTED, BEGUN, YC_STATE_NONE, YC_ROLES_ANY, YC_STEP_PLAIN, {"text"}, NULL},
};
// clang-format on

const YcStep *
yc_step_find (YcEventType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].type == type)
      return &steps[i];
  return NULL;
}

gboolean
yc_step_is_allowed (YcState state, YcEventType type)
{
  const YcStep *step = yc_step_find (type);

  return step != NULL && (step->from & (1u << state)) != 0;
}
