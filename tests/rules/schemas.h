// Tables of schemas, data and violations, for the tests of JSON Schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-error.h"
#include "yc-schema.h"

G_BEGIN_DECLS

// Single quotes stand for double ones. `expected`: "INSTANCE-PATH MESSAGE ARGUMENT; …", "" if the
// data is valid.
typedef struct {
  const char *schema, *data, *expected;
} Case;

typedef struct {
  const Case *cases;
  guint n;
} Table;

#define SCHEMAS_TABLE(cases) (&(const Table){cases, G_N_ELEMENTS (cases)})

JsonNode *schemas_parse (const char *json);

// What is wrong with the data, in that spelling; the fast ways must say the same.
char *schemas_check (const YcSchema *schema, JsonNode *data);

// A test over a Table; formats must hold.
void schemas_test (gconstpointer table);

G_END_DECLS
