// Words for what scanned pages are like, and what helps.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

// What a problem of a page ("blank", "blurred" …) is called, "" where it has no name; and what
// helps, NULL where nothing is known.
const char *yc_words_problem (const char *problem);
const char *yc_words_problem_cure (const char *problem);

// What is most worth knowing of a page; NULL where nothing is.
const char *yc_words_page (const YcPage *page);

G_END_DECLS
