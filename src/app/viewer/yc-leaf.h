// A page ready to be drawn: texture, title, case and page in one piece, so that none goes astray.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_LEAF (yc_leaf_get_type ())
G_DECLARE_FINAL_TYPE (YcLeaf, yc_leaf, YC, LEAF, GObject)

// Shares the pixels of `picture`. Never changes afterwards.
YcLeaf *yc_leaf_new (const YcPicture *picture);

const char *yc_leaf_get_case (YcLeaf *self);
const char *yc_leaf_get_page (YcLeaf *self);
const char *yc_leaf_get_title (YcLeaf *self);
const char *yc_leaf_get_look (YcLeaf *self); // what was done to the page; nullable
GdkTexture *yc_leaf_get_texture (YcLeaf *self);

// To be drawn from, never into: it shares the pixels. Destroy it.
cairo_surface_t *yc_leaf_make_surface (YcLeaf *self);

gboolean yc_leaf_is (YcLeaf *self, const char *case_id, const char *page_id);

G_END_DECLS
