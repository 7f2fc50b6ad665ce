// What the checklist finds in a case that is written down in a file.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// `path` holds one case (data/catalogue/cases.schema.json, member "case"): prints its findings as
// JSON, and returns how many of them block. Or it holds a list of cases with what should be found
// in each: prints those in which something else is, and returns how many. -1 with an error if it
// cannot be read, or says what is not of this item: that names file, place and value.
int yc_check_file (YcCatalogue *catalogue, const char *item, const char *path, GError **error);

// The same for each file of a folder, which has the name of its item.
int yc_check_folder (YcCatalogue *catalogue, const char *folder, GError **error);

G_END_DECLS
