// What the parts of a paper share: the elements of a template, and facts as rows see them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-paper.h"
#include "yc-sheet.h"

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

// Facts, and the rows of them that are being printed. The innermost scope is asked first.
typedef struct _YcScope YcScope;
struct _YcScope {
  const YcScope *outer; // nullable
  JsonObject *facts;
  guint index; // of the row, from 1; 0 outside of rows
};

// NULL where the facts have no such thing. `path` is members with dots between them.
JsonNode *yc_scope_find (const YcScope *scope, const char *path);

// NULL where there are no rows.
JsonArray *yc_scope_find_rows (const YcScope *scope, const char *path);

// Whether there is something: not an empty text or list, not false, not 0.
gboolean yc_scope_holds (const YcScope *scope, const char *path);

// "numeral" is the index in Chinese, up to 九十九.
// `text` (nullable) with its {{paths}} replaced. Without control characters.
char *yc_scope_fill (const YcScope *scope, const char *text);

// The path of the first {{…}} at or behind `text`; NULL for none. `*ret_end` is behind the braces.
char *yc_scope_next_path (const char *text, const char **ret_begin, const char **ret_end);

// Whether facts can have this path: `rows` are the rows around it ("findings[]", nullable),
// outermost first.
gboolean yc_words_know (GPtrArray *rows, const char *path);

// The name of these rows in the vocabulary, such as "finding_groups[].findings[]"; NULL for none.
char *yc_words_find_rows (GPtrArray *rows, const char *path);

// Every path of the vocabulary.
const char *const *yc_words_list (void);

// Whether the template can be printed. Fails with YC_ERROR_MALFORMED.
gboolean yc_paper_check (JsonObject *template, GError **error);

// Draws elements of a template that was checked.
void yc_paper_draw (YcSheet *sheet, JsonArray *body, const YcScope *scope);

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
