// Reading the catalogue: the demo city loads, and every malformed member has its error.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "story.h"
#include "yc-error.h"

#include <string.h>

static void
test_city (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  g_assert_cmpuint (yc_catalogue_get_items (catalogue)->len, ==, 31);
  g_assert_cmpint (yc_catalogue_get_version (catalogue), ==, 1);
  g_assert_cmpstr (yc_catalogue_get_city (catalogue)->name.zh, ==, "云溪市");
  g_assert_nonnull (yc_catalogue_find_department (catalogue, "market-regulation"));
  g_assert_nonnull (yc_catalogue_find_hall (catalogue, "main"));
  g_assert_cmpstr (yc_catalogue_find_window (catalogue, "general-1")->theme, ==, "general");
  g_assert_null (yc_catalogue_find_item (catalogue, "nothing"));
  g_assert_null (yc_catalogue_find_department (catalogue, NULL));
  g_assert_null (yc_catalogue_find_hall (catalogue, "nowhere"));
  g_assert_null (yc_catalogue_find_window (catalogue, "nowhere"));
  g_assert_cmpstr (item->name.en, ==, "Food business licence (new)");
  g_assert_cmpint (item->promised_days, ==, 5);
  g_assert_true (yc_item_find_material (item, "rules")->secondary);
  g_assert_cmpint (yc_item_find_material (item, "application")->keep, ==, YC_KEEP_ORIGINAL);
  g_assert_null (yc_item_find_material (item, "nothing"));
}

static void
test_offered (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  g_assert_true (yc_item_is_offered (item, "general"));
  g_assert_true (yc_item_is_offered (item, "business"));
  g_assert_false (yc_item_is_offered (item, "real-estate"));
}

static void
test_fields (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  static const struct {
    const char *id;
    YcFieldKind kind;
  } expected[] = {
      {"licence_code", YC_FIELD_TEXT}, {"premises", YC_FIELD_TEXT}, {"area", YC_FIELD_NUMBER},
      {"staff", YC_FIELD_INTEGER},     {"items", YC_FIELD_CHOICE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    const YcField *field = item->fields->pdata[i];

    g_assert_cmpstr (field->id, ==, expected[i].id);
    g_assert_cmpint (field->kind, ==, expected[i].kind);
    g_assert_true (field->required);
  }
  g_assert_cmpstr (((YcField *)item->fields->pdata[2])->unit, ==, "m²");
  g_assert_cmpuint (((YcField *)item->fields->pdata[4])->choices->len, ==, 6);
}

#define ITEM   "{'code':'i','name':'n','department':'d'%s}"
#define OTHERS "'calendars':{'years':{}},'offices':{'city':{'id':'c','name':'n'}}"

static void
refuse (const char *json, const char *what)
{
  g_autoptr (JsonObject) body = story_data (json);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCatalogue) catalogue = yc_catalogue_new (body, &error);

  g_test_message ("%s", json);
  g_assert_null (catalogue);
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_malformed_body (void)
{
  static const char *const cases[][2] = {
      {"{}", "offices"},
      {"{'offices':{},'calendars':{'years':{}},'items':[]}", "city"},
      {"{'offices':[],'calendars':{'years':{}},'items':[]}", "offices"},
      {"{'offices':{'city':{}},'items':[]}", "calendars"},
      {"{'offices':{'city':{}},'calendars':{},'items':[]}", "years"},
      {"{" OTHERS "}", "items"},
      {"{" OTHERS ",'items':{}}", "items"},
      {"{" OTHERS ",'items':[7]}", "items[0]"},
      {"{'offices':{'city':{},'halls':[7]},'calendars':{'years':{}},'items':[]}", "halls[0]"},
      {"{'offices':{'city':{},'departments':[{'id':'a'}]},'calendars':{'years':{}},'items':[]}",
       "departments[0]"},
      {"{'offices':{'city':{},'windows':[null]},'calendars':{'years':{}},'items':[]}",
       "windows[0]"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse (cases[i][0], cases[i][1]);
}

static void
test_malformed_item (void)
{
  static const char *const cases[][2] = {
      {",'legal_days':-1", "legal_days"},
      {",'promised_days':99999999", "promised_days: not a number of working days"},
      {",'form':{'properties':{'a':{'type':'number','title':'a','x-computed':{'var':'form.a'}}}}",
       "form.properties.a.x-computed: "},
      {",'checks':[{'id':'c','text':'t','rule':{'launch':[]}}]", "checks[0].rule: "},
      {",'legal_days':5,'promised_days':6", "promised_days"},
      {",'windows':'general'", "windows"},
      {",'materials':{}", "materials"},
      {",'materials':[7]", "materials[0]"},
      {",'materials':[{'name':'n'}]", "materials[0]"},
      {",'materials':[{'id':'m'}]", "materials[0]"},
      {",'materials':[{'id':'m','name':'n','copies':-1}]", "copies"},
      {",'materials':[{'id':'m','name':'n','need':false}]", "need"},
      {",'materials':[{'id':'m','name':'n','need':'yes'}]", "need"},
      {",'materials':[{'id':'m','name':'n','need':null}]", "need"},
      {",'materials':[{'id':'m','name':'n','need':{}}]", "need"},
      {",'materials':[{'id':'m','name':'n','need':{'launch':[]}}]", "launch"},
      {",'materials':[{'id':'m','name':'n','points':[{'id':'p'}]}]", "points[0]"},
      {",'materials':[{'id':'m','name':'n','points':[null]}]", "points[0]"},
      {",'materials':[{'id':'m','name':'n','sample':{}}]", "materials[0].sample"},
      {",'materials':[{'id':'m','name':'n','sample':{'form':true}}]", "sample.form"},
      {",'materials':[{'id':'m','name':'n','points':[{'id':'p','text':'t'}],"
       "'sample':{'lines':[{'label':'l','text':'t','point':'q'}]}}]",
       "sample.lines[0].point"},
      {",'situations':[{'question':'q'}]", "situations[0]"},
      {",'situations':['q']", "situations[0]"},
      {",'situations':[{'id':'s','question':'q','answers':[{'id':'a'}]}]", "answers[0]"},
      {",'form':{'properties':{'area':7}}", "area"},
      {",'form':{'properties':{'area':{'type':'number'}}}", "area"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *item = g_strdup_printf (ITEM, cases[i][0]);
    g_autofree char *body = g_strdup_printf ("{" OTHERS ",'items':[%s]}", item);

    refuse (body, cases[i][1]);
  }
  for (const char *const *m = (const char *const[]){"code", "name", "department", NULL}; *m; m++) {
    g_autofree char *item = g_strdup_printf (ITEM, "");
    g_autoptr (JsonObject) object = story_data (item);
    g_autofree char *text = NULL;
    g_autofree char *body = NULL;
    g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

    json_object_remove_member (object, *m);
    text = json_to_string (node, FALSE);
    body = g_strdup_printf ("{" OTHERS ",'items':[%s]}", text);
    refuse (body, *m);
  }
}

// The lamp turns yellow by days, or by a share of the promised limit in whole days.
static void
test_yellow (void)
{
  static const struct {
    const char *members;
    int days;
  } cases[] = {
      {"'promised_days':12,'yellow_days':3", 3},
      {"'promised_days':12,'yellow_share':0.25", 3},
      {"'promised_days':10,'yellow_share':0.25", 3},
      {"'promised_days':10,'yellow_share':0", 0},
      {"'promised_days':10,'yellow_share':1", 10},
      {"'promised_days':10,'yellow_share':7", 10},
      {"'promised_days':10", 1},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf (
        "{" OTHERS ",'items':[{'code':'x','name':'n','department':'d',%s}]}", cases[i].members);
    g_autoptr (JsonObject) body = story_data (json);
    g_autoptr (YcCatalogue) catalogue = yc_catalogue_new (body, NULL);

    g_assert_cmpint (yc_catalogue_find_item (catalogue, "x")->yellow_days, ==, cases[i].days);
  }
}

// The smallest catalogue, and one of members of another kind that are not needed.
static void
test_smallest (void)
{
  static const char *const members[] = {"",
                                        ",'grounds':7,'form':[],'in_person':'x','keywords':[7]"};

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *item = g_strdup_printf (ITEM, members[i]);
    g_autofree char *json = g_strdup_printf ("{" OTHERS ",'items':[%s]}", item);
    g_autoptr (JsonObject) body = story_data (json);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcCatalogue) catalogue = yc_catalogue_new (body, &error);

    g_assert_no_error (error);
    g_assert_cmpint (yc_catalogue_get_version (catalogue), ==, 0);
    g_assert_cmpuint (yc_catalogue_find_item (catalogue, "i")->materials->len, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/catalogue/the demo city loads", test_city);
  g_test_add_func ("/rules/catalogue/a window offers what its theme has", test_offered);
  g_test_add_func ("/rules/catalogue/a form has its fields in order", test_fields);
  g_test_add_func ("/rules/catalogue/a malformed body says where", test_malformed_body);
  g_test_add_func ("/rules/catalogue/a malformed item says where", test_malformed_item);
  g_test_add_func ("/rules/catalogue/what is not needed may be absent", test_smallest);
  g_test_add_func ("/rules/catalogue/a lamp turns yellow by days or by a share", test_yellow);
  return g_test_run ();
}
