// Writes invented cases as the rows of central's tables, for the bench to load: fill-central FOLDER
// ROWS. Only what lists and searches read; the log of events stays empty.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-search.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#include <stdio.h>
#include <stdlib.h>

#define HALLS       20
#define DEPARTMENTS 36
#define MINUTE_MS   60000
#define BEGIN_MS    G_GINT64_CONSTANT (1700000000000)

static const char families[] = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹";
static const char givens[] = "小华建国秀英伟芳志强桂兰娜明丽军洋勇艳杰娟涛超霞平刚红玉梅文静"
                             "雪峰龙飞云海燕春晓东南北宁安康永福寿喜乐佳怡欣悦子轩梓涵浩然";
static const char roads[] = "澄江柳浪文昌望湖西园东门南山北苑中兴和平解放建设人民光明幸福长青";
static const char *const subjects[] = {
    "不动产",   "食品经营", "公共场所卫生", "道路货运", "机动车",     "建设工程", "户籍",
    "养老保险", "失业保险", "公积金",       "残疾人",   "个体工商户", "公司",     "特种设备",
    "医疗机构", "民办学校", "印刷经营",     "烟草专卖", "林木采伐",   "取水"};
static const char *const deeds[] = {"登记", "许可", "变更", "注销"};

// Most cases of a city are over.
static const YcState active[] = {YC_STATE_DRAFT,      YC_STATE_RECEIVED,  YC_STATE_SUPPLEMENT,
                                 YC_STATE_HANDED_OFF, YC_STATE_IN_REVIEW, YC_STATE_GRANTED};

#define PICK(names, i) (names)[(i) % G_N_ELEMENTS (names)]

static FILE *cases, *texts, *items;

// So that every run has the same city.
static guint
draw (GRand *chance, guint n)
{
  return (guint)g_rand_int_range (chance, 0, (gint32)n);
}

static void
add_character (GString *out, const char *all, GRand *chance)
{
  guint n = draw (chance, (guint)g_utf8_strlen (all, -1));

  g_string_append_unichar (out, g_utf8_get_char (g_utf8_offset_to_pointer (all, n)));
}

static char *
invent_name (GRand *chance)
{
  GString *name = g_string_new (NULL);
  gboolean is_company = draw (chance, 10) < 3;

  if (is_company)
    g_string_append (name, "云溪市");
  else
    add_character (name, families, chance);
  for (guint i = draw (chance, 5) > 0 ? 2 : 1; i > 0; i--)
    add_character (name, givens, chance);
  if (is_company)
    g_string_append (name, "商贸有限公司");
  return g_string_free (name, FALSE);
}

static char *
invent_place (GRand *chance)
{
  g_autoptr (GString) road = g_string_new (NULL);

  add_character (road, roads, chance);
  add_character (road, roads, chance);
  return g_strdup_printf ("云溪市%s路%u号%u幢%u室", road->str, draw (chance, 300), draw (chance, 9),
                          100 + draw (chance, 900));
}

static JsonObject *
invent_applicant (GRand *chance)
{
  JsonObject *applicant = json_object_new ();
  g_autofree char *name = invent_name (chance);
  g_autofree char *number =
      g_strdup_printf ("33010%u19%02u%02u%02u%04u", 1 + draw (chance, 9), 40 + draw (chance, 60),
                       1 + draw (chance, 12), 1 + draw (chance, 28), draw (chance, 10000));

  json_object_set_string_member (applicant, "name", name);
  json_object_set_string_member (applicant, "id_number", number);
  return applicant;
}

static JsonObject *
invent_form (GRand *chance)
{
  JsonObject *form = json_object_new ();
  g_autofree char *place = invent_place (chance), *seller = invent_name (chance);

  json_object_set_string_member (form, "location", place);
  json_object_set_string_member (form, "seller_name", seller);
  json_object_set_string_member (form, "use", "住宅");
  return form;
}

static char *
fold_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv ("\\n", lines); // as COPY wants it; nobody minds what SQLite makes of it
}

static void
write_case (const YcCase *row, guint place)
{
  g_autoptr (JsonNode) node = yc_wire_case_summary (row);
  g_autofree char *summary = yc_wire_print (node), *text = yc_search_text (row);
  g_autofree char *words = yc_ledger_case_words (row, text), *lines = fold_lines (text);

  fprintf (cases, "%u\t%s\t%u\t%s\t%s\t%s\t%s\t%s\t%s\t%d\t%s\n", place, row->id, row->version,
           yc_state_name (row->state), row->number, yc_case_get_applicant (row, "name"), row->item,
           row->hall, row->department, row->handed_off_at > 0, summary);
  fprintf (texts, "%u\t%s\t%s\n", place, lines, words);
}

static void
invent_case (GRand *chance, guint i)
{
  gint64 at = BEGIN_MS + (gint64)i * MINUTE_MS;
  guint subject = draw (chance, G_N_ELEMENTS (subjects)), hall = draw (chance, HALLS);
  g_autofree char *id = yc_uuid_new (at), *hall_id = g_strdup_printf ("hall-%u", hall);
  g_autofree char *number = g_strdup_printf ("2026-W%02u-%07u", hall, i + 1);
  g_autofree char *item = g_strdup_printf ("item-%u-%u", subject, i % 4);
  g_autofree char *name = g_strconcat (subjects[subject], deeds[i % 4], NULL);
  g_autofree char *department = g_strdup_printf ("department-%u", subject % DEPARTMENTS);
  g_autoptr (JsonObject) applicant = invent_applicant (chance);
  g_autoptr (JsonObject) form = invent_form (chance);
  YcCase row = {.version = 5,
                .id = id,
                .number = number,
                .item = item,
                .item_name = name,
                .hall = hall_id,
                .window = "general-3",
                .department = department,
                .applicant = applicant,
                .form = form,
                .opened_at = at};

  row.state = draw (chance, 10) > 0 ? YC_STATE_CLOSED : PICK (active, draw (chance, 6));
  row.handed_off_at = row.state >= YC_STATE_HANDED_OFF ? at : 0;
  write_case (&row, i + 1);
}

static void
write_items (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    for (guint k = 0; k < G_N_ELEMENTS (deeds); k++)
      fprintf (items, "item-%u-%u\t%s%s\n", i, k, subjects[i], deeds[k]);
}

static FILE *
begin_table (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return fopen (path, "w");
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  guint n = argc == 3 ? (guint)strtoul (argv[2], NULL, 10) : 0;

  if (n == 0) {
    fprintf (stderr, "usage: fill-central FOLDER ROWS\n");
    return 2;
  }
  cases = begin_table (argv[1], "case_now.tsv");
  texts = begin_table (argv[1], "case_text.tsv");
  items = begin_table (argv[1], "item_name.tsv");
  if (cases == NULL || texts == NULL || items == NULL) {
    perror ("fill-central");
    return 1;
  }
  write_items ();
  for (guint i = 0; i < n; i++)
    invent_case (chance, i);
  return fclose (cases) == 0 && fclose (texts) == 0 && fclose (items) == 0 ? 0 : 1;
}
