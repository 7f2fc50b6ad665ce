// Looks a catalogue over before a city uses it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-report.h"

G_BEGIN_DECLS

// Prints what is wrong with items/*.json, offices.json and calendars.json of `folder`. Returns how
// much; -1 with YC_ERROR_NOT_FOUND if the folder has no such files.
int yc_lint_folder (const char *folder, GError **error);

// The parts, for files whose shape is right. `offices` is NULL where that file is wrong.
void yc_lint_item (YcReport *report, JsonObject *item, JsonObject *offices);
void yc_lint_offices (YcReport *report, JsonObject *offices);
void yc_lint_calendars (YcReport *report, JsonObject *calendars);

// Reports each member `name` that an earlier object of the list has already.
void yc_lint_unique (YcReport *report, const char *place, JsonArray *array, const char *name);

// Whether an object of the list has this id.
gboolean yc_lint_has (JsonArray *array, const char *id);

G_END_DECLS
