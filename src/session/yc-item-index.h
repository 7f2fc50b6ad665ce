// Finding service items as a clerk types: by name, code, department, everyday words, pinyin.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// The items that a window offers on a day, made ready for searching. Immutable; may be used by
// several threads.
typedef struct _YcItemIndex YcItemIndex;

// `frequent` (nullable): codes of the items this person takes in most, those first. `with_pinyin`
// takes some milliseconds for a hundred items: for a worker.
YcItemIndex *yc_item_index_new (YcCatalogue *catalogue,
                                const char *theme,
                                YcDay day,
                                GPtrArray *frequent,
                                gboolean with_pinyin);
YcItemIndex *yc_item_index_ref (YcItemIndex *self);
void yc_item_index_unref (YcItemIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcItemIndex, yc_item_index_unref)

// The items that have all words of `search` (nullable) in their name, code, department, keywords,
// or the pinyin or its initials of name and keywords; the best first. Of YcItem; free the array
// only. Under ten milliseconds for 2,000 items.
GPtrArray *yc_item_index_find (YcItemIndex *self, const char *search);

G_END_DECLS
