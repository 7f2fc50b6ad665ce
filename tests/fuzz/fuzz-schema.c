// Feeds schemas and data: {"schema": …, "data": …}. Both ways of checking must agree.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-schema.h"
#include "yc-wire.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object ((const char *)data, (gssize)size, NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonNode *document = object != NULL ? json_object_get_member (object, "schema") : NULL;
  JsonNode *instance = object != NULL ? json_object_get_member (object, "data") : NULL;
  g_autoptr (YcSchema) schema = NULL;
  g_autoptr (GPtrArray) violations = NULL;

  if (document == NULL || instance == NULL)
    return 0;
  schema = yc_schema_new (document, YC_SCHEMA_ASSERT_FORMATS, NULL);
  if (schema == NULL)
    return 0;
  violations = yc_schema_validate (schema, instance, 20);
  g_assert_cmpint (yc_schema_is_valid (schema, instance), ==, violations->len == 0);
  return 0;
}
