// The papers of a window, printed from cases of the demo city and read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "office.h"
#include "reader.h"
#include "yc-error.h"
#include "yc-image.h"
#include "yc-page.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

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
  g_assert_cmpuint (office_count (text, "共1页") + 2 * office_count (text, "第2页共2页"), >=,
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
    g_autofree char *text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");

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
    g_autofree char *said = office_read (paper, facts, YC_PAPER_PLAIN, "pdffonts");
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
    g_autofree char *text = office_read (paper, nothing, YC_PAPER_PLAIN, "pdftotext -raw");

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
  g_autofree char *again = office_read (paper, facts, YC_PAPER_REPRINT, "pdftotext -raw");
  g_autofree char *draft = office_read (paper, facts, YC_PAPER_DRAFT, "pdftotext -raw");

  g_assert_cmpuint (office_count (again, "收件凭证（补打）"), ==, 2);
  g_assert_cmpuint (office_count (again, "预览"), ==, 0);
  g_assert_cmpuint (office_count (draft, "（预览，未编号）"), ==,
                    4); // under the title and at the foot
  g_assert_null (strstr (draft, OFFICE_NUMBER));
  g_assert_null (strstr (draft, "补打"));
}

// What a telephone or a reader makes of the first page.
static GPtrArray *
read_codes (GBytes *pdf, YcPageReport *report)
{
  g_autofree char *folder = g_dir_make_tmp ("code-XXXXXX", NULL);
  g_autofree char *prefix = g_build_filename (folder, "page", NULL);
  g_autofree char *picture = g_strconcat (prefix, ".png", NULL);
  g_autofree char *tool =
      g_strdup_printf ("sh -c 'pdftoppm -r 200 -l 1 -singlefile -png \"$1\" %s' sh", prefix);
  g_autofree char *said = reader_run (pdf, tool);
  g_auto (YcImage) image = {0};
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;
  g_autoptr (GBytes) content = NULL;

  g_assert_true (g_file_get_contents (picture, &data, &size, &error));
  content = g_bytes_new_take (data, size);
  yc_image_decode (content, "image/png", 0, &image, &error);
  g_assert_no_error (error);
  image.dpi = 200;
  yc_page_inspect (&image, NULL, NULL, report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_remove (picture), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return report->barcodes;
}

static void
test_code (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcPaper) paper = office_load ("voucher");
  g_autoptr (JsonObject) facts = office_facts (catalogue, item, office_find ("voucher"));
  const char *link =
      json_object_get_string_member (json_object_get_object_member (facts, "case"), "link");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_paper_print (paper, facts, YC_PAPER_PLAIN, &error);
  g_auto (YcPageReport) report = {0};
  GPtrArray *codes;

  g_assert_no_error (error);
  codes = read_codes (pdf, &report);
  g_assert_cmpuint (codes->len, ==, 1);
  g_assert_cmpstr (((YcBarcode *)codes->pdata[0])->text, ==, link);
  g_assert_true (g_str_has_prefix (link, YC_CASE_LINK));
}

// ---- Over pages

static JsonObject *
facts_with_rows (guint n, const char *rest)
{
  JsonObject *facts = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < n; i++) {
    JsonObject *row = json_object_new ();
    g_autofree char *text = g_strdup_printf ("第%u份%s", i + 1, rest);

    json_object_set_string_member (row, "name", text);
    json_array_add_object_element (rows, row);
  }
  json_object_set_array_member (facts, "materials", rows);
  return facts;
}

#define TABLE                                                                                      \
  "{'table':{'rows':'materials','columns':[{'title':'次序','value':'{{index}}','width':0.2},"    \
  "{'title':'名称栏','value':'{{name}}','width':0.8}]}}"

static guint
count_pages (const YcPaper *paper, JsonObject *facts)
{
  g_autofree char *info = office_read (paper, facts, YC_PAPER_PLAIN, "pdfinfo");

  g_assert_nonnull (strstr (info, "A4"));
  return (guint)atoi (strstr (info, "Pages:") + 6);
}

#define LONG_NAME                                                                                  \
  "材料，名称很长，一行写不下，要折成两行才能读完整，所以这里还有几个字，再加上几个字"

static void
test_long_table (void)
{
  g_autoptr (YcPaper) paper = office_paper_of ("[" TABLE ",{'seal':'印章'}]");
  g_autoptr (JsonObject) facts = facts_with_rows (90, LONG_NAME);
  g_autofree char *text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");
  guint pages = count_pages (paper, facts);

  g_assert_cmpuint (pages, >=, 4);
  g_assert_cmpuint (office_count (text, "名称栏"), ==, pages); // its head is on each page
  for (guint i = 1; i <= 90; i++) {
    g_autofree char *name = g_strdup_printf ("第%u份" LONG_NAME, i);

    g_assert_cmpuint (office_count (text, name), ==, 1); // whole: no row was broken
  }
  for (guint i = 1; i <= pages; i++) {
    g_autofree char *number = g_strdup_printf ("第%u页共%u页", i, pages);

    reader_assert_says (text, number);
  }
}

static void
test_tall_row (void)
{
  g_autoptr (YcPaper) paper = office_paper_of ("[" TABLE "]");
  g_autoptr (JsonObject) facts = facts_with_rows (1, "");
  JsonObject *row =
      json_array_get_object_element (json_object_get_array_member (facts, "materials"), 0);
  GString *name = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (name, "第%03u句话写在同一个格子里。", i);
  json_object_set_string_member (row, "name", name->str);
  text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");
  g_assert_cmpuint (count_pages (paper, facts), >=, 3);
  g_assert_cmpuint (office_count (text, "名称栏"), ==, count_pages (paper, facts));
  for (guint i = 0; i < 400; i++) {
    g_autofree char *sentence = g_strdup_printf ("%03u句", i);

    g_assert_cmpuint (office_count (text, sentence), ==, 1);
  }
  g_string_free (name, TRUE);
}

// None may be left out (art. 32 (4)), be there as many as there will.
static void
test_many_findings (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  GString *data = g_string_new ("{'findings':[");
  OfficePaper row = *office_find ("supplement");
  g_autoptr (YcPaper) paper = office_load ("supplement");
  g_autoptr (JsonObject) facts = NULL;
  g_autofree char *text = NULL;

  for (guint i = 1; i <= 120; i++)
    g_string_append_printf (data, "%s{'material':'%s','text':'毛病%03u','cure':'改法%03u'}",
                            i > 1 ? "," : "", i % 2 == 0 ? "layout" : "health", i, i);
  g_string_append (data, "]}");
  row.data = data->str;
  facts = office_facts (catalogue, item, &row);
  text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");
  reader_assert_says (text, "共120项");
  for (guint i = 1; i <= 120; i++) {
    g_autofree char *what = g_strdup_printf ("毛病%03u补正要求：改法%03u", i, i);

    g_assert_cmpuint (office_count (text, what), ==, 2);
  }
  g_assert_cmpuint (office_count (text, "（一）从业人员健康证明"), ==, 2);
  g_assert_cmpuint (office_count (text, "（二）经营场所布局图"), ==, 2);
  g_assert_cmpuint (count_pages (paper, facts), >=, 8);
  g_string_free (data, TRUE);
}

static void
test_too_long (void)
{
  g_autoptr (YcPaper) paper = office_paper_of ("[{'each':'materials','body':[{'text':'{{name}}'},"
                                               "{'skip':400},{'seal':'印'},{'skip':400}]}]");
  g_autoptr (JsonObject) facts = facts_with_rows (600, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_paper_print (paper, facts, YC_PAPER_PLAIN, &error);

  g_assert_error (error, YC_ERROR, YC_ERROR_TOO_LARGE);
  g_assert_null (pdf);
}

// ---- Names

static void
test_rare_names (void)
{
  static const char *const names[][2] = {
      {"𠮷田𬭎", "申请人𠮷田𬭎"},        // plane 2 of GB 18030
      {"王\xf4\x8f\xbf\xbd", "申请人王〔U+10FFFD〕"}, // in no font
      {"李\u202e强\a\x7f", "申请人李强"},             // what was pasted along
      {"赵\xff", "申请人赵\xef\xbf\xbd"},             // not UTF-8
      {"{{case.number}}", "申请人{{case.number}}"},   // no template
      {"", "申请人—"},
  };
  g_autoptr (YcPaper) paper = office_paper_of ("[{'text':'申请人{{applicant.name}}'}]");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (JsonObject) facts = json_object_new ();
    JsonObject *applicant = json_object_new ();
    g_autofree char *text = NULL;

    json_object_set_string_member (applicant, "name", names[i][0]);
    json_object_set_object_member (facts, "applicant", applicant);
    text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");
    reader_assert_says (text, names[i][1]);
  }
}

// What is no licence does not cite the law of licences.
static void
test_no_licence (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "old-age-allowance");

  g_assert_cmpstr (item->kind, ==, "benefit");
  for (const OfficePaper *row = office_papers; row->kind != NULL; row++) {
    g_autoptr (YcPaper) paper = office_load (row->kind);
    g_autoptr (JsonObject) facts = office_facts (catalogue, item, row);
    g_autofree char *text = NULL;

    json_object_remove_member (json_object_get_object_member (facts, "extension"), "ground");
    text = office_read (paper, facts, YC_PAPER_PLAIN, "pdftotext -raw");
    reader_assert_says (text, yc_paper_get_title_for (paper, "benefit"));
    g_assert_null (strstr (text, "行政许可"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add_func ("/notice/papers/" path, function)
  ADD ("each kind says what the law asks for", test_text);
  ADD ("the code on a paper leads to its case", test_code);
  ADD ("every font is in the file", test_fonts);
  ADD ("what is not known is a dash", test_nothing_known);
  ADD ("a reprint and a draft say what they are", test_marks);
  ADD ("a long table goes on over pages, with its head", test_long_table);
  ADD ("a row taller than a page goes on, too", test_tall_row);
  ADD ("a hundred and twenty findings are all told", test_many_findings);
  ADD ("no more than 500 pages", test_too_long);
  ADD ("rare and odd names", test_rare_names);
  ADD ("what is no licence does not cite the law of licences", test_no_licence);
#undef ADD
  return g_test_run ();
}
