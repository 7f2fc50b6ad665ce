// Conditions of the catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-logic.h"

static JsonNode *
parse (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

static const struct {
  const char *rule;
  gboolean holds;
} cases[] = {
    // Constants
    {"true", TRUE},
    {"false", FALSE},
    {"0", FALSE},
    {"0.5", TRUE},
    {"''", FALSE},
    {"'0'", TRUE},
    {"[]", FALSE},
    {"[0]", TRUE},
    {"null", FALSE},
    // Facts: {"situation": {"agent": "yes", "floors": 3, "none": null}}
    {"{'var':'situation.agent'}", TRUE},
    {"{'var':['situation.agent']}", TRUE},
    {"{'var':'situation.missing'}", FALSE},
    {"{'var':'missing.deep.down'}", FALSE},
    {"{'var':'situation.agent.deeper'}", FALSE},
    {"{'var':['situation.missing','x']}", TRUE},
    {"{'var':'situation.none'}", FALSE},
    {"{'var':{'if':[true,'situation.agent']}}", TRUE},
    {"{'var':7}", FALSE},
    // Comparing
    {"{'==':[{'var':'situation.agent'},'yes']}", TRUE},
    {"{'==':[{'var':'situation.agent'},'no']}", FALSE},
    {"{'!=':[{'var':'situation.agent'},'no']}", TRUE},
    {"{'==':[1,'1']}", TRUE},
    {"{'==':[1,1.0]}", TRUE},
    {"{'==':[0,'']}", TRUE},
    {"{'==':['abc',0]}", FALSE},
    {"{'!=':['abc',0]}", TRUE},
    {"{'==':[null,0]}", FALSE},
    {"{'==':[null,null]}", TRUE},
    {"{'==':[{'var':'situation.missing'},'']}", FALSE},
    {"{'==':[true,1]}", TRUE},
    {"{'==':[[1],[1]]}", TRUE},
    {"{'<':[{'var':'situation.floors'},4]}", TRUE},
    {"{'<':[3,3]}", FALSE},
    {"{'<=':[3,3]}", TRUE},
    {"{'>':['10',9]}", TRUE},
    {"{'>=':[2,3]}", FALSE},
    {"{'<':['abc',1]}", FALSE},
    {"{'>=':['abc',1]}", FALSE},
    {"{'<':[1]}", FALSE},
    // Putting together
    {"{'and':[true,1,'x']}", TRUE},
    {"{'and':[true,0,'x']}", FALSE},
    {"{'and':[]}", FALSE},
    {"{'or':[0,'',{'==':[1,1]}]}", TRUE},
    {"{'or':[0,'']}", FALSE},
    {"{'!':[true]}", FALSE},
    {"{'!':false}", TRUE},
    {"{'!':[]}", TRUE},
    {"{'if':[true,1,0]}", TRUE},
    {"{'if':[false,1,0]}", FALSE},
    {"{'if':[false,0,true,5,0]}", TRUE},
    {"{'if':[false,1]}", FALSE},
    {"{'if':[]}", FALSE},
    {"{'in':['b','abc']}", TRUE},
    {"{'in':['d','abc']}", FALSE},
    {"{'in':[{'var':'situation.agent'},['no','yes']]}", TRUE},
    {"{'in':[7,['no','yes']]}", FALSE},
    {"{'in':['x',7]}", FALSE},
    // What is not known does not hold
    {"{'launch':[1]}", FALSE},
};

static void
test_table (void)
{
  g_autoptr (JsonObject) facts =
      story_data ("{'situation':{'agent':'yes','floors':3,'none':null}}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (JsonNode) rule = parse (cases[i].rule);

    g_test_message ("%s", cases[i].rule);
    g_assert_cmpint (yc_logic_holds (rule, facts), ==, cases[i].holds);
  }
}

static void
test_problems (void)
{
  static const struct {
    const char *rule, *problem;
  } rules[] = {
      {"true", NULL},
      {"{'==':[{'var':'a'},1]}", NULL},
      {"{'!':{'var':'a'}}", NULL},
      {"{'launch':[]}", "launch"},
      {"{'and':[true,{'or':[{'cat':['a','b']}]}]}", "cat"},
      {"{'!':{'missing':'a'}}", "missing"},
      {"{'==':[1,1],'!=':[1,2]}", "{}"},
      {"{'and':[{}]}", "{}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (JsonNode) rule = parse (rules[i].rule);

    g_assert_cmpstr (yc_logic_find_problem (rule), ==, rules[i].problem);
  }
}

// A rule of a million levels cannot come in (the parser refuses it); one of a thousand ends.
static void
test_deep (void)
{
  g_autoptr (JsonObject) facts = json_object_new ();
  JsonNode *rule = parse ("true");

  for (guint i = 0; i < 1000; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_member (object, "!", rule);
    rule = json_node_init_object (json_node_alloc (), object);
    json_object_unref (object);
  }
  yc_logic_holds (rule, facts);
  json_node_unref (rule);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/logic/conditions hold as jsonlogic.com says", test_table);
  g_test_add_func ("/rules/logic/an unknown operation is named", test_problems);
  g_test_add_func ("/rules/logic/a deep rule ends", test_deep);
  return g_test_run ();
}
