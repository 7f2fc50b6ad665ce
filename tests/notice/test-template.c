// The templates of papers: their faults are found and named, their vocabulary is complete.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "office.h"
#include "story.h"
#include "yc-error.h"

#include <string.h>

static void
test_faults (void)
{
  static const char *const faults[][2] = {
      {"{}", "kind"},
      {"{'kind':'x'}", "title"},
      {"{@}", "paper “x”: body"},
      {"{@,'body':{}}", "body"},
      {"{@,'body':[],'footer':'x'}", "“footer” is not known"},
      {"{@,'copies':'two','body':[]}", "copies"},
      {"{@,'copies':[1],'body':[]}", "copies[0]"},
      {"{@,'titles':{'benefit':1},'body':[]}", "titles: benefit"},
      {"{@,'body':[1]}", "body[0]: no element"},
      {"{@,'body':[{'heading':'x'}]}", "body[0]: no element"},
      {"{@,'body':[{'skip':1},{'text':'{{case.colour}}'}]}",
       "body[1]: text: text: no facts have “case.colour”"},
      {"{@,'body':[{'text':'{{case.number'}]}", "without }}"},
      {"{@,'body':[{'text':'{{name}}'}]}", "no facts have “name”"},
      {"{@,'body':[{'text':'x','align':'middle'}]}", "align"},
      {"{@,'body':[{'text':'x','size':200}]}", "size: a number from 6 to 36"},
      {"{@,'body':[{'text':'x','bold':'yes'}]}", "bold: true or false"},
      {"{@,'body':[{'text':'x','colour':'red'}]}", "“colour” is not known"},
      {"{@,'body':[{'line':'x'}]}", "line: {"},
      {"{@,'body':[{'list':{'rows':'people','text':'x'}}]}", "no facts have rows “people”"},
      {"{@,'body':[{'list':{'rows':'materials','text':'{{colour}}'}}]}", "“colour”"},
      {"{@,'body':[{'each':'materials'}]}", "each: body"},
      {"{@,'body':[{'if':'case.colour','body':[]}]}", "if: no facts have “case.colour”"},
      {"{@,'body':[{'sign':[]}]}", "1 to 3 labels"},
      {"{@,'body':[{'sign':[1]}]}", "sign[0]"},
      {"{@,'body':[{'seal':'x','sign':['a','b','c']}]}", "1 to 2 labels"},
      {"{@,'body':[{'skip':-1}]}", "skip: a number"},
      {"{@,'body':[{'grid':[{'cells':[]}]}]}", "grid: [0]: cells"},
      {"{@,'body':[{'grid':[{'cells':[{'label':'x'}]}]}]}", "cells[0]: value"},
      {"{@,'body':[{'table':{'rows':'materials','columns':[]}}]}", "columns: 1 to 8"},
      {"{@,'body':[{'table':{'rows':'materials','columns':[{'title':'x','value':'{{name}}',"
       "'width':0.5}]}}]}",
       "add up to 0.5"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_auto (GStrv) parts = g_strsplit (faults[i][0], "@", -1);
    g_autofree char *json = g_strjoinv ("'kind':'x','title':'x','title_en':'x','word':'x'", parts);
    g_autoptr (JsonObject) template = story_data (json);
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_paper_new (template, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    if (strstr (error->message, faults[i][1]) == NULL)
      g_error ("“%s” is not in: %s", faults[i][1], error->message);
  }
}

static void
test_deep (void)
{
  GString *json = g_string_new ("{'kind':'x','title':'x','title_en':'x','word':'x','body':[");
  g_autoptr (JsonObject) template = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append (json, "{'if':'case.number','body':[");
  for (guint i = 0; i < 12; i++)
    g_string_append (json, "]}");
  g_string_append (json, "]}");
  template = story_data (json->str);
  g_string_free (json, TRUE);
  g_assert_null (yc_paper_new (template, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  g_assert_nonnull (strstr (error->message, "8 deep"));
}

// ---- The vocabulary

// A template that prints this fact: a.b[].c as {"each": "a.b", "body": [{"text": "{{c}}"}]}.
static char *
template_for (const char *path)
{
  const char *rows = strstr (path, "[]");
  g_autofree char *before = rows != NULL ? g_strndup (path, (gsize)(rows - path)) : NULL;
  g_autofree char *inner = NULL;

  if (rows == NULL)
    return g_strdup_printf ("{'text':'{{%s}}'}", path);
  inner = rows[2] == '.' ? template_for (rows + 3) : g_strdup ("{'skip':1}");
  return g_strdup_printf ("{'each':'%s','body':[%s]}", before, inner);
}

static void
visit (JsonNode *node, const char *path, GHashTable *paths)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *inner;

  if (JSON_NODE_HOLDS_VALUE (node) || g_str_equal (path, "item.legal_basis")) {
    g_hash_table_add (paths, g_strdup (path));
    return;
  }
  if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);
    g_autofree char *rows = g_strconcat (path, "[]", NULL);

    g_hash_table_add (paths, g_strdup (rows));
    for (guint i = 0; i < json_array_get_length (array); i++)
      visit (json_array_get_element (array, i), rows, paths);
    return;
  }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &member, &inner)) {
    g_autofree char *next =
        *path != '\0' ? g_strconcat (path, ".", member, NULL) : g_strdup (member);

    visit (inner, next, paths);
  }
}

static void
test_vocabulary (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (GHashTable) paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer path;

  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

    json_node_take_object (node, office_facts (catalogue, item, row));
    visit (node, "", paths);
  }
  g_assert_cmpuint (g_hash_table_size (paths), >, 90);
  g_hash_table_iter_init (&iter, paths);
  while (g_hash_table_iter_next (&iter, &path, NULL)) {
    g_autofree char *element = template_for (path);
    g_autofree char *body = g_strdup_printf ("[%s]", element);

    yc_paper_unref (office_paper_of (body)); // which fails the test if it does not know the fact
  }
}

static void
test_all_kinds (void)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue/papers", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *kind = g_strndup (name, strlen (name) - strlen (".json"));
    g_autoptr (YcPaper) paper = office_load (kind);

    g_assert_cmpstr (yc_paper_get_kind (paper), ==, kind);
    g_assert_true (g_hash_table_add (words, g_strdup (yc_paper_get_word (paper))));
    office_find (kind); // the table above knows it
    n++;
  }
  g_assert_cmpuint (n, ==, 20);
}

static void
test_titles (void)
{
  static const char *const titles[][3] = {
      {"grant", "licence", "准予行政许可决定书"},
      {"grant", "benefit", "准予行政给付决定书"},
      {"grant", "public-service", "准予办理决定书"},
      {"refusal", "confirmation", "不予行政确认决定书"},
      {"refusal", "no such kind", "不予行政许可决定书"},
      {"not-needed", "benefit", "不需要办理告知书"},
      {"voucher", "benefit", "收件凭证"},
      {"voucher", NULL, "收件凭证"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    g_autoptr (YcPaper) paper = office_load (titles[i][0]);

    g_assert_cmpstr (yc_paper_get_title_for (paper, titles[i][1]), ==, titles[i][2]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add_func ("/notice/template/" path, function)
  ADD ("a template with a fault says where", test_faults);
  ADD ("a template is not nested without end", test_deep);
  ADD ("templates may say whatever there are facts for", test_vocabulary);
  ADD ("every kind of the city has a word of its own", test_all_kinds);
  ADD ("titles follow the kind of the item", test_titles);
#undef ADD
  return g_test_run ();
}
