// The text that a page carries with it, and where each character stands.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

typedef struct {
  char *page;        // id
  gunichar *letters; // as they are read; lines end in a newline
  YcPagePart *parts; // of each letter
  gsize n;
} YcPageWords;

void yc_page_words_free (YcPageWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPageWords, yc_page_words_free)

// The letters from..to (not included) as UTF-8. Free it.
char *yc_page_words_get_text (const YcPageWords *words, gsize from, gsize to);

// The places of the letters from..to, those of a line in one; of YcPagePart. Free the array.
GArray *yc_page_words_get_parts (const YcPageWords *words, gsize from, gsize to);

// Where `query` stands next, from `from` on: upper and lower case and spaces count as nothing, and
// lines go on in the next. FALSE: nowhere.
gboolean yc_page_words_find (
    const YcPageWords *words, const char *query, gsize from, gsize *ret_from, gsize *ret_to);

// The letter at, or nearest to, a point of the page; whether the point lies on it.
gsize yc_page_words_pick (const YcPageWords *words, int across, int along, gboolean *ret_on_it);

G_END_DECLS
