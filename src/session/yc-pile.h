// The pages of an open case as a pile to be sorted: each step is one deed, and can be undone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// Lists of pages are NULL-terminated arrays of their ids; those that are gone are passed over. What
// goes wrong is said as the session's "notice", and nothing has changed then.

// Signal: "changed" (no arguments): there is more or less to undo.
#define YC_TYPE_PILE (yc_pile_get_type ())
G_DECLARE_FINAL_TYPE (YcPile, yc_pile, YC, PILE, GObject)

YcPile *yc_pile_new (YcFile *file);

// Puts the pages, in the order in which they are given, before another page of the material, or
// with `before` NULL behind its last.
void
yc_pile_move (YcPile *self, const char *const *pages, const char *material, const char *before);

// One place towards the front (-1) or the back (1) within their materials, together.
void yc_pile_shift (YcPile *self, const char *const *pages, int step);

void yc_pile_remove (YcPile *self, const char *const *pages);

// A quarter to the right, for everybody; their content stays as it is.
void yc_pile_turn (YcPile *self, const char *const *pages);

// As they were scanned, or as they were made ready last.
void yc_pile_show_as_scanned (YcPile *self, const char *const *pages);
void yc_pile_make_ready (YcPile *self, const char *const *pages);

// Puts the pages behind each other into one material, with those that were taken out: the way back
// from what cover sheets did.
void yc_pile_gather (YcPile *self, const char *const *pages, const char *material);

gboolean yc_pile_can_undo (YcPile *self);
gboolean yc_pile_can_redo (YcPile *self);

// Pages that came in since then stay.
void yc_pile_undo (YcPile *self);
void yc_pile_redo (YcPile *self);

G_END_DECLS
