// A glass over the pages that shows what lies under it as finely as it was scanned.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-roll.h"

G_BEGIN_DECLS

// Lies over the roll, as large as its view. Signal "load" (char *page): somebody is to offer it in
// full.
#define YC_TYPE_LOUPE (yc_loupe_get_type ())
G_DECLARE_FINAL_TYPE (YcLoupe, yc_loupe, YC, LOUPE, GtkWidget)

// The roll is borrowed; it lives as long as the loupe.
void yc_loupe_set_roll (YcLoupe *self, YcPageRoll *roll);

void yc_loupe_set_on (YcLoupe *self, gboolean on);
gboolean yc_loupe_is_on (YcLoupe *self);

// Its middle, in pixels of the view; the second moves it from where it is.
void yc_loupe_move_to (YcLoupe *self, double x, double y);
void yc_loupe_move_by (YcLoupe *self, double dx, double dy);

// Shows `leaf` if it is the page under the glass, of the case that is shown. FALSE: it was not
// taken.
gboolean yc_loupe_offer (YcLoupe *self, YcLeaf *leaf);

G_END_DECLS
