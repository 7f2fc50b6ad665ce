// Names that a schema knows, found in one look.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name; // borrowed
  guint length, hash;
  guint64 head;       // the first eight bytes
  gconstpointer rule; /* nullable */
  gboolean required;
} YcSchemaName;

typedef struct {
  GArray *entries; /* owned; nullable */  // of YcSchemaName
  const YcSchemaName **slots; /* owned */ // into it; NULL for none
  guint mask;
} YcSchemaNames;

// The entry of this name, which is made if there is none. Only before names are looked up.
YcSchemaName *yc_schema_names_ensure (YcSchemaNames *self, const char *name);

// Makes it ready to be searched; FALSE if there are too many.
gboolean yc_schema_names_finish (YcSchemaNames *self);

guint yc_schema_names_hash (const char *name, gsize length);

// The first eight bytes as a number, with zeros behind a shorter name.
guint64 yc_schema_names_head (const char *name, gsize length);

// NULL if there is none of that name, which has this hash.
const YcSchemaName *yc_schema_names_find (
    const YcSchemaNames *self, const char *name, guint length, guint hash, guint64 head);

void yc_schema_names_clear (YcSchemaNames *self);

G_END_DECLS
