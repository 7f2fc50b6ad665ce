// The shape of the catalogue's files: which members an object has, and of what kind.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-report.h"

G_BEGIN_DECLS

// Checks against data/catalogue/*.schema.json, as far as a table of members can say it. TRUE if
// nothing was reported, so that what follows may take the members for granted.
gboolean yc_shape_check_item (YcReport *report, JsonNode *node);
gboolean yc_shape_check_offices (YcReport *report, JsonNode *node);
gboolean yc_shape_check_calendars (YcReport *report, JsonNode *node);
gboolean yc_shape_check_abolished (YcReport *report, JsonNode *node);
gboolean yc_shape_check_sources (YcReport *report, JsonNode *node);

G_END_DECLS
