// What the catalogue has to say about an event: the one place where central looks for itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-catalogue.h"

G_BEGIN_DECLS

// Whether `event` may follow upon `before` (nullable). The checklist is evaluated again before an
// acceptance is taken: YC_ERROR_BLOCKED when findings stand in the way, YC_ERROR_LIMIT when
// materials are deferred for longer than the item and the promised limit allow. An item or version
// that the catalogue does not have, another department, and limits or steps that are not the
// version's are YC_ERROR_MALFORMED; a material or point the item does not ask for is
// YC_ERROR_MATERIAL. A NULL catalogue has nothing to say.
gboolean yc_acceptance_check (YcCatalogue *catalogue,
                              const YcCase *before,
                              const YcEvent *event,
                              GError **error);

G_END_DECLS
