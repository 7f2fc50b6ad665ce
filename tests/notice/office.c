// The papers of the demo city, and cases that give rise to each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "office.h"
#include "city.h"
#include "reader.h"
#include "story.h"

#include <string.h>

// clang-format off
const OfficePaper office_papers[] = {
    {"voucher", YC_STATE_RECEIVED, YC_EVENT_NONE, NULL,
     {"申请人" STORY_NAME, STORY_PHONE, "应交份数", "2026年3月9日", "综合窗口1"}},
    {"supplement", YC_STATE_RECEIVED, YC_EVENT_SUPPLEMENT_REQUESTED,
     "{'findings':[{'material':'layout','text':'未标明面积','cure':'补画','ground':'第十二条'}]}",
     {"第三十二条第一款第四项", "共1项", "补正要求：补画", "依据：第十二条", "2026年3月9日"}},
    {"acceptance", YC_STATE_RECEIVED, YC_EVENT_ACCEPTED, "{}",
     {"决定予以受理", "承诺时限5个工作日", "2026年3月9日前作出决定", "第四十五条"}},
    {"not-needed", YC_STATE_RECEIVED, YC_EVENT_NOT_NEEDED,
     "{'ground':'《食品安全法》第三十五条','reason':'仅销售预包装食品'}",
     {"第三十二条第一款第一项", "《食品安全法》第三十五条", "仅销售预包装食品", "六十日", "六个月"}},
    {"non-acceptance", YC_STATE_RECEIVED, YC_EVENT_NOT_ACCEPTED,
     "{'ground':'第三十二条','reason':'不属于本机关职权范围','kind':'not-ours','body':'health',"
     "'body_phone':'0571-00009999'}",
     {"第三十二条第一款第二项", "机关名称卫生健康委员会", "0571-00009999", "材料随本决定书退还",
      "六十日内向云溪市人民政府申请行政复议", "六个月内依法向人民法院提起行政诉讼"}},
    {"corrected", YC_STATE_RECEIVED, YC_EVENT_CORRECTED,
     "{'what':'申请表日期改为2026年3月2日','initials':'陈'}",
     {"第三十二条第一款第三项", "申请表日期改为2026年3月2日", "允许申请人当场更正"}},
    {"deferral-promise", YC_STATE_RECEIVED, YC_EVENT_ACCEPTED, "{'deferred_due':'2026-03-06'}",
     {"食品安全规章制度", "2026年3月6日前", "同意终止办理", "失信名单"}},
    {"deferral", YC_STATE_RECEIVED, YC_EVENT_ACCEPTED, "{}",
     {"决定容缺受理", "食品安全规章制度", "2026年3月9日前", "逾期未补齐"}},
    {"commitment", YC_STATE_RECEIVED, YC_EVENT_NONE, NULL,
     {"从业人员健康证明", "承诺不实", "自愿作出上列承诺"}},
    {"procedure", YC_STATE_IN_REVIEW, YC_EVENT_SUSPENDED,
     "{'procedure':'site-visit','reason':'需要核查经营场所','days':7}",
     {"第四十五条", "现场核查", "需要核查经营场所", "7个工作日", "2026年3月11日"}},
    {"extension", YC_STATE_IN_REVIEW, YC_EVENT_EXTENDED,
     "{'reason':'案情复杂','ground':'《行政许可法》第四十二条','days':10}",
     {"第四十二条", "案情复杂", "延长10个工作日", "2026年3月9日前", "2026年3月23日前"}},
    {"grant", YC_STATE_IN_REVIEW, YC_EVENT_GRANTED,
     "{'opinion':'符合条件，准予许可','ground':'《食品安全法》第三十五条','certificate':'食品经营许可证'}",
     {"第三十八条第一款", "符合条件，准予许可", "食品经营许可证", "十日内"}},
    {"refusal", YC_STATE_IN_REVIEW, YC_EVENT_REFUSED,
     "{'opinion':'不予许可','ground':'《食品安全法》第三十三条','reason':'未设专间'}",
     {"第三十八条第二款", "未设专间", "六十日内", "六个月内"}},
    {"delivery", YC_STATE_GRANTED, YC_EVENT_ISSUED,
     "{'method':'in-person','collector':'陈小华','collector_id':'11010519491231002X',"
     "'relation':'本人','papers':['食品经营许可证']}",
     {"直接送达", "领取人陈小华", "食品经营许可证", "核对无误"}},
    {"custody", YC_STATE_HANDED_OFF, YC_EVENT_CUSTODY_TRANSFERRED,
     "{'from':'wang','to':'he','reason':'转交审批部门'}",
     {"移交人王丽", "接收人何静", "食品经营许可申请书", "当面清点"}},
    {"assistance", YC_STATE_RECEIVED, YC_EVENT_HELPED,
     "{'kind':'proxy','phone':'0571-00001240','place':'申请人住所','scope':'代填表、代提交、代领证'}",
     {"服务方式代办", "帮办代办员" OFFICE_CLERK, "申请人住所", "代填表、代提交、代领证", "免费"}},
    {"authority", YC_STATE_RECEIVED, YC_EVENT_AUTHORISED,
     "{'scope':'代填表、代提交','from':'2026-03-02','until':'2026-06-30'}",
     {"委托人陈小华", "受托人孙倩", "代填表、代提交", "自2026年3月2日至2026年6月30日", "撤回委托"}},
    {"assistance-stop", YC_STATE_RECEIVED, YC_EVENT_HELP_STOPPED,
     "{'reason':'申请人要求自行办理','result':'已填写申请表'}",
     {"服务方式帮办", "孙倩", "申请人要求自行办理", "已填写申请表", "中止日期2026年3月2日"}},
    {"assistance-end", YC_STATE_GRANTED, YC_EVENT_HELP_ENDED, "{'result':'已领取许可证'}",
     {"服务方式帮办", "孙倩", "协助填表", "已领取许可证", "未收取费用", "非常满意"}},
    {"withdrawal", YC_STATE_RECEIVED, YC_EVENT_WITHDRAWN, "{'reason':'经营计划改变'}",
     {"确认申请撤回", "经营计划改变", "营业执照"}},
    {NULL},
};
// clang-format on

const OfficePaper *
office_find (const char *kind)
{
  for (guint i = 0; office_papers[i].kind != NULL; i++)
    if (g_str_equal (office_papers[i].kind, kind))
      return &office_papers[i];
  g_error ("no paper “%s” in the table", kind);
}

JsonObject *
office_template (const char *kind)
{
  g_autofree char *name = g_strconcat (kind, ".json", NULL);
  g_autofree char *path =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue/papers", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

YcPaper *
office_load (const char *kind)
{
  g_autoptr (JsonObject) template = office_template (kind);
  g_autoptr (GError) error = NULL;
  YcPaper *paper = yc_paper_new (template, &error);

  g_assert_no_error (error);
  return paper;
}

static YcCase *
mark (YcCase *self, const YcMaterial *material, const char *mark)
{
  g_autofree char *json = g_strdup_printf ("{'material':'%s','mark':'%s'}", material->id, mark);

  return story_step (self, YC_EVENT_MARKED, STORY_START, json);
}

static YcCase *
mark_some (YcCase *self, const YcItem *item)
{
  gboolean owed = FALSE, promised = FALSE;

  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];

    if (material->commitment && !promised) {
      self = mark (self, material, "commitment");
      promised = TRUE;
    } else if (material->secondary && !owed) {
      self = mark (self, material, "deferred");
      owed = TRUE;
    }
  }
  return self;
}

YcCase *
office_case (const YcItem *item, YcState state)
{
  static const struct {
    YcState reached;
    YcEventType type;
  } steps[] = {
      {YC_STATE_RECEIVED, YC_EVENT_RECEIVED},     {YC_STATE_ACCEPTED, YC_EVENT_ACCEPTED},
      {YC_STATE_HANDED_OFF, YC_EVENT_HANDED_OFF}, {YC_STATE_IN_REVIEW, YC_EVENT_CLAIMED},
      {YC_STATE_GRANTED, YC_EVENT_GRANTED},
  };
  YcCase *self = mark_some (city_complete_case (item, NULL), item);

  self = story_step (self, YC_EVENT_FILLED, STORY_START,
                     "{'applicant':{'kind':'person','name':'" STORY_NAME "','id_number':'" STORY_ID
                     "','phone':'" STORY_PHONE "'}}");
  self = story_step (self, YC_EVENT_HELPED, STORY_START, "{'scope':'协助填表'}");
  for (guint i = 0; i < G_N_ELEMENTS (steps) && self->state != state; i++)
    self = story_step (self, steps[i].type, STORY_START,
                       steps[i].type == YC_EVENT_ACCEPTED ? "{'deferred_due':'2026-03-06'}" : NULL);
  g_assert_cmpint (self->state, ==, state);
  return self;
}

JsonObject *
office_facts (YcCatalogue *catalogue, const YcItem *item, const OfficePaper *paper)
{
  g_autoptr (YcCase) self = office_case (item, paper->state);
  g_autoptr (JsonObject) data = paper->data != NULL ? story_data (paper->data) : NULL;
  g_autoptr (JsonObject) people =
      story_data ("{'wang':'王丽','sun':'孙倩','he':'何静','li':'李志强'}");
  const YcPaperInput input = {.catalogue = catalogue,
                              .item = item,
                              .self = self,
                              .number = OFFICE_NUMBER,
                              .clerk = OFFICE_CLERK,
                              .at = STORY_START,
                              .people = people,
                              .coming = paper->coming,
                              .data = data};

  return yc_paper_facts (&input);
}

char *
office_read (const YcPaper *paper, JsonObject *facts, YcPaperFlags flags, const char *tool)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_paper_print (paper, facts, flags, &error);
  g_autofree char *said = NULL;

  g_assert_no_error (error);
  said = reader_run (pdf, tool);
  return g_str_has_prefix (tool, "pdftotext") ? reader_squeeze (said) : g_steal_pointer (&said);
}

guint
office_count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *p = strstr (text, what); p != NULL; p = strstr (p + 1, what))
    n++;
  return n;
}

YcPaper *
office_paper_of (const char *body)
{
  g_autofree char *json = g_strdup_printf ("{'kind':'x','title':'试卷','title_en':'Trial',"
                                           "'word':'试','body':%s}",
                                           body);
  g_autoptr (JsonObject) template = story_data (json);
  g_autoptr (GError) error = NULL;
  YcPaper *paper = yc_paper_new (template, &error);

  g_assert_no_error (error);
  return paper;
}
