// People whom an event names beside the one who acts: they must be who the event says they are.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-named.h"
#include "yc-error.h"

typedef struct {
  const char *id;
  YcRole role;
  const char *department; // nullable: any
  YcErrorCode code;
  const char *what;
} Named;

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

gboolean
yc_named_check (YcLedger *ledger, const YcEvent *event, const YcCase *after, GError **error)
{
  const Named assigned = {yc_event_get_string (event, "person"), YC_ROLE_APPROVER,
                          after->department, YC_ERROR_ROLE,
                          "a case is assigned to an approver of its department"};

  return event->type != YC_EVENT_ASSIGNED || check (ledger, &assigned, error);
}
