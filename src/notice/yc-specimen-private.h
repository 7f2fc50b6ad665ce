// What the two files of the specimen share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-sheet-rows.h"
#include "yc-specimen.h"

G_BEGIN_DECLS

// All fields of an item's form (a JSON Schema), in its order.
void yc_specimen_write_form (YcSheet *sheet, JsonObject *form, YcSpecimenFill fill);

// Room for a line written by hand.
#define YC_SPECIMEN_LINE 25.0

G_END_DECLS
