// A list of cases in the making: SQL text with its values, put together of walks along indexes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-ledger-private.h"

G_BEGIN_DECLS

// Whoever sees little must not wait for those who see much: each part of a scope is a walk along an
// index of its own, as far as the page is long, and the page is made of what these found.
typedef struct {
  YcLedger *ledger;         // not owned
  const YcScope *scope;     // not owned
  const YcCaseQuery *query; // not owned
  GString *sql;
  GPtrArray *values;  // of char *
  guint limit, state; // numbers of values that several walks share; 0: there is none
  const char *each;   // nullable, not owned: before each walk, what it is repeated for
  gboolean is_anew;   // planned for its values
} YcSearch;

// The number that stands for a value in the text.
guint yc_search_bind (YcSearch *self, const char *value);
guint yc_search_bind_number (YcSearch *self, gint64 value);

void yc_search_begin (YcSearch *self);
void yc_search_finish (YcSearch *self);

// Adds a walk. `rest` selects what the list is ordered by, id and summary from case_now, and ends
// in a condition, to which `condition` is added.
void yc_search_add_walk (YcSearch *self, const char *condition, const char *rest);

// The same for each part of the scope.
void yc_search_add_walks (YcSearch *self, const char *rest);

// Makes the list of cases before this place that have the query's words in their text, or in the
// name of their item. FALSE, perhaps without an error, if there is nothing to look for.
gboolean yc_search_for_text (YcSearch *self, gint64 before, GError **error);

G_END_DECLS
