// JSON Schema: that neither a schema nor data can hang or crash what checks them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemas.h"

#include <string.h>

// [[[…]]] of so many levels.
static JsonNode *
nest (guint levels)
{
  JsonNode *node = json_node_new (JSON_NODE_NULL);

  for (guint i = 0; i < levels; i++) {
    JsonArray *array = json_array_new ();

    json_array_add_element (array, node);
    node = json_node_init_array (json_node_alloc (), array);
    json_array_unref (array);
  }
  return node;
}

static YcSchema *
compile (const char *text)
{
  g_autoptr (JsonNode) document = schemas_parse (text);
  g_autoptr (GError) error = NULL;
  YcSchema *schema = yc_schema_new (document, YC_SCHEMA_ASSERT_FORMATS, &error);

  g_assert_no_error (error);
  return schema;
}

static void
test_deep_data (void)
{
  g_autoptr (JsonNode) deep = nest (3000);
  g_autoptr (JsonNode) shallow = nest (60);
  static const char *const schemas[] = {
      "{'items':{'$ref':'#'}}",
      "{'allOf':[{'items':{'$ref':'#'}}]}",
      "{'unevaluatedItems':{'$ref':'#'}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++) {
    g_autoptr (YcSchema) schema = compile (schemas[i]);
    g_autofree char *found = schemas_check (schema, deep);
    g_autofree char *fine = schemas_check (schema, shallow);

    g_assert_true (g_str_has_suffix (found, " too-deep"));
    g_assert_cmpstr (fine, ==, "");
  }
}

static void
test_deep_twins (void)
{
  g_autoptr (YcSchema) unique = compile ("{'uniqueItems':true}");
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *found = NULL;

  json_array_add_element (array, nest (3000));
  json_array_add_element (array, nest (3000));
  node = json_node_init_array (json_node_alloc (), array);
  found = schemas_check (unique, node);
  g_assert_cmpstr (found, ==, " too-deep");
}

// What "not" turns around is not taken for good when it was given up.
static void
test_deep_inside_not (void)
{
  g_autoptr (JsonNode) deep = nest (3000);
  g_autoptr (YcSchema) schema = compile ("{'not':{'items':{'not':{'$ref':'#'}}}}");

  g_assert_false (yc_schema_is_valid (schema, deep));
}

static void
test_deep_schema (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *document = schemas_parse ("true");

  for (guint i = 0; i < 1000; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_member (object, "not", document);
    document = json_node_init_object (json_node_alloc (), object);
    json_object_unref (object);
  }
  g_assert_null (yc_schema_new (document, YC_SCHEMA_PLAIN, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  json_node_unref (document);
}

// Each of 30 definitions asks for the next one twice: two to the power of 30 checks.
static void
test_bomb (void)
{
  g_autoptr (GString) text = g_string_new ("{'$ref':'#/$defs/0','$defs':{");
  g_autoptr (YcSchema) schema = NULL;
  g_autoptr (JsonNode) data = schemas_parse ("1");
  gint64 start = g_get_monotonic_time ();
  g_autofree char *found = NULL;

  for (guint i = 0; i < 30; i++)
    g_string_append_printf (text, "'%u':{'allOf':[{'$ref':'#/$defs/%u'},{'$ref':'#/$defs/%u'}]},",
                            i, i + 1, i + 1);
  g_string_append (text, "'30':true}}");
  schema = compile (text->str);
  found = schemas_check (schema, data);
  g_assert_cmpstr (found, ==, " too-costly");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_runaway_pattern (void)
{
  g_autoptr (YcSchema) schema =
      compile ("{'properties':{'a':{'pattern':'^(a+)+$'},'b':{'maxLength':2}}}");
  g_autofree char *many = g_strnfill (5000, 'a');
  g_autofree char *text = g_strdup_printf ("{'a':'%s!','b':'long'}", many);
  g_autoptr (JsonNode) data = schemas_parse (text);
  g_autofree char *found = schemas_check (schema, data);

  g_assert_cmpstr (found, ==, "/a too-costly;/b max-length 2"); // and the rest is checked as well
}

static void
test_many_runaways (void)
{
  g_autoptr (YcSchema) schema = compile ("{'items':{'pattern':'^(a+)+$'}}");
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) data = NULL;
  g_autofree char *text = g_strnfill (5000, 'a');
  gint64 start = g_get_monotonic_time ();

  text[4999] = '!';
  for (guint i = 0; i < 2000; i++)
    json_array_add_string_element (array, text);
  data = json_node_init_array (json_node_alloc (), array);
  g_assert_false (yc_schema_is_valid (schema, data));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
}

static void
test_large_data (void)
{
  g_autoptr (YcSchema) schema = compile ("{'uniqueItems':true,'items':{'type':'object','required':["
                                         "'n'],'properties':{'n':{'minimum':0}},"
                                         "'unevaluatedProperties':false}}");
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (JsonNode) data = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 100000; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_int_member (object, "n", i);
    json_array_add_object_element (array, object);
  }
  data = json_node_init_array (json_node_alloc (), array);
  found = schemas_check (schema, data);
  g_assert_cmpstr (found, ==, "");
}

static void
test_many_members (void)
{
  g_autoptr (YcSchema) schema =
      compile ("{'properties':{'a299':true},'patternProperties':{'^b':true},"
               "'unevaluatedProperties':false}");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) data = NULL;
  g_autofree char *found = NULL;

  for (guint i = 0; i < 300; i++) {
    g_autofree char *name = g_strdup_printf ("b%u", i);

    json_object_set_int_member (object, name, 1);
  }
  json_object_set_int_member (object, "a299", 1);
  json_object_set_int_member (object, "c", 1);
  data = json_node_init_object (json_node_alloc (), object);
  found = schemas_check (schema, data);
  g_assert_cmpstr (found, ==, "/c unevaluated-properties c");
}

#define N_TIMES 500

static gpointer
check_often (gpointer schema)
{
  g_autoptr (JsonNode) good = schemas_parse ("{'a':'ab1'}");
  g_autoptr (JsonNode) bad = schemas_parse ("{'a':'b1'}");
  guint right = 0;

  for (guint i = 0; i < N_TIMES; i++)
    right += yc_schema_is_valid (schema, good) && !yc_schema_is_valid (schema, bad) ? 1 : 0;
  return GUINT_TO_POINTER (right);
}

static void
test_threads (void)
{
  g_autoptr (YcSchema) schema = compile ("{'properties':{'a':{'pattern':'^a.*[0-9]$'}}}");
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("schema", check_often, schema);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, N_TIMES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/schema-limits/deep data is a finding", test_deep_data);
  g_test_add_func ("/rules/schema-limits/deep twins are a finding", test_deep_twins);
  g_test_add_func ("/rules/schema-limits/what was given up is never valid", test_deep_inside_not);
  g_test_add_func ("/rules/schema-limits/a deep schema is refused", test_deep_schema);
  g_test_add_func ("/rules/schema-limits/a bomb is a finding", test_bomb);
  g_test_add_func ("/rules/schema-limits/a pattern that runs away is a finding",
                   test_runaway_pattern);
  g_test_add_func ("/rules/schema-limits/many of them end, too", test_many_runaways);
  g_test_add_func ("/rules/schema-limits/large data is checked all the same", test_large_data);
  g_test_add_func ("/rules/schema-limits/an object may have many members", test_many_members);
  g_test_add_func ("/rules/schema-limits/several threads may use one schema", test_threads);
  return g_test_run ();
}
