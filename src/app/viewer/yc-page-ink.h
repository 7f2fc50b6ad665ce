// What is drawn over pages: marks and frames, each at its place on a page, however it is turned.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-place.h"

G_BEGIN_DECLS

typedef enum {
  YC_INK_NOTE,        // a place that somebody marked
  YC_INK_NOTE_CHOSEN, // the one that is read
  YC_INK_FRAME,       // being marked
  YC_INK_HIT,         // words that were looked for
  YC_INK_HIT_CHOSEN,  // those that are shown
  YC_INK_SELECTION,   // text that can be copied
} YcInkKind;

typedef struct {
  const char *page;
  YcPagePart part;
  YcInkKind kind;
  guint number; // that stands beside it; 0: none
} YcPageInk;

// The layers of a roll of pages, the lowest first.
typedef enum {
  YC_LAYER_HITS,
  YC_LAYER_SELECTION,
  YC_LAYER_HINT, // where what was read stands
  YC_LAYER_NOTES,
  YC_LAYER_FRAME,
  YC_N_LAYERS, // how many there are
} YcInkLayer;

// Copies of `n` inks, their pages included; free the array. NULL for none.
GArray *yc_page_ink_copy (const YcPageInk *inks, guint n);

// Those of this page at its place. `inks` is nullable.
void
yc_page_ink_draw (GArray *inks, const YcPagePlace *place, GtkWidget *widget, GtkSnapshot *snapshot);

// Where a part of the page lies in the roll.
graphene_rect_t yc_page_ink_find (const YcPagePlace *place, const YcPagePart *part);

// The shares of the upright page at shares (0 to 1) of how it is looked at; kept inside.
void yc_page_ink_upright (
    const YcPagePlace *place, double across, double along, int *ret_across, int *ret_along);

G_END_DECLS
