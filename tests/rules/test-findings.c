// What the checklist says of small items: groups, grounds, and rules that cannot be relied on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-checklist.h"

#include <string.h>

#define FORM "'form':{'properties':{'n':{'type':'number','title':'n'}}}"

// A city of one item “x”, with two laws and these further members. Its calendar is that of 2026.
static YcCatalogue *
city_of (const char *members)
{
  g_autofree char *json = g_strdup_printf (
      "{'version':1,'calendars':{'years':{'2026':{'off':[],'work':[]}}},'offices':{'city':{}},"
      "'items':[{'code':'x','name':'事项','name_en':'Item','department':'d','legal_basis':"
      "['《某法》第一条','《某法》第二条'],%s}]}",
      members);
  g_autoptr (JsonObject) body = story_data (json);
  g_autoptr (GError) error = NULL;
  YcCatalogue *catalogue = yc_catalogue_new (body, &error);

  g_assert_no_error (error);
  return catalogue;
}

// What is found on the fourth of May in a case that was begun and filled in.
static GPtrArray *
evaluate (YcCatalogue *catalogue, const char *form)
{
  const YcToday today = {yc_catalogue_get_calendar (catalogue), yc_day_from_string ("2026-05-04")};
  const YcItem *item = yc_catalogue_find_item (catalogue, "x");
  g_autofree char *filled = g_strdup_printf (
      "{'applicant':{'name':'" STORY_NAME "','id_number':'" STORY_ID "'},'form':%s}", form);
  g_autoptr (YcCase) self = story_step (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL),
                                        YC_EVENT_FILLED, STORY_START, filled);

  return yc_checklist_evaluate (item, self, &today);
}

static const YcFinding *
find (GPtrArray *findings, const char *key)
{
  for (guint i = 0; i < findings->len; i++) {
    g_autofree char *one = yc_finding_get_key (findings->pdata[i]);

    if (g_str_equal (one, key))
      return findings->pdata[i];
  }
  return NULL;
}

// The members with each @ replaced by the rule.
static char *
with_rule (const char *members, const char *rule)
{
  GString *text = g_string_new (members);

  g_string_replace (text, "@", rule, 0);
  return g_string_free (text, FALSE);
}

// Goes 300 times 300 times 300 times through a list: true, if anybody lived to see it.
static char *
greedy (void)
{
  GString *list = g_string_new ("[0");
  GString *rule = g_string_new ("1");

  for (guint i = 1; i < 300; i++)
    g_string_append (list, ",0");
  g_string_append_c (list, ']');
  for (guint i = 0; i < 3; i++) {
    g_autofree char *inner = g_strdup (rule->str);

    g_string_printf (rule, "{'reduce':[%s,%s,1]}", list->str, inner);
  }
  g_string_free (list, TRUE);
  return g_string_free (rule, FALSE);
}

// Each place where a rule may stand.
static const struct {
  const char *members, *rule;
} places[] = {
    {"'materials':[{'id':'m','name':'材料','need':@}]", "materials/m/need"},
    {"'situations':[{'id':'s','question':'问','need':@,'answers':[]}]", "situations/s/need"},
    {"'checks':[{'id':'c','text':'错','rule':{'==':[1,2]},'when':@}]", "checks/c/when"},
    {"'checks':[{'id':'c','text':'错','rule':@}]", "checks/c/rule"},
    {"'form':{'properties':{'n':{'type':'number','title':'n','x-computed':@}}}", "form/n"},
    {"'form':{'properties':{'g':{'type':'array','title':'g','minItems':1,'items':{'properties':"
     "{'n':{'type':'number','title':'n','x-computed':@}}}}}}",
     "form/g/0/n"},
};

static void
test_too_much (void)
{
  g_autofree char *rule = greedy ();

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *members = with_rule (places[i].members, rule);
    g_autofree char *key = g_strconcat ("undecided:", places[i].rule, NULL);
    g_autoptr (YcCatalogue) catalogue = city_of (members);
    g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");
    const YcFinding *finding = find (findings, key);

    g_assert_nonnull (finding);
    g_assert_cmpint (finding->severity, ==, YC_SEVERITY_BLOCKS);
    g_assert_nonnull (strstr (finding->what.zh, places[i].rule));
    g_assert_nonnull (strstr (finding->what.en, places[i].rule));
    g_assert_nonnull (strstr (finding->cure.zh, "事项编辑"));
    g_assert_null (find (findings, "check:c")); // not known is not wrong
    g_assert_cmpuint (yc_checklist_count_blocking (findings), ==, 1);
  }
}

// The material that nobody knows whether to ask for is not complete either.
static void
test_too_much_of_a_material (void)
{
  g_autofree char *rule = greedy ();
  g_autofree char *members = with_rule (places[0].members, rule);
  g_autoptr (YcCatalogue) catalogue = city_of (members);
  const YcItem *item = yc_catalogue_find_item (catalogue, "x");
  g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");

  g_assert_false (yc_checklist_is_complete (findings, yc_item_find_material (item, "m")));
}

// A pattern that backtracks without end, where it decides what the form shows, and in a field.
static void
test_too_much_of_a_form (void)
{
  static const char *const cases[][2] = {
      {"'form':{'properties':{'a':{'type':'string','title':'a'}},'if':{'properties':{'a':"
       "{'pattern':'^(a+)+$'}}},'then':{'required':['b']}}",
       "undecided:form/if/properties/a"},
      {"'form':{'properties':{'a':{'type':'string','title':'a','pattern':'^(a+)+$'}}}",
       "undecided:form/properties/a"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcCatalogue) catalogue = city_of (cases[i][0]);
    g_autoptr (GPtrArray) findings = evaluate (
        catalogue, "{'a':'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'}");
    const YcFinding *finding = find (findings, cases[i][1]);

    g_assert_nonnull (finding);
    g_assert_cmpint (finding->severity, ==, YC_SEVERITY_BLOCKS);
  }
}

// With the calendar of 2026 only, whatever counts into 2027 is said to be a guess, and no more.
static void
test_unpublished (void)
{
  const char *rule = "{'>':[{'workdays_between':[{'var':'today'},'2027-03-01']},0]}";

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *members = with_rule (places[i].members, rule);
    g_autofree char *key = g_strconcat ("provisional:", places[i].rule, NULL);
    g_autoptr (YcCatalogue) catalogue = city_of (members);
    g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");
    const YcFinding *finding = find (findings, key);

    g_assert_nonnull (finding);
    g_assert_cmpint (finding->severity, ==, YC_SEVERITY_INFORMS);
    g_assert_nonnull (strstr (finding->what.zh, "2027"));
    g_assert_nonnull (strstr (finding->what.en, "2027"));
  }
}

static void
test_published (void)
{
  const char *rule = "{'>':[{'workdays_between':[{'var':'today'},'2026-12-31']},0]}";

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *members = with_rule (places[i].members, rule);
    g_autoptr (YcCatalogue) catalogue = city_of (members);
    g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");

    for (guint f = 0; f < findings->len; f++)
      g_assert_cmpint (((YcFinding *)findings->pdata[f])->code, !=, YC_FINDING_PROVISIONAL);
  }
}

// ---- Groups -------------------------------------------------------------------------------------

#define GROUP                                                                                      \
  "'materials':[{'id':'a','name':'甲','name_en':'A','need':true,'any_of':'g','form':'original'}," \
  "{'id':'b','name':'乙','name_en':'B','need':true,'any_of':'g','copies':2,'form':'both'},"       \
  "{'id':'c','name':'丙','name_en':'C','need':{'==':[{'var':'form.n'},1]},'any_of':'g'}]," FORM

static void
test_group (void)
{
  static const struct {
    const char *form, *what, *what_en, *cure;
  } cases[] = {
      {"{}", "未提交，任选其一：甲 / 乙", "Missing, one of: A / B",
       "任选其一提交：甲原件 1 份 / 乙原件核对，留复印件 2 份"},
      {"{'n':1}", "未提交，任选其一：甲 / 乙 / 丙", "Missing, one of: A / B / C",
       "任选其一提交：甲原件 1 份 / 乙原件核对，留复印件 2 份 / 丙复印件 1 份"},
  };
  g_autoptr (YcCatalogue) catalogue = city_of (GROUP);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) findings = evaluate (catalogue, cases[i].form);
    const YcFinding *finding = find (findings, "material:a");

    g_assert_cmpuint (findings->len, ==, 1);
    g_assert_cmpstr (finding->what.zh, ==, cases[i].what);
    g_assert_cmpstr (finding->what.en, ==, cases[i].what_en);
    g_assert_cmpstr (finding->cure.zh, ==, cases[i].cure);
  }
}

// Where only one of a group is asked for, there is nothing to choose.
static void
test_group_of_one (void)
{
  g_autoptr (YcCatalogue) catalogue =
      city_of ("'materials':[{'id':'a','name':'甲','need':true,'any_of':'g'},"
               "{'id':'b','name':'乙','need':{'==':[1,2]},'any_of':'g'}]");
  g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_null (find (findings, "material:a")->what.zh);
}

// ---- Grounds ------------------------------------------------------------------------------------

static void
test_ground (void)
{
  static const struct {
    const char *key, *ground;
  } cases[] = {
      {"material:a", "《某法》第一条"},  {"material:b", "《办法》第三条"},
      {"field:n", "《某法》第一条"},     {"check:own", "《办法》第五条"},
      {"check:plain", "《某法》第一条"}, {"undecided:checks/greedy/rule", "《某法》第一条"},
  };
  g_autofree char *rule = greedy ();
  g_autofree char *members = with_rule (
      "'materials':[{'id':'a','name':'甲','need':true},{'id':'b','name':'乙','need':true,'ground':"
      "'《办法》第三条'}],'checks':[{'id':'own','text':'错','rule':{'==':[1,2]},'ground':"
      "'《办法》第五条'},{'id':'plain','text':'错','rule':{'==':[1,2]}},{'id':'greedy','text':'错',"
      "'rule':@}],'form':{'properties':{'n':{'type':'number','title':'n'}},'required':['n']}",
      rule);
  g_autoptr (YcCatalogue) catalogue = city_of (members);
  g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const YcFinding *finding = find (findings, cases[i].key);

    g_assert_nonnull (finding);
    g_assert_cmpstr (finding->ground, ==, cases[i].ground);
  }
}

// What a need reads of materials is not there yet: it cannot turn in a circle.
static void
test_need_of_pages (void)
{
  g_autoptr (YcCatalogue) catalogue =
      city_of ("'materials':[{'id':'a','name':'甲','need':{'!':{'var':'materials.a.needed'}}}]");
  const YcItem *item = yc_catalogue_find_item (catalogue, "x");
  g_autoptr (GPtrArray) asked = yc_checklist_list_materials (item, NULL, NULL);
  g_autoptr (GPtrArray) findings = evaluate (catalogue, "{}");

  g_assert_cmpuint (asked->len, ==, 1);
  g_assert_nonnull (find (findings, "material:a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/findings/a rule that takes too much blocks and is named", test_too_much);
  g_test_add_func ("/rules/findings/a need that takes too much leaves its material incomplete",
                   test_too_much_of_a_material);
  g_test_add_func ("/rules/findings/a form that takes too much blocks and is named",
                   test_too_much_of_a_form);
  g_test_add_func ("/rules/findings/a guess at an unpublished year is told", test_unpublished);
  g_test_add_func ("/rules/findings/a published year is no guess", test_published);
  g_test_add_func ("/rules/findings/of a group all that would do is named", test_group);
  g_test_add_func ("/rules/findings/a group of one is no choice", test_group_of_one);
  g_test_add_func ("/rules/findings/each finding has a legal ground", test_ground);
  g_test_add_func ("/rules/findings/what is asked for and what is found agree", test_need_of_pages);
  return g_test_run ();
}
