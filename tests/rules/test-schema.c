// JSON Schema: what every keyword asks for, and how a violation is told.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schemas.h"

static const Case types[] = {
    {"true", "7", ""},
    {"{}", "null", ""},
    {"false", "7", " false-schema"},
    {"{'type':'null'}", "null", ""},
    {"{'type':'null'}", "0", " type null"},
    {"{'type':'boolean'}", "false", ""},
    {"{'type':'boolean'}", "'false'", " type boolean"},
    {"{'type':'integer'}", "1", ""},
    {"{'type':'integer'}", "1.0", ""},
    {"{'type':'integer'}", "1e300", ""},
    {"{'type':'integer'}", "1.5", " type integer"},
    {"{'type':'number'}", "1", ""},
    {"{'type':'number'}", "1.5", ""},
    {"{'type':'number'}", "'1'", " type number"},
    {"{'type':'string'}", "'1'", ""},
    {"{'type':'array'}", "[]", ""},
    {"{'type':'array'}", "{}", " type array"},
    {"{'type':'object'}", "{}", ""},
    {"{'type':['string','null']}", "null", ""},
    {"{'type':['string','null']}", "true", " type ['string','null']"},
    {"{'enum':['a','b']}", "'b'", ""},
    {"{'enum':['a','b']}", "'c'", " enum ['a','b']"},
    {"{'enum':['a','b']}", "1", " enum ['a','b']"},
    {"{'enum':['',1,null,[2]]}", "1.0", ""},
    {"{'enum':['',1,null,[2]]}", "[2.0]", ""},
    {"{'enum':['',1,null,[2]]}", "false", " enum ['',1,null,[2]]"},
    {"{'enum':[]}", "1", " enum []"},
    {"{'const':{'a':1,'b':[true]}}", "{'b':[true],'a':1.0}", ""},
    {"{'const':{'a':1,'b':[true]}}", "{'b':[1],'a':1}", " const {'a':1,'b':[true]}"},
    {"{'const':0}", "false", " const 0"},
    {"{'const':0}", "-0.0", ""},
    {"{'const':null}", "null", ""},
    {"{'const':'x'}", "'y'", " const x"},
    {"{'const':[1]}", "[1,2]", " const [1]"},
    {"{'const':{'a':1}}", "{'b':1}", " const {'a':1}"},
};

static const Case numbers[] = {
    {"{'minimum':3}", "3", ""},
    {"{'minimum':3}", "2.9", " minimum 3"},
    {"{'minimum':3}", "'2'", ""},
    {"{'maximum':3.5}", "3.5", ""},
    {"{'maximum':3.5}", "4", " maximum 3.5"},
    {"{'exclusiveMinimum':3}", "3.0", " exclusive-minimum 3"},
    {"{'exclusiveMinimum':3}", "3.01", ""},
    {"{'exclusiveMaximum':3}", "3", " exclusive-maximum 3"},
    {"{'exclusiveMaximum':3}", "2", ""},
    {"{'maximum':9007199254740992}", "9007199254740993", " maximum 9007199254740992"},
    {"{'maximum':9007199254740992.0}", "9007199254740993", " maximum 9007199254740992.0"},
    {"{'minimum':1,'maximum':0}", "0.5", " minimum 1; maximum 0"},
    {"{'multipleOf':2}", "7", " multiple-of 2"},
    {"{'multipleOf':2}", "8", ""},
    {"{'multipleOf':2}", "-8.0", ""},
    {"{'multipleOf':2}", "'x'", ""},
    {"{'multipleOf':0.1}", "0.3", ""},
    {"{'multipleOf':0.01}", "19.99", ""},
    {"{'multipleOf':0.01}", "19.999", " multiple-of 0.01"},
    {"{'multipleOf':0.0001}", "0.0075", ""},
    {"{'multipleOf':0.5}", "1e308", ""},
    {"{'multipleOf':0.123456789}", "1e308", " multiple-of 0.123456789"},
    {"{'multipleOf':1.5}", "0", ""},
    {"{'multipleOf':1e-300}", "1e300", ""},
    {"{'multipleOf':30}", "1e20", " multiple-of 30"},
    {"{'multipleOf':1}", "5e-324", " multiple-of 1"},
};

static const Case texts[] = {
    {"{'minLength':2}", "'一窗'", ""},
    {"{'minLength':2}", "'窗'", " min-length 2"},
    {"{'minLength':2}", "1", ""},
    {"{'minLength':2.0}", "'ab'", ""},
    {"{'maxLength':2}", "'𠮷𠮷'", ""},
    {"{'maxLength':2}", "'abc'", " max-length 2"},
    {"{'maxLength':0}", "''", ""},
    {"{'pattern':'b'}", "'abc'", ""},
    {"{'pattern':'^b'}", "'abc'", " pattern ^b"},
    {"{'pattern':'^b'}", "7", ""},
    {"{'format':'date'}", "'yesterday'", " format date"},
    {"{'format':'date'}", "7", ""},
    {"{'format':'of our own'}", "'x'", ""},
};

static const Case arrays[] = {
    {"{'minItems':1}", "[]", " min-items 1"},
    {"{'minItems':1}", "{}", ""},
    {"{'maxItems':1}", "[1,2]", " max-items 1"},
    {"{'items':{'type':'integer'}}", "[1,'x',2,null]", "/1 type integer;/3 type integer"},
    {"{'items':false}", "[]", ""},
    {"{'items':false}", "[1]", "/0 items"},
    {"{'prefixItems':[{'type':'integer'},true],'items':false}", "[1,2]", ""},
    {"{'prefixItems':[{'type':'integer'},true],'items':false}", "['x']", "/0 type integer"},
    {"{'prefixItems':[true],'items':false}", "[1,2]", "/1 items"},
    {"{'prefixItems':[true],'items':{'type':'null'}}", "[1,2]", "/1 type null"},
    {"{'contains':{'const':1}}", "[2,1]", ""},
    {"{'contains':{'const':1}}", "[]", " contains"},
    {"{'contains':{'const':1},'minContains':2}", "[1,2]", " min-contains 2"},
    {"{'contains':{'const':1},'minContains':0}", "[]", ""},
    {"{'contains':{'const':1},'maxContains':1}", "[1,2,1]", " max-contains 1"},
    {"{'minContains':2}", "[]", ""},
    {"{'uniqueItems':true}", "[1,2,'1',true,[1],{'a':1}]", ""},
    {"{'uniqueItems':true}", "[1,2,1.0]", " unique-items"},
    {"{'uniqueItems':true}", "[{'a':1,'b':2},{'b':2,'a':1}]", " unique-items"},
    {"{'uniqueItems':true}", "[[1],[true]]", ""},
    {"{'uniqueItems':true}", "[0,1,2,3,4,5,6,7,8,9,10]", ""},
    {"{'uniqueItems':true}", "[0,1,2,3,4,5,6,7,8,9,10,5.0]", " unique-items"},
    {"{'uniqueItems':true}", "['','a','b','c','d','e','f','g','h',0,false,null]", ""},
    {"{'uniqueItems':true}", "[0,1,2,3,4,5,6,7,8,9,{'x':[0]},{'x':[-0.0]}]", " unique-items"},
    {"{'uniqueItems':false}", "[1,1]", ""},
};

static const Case objects[] = {
    {"{'properties':{'a':{'type':'integer'}}}", "{'a':1,'b':2}", ""},
    {"{'properties':{'a':{'type':'integer'}}}", "{'a':'x'}", "/a type integer"},
    {"{'properties':{'a':{'type':'integer'}}}", "[1]", ""},
    {"{'properties':{'经营者':{'minLength':2}}}", "{'经营者':'陈'}", "/经营者 min-length 2"},
    {"{'properties':{'a/b~c':false}}", "{'a/b~c':1}", "/a~1b~0c false-schema a/b~c"},
    {"{'required':['a','b']}", "{'a':null}", " required b"},
    {"{'required':['a','b']}", "{}", " required a; required b"},
    {"{'required':['a','a']}", "{'a':1}", ""},
    {"{'required':[]}", "{}", ""},
    {"{'minProperties':1}", "{}", " min-properties 1"},
    {"{'maxProperties':1}", "{'a':1,'b':1}", " max-properties 1"},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'a':1}", ""},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'a':1,'b':2,'c':3}",
     "/b additional-properties b;/c additional-properties c"},
    {"{'additionalProperties':{'type':'integer'}}", "{'a':'x'}", "/a type integer"},
    {"{'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false}", "{'x-a':'b'}",
     ""},
    {"{'patternProperties':{'^x-':{'type':'string'}},'additionalProperties':false}",
     "{'x-a':1,'y':1}", "/x-a type string;/y additional-properties y"},
    {"{'patternProperties':{'a':{'minimum':2},'b':{'maximum':0}}}", "{'ab':1}",
     "/ab minimum 2;/ab maximum 0"},
    {"{'propertyNames':{'maxLength':2}}", "{'ab':1,'abc':1}", " property-names abc"},
    {"{'propertyNames':{'enum':['a']}}", "{'a':1}", ""},
    {"{'propertyNames':false}", "{}", ""},
    {"{'dependentRequired':{'a':['b','c']}}", "{'a':1,'c':1}", " dependent-required b"},
    {"{'dependentRequired':{'a':['b']}}", "{'c':1}", ""},
    {"{'dependentSchemas':{'a':{'required':['b']}}}", "{'a':1}", " required b"},
    {"{'dependentSchemas':{'a':false}}", "{'b':1}", ""},
    {"{'items':{'properties':{'x':{'items':{'minimum':3}}}}}", "[{},{'x':[3,1]}]",
     "/1/x/1 minimum 3"},
};

static const Case composites[] = {
    {"{'allOf':[{'minimum':3},{'maximum':1}]}", "2", " minimum 3; maximum 1"},
    {"{'anyOf':[{'minimum':3},{'maximum':1}]}", "2", " any-of"},
    {"{'anyOf':[{'minimum':3},{'maximum':1}]}", "1", ""},
    {"{'oneOf':[{'minimum':3},{'maximum':5}]}", "4", " one-of"},
    {"{'oneOf':[{'minimum':3},{'maximum':5}]}", "6", ""},
    {"{'oneOf':[{'minimum':3},{'maximum':1}]}", "2", " one-of"},
    {"{'not':{'type':'string'}}", "'x'", " not"},
    {"{'not':{'not':{'type':'string'}}}", "'x'", ""},
    {"{'if':{'const':1},'then':{'minimum':2},'else':{'minimum':3}}", "1", " minimum 2"},
    {"{'if':{'const':1},'then':{'minimum':2},'else':{'minimum':3}}", "2", " minimum 3"},
    {"{'if':{'const':1},'then':{'minimum':2}}", "0", ""},
    {"{'then':false,'else':false}", "0", ""},
    {"{'properties':{'kind':{'enum':['person','company']}},'if':{'properties':{'kind':{'const':"
     "'company'}},'required':['kind']},'then':{'required':['code']}}",
     "{'kind':'company'}", " required code"},
};

static const Case unevaluated[] = {
    {"{'properties':{'a':true},'unevaluatedProperties':false}", "{'a':1,'b':2}",
     "/b unevaluated-properties b"},
    {"{'allOf':[{'properties':{'a':true}}],'unevaluatedProperties':false}", "{'a':1}", ""},
    {"{'allOf':[{'additionalProperties':true}],'unevaluatedProperties':false}", "{'a':1}", ""},
    {"{'anyOf':[{'properties':{'a':{'const':1}},'required':['a']},{'properties':{'b':true}}],"
     "'unevaluatedProperties':false}",
     "{'a':2,'b':1}", "/a unevaluated-properties a"},
    {"{'anyOf':[{'properties':{'a':true}},{'properties':{'b':true}}],'unevaluatedProperties':"
     "false}",
     "{'a':2,'b':1}", ""},
    {"{'if':{'properties':{'a':{'const':1}},'required':['a']},'then':{'properties':{'b':true}},"
     "'unevaluatedProperties':false}",
     "{'a':1,'b':1}", ""},
    {"{'not':{'properties':{'a':{'const':1}}},'unevaluatedProperties':false}", "{'a':2}",
     "/a unevaluated-properties a"},
    {"{'$ref':'#/$defs/x','unevaluatedProperties':false,'$defs':{'x':{'properties':{'a':true}}}}",
     "{'a':1,'b':1}", "/b unevaluated-properties b"},
    {"{'dependentSchemas':{'a':{'properties':{'a':true,'b':true}}},'unevaluatedProperties':false}",
     "{'a':1,'b':1}", ""},
    {"{'patternProperties':{'^x':true},'unevaluatedProperties':{'type':'null'}}", "{'x1':1,'y':1}",
     "/y type null"},
    // A cousin does not see it, a parent does
    {"{'allOf':[{'properties':{'a':true}},{'unevaluatedProperties':false}]}", "{'a':1}",
     "/a unevaluated-properties a"},
    {"{'allOf':[{'unevaluatedProperties':true}],'unevaluatedProperties':false}", "{'a':1}", ""},
    {"{'prefixItems':[true],'unevaluatedItems':false}", "[1,2]", "/1 unevaluated-items"},
    {"{'allOf':[{'prefixItems':[true,true]}],'unevaluatedItems':false}", "[1,2]", ""},
    {"{'allOf':[{'items':true}],'unevaluatedItems':false}", "[1,2]", ""},
    {"{'contains':{'const':1},'unevaluatedItems':false}", "[1,2,1]", "/1 unevaluated-items"},
    {"{'unevaluatedItems':{'type':'integer'}}", "[1,'x']", "/1 type integer"},
    {"{'unevaluatedItems':false}", "7", ""},
};

static const Case references[] = {
    {"{'$ref':'#/$defs/a','$defs':{'a':{'type':'integer'}}}", "'x'", " type integer"},
    {"{'$ref':'#/$defs/a','minimum':3,'$defs':{'a':{'type':'integer'}}}", "2", " minimum 3"},
    {"{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'type':'integer'}}}", "'x'",
     " type integer"},
    {"{'$ref':'#/$defs/a~1b~0%25','$defs':{'a/b~%':{'type':'integer'}}}", "'x'", " type integer"},
    {"{'properties':{'child':{'$ref':'#'}},'additionalProperties':false}",
     "{'child':{'child':{'x':1}}}", "/child/child/x additional-properties x"},
    {"{'$ref':'#here','$defs':{'a':{'$anchor':'here','type':'integer'}}}", "'x'", " type integer"},
    {"{'$ref':'#here','$defs':{'a':{'$dynamicAnchor':'here','type':'null'}}}", "'x'", " type null"},
    {"{'$id':'https://example.com/a','$ref':'b','$defs':{'x':{'$id':'b','type':'null'}}}", "'x'",
     " type null"},
    {"{'$ref':'b#c','$defs':{'x':{'$id':'b','$defs':{'y':{'$anchor':'c','type':'null'}}}}}", "'x'",
     " type null"},
    {"{'$ref':'b','$defs':{'x':{'$id':'b','$ref':'#/$defs/y','$defs':{'y':{'type':'null'}}}}}",
     "'x'", " type null"},
    {"{'$ref':'urn:example:b#/$defs/y','$defs':{'x':{'$id':'urn:example:b','$defs':{'y':{'type':"
     "'null'}}}}}",
     "'x'", " type null"},
    {"{'$ref':'#/parts/0','parts':[{'type':'null'}]}", "'x'", " type null"},
    {"{'$ref':'#/properties/a/items','properties':{'a':{'items':{'type':'null'}}}}", "'x'",
     " type null"},
    {"{'$ref':'#/contentSchema','contentSchema':{'type':'null'}}", "'x'", " type null"},
    {"{'$schema':'https://json-schema.org/draft/2020-12/schema','$comment':'x','title':'t'}", "1",
     ""},
    {"{'$defs':{'a':false},'enum':[{'$ref':'#/nowhere'}]}", "{'$ref':'#/nowhere'}", ""},
};

static const Case faults[] = {
    {"7", NULL, "#: neither an object nor true nor false"},
    {"{'properties':{'a':[]}}", NULL, "#/properties/a: neither an object nor true nor false"},
    {"{'properties':[]}", NULL, "#/properties: not an object"},
    {"{'minLength':-1}", NULL, "#/minLength: not a whole number from 0 on"},
    {"{'minLength':'1'}", NULL, "#/minLength: not a whole number from 0 on"},
    {"{'items':{'maxItems':1.5}}", NULL, "#/items/maxItems: not a whole number from 0 on"},
    {"{'minimum':'1'}", NULL, "#/minimum: not a number"},
    {"{'multipleOf':0}", NULL, "#/multipleOf: not a number above 0"},
    {"{'type':'text'}", NULL, "#/type: no such type"},
    {"{'type':[]}", NULL, "#/type: no type at all"},
    {"{'type':7}", NULL, "#/type: no such type"},
    {"{'enum':1}", NULL, "#/enum: not a list"},
    {"{'uniqueItems':1}", NULL, "#/uniqueItems: neither true nor false"},
    {"{'allOf':[]}", NULL, "#/allOf: not a list of schemas"},
    {"{'allOf':{}}", NULL, "#/allOf: not a list of schemas"},
    {"{'anyOf':[{},{'not':1}]}", NULL, "#/anyOf/1/not: neither an object nor true nor false"},
    {"{'required':'a'}", NULL, "#/required: not a list of names"},
    {"{'required':[1]}", NULL, "#/required: not a list of names"},
    {"{'dependentRequired':{'a':1}}", NULL, "#/dependentRequired: not a list of names"},
    {"{'format':1}", NULL, "#/format: not a text"},
    {"{'pattern':1}", NULL, "#/pattern: not a text"},
    {"{'pattern':'a('}", NULL,
     "#/pattern: not a pattern: a group that does not end at character 3"},
    {"{'patternProperties':{'[':true}}", NULL,
     "#/patternProperties: “[”: not a pattern: a class that does not end at character 2"},
    {"{'$ref':7}", NULL, "#/$ref: not a text"},
    {"{'$ref':'#/$defs/a'}", NULL,
     "#/$ref: “#/$defs/a” leads nowhere in this document (others are not fetched)"},
    {"{'$ref':'https://example.com/x'}", NULL,
     "#/$ref: “https://example.com/x” leads nowhere in this document (others are not fetched)"},
    {"{'$ref':'#%zz'}", NULL,
     "#/$ref: “#%zz” leads nowhere in this document (others are not fetched)"},
    {"{'$ref':'#/x','x':7}", NULL, "#/x: neither an object nor true nor false"},
    {"{'$ref':'#'}", NULL, "#: it refers to itself without end"},
    {"{'allOf':[{'$ref':'#'}]}", NULL, "#: it refers to itself without end"},
    {"{'$defs':{'a':{'not':{'$ref':'#/$defs/b'}},'b':{'if':{'$ref':'#/$defs/a'}}}}", NULL,
     "#/$defs/a: it refers to itself without end"},
    {"{'dependentSchemas':{'a':{'$ref':'#'}}}", NULL, "#: it refers to itself without end"},
    {"{'$dynamicRef':'#a'}", NULL, "#/$dynamicRef: dynamic references are not known here"},
    {"{'$vocabulary':{}}", NULL, "#/$vocabulary: vocabularies are not known here"},
    {"{'$schema':'http://json-schema.org/draft-07/schema#'}", NULL, "#/$schema: not draft 2020-12"},
    {"{'$anchor':'a b'}", NULL, "#/$anchor: not a name of letters and digits"},
    {"{'$id':'a#b'}", NULL, "#/$id: not a URI without a fragment"},
    {"{'$id':7}", NULL, "#/$id: not a URI without a fragment"},
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (JsonNode) document = schemas_parse (faults[i].schema);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", faults[i].schema);
    g_assert_null (yc_schema_new (document, YC_SCHEMA_ASSERT_FORMATS, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_assert_cmpstr (error->message, ==, faults[i].expected);
  }
}

static void
test_flag (void)
{
  g_autoptr (JsonNode) document = schemas_parse ("{'format':'date'}");
  g_autoptr (JsonNode) data = schemas_parse ("'yesterday'");
  g_autoptr (YcSchema) plain = yc_schema_new (document, YC_SCHEMA_PLAIN, NULL);
  g_autoptr (YcSchema) strict = yc_schema_new (document, YC_SCHEMA_ASSERT_FORMATS, NULL);

  g_assert_true (yc_schema_is_valid (plain, data));
  g_assert_false (yc_schema_is_valid (strict, data));
}

static void
test_paths (void)
{
  static const char *const schemas[][3] = {
      {"{'properties':{'a':{'minimum':3}}}", "{'a':1}", "#/properties/a/minimum"},
      {"{'properties':{'a/b':false}}", "{'a/b':1}", "#/properties/a~1b"},
      {"{'$ref':'#/$defs/a','$defs':{'a':{'type':'null'}}}", "1", "#/$defs/a/type"},
      {"{'anyOf':[false,{'type':'null'}]}", "1", "#/anyOf"},
      {"{'prefixItems':[{'required':['x']}]}", "[{}]", "#/prefixItems/0/required"},
      {"{'additionalProperties':false}", "{'x':1}", "#/additionalProperties"},
      {"{'if':true,'then':{'const':2}}", "1", "#/then/const"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++) {
    g_autoptr (JsonNode) document = schemas_parse (schemas[i][0]);
    g_autoptr (JsonNode) data = schemas_parse (schemas[i][1]);
    g_autoptr (YcSchema) schema = yc_schema_new (document, YC_SCHEMA_PLAIN, NULL);
    g_autoptr (GPtrArray) violations = yc_schema_validate (schema, data, 10);

    g_assert_cmpuint (violations->len, ==, 1);
    g_assert_cmpstr (((YcViolation *)violations->pdata[0])->schema_path, ==, schemas[i][2]);
  }
}

static void
test_limit (void)
{
  g_autoptr (JsonNode) document = schemas_parse ("{'items':false}");
  g_autoptr (JsonNode) data = schemas_parse ("[1,2,3,4,5]");
  g_autoptr (YcSchema) schema = yc_schema_new (document, YC_SCHEMA_PLAIN, NULL);

  for (guint limit = 1; limit < 8; limit++) {
    g_autoptr (GPtrArray) violations = yc_schema_validate (schema, data, limit);

    g_assert_cmpuint (violations->len, ==, MIN (limit, 5));
  }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < YC_SCHEMA_N_MESSAGES; i++) {
    g_assert_nonnull (yc_schema_message_name (i));
    g_assert_true (g_hash_table_add (names, (gpointer)yc_schema_message_name (i)));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rules/schema/types and choices", SCHEMAS_TABLE (types), schemas_test);
  g_test_add_data_func ("/rules/schema/numbers", SCHEMAS_TABLE (numbers), schemas_test);
  g_test_add_data_func ("/rules/schema/texts", SCHEMAS_TABLE (texts), schemas_test);
  g_test_add_data_func ("/rules/schema/arrays", SCHEMAS_TABLE (arrays), schemas_test);
  g_test_add_data_func ("/rules/schema/objects", SCHEMAS_TABLE (objects), schemas_test);
  g_test_add_data_func ("/rules/schema/schemas put together", SCHEMAS_TABLE (composites),
                        schemas_test);
  g_test_add_data_func ("/rules/schema/what is left over is unevaluated",
                        SCHEMAS_TABLE (unevaluated), schemas_test);
  g_test_add_data_func ("/rules/schema/references lead within the document",
                        SCHEMAS_TABLE (references), schemas_test);
  g_test_add_func ("/rules/schema/what is no schema is refused with its place", test_faults);
  g_test_add_func ("/rules/schema/formats hold only if asked for", test_flag);
  g_test_add_func ("/rules/schema/a violation names the keyword it breaks", test_paths);
  g_test_add_func ("/rules/schema/no more violations than asked for", test_limit);
  g_test_add_func ("/rules/schema/every message has a name of its own", test_names);
  return g_test_run ();
}
