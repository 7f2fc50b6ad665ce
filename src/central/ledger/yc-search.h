// What of a case can be searched for, and how a database finds it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Words stand for pairs of Chinese characters, since neither database knows where a Chinese word
// ends. The applicant's name is also found by one character; what is written in ASCII by whole
// words. A word is a number made of what it stands for and of the scope in which it is searched,
// such as a hall: so every list in the index is as short as what a person sees. Two may have the
// same number; the text itself decides.

#include "yc-case.h"

G_BEGIN_DECLS

// The text of a case as it is searched, a line each: applicant's name and number, and what is
// written in the form. Not the name of the item, which many cases share: there is a table of those.
// No telephone numbers: they lead past the window. Owned.
char *yc_search_text (const YcCase *self);

// Text in the form in which it is compared: NFKC, without case. Owned.
char *yc_search_fold (const char *text);

// The words under which a text is found in a scope, each once, separated by spaces. Owned.
char *yc_search_words (const char *text, const char *scope);

// Those of them that all texts with `folded` in them have; "" if there are none. Owned.
char *yc_search_query (const char *folded, const char *scope);

// The scopes: a hall, and a department from the handoff on.
#define YC_SEARCH_HALL       "hall "
#define YC_SEARCH_DEPARTMENT "department "

G_END_DECLS
