// The form of a service item: which fields it shows for what stands in it, and what does not fit.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-inquiry.h"
#include "yc-item.h"
#include "yc-schema.h"

G_BEGIN_DECLS

// A field as it stands in a form, or the head of a part, a group or an entry.
typedef struct {
  const YcField *field;
  char *place; // owned: "owners/0/name"
  guint depth; // 0 at the top
  int entry;   // the head of this entry of a group; -1 otherwise
  gboolean required;
} YcFormPlace;

// Reads a JSON Schema of type object; what it knows beside draft 2020-12 is told in
// data/catalogue/item.schema.json. Fails with YC_ERROR_MALFORMED and says where, as in
// "form.properties.area.x-computed: …".
YcForm *yc_form_new (JsonObject *schema, GError **error);
void yc_form_free (YcForm *form);

// Of YcField: what is always shown.
GPtrArray *yc_form_get_fields (YcForm *form);

// All that the form shows while `values` (nullable) stand in it, in order, of YcFormPlace (freed
// with the array). Every group shows at least its smallest number of entries.
GPtrArray *yc_form_list (YcForm *form, JsonObject *values);

// The field at a place, also one that is not shown now; NULL where the form has none.
const YcField *yc_form_find (YcForm *form, const char *place);

// What does not fit, of YcViolation; an empty text counts as nothing written.
GPtrArray *yc_form_validate (YcForm *form, JsonObject *values);

// Puts what the computed fields come to into “form” of the inquiry's facts, each after those that
// it reads; the values that were there are not changed.
void yc_form_compute (YcForm *form, const YcInquiry *inquiry);

gboolean yc_form_is_computed (YcForm *form);

// ---- Values at places; `values` may be NULL, and are never changed ------------------------------

// NULL where there is none. Owned by `values`.
JsonNode *yc_form_get (JsonObject *values, const char *place);

JsonObject *yc_form_copy (JsonObject *values);

// Whether the number can be written down as JSON and read again: infinity and NaN cannot, and
// json-glib writes 1e20 as “1e+20.0”, which nobody reads.
gboolean yc_form_holds_number (double number);

// A copy with `value` (taken over; NULL removes) at the place; parts and entries that are missing
// on the way are made.
JsonObject *yc_form_set (JsonObject *values, const char *place, JsonNode *value);

// A copy with an empty entry added to the group at the place, or with one entry taken out.
JsonObject *yc_form_add_entry (JsonObject *values, const char *place);
JsonObject *yc_form_remove_entry (JsonObject *values, const char *place, guint index);
guint yc_form_count_entries (JsonObject *values, const char *place);

// A copy without empty texts, nulls and empty parts, down to `depth`.
JsonObject *yc_form_prune (JsonObject *values, guint depth);

G_END_DECLS
