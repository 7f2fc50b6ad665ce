// What the rows of fields say of offers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-field-value.h"
#include "yc-file-private.h"
#include "yc-offers.h"
#include "yc-reading.h"

G_BEGIN_DECLS

// All of it belongs to the file, until it is rebuilt.
typedef struct {
  const YcPage *page;
  const YcReadPage *read;
  const char *value;
  const YcPageBox *box;
} YcOffer;

// What is offered beside a field in which `text` stands: the first page that says something about
// it. FALSE where there is none, or where a page says what stands there already.
gboolean yc_offers_find (YcFile *file,
                         const char *section,
                         const char *place,
                         const YcField *field,
                         const char *text,
                         YcOffer *ret_offer);

G_END_DECLS
