// A page at its place in a roll of pages: its title and size from the start, its pixels when they
// are here.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-leaf.h"

G_BEGIN_DECLS

typedef struct {
  char *id, *title; // owned
  char *look;       // owned, nullable: what is done to the page, as its leaf must have it
  double ratio;     // height of the page for a width of 1, as it was scanned
  double inches;    // how wide the paper is
  int turns;        // quarters to the right by which it is looked at
  gboolean failed;  // it could not be loaded

  cairo_surface_t *surface; // owned, nullable: as it is looked at, turned
  int asked;                // pixels across that were asked for last; 0: never

  // Where the paper lies in the roll, in pixels of the screen; the roll sets it.
  int x, y, width, height;
} YcPagePlace;

// A page of `width` x `height` pixels at `dpi`; 0 where they are not known: A4 then.
YcPagePlace *yc_page_place_new (const char *id, const char *title, int width, int height, int dpi);
void yc_page_place_set_look (YcPagePlace *self, const char *look);
void yc_page_place_free (gpointer place);

// Takes the pixels over from a place of the same page, and how it is looked at. Nothing where the
// page looks different now.
void yc_page_place_inherit (YcPagePlace *self, YcPagePlace *from);

// Whether the leaf shows the page as it looks now.
gboolean yc_page_place_fits (const YcPagePlace *self, YcLeaf *leaf);

// Takes the leaf's pixels. The caller has made sure that it is this page. Whether it has another
// shape than was known.
gboolean yc_page_place_take (YcPagePlace *self, YcLeaf *leaf);
void yc_page_place_drop (YcPagePlace *self);

// By another quarter to the right.
void yc_page_place_turn (YcPagePlace *self);

// Height for a width of 1, as it is looked at.
double yc_page_place_get_ratio (const YcPagePlace *self);

// Pixels of the picture, across the page as it was scanned, that the paper takes on the screen.
int yc_page_place_get_pixels (const YcPagePlace *self, int scale);

// Draws what of the paper lies in `view`.
void yc_page_place_draw (YcPagePlace *self, GtkSnapshot *snapshot, const graphene_rect_t *view);

G_END_DECLS
