// The demo city's catalogue, for the tests of every layer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-catalogue.h"

G_BEGIN_DECLS

// A new copy of the body, to be changed.
JsonObject *city_body (void);

YcCatalogue *city_load (void);

// A case of this item with everything that it asks for in this situation (nullable: that of the
// case its authors say can be accepted): applicant, form, a page and all ticks for each material.
YcCase *city_complete_case (const YcItem *item, const char *situation);

G_END_DECLS
