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

// What stands in a case; a case that stands alone; one of a list at `place`, which must say more.
gboolean yc_shape_check_case (YcReport *report, JsonNode *node);
gboolean yc_shape_check_single_case (YcReport *report, JsonNode *node);
gboolean yc_shape_check_listed_case (YcReport *report, const char *place, JsonNode *node);

// Whether it is a day of the years that a catalogue can be about, and how to say what is expected.
gboolean yc_shape_is_day (const char *text);
#define YC_SHAPE_A_DAY "a day as YYYY-MM-DD, from 1949-01-01 to 2199-12-31"

G_END_DECLS
