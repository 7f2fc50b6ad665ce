// Loading a catalogue from its folder.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// Reads items/*.json, calendars.json and offices.json of `folder`, and papers/*.json, sources.json
// and abolished.json where they are there. Fails with the name of the file that is wrong.
JsonObject *yc_load_body (const char *folder, GError **error);

// The same, read and checked.
YcCatalogue *yc_load_catalogue (const char *folder, GError **error);

G_END_DECLS
