// The papers of a window, printed from cases of the demo city and read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "office.h"
#include "reader.h"
#include "story.h"
#include "yc-error.h"

#include <stdlib.h>
#include <string.h>

static char *
read_paper (const YcPaper *paper, JsonObject *facts, YcPaperFlags flags, const char *tool)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_paper_print (paper, facts, flags, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = reader_run (pdf, tool);
  return g_str_has_prefix (tool, "pdftotext") ? reader_squeeze (said) : g_steal_pointer (&said);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

static guint
count_copies (const char *kind)
{
  g_autoptr (JsonObject) template = office_template (kind);

  return json_array_get_length (json_object_get_array_member (template, "copies"));
}

static void
assert_says_all (const OfficePaper *row, const YcPaper *paper, const char *text)
{
  reader_assert_says (text, yc_paper_get_title_for (paper, "licence"));
  reader_assert_says (text, OFFICE_NUMBER);
  for (guint i = 0; i < G_N_ELEMENTS (row->says) && row->says[i] != NULL; i++)
    reader_assert_says (text, row->says[i]);
  g_assert_cmpuint (count (text, "共1页") + 2 * count (text, "第2页共2页"), >=,
                    count_copies (row->kind));
  g_assert_null (strstr (text, "{{"));
  g_assert_null (strstr (text, "补打"));
  g_assert_null (strstr (text, "预览"));
  g_assert_null (strstr (text, "暂定"));
}

static void
test_text (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (YcPaper) paper = office_load (row->kind);
    g_autoptr (JsonObject) facts = office_facts (catalogue, item, row);
    g_autofree char *text = read_paper (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");

    g_assert_cmpstr (yc_paper_get_kind (paper), ==, row->kind);
    assert_says_all (row, paper, text);
  }
}

static void
test_fonts (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (YcPaper) paper = office_load (row->kind);
    g_autoptr (JsonObject) facts = office_facts (catalogue, item, row);
    g_autofree char *said = read_paper (paper, facts, YC_PAPER_PLAIN, "pdffonts");
    g_auto (GStrv) lines = g_strsplit (g_strchomp (said), "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), >, 2);
    for (guint i = 2; lines[i] != NULL; i++) { // behind the head: … emb sub uni object
      g_auto (GStrv) words = g_regex_split_simple (" +", lines[i], 0, 0);

      g_assert_nonnull (strstr (words[0], "CJK"));
      g_assert_cmpstr (words[g_strv_length (words) - 5], ==, "yes");
    }
  }
}

// Everything that is not known is a dash, and no paper is too proud to be printed.
static void
test_nothing_known (void)
{
  g_autoptr (JsonObject) nothing = json_object_new ();

  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (YcPaper) paper = office_load (row->kind);
    g_autofree char *text = read_paper (paper, nothing, YC_PAPER_PLAIN, "pdftotext -raw");

    reader_assert_says (text, yc_paper_get_title (paper));
    reader_assert_says (text, "—");
    g_assert_null (strstr (text, "{{"));
    g_assert_null (strstr (text, "(null)"));
  }
}

static void
test_marks (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcPaper) paper = office_load ("voucher");
  g_autoptr (JsonObject) facts = office_facts (catalogue, item, office_find ("voucher"));
  g_autofree char *again = read_paper (paper, facts, YC_PAPER_REPRINT, "pdftotext -raw");
  g_autofree char *draft = read_paper (paper, facts, YC_PAPER_DRAFT, "pdftotext -raw");

  g_assert_cmpuint (count (again, "收件凭证（补打）"), ==, 2);
  g_assert_cmpuint (count (again, "预览"), ==, 0);
  g_assert_cmpuint (count (draft, "（预览，未编号）"), ==, 4); // under the title and at the foot
  g_assert_null (strstr (draft, OFFICE_NUMBER));
  g_assert_null (strstr (draft, "补打"));
}

// Every fact has a word that templates may say, and every word is a fact.
static void
gather (JsonObject *facts, const char *prefix, GHashTable *found)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, facts);
  while (json_object_iter_next (&iter, &member, &node)) {
    g_autofree char *path = g_strconcat (prefix, member, NULL);
    gboolean rows = JSON_NODE_HOLDS_ARRAY (node) && !g_str_has_suffix (path, "legal_basis");

    if (g_str_equal (path, "form"))
      continue;
    if (JSON_NODE_HOLDS_OBJECT (node)) {
      g_autofree char *inner = g_strconcat (path, ".", NULL);

      gather (json_node_get_object (node), inner, found);
    } else if (!rows) {
      g_hash_table_add (found, g_steal_pointer (&path));
    } else {
      JsonArray *array = json_node_get_array (node);
      g_autofree char *inner = g_strconcat (path, "[].", NULL);

      g_hash_table_add (found, g_strconcat (path, "[]", NULL));
      for (guint i = 0; i < json_array_get_length (array); i++)
        gather (json_array_get_object_element (array, i), inner, found);
    }
  }
}

static void
test_known_words (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer path;

  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (JsonObject) facts = office_facts (catalogue, item, row);

    gather (facts, "", found);
  }
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &path, NULL)) {
    g_autoptr (JsonObject) template = json_object_new ();
    const char *dot = strstr (path, "[].");
    g_autofree char *json = NULL;

    if (dot != NULL || g_str_has_suffix (path, "[]"))
      continue; // rows are looked at by the templates that print them
    json = g_strdup_printf ("{'kind':'x','title':'x','title_en':'x','word':'x',"
                            "'body':[{'text':'{{%s}}'}]}",
                            (char *)path);
    g_clear_pointer (&template, json_object_unref);
    template = story_data (json);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcPaper) paper = yc_paper_new (template, &error);
    g_assert_no_error (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/notice/papers/each kind says what the law asks for", test_text);
  g_test_add_func ("/notice/papers/every font is in the file", test_fonts);
  g_test_add_func ("/notice/papers/what is not known is a dash", test_nothing_known);
  g_test_add_func ("/notice/papers/a reprint and a draft say what they are", test_marks);
  g_test_add_func ("/notice/papers/templates may say every fact", test_known_words);
  return g_test_run ();
}
