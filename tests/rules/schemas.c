// Tables of schemas, data and violations, for the tests of JSON Schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemas.h"

JsonNode *
schemas_parse (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

char *
schemas_check (const YcSchema *schema, JsonNode *data)
{
  g_autoptr (GPtrArray) violations = yc_schema_validate (schema, data, 100);
  g_autoptr (YcSchemaInstance) instance = yc_schema_instance_new (data);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < violations->len; i++) {
    const YcViolation *one = violations->pdata[i];

    g_string_append_printf (text, "%s%s %s%s%s", i > 0 ? ";" : "", one->instance_path,
                            yc_schema_message_name (one->message),
                            *one->argument != '\0' ? " " : "", one->argument);
  }
  g_assert_cmpint (yc_schema_is_valid (schema, data), ==, violations->len == 0);
  g_assert_cmpint (yc_schema_is_valid_instance (schema, instance), ==, violations->len == 0);
  return g_strdelimit (g_strdup (text->str), "\"", '\'');
}

void
schemas_test (gconstpointer data)
{
  const Table *table = data;

  for (guint i = 0; i < table->n; i++) {
    const Case *row = &table->cases[i];
    g_autoptr (JsonNode) document = schemas_parse (row->schema);
    g_autoptr (JsonNode) instance = schemas_parse (row->data);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcSchema) schema = yc_schema_new (document, YC_SCHEMA_ASSERT_FORMATS, &error);
    g_autofree char *found = NULL;

    g_test_message ("%s: %s", row->schema, row->data);
    g_assert_no_error (error);
    found = schemas_check (schema, instance);
    g_assert_cmpstr (found, ==, row->expected);
  }
}
