// A picture that came in is looked over before it is kept: what shall be done to it, what is wrong
// with it, and whether it is the cover sheet of a material.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"
#include "yc-page.h"

G_BEGIN_DECLS

// How pages that come in are treated.
typedef enum {
  YC_TREAT_STRAIGHTEN = 1 << 0, // turned, straightened, cropped to the paper, specks taken out
  YC_TREAT_KIND = 1 << 1,       // shown as colour, grey or line art by what is on it
  YC_TREAT_BACKS = 1 << 2,      // every second one is the back of the one before
} YcTreat;

// What was found. All of it may be NULL.
typedef struct {
  YcPageOps *ops;      // owned: what shall be done to it
  JsonObject *quality; // owned: for the event of the page: "findings", "areas", what was measured
  char *item, *cover;  // owned: item and material of a cover sheet
  gboolean blank;
} YcLookedOver;

void yc_looked_over_clear (YcLookedOver *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcLookedOver, yc_looked_over_clear)

// For any thread but the main one. A picture that cannot be looked over is no reason not to keep
// it: then nothing was found.
void yc_page_look_over (const YcMaterial *material, // nullable
                        const YcImage *image,
                        YcTreat treat,
                        YcLookedOver *ret_found);

G_END_DECLS
