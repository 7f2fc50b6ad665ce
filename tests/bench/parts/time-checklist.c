// Times what one keystroke costs: a checklist of 40 materials and 120 rules, a search over 2,000
// items. For bench-keystroke.py.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-checklist.h"
#include "yc-item-index.h"

#include <stdio.h>
#include <time.h>

#define MATERIALS 40
#define RULES     120
#define FIELDS    30
#define ITEMS     2000
#define ROUNDS    2000

// usage: time-checklist. One line each: median and 95th percentile in nanoseconds, how much was
// found, so that nobody times nonsense, and the name.

// ---- An item as large as the largest ------------------------------------------------------------

static void
append_materials (GString *json)
{
  for (guint i = 0; i < MATERIALS; i++)
    g_string_append_printf (
        json,
        "%s{'id':'m%u','name':'材料%u','name_en':'Material %u','need':%s,'form':'copy','copies':1,"
        "'source':'applicant','secondary':%s,'commitment':false,'points':["
        "{'id':'p%u','text':'签名完整','text_en':'Signed','cure':'补签','cure_en':'Sign','ground':'"
        "G'},"
        "{'id':'q%u','text':'在有效期内','text_en':'Valid','cure':'更换','cure_en':'Renew',"
        "'ground':'G'}]}",
        i > 0 ? "," : "", i, i, i,
        i % 3 == 0 ? "true"
                   : "{'or':[{'==':[{'var':'situation.kind'},'a']},{'>':[{'var':'form.f1'},3]}]}",
        i % 4 == 0 ? "true" : "false", i, i);
}

static void
free_text (GString *text)
{
  g_string_free (text, TRUE);
}

typedef GString Text;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Text, free_text)

// The kinds of rules that the demo city has: comparisons, dates, ages, choices.
static void
append_rules (GString *json)
{
  static const char *const rules[] = {
      "{'<=':[{'var':'form.f%u'},{'*':[{'var':'form.f%u'},1000]}]}",
      "{'<=':[{'var':'form.d%u'},{'date':[{'var':'today'},%u]}]}",
      "{'and':[{'>=':[{'age_on':[{'var':'applicant.id_number'},{'var':'today'}]},%u]},{'<':[%u,99]}"
      "]}",
      "{'in':[{'var':'form.c%u'},['甲','乙','丙','%u']]}",
      "{'if':[{'==':[{'var':'situation.kind'},'a']},{'!!':[{'var':'form.t%u'}]},{'==':[%u,1]}]}",
  };

  for (guint i = 0; i < RULES; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i % FIELDS);
    g_autoptr (Text) rule = g_string_new (NULL);

    g_string_append_printf (json, "%s{'id':'r%u','rule':", i > 0 ? "," : "", i);
    g_string_append (rule, rules[i % G_N_ELEMENTS (rules)]);
    g_string_replace (rule, "%u", number, 0);
    g_string_append (json, rule->str);
    g_string_append_printf (json,
                            ",'when':{'!!':[{'var':'form.f%u'}]},'text':'不符','text_en':'No',"
                            "'cure':'更正','cure_en':'Correct','ground':'G','severity':'blocks'}",
                            i % FIELDS);
  }
}

static void
append_fields (GString *json)
{
  for (guint i = 0; i < FIELDS; i++)
    g_string_append_printf (
        json,
        "%s'f%u':{'title':'数%u','type':'number','minimum':0},"
        "'t%u':{'title':'文%u','type':'string','minLength':2,'pattern':'^[0-9A-Z]{2,18}$'},"
        "'d%u':{'title':'日%u','type':'string','format':'date'},"
        "'c%u':{'title':'选%u','type':'string','enum':['甲','乙','丙']}",
        i > 0 ? "," : "", i, i, i, i, i, i, i, i);
}

static JsonObject *
make_item (const char *code, const char *name, gboolean large)
{
  GString *json = g_string_new (NULL);
  g_autofree char *text = NULL;

  g_string_append_printf (
      json,
      "{'code':'%s','version':1,'effective':'2025-01-01','name':'%s','name_en':'Item %s',"
      "'kind':'licence','department':'market-regulation','windows':['general'],"
      "'keywords':['办证','许可'],'legal_days':20,'promised_days':10,'yellow_days':2,"
      "'in_person':false,'courier':true,'legal_basis':['G'],'grounds':{'not_needed':['G'],"
      "'grant':['G'],'refuse':['G'],'not_accepted':['G'],'return':['G']},'right_bodies':[],"
      "'situations':[{'id':'kind','question':'种类','question_en':'Kind','answers':["
      "{'id':'a','label':'甲','label_en':'A'},{'id':'b','label':'乙','label_en':'B'}],"
      "'default':'a'}],'materials':[",
      code, name, code);
  if (large)
    append_materials (json);
  g_string_append (json, "],'checks':[");
  if (large)
    append_rules (json);
  g_string_append (json, "],'form':{'type':'object','properties':{");
  if (large)
    append_fields (json);
  g_string_append (json, "}},'fees':[],'steps':[]}");
  text = g_string_free (json, FALSE);
  return story_data (text);
}

static YcCatalogue *
load (JsonArray *items)
{
  g_autoptr (JsonObject) body = story_data (
      "{'version':1,'calendars':{'years':{}},'offices':{'city':{'id':'c','name':'云溪市',"
      "'name_en':'Yunxi'},'halls':[],'windows':[],'departments':[{'id':'market-regulation',"
      "'name':'市场监督管理局','name_en':'Market'}]}}");
  g_autoptr (GError) error = NULL;
  YcCatalogue *catalogue;

  json_object_set_array_member (body, "items", items);
  catalogue = yc_catalogue_new (body, &error);
  g_assert_no_error (error);
  return catalogue;
}

// ---- Measuring ----------------------------------------------------------------------------------

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;

  return left < right ? -1 : left > right;
}

static gint64
now_ns (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void
report (const char *name, GArray *times, guint found)
{
  g_array_sort (times, compare);
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %u %s\n",
          g_array_index (times, gint64, times->len / 2),
          g_array_index (times, gint64, times->len * 95 / 100), found, name);
  g_array_set_size (times, 0);
}

// The case with another letter in one of its fields.
static YcCase *
type (YcCase *self, guint round)
{
  GString *json = g_string_new ("{'applicant':{'name':'陈','id_number':'11010519491231002X'},"
                                "'form':{");
  g_autofree char *text = NULL;

  for (guint i = 0; i < FIELDS; i++)
    g_string_append_printf (json, "%s'f%u':%u,'t%u':'AB%u','d%u':'2026-11-%02u','c%u':'甲'",
                            i > 0 ? "," : "", i, i + 2, i, round, i, i % 28 + 1, i);
  g_string_append (json, "}}");
  text = g_string_free (json, FALSE);
  return story_step (self, YC_EVENT_FILLED, STORY_START, text);
}

static void
time_checklist (GArray *times)
{
  JsonArray *items = json_array_new ();
  g_autoptr (YcCatalogue) catalogue = NULL;
  const YcToday today = {NULL, yc_day_from_string ("2026-11-23")};
  g_autoptr (YcCase) opened = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  const YcItem *item;
  guint found = 0;

  json_array_add_object_element (items, make_item ("large", "大事项", TRUE));
  catalogue = load (items);
  item = yc_catalogue_find_item (catalogue, "large");
  g_assert_cmpuint (item->materials->len, ==, MATERIALS);
  g_assert_cmpuint (item->checks->len, ==, RULES);
  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (YcCase) typed = type (yc_case_ref (opened), round);
    gint64 start = now_ns (), spent;
    g_autoptr (GPtrArray) findings = yc_checklist_evaluate (item, typed, &today);

    spent = now_ns () - start;
    found = findings->len;
    g_array_append_val (times, spent);
  }
  report ("checklist", times, found);
}

static void
time_search (YcItemIndex *index, const char *search, GArray *times)
{
  guint found = 0;

  for (guint round = 0; round < ROUNDS / 10; round++) {
    gint64 start = now_ns (), spent;
    g_autoptr (GPtrArray) items = yc_item_index_find (index, search);

    spent = now_ns () - start;
    found = items->len;
    g_array_append_val (times, spent);
  }
  report (search, times, found);
}

static void
time_searches (GArray *times)
{
  static const char *const words[] = {"不动产", "餐饮", "企业", "驾驶证", "社会保险", "建设工程"};
  static const char *const deeds[] = {"转移登记", "许可", "变更", "期满换证", "核定", "备案"};
  static const char *const searches[] = {"b",      "bdc",       "bdczy",         "budongchan",
                                         "不动产", "许可 餐饮", "没有这样的事项"};
  JsonArray *items = json_array_new ();
  g_autoptr (YcCatalogue) catalogue = NULL;
  g_autoptr (YcItemIndex) index = NULL;
  gint64 start, spent;

  for (guint i = 0; i < ITEMS; i++) {
    g_autofree char *code = g_strdup_printf ("item-%u", i);
    g_autofree char *name =
        g_strdup_printf ("%s%s（第%u类）", words[i % G_N_ELEMENTS (words)],
                         deeds[i / G_N_ELEMENTS (words) % G_N_ELEMENTS (deeds)], i);

    json_array_add_object_element (items, make_item (code, name, FALSE));
  }
  catalogue = load (items);
  start = now_ns ();
  index = yc_item_index_new (catalogue, "general", yc_day_from_string ("2026-11-23"), NULL, TRUE);
  spent = now_ns () - start;
  g_array_append_val (times, spent);
  report ("index", times, ITEMS);
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    time_search (index, searches[i], times);
}

int
main (int argc, char **argv)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  time_checklist (times);
  time_searches (times);
  return 0;
}
