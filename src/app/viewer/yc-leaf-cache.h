// The last few large pages of one file, so that turning back and forth is instant.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-leaf.h"

G_BEGIN_DECLS

typedef struct _YcLeafCache YcLeafCache;

YcLeafCache *yc_leaf_cache_new (void);
void yc_leaf_cache_free (YcLeafCache *self);
void yc_leaf_cache_clear (YcLeafCache *self);

// The one that was not used for longest goes when there are too many.
void yc_leaf_cache_add (YcLeafCache *self, YcLeaf *leaf);

// A leaf of exactly this page of this case; NULL if it is not here.
YcLeaf *yc_leaf_cache_find (YcLeafCache *self, const char *case_id, const char *page_id);

G_END_DECLS
