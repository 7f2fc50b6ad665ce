// What the files of a roll of pages share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-ink.h"
#include "yc-page-queue.h"
#include "yc-page-roll.h"

enum { YC_ROLL_MARGIN = 12 };

struct _YcPageRoll {
  GtkWidget parent_instance;

  char *case_id;      // owned, nullable: whose pages may be shown
  GPtrArray *places;  // owned: of YcPagePlace
  guint current;      // index of the page that is read
  YcPageQueue *queue; // owned: what is asked for
  gboolean single;
  YcFit fit;
  int page_width;              // with YC_FIT_NONE
  int head;                    // height of a title
  int full_width, full_height; // of everything
  gboolean moving;             // the roll scrolls by itself
  double read_x, read_y;       // how far it was scrolled when that was last told
  GArray *ink[YC_N_LAYERS];    // owned, nullable: of YcPageInk
  gboolean without_ink;        // none of it is drawn

  GtkAdjustment *across, *along; // owned, nullable
  GtkScrollablePolicy policies[2];
};

// The point of a page that stays where it is while everything else moves.
typedef struct {
  const YcPagePlace *place; // nullable
  double x, y;              // of the view
  double across, along;     // shares of the page
} YcRollAnchor;

// NULL where there is none.
YcPagePlace *yc_page_roll_place_at (YcPageRoll *self, guint index);

// The index of a page; FALSE: the roll has it not.
gboolean yc_page_roll_find (YcPageRoll *self, const char *page, guint *ret_index);

// Takes what is scrolled to as what everybody knows of.
void yc_page_roll_remember (YcPageRoll *self);

// Whether the page lies in the roll now: of single pages only one does.
gboolean yc_page_roll_has_room_for (YcPageRoll *self, guint index);

// How far somebody has scrolled, in whole pixels: between two of them a page is blurred, and slow.
double yc_page_roll_offset (GtkAdjustment *adjustment);

// The index of the page at this height of the roll, its title included.
guint yc_page_roll_find_at (YcPageRoll *self, double y);

// What lies at a point of the view.
YcRollAnchor yc_page_roll_hold (YcPageRoll *self, double x, double y);

// The page's title at the top of the view, its left edge at the left.
YcRollAnchor yc_page_roll_top_of (YcPageRoll *self, guint index);

// Lays everything out anew, the anchor where it was.
void yc_page_roll_arrange (YcPageRoll *self, YcRollAnchor anchor);
