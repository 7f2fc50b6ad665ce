// Events and other core values as JSON: the one spelling that both ends of the central API share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

// Deeper nesting than this is refused before it is parsed.
#define YC_WIRE_MAX_DEPTH 64

// Parses UTF-8 JSON text of `length` bytes (-1: up to the terminating NUL); NULL, of 0 bytes, is
// none. Fails with YC_ERROR_MALFORMED and says where. A whole number that 64 bits do not hold is
// malformed, too: nothing here is counted so far, and no parser agrees with another about what it
// means.
JsonNode *yc_wire_parse (const char *text, gssize length, GError **error);

// The same, and it must be an object. The node returned holds it.
JsonNode *yc_wire_parse_object (const char *text, gssize length, GError **error);

// Compact JSON text.
char *yc_wire_print (JsonNode *node);

// {"id", "case", "type", "version", "at": RFC 3339 in UTC with milliseconds, "actor", "role",
//  "terminal", "data": {…}}.
JsonNode *yc_wire_event_to_json (const YcEvent *event);

// Fails with YC_ERROR_MALFORMED, naming the member, or YC_ERROR_UNKNOWN_EVENT.
YcEvent *yc_wire_event_from_json (JsonNode *node, GError **error);

// An array of events; fails with the first one's error.
GPtrArray *yc_wire_events_from_json (JsonArray *array, GError **error);

// The number (字号) that the event brought into the case: of the case, the voucher or a paper; NULL
// for all other events. A reprint names the number of the first print again.
const char *yc_wire_event_get_number (const YcEvent *event);

// What lists show: {"id", "number", "item", "item_name", "state", "version", "applicant": masked,
// "hall", "window", "department", "holder", "opened_at", "received_at", "accepted_at", …}.
JsonNode *yc_wire_case_summary (const YcCase *self);

// "2026-11-23T06:42:09.123Z".
char *yc_wire_time_to_string (gint64 ms);

// 0 if `text` is not an RFC 3339 time after 1970.
gint64 yc_wire_time_from_string (const char *text);

// A member of an object, checked: NULL / `fallback` where it is absent or of another type.
const char *yc_wire_get_string (JsonObject *object, const char *member);
gint64 yc_wire_get_int (JsonObject *object, const char *member, gint64 fallback);
gboolean yc_wire_get_boolean (JsonObject *object, const char *member);
JsonArray *yc_wire_get_array (JsonObject *object, const char *member);
JsonObject *yc_wire_get_object (JsonObject *object, const char *member);

// Whether it is exactly `n` lower-case hexadecimal digits. `text` is nullable.
gboolean yc_wire_is_digits (const char *text, gsize n);

// Copies a member that is such digits to `ret_digits`, which has room for one more, their end.
// FALSE for anything else.
gboolean yc_wire_take_digits (JsonObject *object, const char *member, char *ret_digits, gsize n);

G_END_DECLS
