// How pages are shown: turned by the clerk, as they were scanned, or as they were made ready.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-pile-deeds.h"

G_BEGIN_DECLS

// Changes how the page will be shown.
void yc_pile_look_turn (YcPilePage *page, int quarters);
void yc_pile_look_as_scanned (YcPilePage *page);

// As it was made ready last; as it is where it never was.
void yc_pile_look_ready (YcPilePage *page, const YcCase *stored);

G_END_DECLS
