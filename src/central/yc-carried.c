// Events that somebody carried for a colleague of the same hall.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-carried.h"
#include "yc-error.h"

#define AT_COUNTER (YC_ROLE_INTAKE | YC_ROLE_HELPER)

static YcPerson *
refuse (YcErrorCode code, const char *why, GError **error)
{
  g_set_error_literal (error, YC_ERROR, (int)code, why);
  return NULL;
}

static YcPerson *
find_colleague (YcLedger *ledger, const YcPerson *carrier, const char *id, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcPerson) actor = yc_ledger_find_person (ledger, id, &problem);

  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (actor == NULL || g_strcmp0 (actor->hall, carrier->hall) != 0)
    return refuse (YC_ERROR_FORBIDDEN, "nobody carries events of another hall", error);
  return g_steal_pointer (&actor);
}

YcPerson *
yc_carried_find_actor (YcLedger *ledger,
                       const YcPerson *carrier,
                       JsonObject *seal,
                       const YcEvent *event,
                       gboolean only_registered,
                       YcSeal *ret_seal,
                       GError **error)
{
  gboolean vouched;

  if (!yc_seal_from_json (seal, ret_seal))
    return refuse (YC_ERROR_MALFORMED, "“carried” names events with the seals of terminals", error);
  if ((event->role & AT_COUNTER) == 0)
    return refuse (YC_ERROR_FORBIDDEN, "only what was done at the counter is carried", error);
  if (!yc_seal_is_on_event (ret_seal, event))
    return refuse (YC_ERROR_FORBIDDEN, "the seal is not on this event", error);
  if (!yc_ledger_is_vouched (ledger, ret_seal, event, only_registered, &vouched, error))
    return NULL;
  if (!vouched)
    return refuse (YC_ERROR_FORBIDDEN, "the terminal does not vouch for this person", error);
  return find_colleague (ledger, carrier, event->actor, error);
}
