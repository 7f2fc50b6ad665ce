// What the parts of a sheet share: the page, and text that is set but not drawn yet.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-sheet.h"

#include <cairo.h>

G_BEGIN_DECLS

#define SHEET_WIDTH   595.28
#define SHEET_HEIGHT  841.89
#define SHEET_SIDE    68.0 // margin, left and right
#define SHEET_TOP     62.0
#define SHEET_BOTTOM  72.0
#define SHEET_INNER   (SHEET_WIDTH - 2 * SHEET_SIDE)
#define SHEET_FLOOR   (SHEET_HEIGHT - SHEET_BOTTOM)
#define SHEET_PADDING 5.0 // of a cell
#define SHEET_GAP     4.0 // behind a paragraph
#define SHEET_EPSILON 0.01

struct _YcSheet {
  GByteArray *out;    // nullable
  GPtrArray *printed; // nullable: of cairo_surface_t, pages for a printer
  cairo_surface_t *surface;
  cairo_t *cairo;
  double y;
  gboolean blind;          // counts pages only
  gboolean full;           // too many pages: nothing is drawn any more
  guint drawn;             // pages behind this one
  const YcSheetPart *part; // nullable
  guint page, pages;       // of the part, from 1
};

// A line of set text; `line` belongs to the layout of its block.
typedef struct {
  PangoLayoutLine *line;
  double x, ascent, height;
} YcSheetLine;

// Text that is set in lines.
typedef struct {
  PangoLayout *layout; // owned
  GArray *lines;       // of YcSheetLine, owned
  double height;
  gboolean pale;
} YcSheetBlock;

void yc_sheet_block_init (
    YcSheetBlock *block, YcSheet *sheet, const char *text, const YcSheetStyle *style, double width);
void yc_sheet_block_clear (YcSheetBlock *block);

// Draws lines [from, to) of the block with its left upper corner at x, y. Gives their height.
double yc_sheet_block_draw (
    const YcSheetBlock *block, YcSheet *sheet, guint from, guint to, double x, double y);

G_END_DECLS
