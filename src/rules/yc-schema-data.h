// Data laid out for checking: every value in its place, every name hashed once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-schema-value.h"

G_BEGIN_DECLS

typedef struct _YcSchemaBlock YcSchemaBlock;

// Texts and names stay the node's, which must outlive it and not change.
typedef struct {
  YcSchemaValue root;
  gboolean too_deep; // then what is further down is null
  gboolean ordered;
  YcSchemaBlock *blocks; /* owned */
  char *free;            // of `first`, or of the newest block
  gsize n_free;
  char first[4096] __attribute__ ((aligned (16)));
} YcSchemaData;

// `ordered`: members in the order of the document, which takes a little longer.
void yc_schema_data_init (YcSchemaData *self, JsonNode *node, gboolean ordered);
void yc_schema_data_clear (YcSchemaData *self);

// The same on the heap.
YcSchemaData *yc_schema_data_new (JsonNode *node, gboolean ordered);
void yc_schema_data_free (YcSchemaData *self);

// Whether two nodes say the same, as "const" has it.
gboolean yc_schema_data_are_equal (JsonNode *a, JsonNode *b);

G_END_DECLS
