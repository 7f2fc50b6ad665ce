// The template of a paper (data/catalogue/paper.schema.json): its elements, its words, its faults.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_ELEMENT_LINE,
  YC_ELEMENT_TEXT,
  YC_ELEMENT_GRID,
  YC_ELEMENT_TABLE,
  YC_ELEMENT_LIST,
  YC_ELEMENT_EACH,
  YC_ELEMENT_IF,
  YC_ELEMENT_SEAL, // may have a "sign", too
  YC_ELEMENT_SIGN,
  YC_ELEMENT_SKIP,
  YC_N_ELEMENTS
} YcElement;

// By the one member that names it; YC_N_ELEMENTS for none that is known.
YcElement yc_element_of (JsonObject *object);
const char *yc_element_name (YcElement element);

// Whether the template can be printed. Fails with YC_ERROR_MALFORMED.
gboolean yc_paper_check (JsonObject *template, GError **error);

// The kinds of paper that a window issues, and of which a catalogue has a template each.
const char *const *yc_paper_list_kinds (void);

// The path of the first {{…}} at or behind `text`; NULL for none. `*ret_end` is behind the braces.
char *yc_words_next_path (const char *text, const char **ret_begin, const char **ret_end);

// Whether facts can have this path: `rows` are the rows around it ("findings[]", nullable),
// outermost first.
gboolean yc_words_know (GPtrArray *rows, const char *path);

// The name of these rows in the vocabulary, such as "finding_groups[].findings[]"; NULL for none.
char *yc_words_find_rows (GPtrArray *rows, const char *path);

// Every path of the vocabulary.
const char *const *yc_words_list (void);

// A member, or NULL / `fallback`.
const char *yc_member_string (JsonObject *object, const char *member);
double yc_member_number (JsonObject *object, const char *member, double fallback);
gboolean yc_member_boolean (JsonObject *object, const char *member);
JsonArray *yc_member_array (JsonObject *object, const char *member);
JsonObject *yc_member_object (JsonObject *object, const char *member);

// An element of an array, or NULL where it is of another type.
JsonObject *yc_element_object (JsonArray *array, guint index);
const char *yc_element_string (JsonArray *array, guint index);

G_END_DECLS
