// What single events change in a case; only the table of steps calls these.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

gboolean yc_effect_opened (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_filled (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_answered (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_scanned (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_text_found (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_page_moved (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_page_prepared (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_page_removed (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_ticked (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_marked (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_verified (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_helped (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_authorised (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_help_over (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_received (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_second_asked (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_second_allowed (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_demand_told (const YcCase *before, const YcEvent *event, GError **error);
gboolean yc_effect_supplement_requested (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_supplemented (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_accepted (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_demand_page (const YcCase *before, const YcEvent *event, GError **error);
gboolean yc_effect_deferred_settled (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_not_accepted (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_ended (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_handed_off (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_claimed (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_assigned (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_advanced (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_suspended (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_resumed (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_extended (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_annotated (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_annotation_removed (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_returned (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_decided (YcCase *next, const YcEvent *event, GError **error);
gboolean yc_effect_issued (YcCase *next, const YcEvent *event, GError **error);

// Whoever files in the applicant's place holds their written authority on that day
// (YC_ERROR_AUTHORITY).
gboolean yc_effect_check_authority (const YcCase *next, const YcEvent *event, GError **error);

G_END_DECLS
