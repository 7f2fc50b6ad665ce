// Reading service items out of the catalogue's JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

G_BEGIN_DECLS

// The item borrows its strings from `object`, which must outlive it. Fails with YC_ERROR_MALFORMED
// and says where: "materials[3].need: …".
YcItem *yc_item_new (JsonObject *object, GError **error);
void yc_item_free (YcItem *item);

// Whether what was read of `object` can be worked with; YC_ERROR_MALFORMED if not, and where.
gboolean yc_item_check (const YcItem *item, JsonObject *object, GError **error);

// The parts with rules in them: materials, situations, checks. FALSE with YC_ERROR_MALFORMED.
gboolean yc_item_read_rules (YcItem *item, JsonObject *object, GError **error);

// The rule of a member: NULL without an error where there is none or it is simply true.
YcLogic *yc_item_read_logic (JsonObject *object, const char *member, GError **error);

G_END_DECLS
