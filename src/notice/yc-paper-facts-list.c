// The lists of a paper: materials and how they came, what is owed, what is promised, what is wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-facts-private.h"

#include <string.h>

#define ELSEWHERE "申请人信息与申请表"
#define BY_DATA   "数据共享核验"

// ---- Materials

static const char *
remark_of (const YcCase *self, const YcMaterial *material)
{
  switch (yc_case_get_mark (self, material->id)) {
  case YC_MARK_CHECKED:
    return "已与原件核对";
  case YC_MARK_DEFERRED:
    return "容缺，待补";
  case YC_MARK_COMMITMENT:
    return "告知承诺";
  case YC_MARK_BY_DATA:
    return BY_DATA;
  case YC_MARK_DEFICIENT:
    return "待更正";
  case YC_MARK_NONE:
  case YC_N_MARKS:
    break;
  }
  if (g_strcmp0 (yc_checklist_get_shared (material, self), "answered") == 0)
    return BY_DATA;
  return yc_case_count_pages (self, material->id) > 0 ? yc_keep_in_words (material->keep) : "未交";
}

static JsonObject *
describe_material (const YcCase *self, const YcMaterial *material)
{
  JsonObject *row = json_object_new ();
  guint pages = yc_case_count_pages (self, material->id);
  g_autofree char *remark = pages > 0
                                ? g_strdup_printf ("%s，%u 页", remark_of (self, material), pages)
                                : g_strdup (remark_of (self, material));

  yc_facts_set (row, "name", material->name.zh);
  yc_facts_set (row, "form", yc_keep_in_words (material->keep));
  json_object_set_int_member (row, "due", material->copies);
  json_object_set_int_member (row, "given", yc_case_get_copies (self, material->id));
  json_object_set_int_member (row, "pages", pages);
  yc_facts_set (row, "remark", remark);
  return row;
}

static JsonObject *
describe_commitment (const YcMaterial *material)
{
  JsonObject *row = json_object_new ();
  g_autofree char *promise =
      material->promise.zh != NULL
          ? g_strdup (material->promise.zh)
          : g_strdup_printf ("本人（单位）已经符合“%s”所证明的事项，愿以书面承诺替代提交。",
                             material->name.zh);

  yc_facts_set (row, "name", material->name.zh);
  yc_facts_set (row, "promise", promise);
  return row;
}

void
yc_facts_add_materials (YcFacts *facts)
{
  const YcCase *self = facts->input->self;
  g_autoptr (GPtrArray) materials = yc_facts_list_materials (facts);
  JsonArray *all = json_array_new (), *owed = json_array_new (), *promised = json_array_new ();

  for (guint i = 0; i < materials->len; i++) {
    const YcMaterial *material = materials->pdata[i];
    YcMark mark = yc_case_get_mark (self, material->id);

    json_array_add_object_element (all, describe_material (self, material));
    if (mark == YC_MARK_DEFERRED)
      json_array_add_object_element (owed, describe_material (self, material));
    if (mark == YC_MARK_COMMITMENT)
      json_array_add_object_element (promised, describe_commitment (material));
  }
  json_object_set_array_member (facts->out, "materials", all);
  json_object_set_array_member (facts->out, "deferred", owed);
  json_object_set_array_member (facts->out, "commitments", promised);
}

// ---- Findings

static char *
text_of (const YcFinding *finding)
{
  const char *field = finding->field != NULL ? finding->field->title.zh : finding->place;

  switch (finding->code) {
  case YC_FINDING_NO_APPLICANT:
    return g_strdup ("未填写申请人姓名或者名称");
  case YC_FINDING_ID_NUMBER:
    return g_strdup ("身份证件号码或者统一社会信用代码缺失、有误");
  case YC_FINDING_FIELD:
    return g_strdup_printf ("申请表“%s”一栏未填写", field);
  case YC_FINDING_FIELD_WRONG:
    return g_strdup_printf ("申请表“%s”一栏填写有误", field);
  case YC_FINDING_NO_PAGE:
    return g_strdup (finding->what.zh != NULL ? finding->what.zh : "未提交");
  case YC_FINDING_POINT:
    return g_strdup_printf ("不符合要求：%s", finding->point->text.zh);
  case YC_FINDING_COPIES:
    return g_strdup_printf ("应交 %d 份，实交 %d 份", finding->asked, finding->copies);
  case YC_FINDING_DEFICIENT:
    return g_strdup ("材料存在错误，需要更正");
  case YC_FINDING_CHECK:
  case YC_FINDING_UNDECIDED:
  case YC_FINDING_PROVISIONAL:
    return g_strdup (finding->what.zh);
  case YC_FINDING_NOT_DEFERRABLE:
    return g_strdup ("申请人被列入失信名单，不适用容缺受理");
  case YC_FINDING_LIST_UNKNOWN:
    return g_strdup ("容缺材料，未能查询失信名单");
  case YC_FINDING_UNCHECKED:
    return g_strdup ("未与原件核对");
  case YC_FINDING_NOT_ASKED:
    return g_strdup ("不属于本事项应当提交的材料");
  case YC_FINDING_PAGES:
    return g_strdup_printf ("第 %s 页图像不清晰、不完整或者空白", finding->argument);
  case YC_FINDING_AREA:
    return g_strdup_printf ("未见%s", finding->area->name.zh);
  case YC_N_FINDINGS:
    break;
  }
  return NULL;
}

static char *
cure_of (const YcFinding *finding)
{
  if (finding->code != YC_FINDING_FIELD_WRONG && finding->cure.zh != NULL)
    return g_strdup (finding->cure.zh);
  if (finding->code == YC_FINDING_FIELD_WRONG && finding->what.zh != NULL)
    return g_strdup (finding->what.zh);
  if (finding->code == YC_FINDING_NO_PAGE && finding->material != NULL)
    return g_strdup_printf ("提交%s%s %d 份", finding->material->name.zh,
                            yc_keep_in_words (finding->material->keep), finding->material->copies);
  if (finding->code == YC_FINDING_COPIES)
    return g_strdup_printf ("补交 %d 份", finding->asked - finding->copies);
  if (finding->code == YC_FINDING_DEFICIENT)
    return g_strdup ("更正后重新提交");
  return g_strdup ("补充填写后重新提交");
}

static JsonObject *
describe_finding (const YcFinding *finding)
{
  JsonObject *row = json_object_new ();
  g_autofree char *text = text_of (finding), *cure = cure_of (finding);

  yc_facts_set (row, "material",
                finding->material != NULL ? finding->material->name.zh : ELSEWHERE);
  yc_facts_set (row, "text", text);
  yc_facts_set (row, "cure", cure);
  yc_facts_set (row, "ground", finding->ground);
  return row;
}

static void
tell_group (JsonObject *row, GPtrArray *group)
{
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < group->len; i++)
    json_array_add_string_element (ids, ((YcMaterial *)group->pdata[i])->id);
  json_object_set_array_member (row, "group", ids);
}

JsonObject *
yc_paper_tell_finding (const YcFinding *finding)
{
  g_autofree char *key = yc_finding_get_key (finding);
  JsonObject *row = describe_finding (finding);

  json_object_set_string_member (row, "key", key);
  json_object_remove_member (row, "material");
  yc_facts_set (row, "material", finding->material != NULL ? finding->material->id : NULL);
  if (finding->group != NULL)
    tell_group (row, finding->group);
  return row;
}

JsonArray *
yc_paper_tell_findings (GPtrArray *findings)
{
  JsonArray *told = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    if (((YcFinding *)findings->pdata[i])->severity == YC_SEVERITY_BLOCKS)
      json_array_add_object_element (told, yc_paper_tell_finding (findings->pdata[i]));
  return told;
}

// What the notice said when it was issued: a copy of it must say the same.
// What asks for the whole of the form, where a finding has no ground of its own: the item's own
// law.
static const char *
ground_of (const YcItem *item, JsonObject *told)
{
  const char *ground = yc_facts_text (told, "ground");

  if (ground == NULL && item->legal_basis->len > 0)
    ground = item->legal_basis->pdata[0];
  return ground;
}

static JsonObject *
repeat_finding (const YcItem *item, JsonObject *told)
{
  const char *id = yc_facts_text (told, "material");
  const YcMaterial *material = id != NULL ? yc_item_find_material (item, id) : NULL;
  JsonObject *row = json_object_new ();

  yc_facts_set (row, "material", material != NULL ? material->name.zh : id);
  if (id == NULL)
    yc_facts_set (row, "material", ELSEWHERE);
  yc_facts_set (row, "text", yc_facts_text (told, "text"));
  yc_facts_set (row, "cure", yc_facts_text (told, "cure"));
  yc_facts_set (row, "ground", ground_of (item, told));
  return row;
}

static JsonArray *
list_findings (YcFacts *facts)
{
  GPtrArray *findings = facts->input->findings;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_SUPPLEMENT_REQUESTED, NULL);
  JsonArray *told = yc_facts_array (data, "findings"), *rows = json_array_new ();

  for (guint i = 0; findings != NULL && i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    if (finding->severity == YC_SEVERITY_BLOCKS)
      json_array_add_object_element (rows, describe_finding (finding));
  }
  for (guint i = 0; findings == NULL && told != NULL && i < json_array_get_length (told); i++) {
    JsonNode *node = json_array_get_element (told, i);

    if (JSON_NODE_HOLDS_OBJECT (node))
      json_array_add_object_element (
          rows, repeat_finding (facts->input->item, json_node_get_object (node)));
  }
  return rows;
}

static JsonArray *
find_group (JsonArray *groups, const char *material)
{
  JsonObject *group;

  for (guint i = 0; i < json_array_get_length (groups); i++) {
    group = json_array_get_object_element (groups, i);
    if (g_strcmp0 (yc_facts_text (group, "material"), material) == 0)
      return json_object_get_array_member (group, "findings");
  }
  group = json_object_new ();
  yc_facts_set (group, "material", material);
  json_object_set_array_member (group, "findings", json_array_new ());
  json_array_add_object_element (groups, group);
  return json_object_get_array_member (group, "findings");
}

void
yc_facts_add_findings (YcFacts *facts)
{
  JsonArray *rows = list_findings (facts), *groups = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    json_array_add_object_element (find_group (groups, yc_facts_text (row, "material")),
                                   json_object_ref (row));
  }
  json_object_set_array_member (facts->out, "findings", rows);
  json_object_set_array_member (facts->out, "finding_groups", groups);
}
