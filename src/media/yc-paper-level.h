// How bright the paper is from place to place, so that shadows and yellowed paper do not count.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

// A grid over the picture, `side` pixels from line to line, with the grey of the paper in each
// square: a high percentile of what is there, never darker than half of the brightest, so that a
// photograph does not become paper.
typedef struct {
  int side, columns, lines;
  guint8 *levels; // owned
  guint8 highest; // of the whole page
} YcPaperLevel;

void yc_paper_level_init (YcPaperLevel *self, const guint8 *grey, int width, int height, int side);
void yc_paper_level_clear (YcPaperLevel *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcPaperLevel, yc_paper_level_clear)

// The level in the square of a pixel.
guint8 yc_paper_level_at (const YcPaperLevel *self, int x, int y);
