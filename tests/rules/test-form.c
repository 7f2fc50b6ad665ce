// Forms: which fields they show for what stands in them, values at places, and hostile input.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"
#include "yc-form.h"

#include <string.h>

// A form with everything: a part, a group, a condition at the top and one in the entries of the
// group, a computed field, a reference.
#define SCHEMA                                                                                        \
  "{'type':'object','$defs':{'name':{'type':'string','minLength':2,'title':'姓名'}},"               \
  "'properties':{"                                                                                    \
  " 'use':{'type':'string','enum':['居住','商业'],'title':'用途'},"                             \
  " 'rent':{'type':'number','minimum':0,'title':'租金'},"                                           \
  " 'yearly':{'type':'number','title':'年租金','x-computed':{'*':[{'var':'form.rent'},12]}},"      \
  " 'guardian':{'type':'object','title':'监护人','properties':{"                                   \
  "  'name':{'$ref':'#/$defs/name'},'since':{'type':'string','format':'date','title':'起'}}},"       \
  " 'owners':{'type':'array','title':'共有人','minItems':1,'maxItems':3,'items':{'type':'object'," \
  "  'properties':{'name':{'$ref':'#/$defs/name','title':'共有人姓名'},"                         \
  "   'minor':{'type':'boolean','title':'未成年'}},'required':['name'],"                           \
  "  'if':{'properties':{'minor':{'const':true}},'required':['minor']},"                              \
  "  'then':{'properties':{'born':{'type':'string','format':'date','title':'出生'}},"               \
  "   'required':['born']}}}},"                                                                       \
  "'required':['use'],"                                                                               \
  "'allOf':[{'if':{'properties':{'use':{'const':'商业'}},'required':['use']},"                      \
  "  'then':{'properties':{'shop':{'type':'string','title':'商铺'}},'required':['shop','rent']},"   \
  "  'else':{'properties':{'beds':{'type':'integer','title':'床位'}}}}]}"

typedef YcForm Form;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Form, yc_form_free)

static YcForm *
form_of (const char *schema)
{
  g_autoptr (JsonObject) object = story_data (schema);
  g_autoptr (GError) error = NULL;
  YcForm *form = yc_form_new (object, &error);

  g_assert_no_error (error);
  return form;
}

static JsonObject *
values_of (const char *json)
{
  return json != NULL ? story_data (json) : NULL;
}

static char *
print (JsonObject *values)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), values);
  g_autofree char *text = json_to_string (node, FALSE);

  return g_strdelimit (g_steal_pointer (&text), "\"", '\'');
}

// The values with what is worked out, printed.
static char *
compute (YcForm *form, JsonObject *values)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  const YcInquiry inquiry = {facts, NULL, NULL};

  json_object_set_object_member (facts, "form", json_object_ref (values));
  yc_form_compute (form, &inquiry);
  return print (json_object_get_object_member (facts, "form"));
}

// "use* rent@1 …": places in order, with a star where required and the depth where it is not 0.
static char *
describe (YcForm *form, JsonObject *values)
{
  g_autoptr (GPtrArray) places = yc_form_list (form, values);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];

    g_string_append_printf (text, "%s%s%s", i > 0 ? " " : "", place->place,
                            place->required ? "*" : "");
    if (place->depth > 0)
      g_string_append_printf (text, "@%u", place->depth);
  }
  return g_string_free (text, FALSE);
}

// A group shows its smallest number of entries; a condition shows what it says, behind the field
// that it looks at.
static void
test_list (void)
{
  static const struct {
    const char *values, *shown;
  } cases[] = {
      {NULL, "use* beds rent yearly guardian guardian/name@1 guardian/since@1 owners owners/0@1 "
             "owners/0/name*@2 owners/0/minor@2"},
      {"{'use':'商业'}",
       "use* shop* rent* yearly guardian guardian/name@1 guardian/since@1 owners owners/0@1 "
       "owners/0/name*@2 owners/0/minor@2"},
      {"{'use':'居住','owners':[{'minor':true},{}]}",
       "use* beds rent yearly guardian guardian/name@1 guardian/since@1 owners owners/0@1 "
       "owners/0/name*@2 owners/0/minor@2 owners/0/born*@2 owners/1@1 owners/1/name*@2 "
       "owners/1/minor@2"},
      {"{'use':7,'guardian':'text','owners':['text',null]}",
       "use* beds rent yearly guardian guardian/name@1 guardian/since@1 owners owners/0@1 "
       "owners/0/name*@2 owners/0/minor@2 owners/1@1 owners/1/name*@2 owners/1/minor@2"},
  };
  g_autoptr (Form) form = form_of (SCHEMA);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) values = values_of (cases[i].values);
    g_autofree char *shown = describe (form, values);

    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

// A branch that says more of a field of the part, with or without a title, does not show it again.
static void
test_narrowed (void)
{
  g_autoptr (Form) form = form_of (
      "{'properties':{'a':{'type':'string','title':'a'},'b':{'type':'string','title':'b'}},"
      "'if':true,'then':{'properties':{'a':{'minLength':2},'b':{'title':'again',"
      "'minLength':2},'c':{'type':'string','title':'c'}}}}");
  g_autofree char *shown = describe (form, NULL);

  g_assert_cmpstr (shown, ==, "a b c");
}

static void
test_find (void)
{
  static const struct {
    const char *place, *title; // NULL: there is no such field
  } cases[] = {
      {"use", "用途"},
      {"shop", "商铺"},
      {"beds", "床位"},
      {"guardian/name", "姓名"}, // of what it refers to
      {"owners/0", "共有人"},
      {"owners/12/name", "共有人姓名"}, // of where it stands
      {"owners/0/born", "出生"},
      {"nobody", NULL},
      {"use/deeper", NULL},
      {"owners/0/name/0", NULL},
      {"/", NULL},
  };
  g_autoptr (Form) form = form_of (SCHEMA);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const YcField *field = yc_form_find (form, cases[i].place);

    g_assert_cmpstr (field != NULL ? field->title.zh : NULL, ==, cases[i].title);
  }
}

static void
test_set (void)
{
  static const struct {
    const char *before, *place, *value, *after;
  } cases[] = {
      {NULL, "a", "1", "{'a':1}"},
      {"{'a':1}", "a", NULL, "{}"},
      {"{'a':1}", "b/c", "true", "{'a':1,'b':{'c':true}}"},
      {"{'b':'text'}", "b/c", "1", "{'b':{'c':1}}"},
      {NULL, "g/0/n", "'x'", "{'g':[{'n':'x'}]}"},
      {"{'g':[{'n':'x'}]}", "g/2/n", "'z'", "{'g':[{'n':'x'},{},{'n':'z'}]}"},
      {"{'g':[{'n':'x','m':1}]}", "g/0/n", NULL, "{'g':[{'m':1}]}"},
      {"{'g':[{'n':'x'},{'n':'y'}]}", "g/0", NULL, "{'g':[{'n':'y'}]}"},
      {"{'g':[{'n':'x'}]}", "g/7", NULL, "{'g':[{'n':'x'}]}"},
      // A step that is no index leaves a list alone: nothing of it may be lost.
      {"{'g':[{'n':'x'}]}", "g/1000/n", "'y'", "{'g':[{'n':'x'}]}"},
      {"{'g':[{'n':'x'}]}", "g/-1/n", "'y'", "{'g':[{'n':'x'}]}"},
      {"{'g':[{'n':'x'}]}", "g/0x0/n", "'y'", "{'g':[{'n':'x'}]}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) before = values_of (cases[i].before);
    g_autofree char *json =
        cases[i].value != NULL ? g_strdelimit (g_strdup (cases[i].value), "'", '"') : NULL;
    g_autofree char *was = before != NULL ? print (before) : NULL;
    g_autoptr (JsonObject) after =
        yc_form_set (before, cases[i].place, json != NULL ? json_from_string (json, NULL) : NULL);
    g_autofree char *text = print (after);
    g_autofree char *still = before != NULL ? print (before) : NULL;

    g_assert_cmpstr (text, ==, cases[i].after);
    g_assert_cmpstr (still, ==, was); // values are never changed
  }
}

static void
test_entries (void)
{
  g_autoptr (JsonObject) none = yc_form_add_entry (NULL, "owners");
  g_autoptr (JsonObject) one =
      yc_form_set (none, "owners/0/name", json_node_init_string (json_node_alloc (), "甲"));
  g_autoptr (JsonObject) two = yc_form_add_entry (one, "owners");
  g_autoptr (JsonObject) gone = yc_form_remove_entry (two, "owners", 0);
  g_autofree char *text = print (gone);

  g_assert_cmpuint (yc_form_count_entries (NULL, "owners"), ==, 0);
  g_assert_cmpuint (yc_form_count_entries (none, "owners"), ==, 1);
  g_assert_cmpuint (yc_form_count_entries (two, "owners"), ==, 2);
  g_assert_cmpuint (yc_form_count_entries (two, "owners/0/name"), ==, 0);
  g_assert_cmpstr (text, ==, "{'owners':[{}]}");
}

static void
test_get (void)
{
  g_autoptr (JsonObject) values = story_data ("{'a':{'b':[{'c':7}]},'0':{'x':1}}");
  static const struct {
    const char *place;
    gboolean there;
  } cases[] = {
      {"a", TRUE},          {"a/b/0/c", TRUE}, {"0/x", TRUE},  {"a/b/1", FALSE},
      {"a/b/-1", FALSE},    {"a/b/x", FALSE},  {"a/c", FALSE}, {"a/b/0/c/d", FALSE},
      {"a/b/99999", FALSE}, {"", FALSE},       {"/", FALSE},   {"a/", FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_true ((yc_form_get (values, cases[i].place) != NULL) == cases[i].there);
  g_assert_null (yc_form_get (NULL, "a"));
}

static void
test_prune (void)
{
  g_autoptr (JsonObject) values =
      story_data ("{'a':'','b':null,'c':{'d':'','e':{}},'f':[],'g':[{'h':''}],'i':0,'j':false}");
  g_autoptr (JsonObject) deep = yc_form_prune (values, 8);
  g_autoptr (JsonObject) shallow = yc_form_prune (values, 0);
  g_autofree char *text = print (deep), *kept = print (shallow);

  g_assert_cmpstr (text, ==, "{'g':[{}],'i':0,'j':false}"); // an entry stays one, though empty
  g_assert_cmpstr (kept, ==, "{'c':{'d':'','e':{}},'g':[{'h':''}],'i':0,'j':false}");
}

// "required  use": what the first violation says; "" if everything fits.
static char *
first_violation (YcForm *form, JsonObject *values)
{
  g_autoptr (GPtrArray) violations = yc_form_validate (form, values);
  const YcViolation *first = violations->len > 0 ? violations->pdata[0] : NULL;
  char *text = first != NULL ? g_strdup_printf ("%s %s %s", yc_schema_message_name (first->message),
                                                first->instance_path, first->argument)
                             : g_strdup ("");

  return g_strdelimit (text, "\"", '\'');
}

static void
test_validate (void)
{
  static const struct {
    const char *values, *first;
  } cases[] = {
      {NULL, "required  use"},
      {"{'use':''}", "required  use"}, // an empty text counts as nothing written
      {"{'use':'别的'}", "enum /use ['居住','商业']"},
      {"{'use':'居住'}", ""},
      {"{'use':'居住','guardian':{'name':'','since':''}}", ""},
      {"{'use':'居住','guardian':{'since':'2026-02-30'}}", "format /guardian/since date"},
      {"{'use':'居住','rent':-1}", "minimum /rent 0"},
      {"{'use':'居住','rent':'十二'}", "type /rent number"},
      {"{'use':'商业','rent':1}", "required  shop"},
      {"{'use':'居住','owners':[{'name':'𠮷'}]}", "min-length /owners/0/name 2"},
      {"{'use':'居住','owners':[{'name':'𠮷田'}]}", ""}, // two characters, though four UTF-16 units
      {"{'use':'居住','owners':[{'name':'甲乙','minor':true}]}", "required /owners/0 born"},
      {"{'use':'居住','owners':[{},{},{},{}]}", "max-items /owners 3"},
  };
  g_autoptr (Form) form = form_of (SCHEMA);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) values = values_of (cases[i].values);
    g_autofree char *first = first_violation (form, values);

    g_assert_cmpstr (first, ==, cases[i].first);
  }
}

static void
test_compute (void)
{
  static const struct {
    const char *values, *computed;
  } cases[] = {
      {"{'rent':100.5}", "{'rent':100.5,'yearly':1206}"},
      {"{'rent':2,'yearly':'typed'}", "{'rent':2,'yearly':24}"},
  };
  g_autoptr (Form) form = form_of (SCHEMA);
  g_autoptr (Form) plain = form_of ("{'properties':{'a':{'type':'string'}}}");

  g_assert_true (yc_form_is_computed (form));
  g_assert_false (yc_form_is_computed (plain));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) values = story_data (cases[i].values);
    g_autofree char *text = compute (form, values);

    g_assert_cmpstr (text, ==, cases[i].computed);
  }
}

// Fields that read computed ones come after them, wherever they stand in the form.
static void
test_compute_in_order (void)
{
  static const struct {
    const char *schema, *values, *computed;
  } cases[] = {
      // Twice: first the second, then the sum of both.
      {"{'properties':{"
       "'c':{'type':'number','title':'c','x-computed':{'+':[{'var':'form.a'},{'var':'form.b'}]}},"
       "'b':{'type':'number','title':'b','x-computed':{'*':[{'var':'form.a'},2]}},"
       "'a':{'type':'number','title':'a','x-computed':{'+':[{'var':'form.area'},1]}},"
       "'area':{'type':'number','title':'x'}}}",
       "{'area':3}", "{'area':3,'a':4,'b':8,'c':12}"},
      // The sum of a group's shares, each of which is worked out, too.
      {"{'properties':{"
       "'sum':{'type':'number','title':'s','x-computed':{'reduce':[{'var':'form.parts'},"
       "{'+':[{'var':'current.n'},{'var':'accumulator'}]},0]}},"
       "'parts':{'type':'array','title':'p','items':{'properties':{'n':{'type':'number','title':"
       "'n','x-computed':{'*':[{'var':'form.each'},3]}}}}},'each':{'type':'number','title':'e'}}}",
       "{'each':2,'parts':[{},{'n':50}]}", "{'each':2,'parts':[{'n':6},{'n':6}],'sum':12}"},
      // A part that is only shown for what was worked out.
      {"{'properties':{'a':{'type':'number','title':'a'},'b':{'type':'number','title':'b',"
       "'x-computed':{'+':[{'var':'form.a'},1]}}},'if':{'properties':{'b':{'const':2}},'required':"
       "['b']},'then':{'properties':{'c':{'type':'number','title':'c','x-computed':{'*':[{'var':"
       "'form.b'},10]}}}}}",
       "{'a':1}", "{'a':1,'b':2,'c':20}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (Form) form = form_of (cases[i].schema);
    g_autoptr (JsonObject) values = story_data (cases[i].values);
    g_autofree char *text = compute (form, values);

    g_assert_cmpstr (text, ==, cases[i].computed);
  }
}

// What is worked out can be written as JSON and read again, whatever was divided by nothing.
static void
test_computed_is_json (void)
{
  static const char *const cases[][2] = {
      {"1", "0"},          {"0", "0"}, {"'x'", "1"},     {"1.5e300", "1.5e-300"},
      {"100000", "1e-15"}, {"1", "3"}, {"null", "null"},
  };
  g_autoptr (Form) form = form_of ("{'properties':{'q':{'type':'number','title':'q',"
                                   "'x-computed':{'/':[{'var':'a'},{'var':'b'}]}}}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf ("{'a':%s,'b':%s}", cases[i][0], cases[i][1]);
    g_autoptr (JsonObject) facts = story_data (json);
    const YcInquiry inquiry = {facts, NULL, NULL};
    g_autofree char *text = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) again = NULL;

    yc_form_compute (form, &inquiry);
    text = g_strdelimit (print (json_object_get_object_member (facts, "form")), "'", '"');
    again = json_from_string (text, &error);
    g_test_message ("%s", text);
    g_assert_no_error (error);
    g_assert_nonnull (again);
  }
}

// ---- Hostile schemas ----------------------------------------------------------------------------

static void
test_refused (void)
{
  static const struct {
    const char *schema, *says;
  } cases[] = {
      {"{'properties':{'a':{'$ref':'#/$defs/a'}},'$defs':{'a':{'$ref':'#/$defs/b'},"
       "'b':{'$ref':'#/$defs/a'}}}",
       ""},
      {"{'properties':{'a':{'$ref':'#/$defs/p'}},'$defs':{'p':{'type':'object','title':'p',"
       "'properties':{'p':{'$ref':'#/$defs/p'}}}}}",
       "too deep"},
      {"{'properties':{'a':{'$ref':'#/$defs/g'}},'$defs':{'g':{'type':'array','title':'g',"
       "'items':{'type':'object','properties':{'g':{'$ref':'#/$defs/g'}}}}}}",
       "too deep"},
      {"{'properties':{'a':{'$ref':'#/$defs/nobody'}}}", "refers to nothing"},
      {"{'properties':{'a':{'$ref':'https://example.org/a'}}}", ""},
      {"{'properties':['a']}", "properties"},
      {"{'properties':{'a':true}}", "no object"},
      {"{'properties':{'a':null}}", "no object"},
      {"{'properties':{'a':'text'}}", "no object"},
      {"{'properties':{'a':{'type':'array'}}}", "items"},
      {"{'properties':{'a':{'type':'array','items':{'type':'string'}}}}", "items"},
      {"{'properties':{'a':{'type':'array','items':[{'properties':{}}]}}}", "items"},
      {"{'properties':{'a':{'type':'string','pattern':'('}}}", "pattern"},
      {"{'properties':{'a':{'type':'number','x-computed':{'vra':['form.b']}}}}", "vra"},
      {"{'properties':{'a':{'type':'nothing'}}}", "type"},
      {"{'if':{'properties':7},'properties':{'a':{'type':'string'}}}", ""},
      {"{'allOf':[{'if':{'pattern':'('}}]}", ""},
      {"{'properties':{'a':{'type':'number','title':'a','x-computed':{'+':[{'var':'form.a'},1]}}}}",
       "properties.a.x-computed: a field that is worked out from itself never comes to anything: "
       "form.a → form.a"},
      {"{'properties':{'a':{'type':'number','title':'a','x-computed':{'var':'form.p.b'}},"
       "'p':{'type':'object','title':'p','allOf':[{'if':true,'then':{'properties':{'b':{'type':"
       "'number','title':'b','x-computed':{'var':'form.a'}}}}}]}}}",
       "form.a → form.p.b → form.a"},
      {"{'properties':{'g':{'type':'array','title':'g','items':{'properties':{'b':{'type':'number',"
       "'title':'b','x-computed':{'var':'form.g.0.b'}}}}}}}",
       "properties.g.items.properties.b.x-computed: "},
      {"{'properties':{'g':{'type':'array','title':'g','items':{'properties':{'b':{'type':'number',"
       "'title':'b','x-computed':{'map':[{'var':'form.g'},1]}}}}}}}",
       "form.g.b → form.g.b"},
      // Places are written with slashes and numbers: a field cannot be called so.
      {"{'properties':{'':{'type':'string'}}}", "name"},
      {"{'properties':{'a/b':{'type':'string'}}}", "name"},
      {"{'properties':{'0':{'type':'string'}}}", "name"},
      {"{'if':true,'then':{'properties':{'12':{'type':'string','title':'x'}}}}", "name"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonObject) schema = story_data (cases[i].schema);
    g_autoptr (GError) error = NULL;
    YcForm *form = yc_form_new (schema, &error);

    g_test_message ("%s", cases[i].schema);
    g_assert_null (form);
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_test_message ("  %s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].says));
  }
}

// Level by level twenty parts that each have twenty more: without a limit this would never end.
static JsonObject *
bomb (const char *kind, int levels, int width)
{
  GString *json = g_string_new ("{'properties':{'a':{'$ref':'#/$defs/l0'}},'$defs':{");

  for (int level = 0; level < levels; level++) {
    g_string_append_printf (json, "'l%d':{'type':'%s','title':'l','minItems':100,", level, kind);
    g_string_append (json,
                     g_str_equal (kind, "array") ? "'items':{'properties':{" : "'properties':{");
    for (int i = 0; i < width; i++)
      g_string_append_printf (json, "'p%d':{'$ref':'#/$defs/l%d'}%s", i, level + 1,
                              i + 1 < width ? "," : "");
    g_string_append (json, g_str_equal (kind, "array") ? "}}}," : "}},");
  }
  g_string_append_printf (json, "'l%d':{'type':'string','title':'end'}}}", levels);
  {
    g_autofree char *text = g_string_free (json, FALSE);

    return story_data (text);
  }
}

static void
test_bomb_of_parts (void)
{
  g_autoptr (JsonObject) schema = bomb ("object", 7, 20);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_form_new (schema, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "too many"));
}

// A hundred entries that each show a hundred entries, and so on: what is shown has an end.
static void
test_bomb_of_groups (void)
{
  g_autoptr (JsonObject) schema = bomb ("array", 7, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (Form) form = yc_form_new (schema, &error);
  g_autoptr (GPtrArray) places = NULL;

  g_assert_no_error (error);
  places = yc_form_list (form, NULL);
  g_assert_cmpuint (places->len, >, 1000);
  g_assert_cmpuint (places->len, <=, 20000);
}

// Ten thousand fields in one part, ten megabytes of values: slow at worst, and nothing is lost.
static void
test_large_values (void)
{
  g_autoptr (Form) form = form_of (SCHEMA);
  g_autofree char *long_text = g_strnfill (10 << 20, 'x');
  g_autoptr (JsonObject) values =
      yc_form_set (NULL, "guardian/name", json_node_init_string (json_node_alloc (), long_text));
  g_autoptr (JsonObject) more =
      yc_form_set (values, "use", json_node_init_string (json_node_alloc (), "居住"));
  g_autofree char *first = first_violation (form, more);

  g_assert_cmpstr (first, ==, "");
  g_assert_cmpstr (json_node_get_string (yc_form_get (more, "guardian/name")), ==, long_text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/form/fields are shown in order for what stands in the form", test_list);
  g_test_add_func ("/rules/form/a field that a branch narrows is shown once", test_narrowed);
  g_test_add_func ("/rules/form/a field is found at its place, also one that is not shown",
                   test_find);
  g_test_add_func ("/rules/form/setting a value makes a copy and what is missing on the way",
                   test_set);
  g_test_add_func ("/rules/form/entries of a group come and go", test_entries);
  g_test_add_func ("/rules/form/a value is found at its place, and nothing elsewhere", test_get);
  g_test_add_func ("/rules/form/what says nothing is left out before checking", test_prune);
  g_test_add_func ("/rules/form/what does not fit is said with its place", test_validate);
  g_test_add_func ("/rules/form/computed fields say what they come to", test_compute);
  g_test_add_func ("/rules/form/computed fields come after those that they read",
                   test_compute_in_order);
  g_test_add_func ("/rules/form/what is computed stays JSON, also when divided by nothing",
                   test_computed_is_json);
  g_test_add_func ("/rules/form/a schema that is none for a form is refused with a reason",
                   test_refused);
  g_test_add_func ("/rules/form/a form with too many fields is refused", test_bomb_of_parts);
  g_test_add_func ("/rules/form/groups within groups show no more than people can fill in",
                   test_bomb_of_groups);
  g_test_add_func ("/rules/form/ten megabytes in one field are checked and kept",
                   test_large_values);
  return g_test_run ();
}
