// TIFF pages of every kind: their left half is black, their right half white.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define TIFFS_WIDTH  64
#define TIFFS_HEIGHT 48

// One file with a page of each kind that this libtiff can write; `ret_names` (owned) tells which.
// `mode` is what TIFFOpen() is told: such as "wl", "wb" or "w8" for the order and size of numbers.
GBytes *tiffs_make_all (const char *mode, GPtrArray **ret_names);

// A file of `n` pages of line art in group 4.
GBytes *tiffs_make_fax (guint n);

// Line art in fax code alone (COMPRESSION_CCITTFAX3 or 4, with its options), black as runs of
// black.
GBytes *tiffs_pack_fax (const YcImage *image, guint16 compression, guint32 options);

G_END_DECLS
