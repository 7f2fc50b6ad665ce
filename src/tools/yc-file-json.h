// Reading JSON files and folders of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Fails with YC_ERROR_MALFORMED, or YC_ERROR_NOT_FOUND where it cannot be read; either names the
// file.
JsonNode *yc_file_json_load (const char *path, GError **error);

// The same for who names the file anyway: what is malformed is told without it.
JsonNode *yc_file_json_read (const char *path, GError **error);

// Paths of the JSON files of a folder, in order of their names. Fails with YC_ERROR_NOT_FOUND.
GPtrArray *yc_file_json_list (const char *folder, GError **error);

G_END_DECLS
