// The receipt voucher, read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "reader.h"
#include "story.h"
#include "yc-error.h"
#include "yc-voucher.h"

#include <stdlib.h>
#include <string.h>

#define NUMBER "云溪政务收字〔2026〕第000123号"

static const YcVoucher usual = {.number = NUMBER,
                                .hall = "云溪市政务服务中心",
                                .window = "综合窗口1号",
                                .department = "市场监督管理局",
                                .phone = "0571-00001234",
                                .clerk = "王丽",
                                .received = 739677, // 2026-03-02
                                .ask_on = 739684};

// Prints, and gives what a tool says of the paper.
static char *
print (const YcVoucher *voucher, const YcItem *item, const YcCase *self, const char *tool)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_voucher_print (voucher, item, self, &error);

  g_assert_no_error (error);
  return reader_run (pdf, tool);
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

static void
test_text (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (YcCase) self = city_complete_case (item, NULL);
    g_autoptr (GPtrArray) materials = yc_checklist_list_materials (item, NULL, NULL);
    g_autofree char *raw = print (&usual, item, self, "pdftotext -raw");
    g_autofree char *text = reader_squeeze (raw);

    reader_assert_says (text, NUMBER);
    reader_assert_says (text, "申请人：" STORY_NAME);
    reader_assert_says (text, item->name.zh);
    reader_assert_says (text, "2026年3月2日");
    reader_assert_says (text, "王丽");
    reader_assert_says (text, STORY_PHONE);
    reader_assert_says (text, "2026-G1-000001");
    for (guint m = 0; m < materials->len; m++)
      reader_assert_says (text, ((YcMaterial *)materials->pdata[m])->name.zh);
    g_assert_cmpuint (count (text, NUMBER), ==, 2); // in duplicate
    g_assert_null (strstr (text, "补打"));
    g_assert_null (strstr (text, "暂定"));
  }
}

static void
test_fonts (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcCase) self = city_complete_case (item, NULL);
  g_autofree char *said = print (&usual, item, self, "pdffonts");
  g_auto (GStrv) lines = g_strsplit (g_strchomp (said), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 2);
  for (guint i = 2; lines[i] != NULL; i++) { // behind the head of the table: … emb sub uni object
    g_auto (GStrv) words = g_regex_split_simple (" +", lines[i], 0, 0);
    guint n = g_strv_length (words);

    g_assert_nonnull (strstr (words[0], "CJK"));
    g_assert_cmpstr (words[n - 5], ==, "yes");
  }
}

static void
test_remarks (void)
{
  static const char *const marks[][3] = {
      {"rules", "deferred", "容缺"},        {"health", "commitment", "告知承诺"},
      {"licence", "by-data", "数据共享"},   {"layout", "deficient", "待更正"},
      {"equipment", "checked", "原件核对"},
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  YcCase *self = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autofree char *raw = NULL, *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    g_autofree char *json =
        g_strdup_printf ("{'material':'%s','mark':'%s'}", marks[i][0], marks[i][1]);

    self = story_step (self, YC_EVENT_MARKED, STORY_START, json);
  }
  raw = print (&usual, item, self, "pdftotext -raw");
  text = reader_squeeze (raw);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    reader_assert_says (text, marks[i][2]);
  reader_assert_says (text, "未交");
  yc_case_unref (self);
}

static void
test_reprint (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcCase) self = city_complete_case (item, NULL);
  YcVoucher voucher = usual;
  g_autofree char *raw = NULL, *text = NULL;

  voucher.reprint = TRUE;
  voucher.provisional = TRUE;
  raw = print (&voucher, item, self, "pdftotext -raw");
  text = reader_squeeze (raw);
  g_assert_cmpuint (count (text, "（补打）"), ==, 2);
  g_assert_cmpuint (count (text, "暂定"), ==, 2);
}

// Nothing is known but the number: still a voucher.
static void
test_bare (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcCase) self =
      story_step (NULL, YC_EVENT_OPENED, STORY_START, "{'item':'i','department':'d'}");
  const YcVoucher voucher = {.number = NUMBER};
  g_autofree char *raw = print (&voucher, item, self, "pdftotext -raw");
  g_autofree char *text = reader_squeeze (raw);

  reader_assert_says (text, NUMBER);
  reader_assert_says (text, "申请人：—");
}

static YcCatalogue *
with_many_materials (guint n)
{
  GString *json = g_string_new (
      "{'offices':{'city':{}},'calendars':{'years':{}},'items':[{'code':'i','name':'很多材料',"
      "'department':'d','materials':[");
  g_autoptr (JsonObject) body = NULL;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json,
                            "%s{'id':'m%u','name':'第%u份材料，名称很长，一行写不下，"
                            "要折成两行才能读完整'}",
                            i > 0 ? "," : "", i + 1, i + 1);
  g_string_append (json, "]}]}");
  body = story_data (json->str);
  g_string_free (json, TRUE);
  return yc_catalogue_new (body, NULL);
}

static void
test_many (void)
{
  g_autoptr (YcCatalogue) catalogue = with_many_materials (40);
  const YcItem *item = yc_catalogue_find_item (catalogue, "i");
  g_autoptr (YcCase) self = city_complete_case (item, NULL);
  g_autofree char *raw = print (&usual, item, self, "pdftotext -raw");
  g_autofree char *text = reader_squeeze (raw);
  g_autofree char *info = print (&usual, item, self, "pdfinfo");

  for (guint i = 1; i <= 40; i++) {
    g_autofree char *name = g_strdup_printf ("第%u份材料", i);

    g_assert_cmpuint (count (text, name), ==, 2);
  }
  g_assert_cmpint (atoi (strstr (info, "Pages:") + 6), >=, 4);
  g_assert_nonnull (strstr (info, "A4"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/notice/voucher/it says who brought what, in duplicate", test_text);
  g_test_add_func ("/notice/voucher/every font is in the file", test_fonts);
  g_test_add_func ("/notice/voucher/a mark has its remark", test_remarks);
  g_test_add_func ("/notice/voucher/a reprint and a provisional date say so", test_reprint);
  g_test_add_func ("/notice/voucher/what is not known is a dash", test_bare);
  g_test_add_func ("/notice/voucher/forty materials go on over pages", test_many);
  return g_test_run ();
}
