// What a page of the case says, offered beside the field that it is about. Never filled in by
// itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// Where on its page it stands, 0 to 1 of the page's width and height.
typedef struct {
  char *page; // id
  double left, top, right, bottom;
} YcOfferPlace;
void yc_offer_place_free (YcOfferPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcOfferPlace, yc_offer_place_free)

// Whether print can be read here at all, as a sentence to show. Free it.
void yc_offers_check_async (YcSession *session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
char *yc_offers_check_finish (YcSession *session, GAsyncResult *result);

// Reads the print on the pages in the background from now on, unless the profile says "no" to
// "read-pages". Done by whoever shows the file; nothing happens where nothing can be read.
void yc_offers_begin (YcFile *file);

// Fills it in, as if it had been typed; undo takes it out again.
void yc_offers_use (YcFile *file, YcFieldRow *field);

// Never offers this page's again beside this field.
void yc_offers_dismiss (YcFile *file, YcFieldRow *field);

// NULL where there is no offer beside the field ("section/place") any more.
YcOfferPlace *yc_offers_find_place (YcFile *file, const char *field);

G_END_DECLS
