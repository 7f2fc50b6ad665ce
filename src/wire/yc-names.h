// Names of people by their ids: central sends them along with what these people did.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// id -> name; both are the table's.
GHashTable *yc_names_new (void);
void yc_names_add (GHashTable *self, const char *id, const char *name);

// {"wang": "王芳", …}. What is no name is left out; `object` is nullable.
GHashTable *yc_names_from_json (JsonObject *object);
JsonObject *yc_names_to_json (GHashTable *self);

G_END_DECLS
