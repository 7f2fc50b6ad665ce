// Events of an invented case, for the tests of every layer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-uuid.h"

#define HOUR 3600000

// What happens to a case as a rule: by whom, in which role, with what data.
static const struct {
  const char *actor;
  YcRole role;
  const char *data;
} usual[YC_N_EVENTS] = {
    [YC_EVENT_OPENED] =
        {STORY_CLERK, YC_ROLE_INTAKE,
         "{'item':'food-business-new','item_name':'食品经营许可（新办）',"
         "'item_version':1,'department':'market-regulation','hall':'main',"
         "'window':'general-1','number':'2026-G1-000001','steps':[{'post':'reviewer','name':'审核',"
         "'days':3},{'post':'head','name':'决定','days':2}],'promised_days':5,"
         "'legal_days':10,'yellow_days':2}"},
    [YC_EVENT_LODGED] = {"central", YC_ROLE_SYSTEM,
                         "{'item':'food-business-new','department':'market-regulation',"
                         "'promised_days':5,'legal_days':10,'yellow_days':2}"},
    [YC_EVENT_PRE_REVIEWED] = {STORY_CLERK, YC_ROLE_INTAKE, "{}"},
    [YC_EVENT_FILLED] = {STORY_CLERK, YC_ROLE_INTAKE,
                         "{'applicant':{'kind':'person','name':'" STORY_NAME
                         "','id_number':'" STORY_ID "','phone':'" STORY_PHONE "'},"
                         "'form':{'premises':'澄江路12号'}}"},
    [YC_EVENT_ANSWERED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'situation':{'agent':'yes'}}"},
    [YC_EVENT_SCANNED] = {STORY_CLERK, YC_ROLE_INTAKE,
                          "{'page':'page-1','material':'licence','blob':'" STORY_BLOB
                          "','mime':'image/jpeg','width':2480,'height':3508,'dpi':300}"},
    [YC_EVENT_PAGE_PREPARED] = {STORY_CLERK, YC_ROLE_INTAKE,
                                "{'page':'page-1','operations':'turn 1'}"},
    [YC_EVENT_TEXT_FOUND] = {STORY_CLERK, YC_ROLE_INTAKE,
                             "{'page':'page-1','blob':'" STORY_BLOB
                             "','mime':'application/vnd.yichuang.page-text'}"},
    [YC_EVENT_PAGE_MOVED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'page':'page-1','material':'layout'}"},
    [YC_EVENT_PAGE_REMOVED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'page':'page-1'}"},
    [YC_EVENT_TICKED] = {STORY_CLERK, YC_ROLE_INTAKE,
                         "{'material':'licence','point':'licence-scope','on':true}"},
    [YC_EVENT_MARKED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'material':'licence','mark':'checked'}"},
    [YC_EVENT_VERIFIED] = {STORY_CLERK, YC_ROLE_INTAKE,
                           "{'source':'enterprise','outcome':'answered','answer':{}}"},
    [YC_EVENT_HELPED] = {STORY_HELPER, YC_ROLE_HELPER, "{}"},
    [YC_EVENT_AUTHORISED] = {STORY_HELPER, YC_ROLE_HELPER,
                             "{'scope':'代填表、代提交','from':'2026-03-02','until':'2026-06-30'}"},
    [YC_EVENT_HELP_STOPPED] = {STORY_HELPER, YC_ROLE_HELPER, "{'reason':'申请人自行办理'}"},
    [YC_EVENT_HELP_ENDED] = {STORY_HELPER, YC_ROLE_HELPER, "{'result':'已领证'}"},
    [YC_EVENT_RECEIVED] = {STORY_CLERK, YC_ROLE_INTAKE, "{}"},
    [YC_EVENT_CORRECTED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'what':'日期','initials':'陈'}"},
    [YC_EVENT_SECOND_ASKED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'reason':'复印件看不清'}"},
    [YC_EVENT_SECOND_ALLOWED] = {"zhao", YC_ROLE_SUPERVISOR, "{}"},
    [YC_EVENT_SUPPLEMENT_REQUESTED] = {STORY_CLERK, YC_ROLE_INTAKE,
                                       "{'findings':[{'material':'layout'}]}"},
    [YC_EVENT_SUPPLEMENTED] = {STORY_CLERK, YC_ROLE_INTAKE, "{}"},
    [YC_EVENT_ACCEPTED] = {STORY_CLERK, YC_ROLE_INTAKE, "{}"},
    [YC_EVENT_NOT_NEEDED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'ground':'第三十二条'}"},
    [YC_EVENT_NOT_ACCEPTED] = {STORY_CLERK, YC_ROLE_INTAKE,
                               "{'ground':'第三十二条','reason':'不属于本机关职权范围',"
                               "'kind':'not-ours','body':'卫生健康委员会'}"},
    [YC_EVENT_DEFERRED_SETTLED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'material':'health'}"},
    [YC_EVENT_HANDED_OFF] = {STORY_CLERK, YC_ROLE_INTAKE, "{}"},
    [YC_EVENT_CUSTODY_TRANSFERRED] = {"he", YC_ROLE_ISSUING, "{'from':'wang','to':'he'}"},
    [YC_EVENT_CLAIMED] = {STORY_APPROVER, YC_ROLE_APPROVER, "{}"},
    [YC_EVENT_RELEASED] = {STORY_APPROVER, YC_ROLE_APPROVER, "{}"},
    [YC_EVENT_ASSIGNED] = {"zhao", YC_ROLE_SUPERVISOR, "{'person':'" STORY_APPROVER "'}"},
    [YC_EVENT_ADVANCED] = {STORY_APPROVER, YC_ROLE_APPROVER, "{}"},
    [YC_EVENT_SUSPENDED] = {STORY_APPROVER, YC_ROLE_APPROVER,
                            "{'procedure':'site-visit','reason':'现场核查'}"},
    [YC_EVENT_RESUMED] = {STORY_APPROVER, YC_ROLE_APPROVER, "{}"},
    [YC_EVENT_EXTENDED] = {"zhao", YC_ROLE_SUPERVISOR,
                           "{'reason':'案情复杂','ground':'第四十二条','days':10}"},
    [YC_EVENT_ANNOTATED] = {STORY_APPROVER, YC_ROLE_APPROVER,
                            "{'annotation':'note-1','page':'page-1','left':1000,'top':2000,"
                            "'width':3000,'height':400,'text':'面积与布局图不符'}"},
    [YC_EVENT_ANNOTATION_REMOVED] = {STORY_APPROVER, YC_ROLE_APPROVER, "{'annotation':'note-1'}"},
    [YC_EVENT_RETURNED] = {STORY_APPROVER, YC_ROLE_APPROVER,
                           "{'reason':'布局图不符','ground':'第三十五条'}"},
    [YC_EVENT_GRANTED] = {STORY_APPROVER, YC_ROLE_APPROVER,
                          "{'opinion':'符合条件','ground':'第三十五条'}"},
    [YC_EVENT_REFUSED] = {STORY_APPROVER, YC_ROLE_APPROVER,
                          "{'opinion':'不予许可','ground':'第三十五条','reason':'无专间'}"},
    [YC_EVENT_ISSUED] = {"he", YC_ROLE_ISSUING, "{'method':'in-person'}"},
    [YC_EVENT_CLOSED] = {"he", YC_ROLE_ISSUING, "{}"},
    [YC_EVENT_WITHDRAWN] = {STORY_CLERK, YC_ROLE_INTAKE, "{'reason':'申请人撤回'}"},
    [YC_EVENT_TERMINATED] = {"zhao", YC_ROLE_SUPERVISOR,
                             "{'reason':'容缺材料逾期','ground':'承诺书'}"},
    [YC_EVENT_PAPER_ISSUED] = {STORY_CLERK, YC_ROLE_INTAKE,
                               "{'paper':'voucher','number':'云溪政务收字〔2026〕第000001号'}"},
    [YC_EVENT_REVEALED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'field':'id_number'}"},
    [YC_EVENT_EXPORTED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'pages':3}"},
    [YC_EVENT_NOTED] = {STORY_CLERK, YC_ROLE_INTAKE, "{'text':'电话联系'}"},
};

// The shortest way to each state; YC_EVENT_NONE ends it.
static const YcEventType ways[YC_N_STATES][14] = {
#define DRAFT    YC_EVENT_OPENED, YC_EVENT_FILLED, YC_EVENT_SCANNED
#define RECEIVED DRAFT, YC_EVENT_RECEIVED
#define ACCEPTED RECEIVED, YC_EVENT_ACCEPTED
#define REVIEW   ACCEPTED, YC_EVENT_HANDED_OFF, YC_EVENT_CLAIMED
    [YC_STATE_PRE_REVIEW] = {YC_EVENT_LODGED},
    [YC_STATE_DRAFT] = {DRAFT},
    [YC_STATE_RECEIVED] = {RECEIVED},
    [YC_STATE_SUPPLEMENT] = {RECEIVED, YC_EVENT_SUPPLEMENT_REQUESTED},
    [YC_STATE_ACCEPTED] = {ACCEPTED},
    [YC_STATE_HANDED_OFF] = {ACCEPTED, YC_EVENT_HANDED_OFF},
    [YC_STATE_IN_REVIEW] = {REVIEW},
    [YC_STATE_SUSPENDED] = {REVIEW, YC_EVENT_SUSPENDED},
    [YC_STATE_RETURNED] = {REVIEW, YC_EVENT_RETURNED},
    [YC_STATE_GRANTED] = {REVIEW, YC_EVENT_GRANTED},
    [YC_STATE_REFUSED] = {REVIEW, YC_EVENT_REFUSED},
    [YC_STATE_ISSUED] = {REVIEW, YC_EVENT_GRANTED, YC_EVENT_ISSUED},
    [YC_STATE_CLOSED] = {REVIEW, YC_EVENT_GRANTED, YC_EVENT_ISSUED, YC_EVENT_CLOSED},
    [YC_STATE_NOT_NEEDED] = {RECEIVED, YC_EVENT_NOT_NEEDED},
    [YC_STATE_NOT_ACCEPTED] = {RECEIVED, YC_EVENT_NOT_ACCEPTED},
    [YC_STATE_WITHDRAWN] = {RECEIVED, YC_EVENT_WITHDRAWN},
    [YC_STATE_TERMINATED] = {ACCEPTED, YC_EVENT_TERMINATED},
};

JsonObject *
story_data (const char *json)
{
  g_autofree char *text = g_strdelimit (g_strdup (json), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);

  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static YcEvent *
make (YcEventType type, guint version, gint64 at, const char *actor, YcRole role, const char *json)
{
  g_autofree char *id = yc_uuid_new (at);

  return yc_event_new (id, STORY_CASE, type, version, at, actor != NULL ? actor : usual[type].actor,
                       role != YC_ROLE_NONE ? role : usual[type].role, "t1",
                       story_data (json != NULL ? json : usual[type].data));
}

YcEvent *
story_event (YcEventType type, guint version, gint64 at, const char *json)
{
  return make (type, version, at, NULL, YC_ROLE_NONE, json);
}

YcEvent *
story_event_by (YcEventType type, guint version, const char *actor, YcRole role, const char *json)
{
  return make (type, version, STORY_START + (gint64)version * HOUR, actor, role, json);
}

YcCase *
story_step (YcCase *before, YcEventType type, gint64 at, const char *json)
{
  g_autoptr (YcEvent) event =
      story_event (type, before != NULL ? before->version + 1 : 1, at, json);
  g_autoptr (GError) error = NULL;
  YcCase *after = yc_case_apply (before, event, NULL, &error);

  g_assert_no_error (error);
  if (before != NULL)
    yc_case_unref (before);
  return after;
}

GPtrArray *
story_events_to (YcState state)
{
  GPtrArray *events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);

  for (guint i = 0; ways[state][i] != YC_EVENT_NONE; i++)
    g_ptr_array_add (events, story_event (ways[state][i], i + 1, STORY_START + i * HOUR, NULL));
  return events;
}

YcCase *
story_in_state (YcState state)
{
  g_autoptr (GPtrArray) events = story_events_to (state);
  g_autoptr (GError) error = NULL;
  YcCase *self = yc_case_fold (NULL, events, &error);

  g_assert_no_error (error);
  g_assert_cmpint (self != NULL ? self->state : YC_STATE_NONE, ==, state);
  return self;
}

YcContext
story_context (const char *person)
{
  static const char *const departments[] = {"market-regulation", NULL};

  return (YcContext){person, YC_ROLES_ANY, departments};
}
