// Names that a schema knows, found in one look.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name; // borrowed
  gsize length;
  gconstpointer rule; /* nullable */
  gboolean required;
} YcSchemaName;

typedef struct {
  GArray *entries; /* owned; nullable */ // of YcSchemaName
  guint16 *slots; /* owned */            // indices into it, plus 1; 0 for none
  guint mask;
} YcSchemaNames;

// The entry of this name, which is made if there is none. Only before names are looked up.
YcSchemaName *yc_schema_names_ensure (YcSchemaNames *self, const char *name);

// Makes it ready to be searched; FALSE if there are too many.
gboolean yc_schema_names_finish (YcSchemaNames *self);

// NULL if there is none.
const YcSchemaName *
yc_schema_names_find (const YcSchemaNames *self, const char *name, gsize length);

void yc_schema_names_clear (YcSchemaNames *self);

G_END_DECLS
