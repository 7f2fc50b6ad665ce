// Items that a new edition of the catalogue has no more.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Adds to the items of `body` those versions that only the catalogue `before` has: cases that began
// with one are judged by it to their end. From `today` on, nobody begins with one of them.
void yc_import_keep_versions (JsonObject *body, JsonObject *before, YcDay today);

G_END_DECLS
