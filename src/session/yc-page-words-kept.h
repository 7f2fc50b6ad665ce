// The text of a page as content of a case, kept, sent and fetched like the page itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-words.h"
#include "yc-render.h"

G_BEGIN_DECLS

#define YC_PAGE_WORDS_MIME "application/vnd.yichuang.page-text"

// What is kept of a text on a page of `size`; NULL where there is nothing to read. At most 20,000
// characters.
GBytes *yc_page_words_pack (const YcPageText *text, YcPageSize size);

// Fails with YC_ERROR_MALFORMED.
YcPageWords *yc_page_words_unpack (const char *page, GBytes *content, GError **error);

G_END_DECLS
