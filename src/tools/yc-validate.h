// Puts schemas to the test: a file of schemas, data, and whether the data is valid.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A list of {"description", "schema", "tests": [{"description", "data", "valid"}]}; texts between
// are remarks. `formats`: "format" must hold. Prints each test that comes out otherwise, or whose
// schema is none, and how many there were. Returns how many do not hold; -1 with YC_ERROR_NOT_FOUND
// or YC_ERROR_MALFORMED.
int yc_validate_file (const char *path, gboolean formats, GError **error);

G_END_DECLS
