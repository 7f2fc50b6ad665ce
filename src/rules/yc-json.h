// Members of JSON objects by type: NULL or a fallback where they are absent or of another type.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

G_BEGIN_DECLS

// `object` may be NULL in all of them.
const char *yc_json_get_string (JsonObject *object, const char *member);
gint64 yc_json_get_int (JsonObject *object, const char *member, gint64 fallback);
double yc_json_get_number (JsonObject *object, const char *member);
gboolean yc_json_get_boolean (JsonObject *object, const char *member);
JsonArray *yc_json_get_array (JsonObject *object, const char *member);
JsonObject *yc_json_get_object (JsonObject *object, const char *member);

// The member, and its twin that ends in _en.
YcText yc_json_get_text (JsonObject *object, const char *member);

// The strings of a list. Free the array only.
GPtrArray *yc_json_get_strings (JsonObject *object, const char *member);

// 0 for an absent array.
guint yc_json_get_length (JsonArray *array);

// The object at an index; NULL if it is none.
JsonObject *yc_json_get_element (JsonArray *array, guint index);

G_END_DECLS
