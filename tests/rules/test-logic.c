// Conditions of the catalogue: what every operation comes to.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"
#include "yc-logic.h"

#include <string.h>

static JsonNode *
parse (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  return node;
}

typedef struct {
  const char *rule, *result;
} Case;

// Evaluated over this; single quotes stand for double ones.
#define FACTS                                                                                      \
  "{'situation':{'agent':'yes','floors':3,'none':null,'empty':''},'list':[1,2,3],"                 \
  "'people':[{'name':'陈','age':30},{'name':'李','age':17}],'text':'一窗'}"

static const Case constants[] = {
    {"true", "true"},       {"3.5", "3.5"},
    {"'x'", "'x'"},         {"null", "null"},
    {"[1,[2]]", "[1,[2]]"}, {"[1,{'var':'situation.floors'}]", "[1,3]"},
    {"{}", "{}"},           {"{'a':1,'b':2}", "{'a':1,'b':2}"},
};

static const Case readings[] = {
    {"{'var':'situation.agent'}", "'yes'"},
    {"{'var':['situation.agent']}", "'yes'"},
    {"{'var':'situation.missing'}", "null"},
    {"{'var':'missing.deep.down'}", "null"},
    {"{'var':'situation.agent.deeper'}", "null"},
    {"{'var':['situation.missing','x']}", "'x'"},
    {"{'var':['situation.missing',{'+':[1,1]}]}", "2"},
    {"{'var':['situation.none','x']}", "null"},
    {"{'var':['situation.none.deeper','x']}", "'x'"},
    {"{'var':{'if':[true,'situation.agent']}}", "'yes'"},
    {"{'var':[{'cat':['situation','.floors']}]}", "3"},
    {"{'var':7}", "null"},
    {"{'var':'list.0'}", "1"},
    {"{'var':'list.3'}", "null"},
    {"{'var':'list.01'}", "null"},
    {"{'var':'list.-1'}", "null"},
    {"{'var':'list.99999999999999999999'}", "null"},
    {"{'var':'people.1.name'}", "'李'"},
    {"{'var':'list.length'}", "3"},
    {"{'var':'text.length'}", "2"},
    {"{'var':'situation'}", "{'agent':'yes','floors':3,'none':null,'empty':''}"},
    {"{'map':[[[7,8]],{'var':1}]}", "[8]"},
    {"{'map':[['a'],{'var':''}]}", "['a']"},
    {"{'map':[['a'],{'var':[]}]}", "['a']"},
    {"{'map':[['a'],{'var':null}]}", "['a']"},
    {"{'missing':['situation.agent','situation.none','situation.empty','x.y']}",
     "['situation.none','situation.empty','x.y']"},
    {"{'missing':'x'}", "['x']"},
    {"{'missing':[]}", "[]"},
    {"{'missing':[['text','x']]}", "['x']"},
    {"{'missing':{'merge':['x',{'var':'text'}]}}", "['x','一窗']"},
    {"{'missing_some':[1,['text','x']]}", "[]"},
    {"{'missing_some':[2,['text','x','y']]}", "['x','y']"},
    {"{'missing_some':[1,'x']}", "['x']"},
};

static const Case truths[] = {
    {"{'!!':[false]}", "false"},
    {"{'!!':0}", "false"},
    {"{'!!':0.5}", "true"},
    {"{'!!':-0.0}", "false"},
    {"{'!!':''}", "false"},
    {"{'!!':'0'}", "true"},
    {"{'!!':[[]]}", "false"},
    {"{'!!':[[0]]}", "true"},
    {"{'!!':null}", "false"},
    {"{'!!':{}}", "true"},
    {"{'!!':{'+':'x'}}", "false"},
    {"{'!':[[]]}", "true"},
    {"{'!':false}", "true"},
    {"{'and':[true,1,'x']}", "'x'"},
    {"{'and':[1,0,{'/':[1,0]}]}", "0"},
    {"{'or':[0,'',3]}", "3"},
    {"{'or':[0,'']}", "''"},
    {"{'if':[]}", "null"},
    {"{'if':[5]}", "5"},
    {"{'if':[true,1,0]}", "1"},
    {"{'if':[false,1,0]}", "0"},
    {"{'if':[false,1]}", "null"},
    {"{'if':[false,0,true,5,0]}", "5"},
    {"{'?:':['',1,2]}", "2"},
};

static const Case comparisons[] = {
    {"{'==':[1,'1']}", "true"},
    {"{'==':[1,1.0]}", "true"},
    {"{'==':[0,'']}", "true"},
    {"{'==':[0,' \\n ']}", "true"},
    {"{'==':[16,'0x10']}", "true"},
    {"{'==':[2,'0b10']}", "true"},
    {"{'==':[8,'0o10']}", "true"},
    {"{'==':[1,'1x']}", "false"},
    {"{'==':[1,'nan']}", "false"},
    {"{'==':['abc',0]}", "false"},
    {"{'==':[null,0]}", "false"},
    {"{'==':[null,false]}", "false"},
    {"{'==':[null,null]}", "true"},
    {"{'==':[{'var':'x'},null]}", "true"},
    {"{'==':[true,1]}", "true"},
    {"{'==':[true,'true']}", "false"},
    {"{'==':[[1],[1]]}", "false"}, // two lists, as in JavaScript
    {"{'==':[{'var':'list'},{'var':'list'}]}", "true"},
    {"{'==':[[1,2],'1,2']}", "true"},
    {"{'==':[[5],5]}", "true"},
    {"{'==':[[],0]}", "true"},
    {"{'==':[{'var':'situation'},'[object Object]']}", "true"},
    {"{'!=':['abc',0]}", "true"},
    {"{'===':[1,1.0]}", "true"},
    {"{'===':[1,'1']}", "false"},
    {"{'===':['甲','甲']}", "true"},
    {"{'!==':[1,'1']}", "true"},
    {"{'<':[{'var':'situation.floors'},4]}", "true"},
    {"{'<':[3,3]}", "false"},
    {"{'<=':[3,3]}", "true"},
    {"{'>':['10',9]}", "true"},
    {"{'>':['10','9']}", "false"},
    {"{'<':['2026-01-31','2026-02-01']}", "true"},
    {"{'>=':[2,3]}", "false"},
    {"{'>=':[null,0]}", "true"},
    {"{'<':['abc',1]}", "false"},
    {"{'>=':['abc',1]}", "false"},
    {"{'<':[1,2,3]}", "true"},
    {"{'<':[1,3,3]}", "false"},
    {"{'<=':[1,3,3]}", "true"},
    {"{'<=':[2,1,3]}", "false"},
};

static const Case sums[] = {
    {"{'+':[]}", "0"},
    {"{'+':[1,2,3]}", "6"},
    {"{'+':'3.14'}", "3.14"},
    {"{'+':['12 m²',1]}", "13"},
    {"{'+':['0x10',1]}", "1"},
    {"{'+':['1e2',1]}", "101"},
    {"{'+':['-Infinity',1]}", "null"},
    {"{'+':['.5','5.']}", "5.5"},
    {"{'+':['',1]}", "null"},
    {"{'+':[null,1]}", "null"},
    {"{'+':[0.1,0.2]}", "0.30000000000000004"},
    {"{'-':2}", "-2"},
    {"{'-':['2',1]}", "1"},
    {"{'-':[null,1]}", "-1"},
    {"{'*':[2,3,'4']}", "24"},
    {"{'*':'2'}", "'2'"},
    {"{'/':[1,2]}", "0.5"},
    {"{'/':[1,0]}", "null"},
    {"{'/':[0,0]}", "null"},
    {"{'>':[{'/':[1,0]},9]}", "true"},
    {"{'<':[{'/':[-1,0]},9]}", "true"},
    {"{'%':[101,2]}", "1"},
    {"{'%':[-7,3]}", "-1"},
    {"{'%':[1,0]}", "null"},
    {"{'max':[1,'30',2]}", "30"},
    {"{'max':[1,'x']}", "null"},
    {"{'min':[1,-3,2]}", "-3"},
    {"{'min':[{'var':'list'}]}", "null"},
    {"{'*':[1e300,1e300]}", "null"},
};

static const Case texts[] = {
    {"{'cat':['I love ',{'var':'text'},null,1,true]}", "'I love 一窗1true'"},
    {"{'cat':[]}", "''"},
    {"{'cat':[[1,[2,null,3]],{}]}", "'1,2,,3[object Object]'"},
    {"{'cat':[1.0,' ',0.1,' ',1e21,' ',1e-7,' ',1.2345678901234568e20]}",
     "'1 0.1 1e+21 1e-7 123456789012345680000'"},
    {"{'cat':[-0.000001,' ',1.5e-10,' ',-2.5e30,' ',{'/':[1,0]},' ',{'+':'x'}]}",
     "'-0.000001 1.5e-10 -2.5e+30 Infinity NaN'"},
    {"{'cat':[5e-324,' ',1234567.125,' ',0.30000000000000004]}",
     "'5e-324 1234567.125 0.30000000000000004'"},
    {"{'substr':['jsonlogic',4]}", "'logic'"},
    {"{'substr':['jsonlogic',-5]}", "'logic'"},
    {"{'substr':['jsonlogic',1,3]}", "'son'"},
    {"{'substr':['jsonlogic',4,-2]}", "'log'"},
    {"{'substr':['jsonlogic',4,-9]}", "''"},
    {"{'substr':['abc',9]}", "''"},
    {"{'substr':['abc',-9,1]}", "'a'"},
    {"{'substr':['abc',1,null]}", "''"},
    {"{'substr':['abc',1,1e300]}", "'bc'"},
    {"{'substr':['不动产登记',3,2]}", "'登记'"},
    {"{'substr':[12345,1,2]}", "'23'"},
    {"{'in':['b','abc']}", "true"},
    {"{'in':['d','abc']}", "false"},
    {"{'in':[2,'123']}", "true"},
    {"{'in':['x',7]}", "false"},
    {"{'in':['','']}", "false"},
    {"{'log':[{'cat':'x'}]}", "'x'"},
};

static const Case lists[] = {
    {"{'in':[{'var':'situation.agent'},['no','yes']]}", "true"},
    {"{'in':[7,['no','yes']]}", "false"},
    {"{'in':['1',[1]]}", "false"},
    {"{'in':[1,null]}", "false"},
    {"{'merge':[1,[2,[3]],[],null]}", "[1,2,[3],null]"},
    {"{'merge':[]}", "[]"},
    {"{'merge':5}", "[5]"},
    {"{'map':[{'var':'list'},{'*':[{'var':''},2]}]}", "[2,4,6]"},
    {"{'map':[{'var':'people'},{'var':'name'}]}", "['陈','李']"},
    {"{'map':[{'var':'x'},1]}", "[]"},
    {"{'map':['text',1]}", "[]"},
    {"{'filter':[{'var':'list'},{'%':[{'var':''},2]}]}", "[1,3]"},
    {"{'filter':[{'var':'people'},{'>=':[{'var':'age'},18]}]}", "[{'name':'陈','age':30}]"},
    {"{'reduce':[{'var':'list'},{'+':[{'var':'accumulator'},{'var':'current'}]},10]}", "16"},
    {"{'reduce':[{'var':'people'},{'max':[{'var':'accumulator'},{'var':'current.age'}]},0]}", "30"},
    {"{'reduce':[{'var':'x'},1,7]}", "7"},
    {"{'reduce':[{'var':'x'},1]}", "null"},
    {"{'reduce':[[1],{'var':'other'},7]}", "null"},
    {"{'reduce':[[1,2],{'var':''},7]}",
     "{'current':2,'accumulator':{'current':1,'accumulator':7}}"},
    {"{'all':[{'var':'list'},{'>':[{'var':''},0]}]}", "true"},
    {"{'all':[{'var':'list'},{'>':[{'var':''},1]}]}", "false"},
    {"{'all':[[],true]}", "false"},
    {"{'some':[{'var':'list'},{'>':[{'var':''},2]}]}", "true"},
    {"{'some':[{'var':'x'},true]}", "false"},
    {"{'none':[{'var':'list'},{'>':[{'var':''},3]}]}", "true"},
    {"{'none':[{'var':'list'},{'>':[{'var':''},2]}]}", "false"},
    {"{'none':[[],true]}", "true"},
    // The facts are in scope again behind the body
    {"{'and':[{'some':[{'var':'list'},{'==':[{'var':''},2]}]},{'var':'text'}]}", "'一窗'"},
    {"{'map':[[[1,2],[3]],{'reduce':[{'var':''},{'+':[{'var':'current'},{'var':'accumulator'}]},"
     "0]}]}",
     "[3,3]"},
};

static const Case domain[] = {
    {"{'workdays_between':['2026-11-23','2026-11-27']}", "4"},
    {"{'workdays_between':['2026-11-27','2026-11-23']}", "-4"},
    {"{'workdays_between':['2026-09-30','2026-10-12']}", "4"}, // the holidays of October
    {"{'workdays_between':['2026-11-23','2026-11-31']}", "null"},
    {"{'workdays_between':['2026-11-23',null]}", "null"},
    {"{'workdays_between':['0001-01-01','9999-12-31']}", "null"},
    {"{'age_on':['2008-11-23','2026-11-23']}", "18"},
    {"{'age_on':['2008-11-24','2026-11-23']}", "17"},
    {"{'age_on':['2008-02-29','2026-02-28']}", "17"},
    {"{'age_on':['2008-02-29','2026-03-01']}", "18"},
    {"{'age_on':['" STORY_ID "','2026-11-23']}", "76"},
    {"{'age_on':['110105194912310021','2026-11-23']}", "null"},
    {"{'age_on':['2026-11-24','2026-11-23']}", "null"},
    {"{'age_on':[20081123,'2026-11-23']}", "null"},
    {"{'id_valid':'" STORY_ID "'}", "true"},
    {"{'id_valid':'110105194912310021'}", "false"},
    {"{'id_valid':12}", "false"},
    {"{'id_valid':''}", "false"},
    {"{'uscc_valid':'91350100M000100Y43'}", "true"},
    {"{'uscc_valid':'91350100M000100Y44'}", "false"},
    {"{'uscc_valid':null}", "false"},
    {"{'date':'2026-11-23'}", "'2026-11-23'"},
    {"{'date':['2026-11-23',40]}", "'2027-01-02'"},
    {"{'date':['2026-11-23',-23]}", "'2026-10-31'"},
    {"{'date':['2026-11-23','1']}", "'2026-11-24'"},
    {"{'date':['2026-11-23',0.5]}", "null"},
    {"{'date':['2026-11-23',1e300]}", "null"},
    {"{'date':['9999-12-31',1]}", "null"},
    {"{'date':['0001-01-01',-1]}", "null"},
    {"{'date':'2026-2-3'}", "null"},
    {"{'date':'2026-02-30'}", "null"},
    {"{'date':'２０２６-11-23'}", "null"},
    {"{'date':'2026-11-23T00:00:00Z'}", "null"},
    {"{'date':null}", "null"},
};

typedef struct {
  const Case *cases;
  guint n;
} Table;

#define TABLE(cases) (&(const Table){cases, G_N_ELEMENTS (cases)})

static void
test_table (gconstpointer data)
{
  const Table *table = data;
  g_autoptr (JsonNode) facts = parse (FACTS);
  g_autoptr (JsonObject) years =
      story_data ("{\"years\":{\"2026\":{\"off\":[\"2026-10-01\",\"2026-10-02\",\"2026-10-05\","
                  "\"2026-10-06\",\"2026-10-07\"],\"work\":[\"2026-10-10\"]}}}");
  g_autoptr (YcCalendar) calendar = yc_calendar_new (years, NULL);

  for (guint i = 0; i < table->n; i++) {
    g_autoptr (JsonNode) wanted = parse (table->cases[i].result);
    g_autofree char *expected = json_to_string (wanted, FALSE);
    g_autoptr (JsonNode) rule = parse (table->cases[i].rule);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcLogic) logic = yc_logic_new (rule, &error);
    g_autoptr (JsonNode) result = NULL;
    g_autofree char *found = NULL;

    g_test_message ("%s", table->cases[i].rule);
    g_assert_no_error (error);
    result = yc_logic_apply_to_node (logic, facts, calendar, NULL);
    found = json_to_string (result, FALSE);
    g_assert_cmpstr (found, ==, expected);
  }
}

static void
test_slips (void)
{
  static const Case slips[] = {
      {"{'launch':[]}", "rule: there is no operation “launch”"},
      {"{'and':[true,{'or':[{'vra':'x'}]}]}", "rule.and[1].or[0]: there is no operation “vra”"},
      {"{'!':{'Missing':'a'}}", "rule.!: there is no operation “Missing”"},
      {"[1,{'x':1}]", "rule[1]: there is no operation “x”"},
      {"{'==':[1]}", "rule: too few arguments for “==”"},
      {"{'if':[{'<':1}]}", "rule.if[0]: too few arguments for “<”"},
      {"{'<':[1,2,3,4]}", "rule: too many arguments for “<”"},
      {"{'!':[1,2]}", "rule: too many arguments for “!”"},
      {"{'and':[]}", "rule: too few arguments for “and”"},
      {"{'==':[1,1],'x':1}", "rule: an object of several members has the operation “==”"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (slips); i++) {
    g_autoptr (JsonNode) rule = parse (slips[i].rule);
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_logic_new (rule, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_assert_cmpstr (error->message, ==, slips[i].result);
  }
}

static void
test_problems (void)
{
  static const Case rules[] = {
      {"true", NULL},
      {"{'==':[{'var':'a'},1]}", NULL},
      {"{'!':{'var':'a'}}", NULL},
      {"{'launch':[]}", "launch"},
      {"{'and':[true,{'or':[{'xor':['a','b']}]}]}", "xor"},
      {"{'==':[1,1],'!=':[1,2]}", "{}"},
      {"{'and':[{}]}", "{}"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (JsonNode) rule = parse (rules[i].rule);

    g_assert_cmpstr (yc_logic_find_problem (rule), ==, rules[i].result);
  }
}

static void
test_holds (void)
{
  g_autoptr (JsonObject) facts = story_data ("{\"a\":1}");
  g_autoptr (JsonNode) good = parse ("{'==':[{'var':'a'},1]}");
  g_autoptr (JsonNode) unknown = parse ("{'launch':[1]}");
  g_autoptr (JsonNode) result = yc_logic_evaluate (good, facts);
  g_autoptr (JsonNode) nothing = yc_logic_evaluate (unknown, facts);

  g_assert_true (yc_logic_holds (good, facts));
  g_assert_false (yc_logic_holds (unknown, facts));
  g_assert_true (json_node_get_boolean (result));
  g_assert_true (JSON_NODE_HOLDS_NULL (nothing));
}

static void
test_vars (void)
{
  static const Case rules[] = {
      {"true", ""},
      {"{'and':[{'var':'a.b'},{'var':['c',{'var':'d'}]},{'var':'a.b'}]}", "a.b c d"},
      {"{'some':[{'var':'people'},{'var':'age'}]}", "people"},
      {"{'reduce':[{'var':'list'},{'var':'current'},{'var':'start'}]}", "list start"},
      {"{'missing':['a',['b']]}", "a b"},
      {"{'missing_some':[1,['a','b']]}", "a b"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (JsonNode) rule = parse (rules[i].rule);
    g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);
    g_autoptr (GPtrArray) vars = yc_logic_list_vars (logic);
    g_autofree char *joined = NULL;

    g_ptr_array_add (vars, NULL);
    joined = g_strjoinv (" ", (char **)vars->pdata);
    g_assert_cmpstr (joined, ==, rules[i].result);
  }
}

// A rule that reads whatever another rule names reads anything: "".
static void
test_vars_anything (void)
{
  static const char *const rules[] = {"{'var':''}", "{'var':{'cat':['a']}}",
                                      "{'missing':{'merge':['a']}}"};

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (JsonNode) rule = parse (rules[i]);
    g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);
    g_autoptr (GPtrArray) vars = yc_logic_list_vars (logic);

    g_assert_true (g_ptr_array_find_with_equal_func (vars, "", g_str_equal, NULL));
  }
}

// A rule of a million levels cannot come in (the parser refuses it); one of a thousand is refused.
static void
test_deep (void)
{
  g_autoptr (GError) error = NULL;
  JsonNode *rule = parse ("true");

  for (guint i = 0; i < 1000; i++) {
    JsonObject *object = json_object_new ();

    json_object_set_member (object, "!", rule);
    rule = json_node_init_object (json_node_alloc (), object);
    json_object_unref (object);
  }
  g_assert_null (yc_logic_new (rule, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, ": nested too deeply"));
  json_node_unref (rule);
}

// What grows without end comes to nothing, and soon.
static void
test_greedy (void)
{
#define FORTY "[1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0,1,2,3,4,5,6,7,8,9,0]"
#define BOTH  "[{'var':'accumulator'},{'var':'accumulator'}]"
  static const char *const rules[] = {
      "{'reduce':[" FORTY ",{'cat':" BOTH "},'ab']}",
      "{'reduce':[" FORTY ",{'merge':" BOTH "},[1,2]]}",
      "{'reduce':[" FORTY "," BOTH ",1]}",
      "{'cat':{'reduce':[" FORTY "," BOTH ",1]}}",
      "{'==':[1,{'reduce':[" FORTY "," BOTH ",1]}]}",
      "{'map':[" FORTY ",{'map':[" FORTY ",{'map':[" FORTY ",{'map':[" FORTY ",1]}]}]}]}",
  };
  g_autoptr (JsonObject) facts = json_object_new ();
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autoptr (JsonNode) rule = parse (rules[i]);
    g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);
    YcLogicDoubt doubt = {0};
    g_autoptr (JsonNode) result = yc_logic_apply (logic, facts, NULL, &doubt);

    g_test_message ("%s", rules[i]);
    g_assert_true (JSON_NODE_HOLDS_NULL (result));
    g_assert_true (doubt.too_much);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
}

// Which year was guessed, when working days were counted with the calendar of 2026 only.
static void
test_unpublished (void)
{
  static const struct {
    const char *from, *to;
    int year;
  } cases[] = {
      {"2026-01-02", "2026-12-31", 0},    {"2025-12-31", "2026-12-31", 0},
      {"2027-01-01", "2027-12-31", 2027}, {"2026-12-30", "2027-01-01", 2027},
      {"2027-01-01", "2026-12-30", 2027}, {"2025-12-30", "2026-01-05", 2025},
      {"2027-03-01", "2027-03-01", 0},    {"2026-12-31", "2027-01-01", 2027},
      {"2031-03-02", "2035-03-01", 2031}, {"2027", "2028", 0},
  };
  g_autoptr (JsonObject) facts = json_object_new ();
  g_autoptr (JsonObject) years = story_data ("{'years':{'2026':{'off':[],'work':[]}}}");
  g_autoptr (YcCalendar) calendar = yc_calendar_new (years, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json =
        g_strdup_printf ("{'workdays_between':['%s','%s']}", cases[i].from, cases[i].to);
    g_autoptr (JsonNode) rule = parse (json);
    g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);
    YcLogicDoubt doubt = {0};

    g_test_message ("%s", json);
    yc_logic_is_true (logic, facts, calendar, &doubt);
    g_assert_cmpint (doubt.unpublished_year, ==, cases[i].year);
    g_assert_false (doubt.too_much);
  }
}

#define N_TIMES 2000

static gpointer
run_often (gpointer data)
{
  const YcLogic *logic = data;
  g_autoptr (JsonObject) facts = story_data ("{\"a\":[1,2,3]}");
  guint held = 0;

  for (guint i = 0; i < N_TIMES; i++)
    held += yc_logic_is_true (logic, facts, NULL, NULL) ? 1 : 0;
  return GUINT_TO_POINTER (held);
}

static void
test_threads (void)
{
  g_autoptr (JsonNode) rule = parse ("{'==':[{'cat':{'map':[{'var':'a'},{'var':''}]}},'1,2,3']}");
  g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("rule", run_often, logic);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_thread_join (threads[i])), ==, N_TIMES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/rules/logic/constants stay what they are", TABLE (constants), test_table);
  g_test_add_data_func ("/rules/logic/facts are found by their path", TABLE (readings), test_table);
  g_test_add_data_func ("/rules/logic/truth is as jsonlogic.com says", TABLE (truths), test_table);
  g_test_add_data_func ("/rules/logic/comparing coerces like JavaScript", TABLE (comparisons),
                        test_table);
  g_test_add_data_func ("/rules/logic/numbers are computed like JavaScript", TABLE (sums),
                        test_table);
  g_test_add_data_func ("/rules/logic/texts are joined and cut", TABLE (texts), test_table);
  g_test_add_data_func ("/rules/logic/lists are walked through", TABLE (lists), test_table);
  g_test_add_data_func ("/rules/logic/days, ages and numbers of ours are known", TABLE (domain),
                        test_table);
  g_test_add_func ("/rules/logic/a slip is refused with its place", test_slips);
  g_test_add_func ("/rules/logic/an unknown operation is named", test_problems);
  g_test_add_func ("/rules/logic/a rule may be used once without ado", test_holds);
  g_test_add_func ("/rules/logic/what a rule reads is listed", test_vars);
  g_test_add_func ("/rules/logic/a rule that may read anything says so", test_vars_anything);
  g_test_add_func ("/rules/logic/a deep rule is refused", test_deep);
  g_test_add_func ("/rules/logic/a greedy rule ends", test_greedy);
  g_test_add_func ("/rules/logic/a year without a calendar is named", test_unpublished);
  g_test_add_func ("/rules/logic/several threads may use one rule", test_threads);
  return g_test_run ();
}
