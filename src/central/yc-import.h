// Bringing a city into the ledger: its catalogue and its people, from files.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

// Reads items/*.json, calendars.json, offices.json and a template in papers/ for each kind that a
// window issues, and sources.json and abolished.json where they are there, as the body of a
// catalogue of version 0. Fails with the name of the file that is missing or wrong.
JsonNode *yc_import_folder (const char *folder, GError **error);

// Reads a folder and puts it in force if it makes a sound catalogue that differs from the last one.
// Fails with YC_ERROR_MALFORMED and names the file; the catalogue in force then stays. Returns the
// catalogue now in force; it keeps the versions of items that the one before had.
YcCatalogue *yc_import_catalogue (YcLedger *ledger, const char *folder, gint64 now, GError **error);

// Reads a list of people with their passwords: all of them or none. Returns them, of YcPerson.
GPtrArray *yc_import_people (YcLedger *ledger, const char *path, gboolean quick, GError **error);

// A JSON file; YC_ERROR_MALFORMED and its name if it is none.
JsonNode *yc_import_file (const char *path, GError **error);

G_END_DECLS
