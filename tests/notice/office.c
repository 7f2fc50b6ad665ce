// The papers of the demo city, and cases that give rise to each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "office.h"
#include "city.h"
#include "story.h"

// clang-format off
const OfficePaper office_papers[] = {
    {"voucher", YC_STATE_RECEIVED, YC_EVENT_NONE, NULL,
     {"申请人" STORY_NAME, STORY_PHONE, "应交份数", "2026年3月9日", "综合窗口1"}},
    {"supplement", YC_STATE_RECEIVED, YC_EVENT_SUPPLEMENT_REQUESTED,
     "{'findings':[{'material':'layout','text':'未标明面积','cure':'补画','ground':'第十二条'}]}",
     {"第三十二条第一款第四项", "共1项", "补正要求：补画", "依据：第十二条", "2026年3月9日"}},
    {"acceptance", YC_STATE_RECEIVED, YC_EVENT_ACCEPTED, "{}",
     {"决定予以受理", "承诺时限5个工作日", "2026年3月9日前作出决定", "第四十五条"}},
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

  for (guint i = 0; i < G_N_ELEMENTS (steps) && self->state != state; i++)
    self = story_step (self, steps[i].type, STORY_START, NULL);
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
