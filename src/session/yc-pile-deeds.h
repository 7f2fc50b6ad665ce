// From how the pages of a case lie to how they shall lie: the fewest deeds that lead there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file-private.h"

G_BEGIN_DECLS

typedef struct {
  char *id, *material; // owned
  char *operations;    // owned, nullable
} YcPilePage;

YcPilePage *yc_pile_page_copy (const YcPilePage *page);
void yc_pile_page_free (gpointer page);

// The pages as they lie in the stored case, in its order; of YcPilePage.
GPtrArray *yc_pile_deeds_list_case (const YcCase *stored);
GPtrArray *yc_pile_deeds_list (YcFile *file);
GPtrArray *yc_pile_deeds_list_new (void); // an empty one
GPtrArray *yc_pile_deeds_copy (GPtrArray *pile);

// Where a page lies in the pile; -1 if it does not. `page` is nullable.
int yc_pile_find (GPtrArray *pile, const char *page);

// Adds the deeds that make pages that lie as in `now` lie as in `wanted`. A page that the case
// never had is passed over.
void yc_pile_deeds_add (YcErrand *errand, YcFile *file, GPtrArray *now, GPtrArray *wanted);

G_END_DECLS
