// What the parts of a paper share: facts as rows see them, and drawing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-paper-template.h"
#include "yc-paper.h"
#include "yc-sheet.h"

G_BEGIN_DECLS

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

// Draws elements of a template that was checked.
void yc_paper_draw (YcSheet *sheet, JsonArray *body, const YcScope *scope);

G_END_DECLS
