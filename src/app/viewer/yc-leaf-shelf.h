// The small pictures of a file's pages: each is loaded once, and shown wherever it is wanted.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-canvas.h"

G_BEGIN_DECLS

#define YC_TYPE_LEAF_SHELF (yc_leaf_shelf_get_type ())
G_DECLARE_FINAL_TYPE (YcLeafShelf, yc_leaf_shelf, YC, LEAF_SHELF, GObject)

// Pictures at least `width` pixels wide.
YcLeafShelf *yc_leaf_shelf_new (int width);

// Drops everything that belongs to the file before. `file` is nullable.
void yc_leaf_shelf_set_file (YcLeafShelf *self, YcFile *file);

// From now on the canvas shows this page, as soon as its picture is here. The canvas is borrowed
// until it is removed.
void yc_leaf_shelf_add (YcLeafShelf *self, YcPageCanvas *canvas, YcPageRow *page);
void yc_leaf_shelf_remove (YcLeafShelf *self, YcPageCanvas *canvas);

// Fetches the picture of a page if it is neither here nor on its way as it looks now.
void yc_leaf_shelf_load (YcLeafShelf *self, YcPageRow *page);

G_END_DECLS
