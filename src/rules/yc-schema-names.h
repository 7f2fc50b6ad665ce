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
  // Of YcSchemaName; once finished, in the order in which a GHashTable of them has them
  GArray *entries;            /* owned; nullable */
  guint16 *slots; /* owned */ // indices into it, plus 1; 0 for none
  guint mask;
} YcSchemaNames;

// The entry of this name, which is made if there is none. Only before names are looked up.
YcSchemaName *yc_schema_names_ensure (YcSchemaNames *self, const char *name);

// Makes it ready to be searched; FALSE if there are too many.
gboolean yc_schema_names_finish (YcSchemaNames *self);

// NULL if there is none.
const YcSchemaName *yc_schema_names_find (const YcSchemaNames *self, const char *name);

// The same for the members of one object, one after the other. `*next` is 0 for the first: objects
// of the same members mostly have them in the same order, so that the next name is known
// beforehand.
const YcSchemaName *
yc_schema_names_find_next (const YcSchemaNames *self, const char *name, guint *next);

void yc_schema_names_clear (YcSchemaNames *self);

G_END_DECLS
