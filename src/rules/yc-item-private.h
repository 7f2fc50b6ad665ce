// Reading service items out of the catalogue's JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// The item borrows its strings from `object`, which must outlive it.
YcItem *yc_item_new (JsonObject *object, GError **error);
void yc_item_free (YcItem *item);

// Whether what was read of `object` can be worked with; YC_ERROR_MALFORMED if not, and where.
gboolean yc_item_check (const YcItem *item, JsonObject *object, GError **error);

// Members, or NULL / `fallback` where they are absent or of another type.
const char *yc_item_get_string (JsonObject *object, const char *member);
gint64 yc_item_get_int (JsonObject *object, const char *member, gint64 fallback);
JsonArray *yc_item_get_array (JsonObject *object, const char *member);

// The member, and its twin that ends in _en.
YcText yc_item_get_text (JsonObject *object, const char *member);

G_END_DECLS
