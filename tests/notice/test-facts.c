// What papers say of a case: days, who is who, what was told, what is handed over.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "office.h"
#include "story.h"

#include <stdlib.h>
#include <string.h>

#define ITEM "food-business-new"

typedef struct {
  YcCatalogue *catalogue;
  const YcItem *item;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->catalogue = city_load ();
  self->item = yc_catalogue_find_item (self->catalogue, ITEM);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_catalogue_unref (self->catalogue);
}

// A fact by its path, as text; "" where there is none.
static char *
fact (JsonObject *facts, const char *path)
{
  g_auto (GStrv) members = g_strsplit (path, ".", -1);
  JsonNode *node = NULL;

  for (guint i = 0; members[i] != NULL; i++) {
    if (facts == NULL || !json_object_has_member (facts, members[i]))
      return g_strdup ("");
    node = json_object_get_member (facts, members[i]);
    if (JSON_NODE_HOLDS_ARRAY (node)) {
      JsonArray *array = json_node_get_array (node);
      guint index = members[i + 1] != NULL ? (guint)atoi (members[i + 1]) : 0;

      if (index >= json_array_get_length (array))
        return g_strdup ("");
      node = json_array_get_element (array, index);
      i++;
    }
    facts = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  }
  if (JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup ("{}");
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                          : json_to_string (node, FALSE);
}

static void
assert_fact (JsonObject *facts, const char *path, const char *expected)
{
  g_autofree char *found = fact (facts, path);

  if (!g_str_equal (found, expected))
    g_error ("%s is “%s” and not “%s”", path, found, expected);
}

// Takes the case over.
static JsonObject *
facts_before (Fixture *self, YcCase *taken, gint64 at, YcEventType coming, const char *json)
{
  g_autoptr (YcCase) owned = taken;
  g_autoptr (JsonObject) data = json != NULL ? story_data (json) : NULL;
  g_autoptr (JsonObject) people = story_data ("{'sun':'孙倩','wang':'王丽'}");
  const YcPaperInput input = {.catalogue = self->catalogue,
                              .item = self->item,
                              .self = owned,
                              .clerk = OFFICE_CLERK,
                              .at = at,
                              .people = people,
                              .coming = coming,
                              .data = data};

  return yc_paper_facts (&input);
}

static void
test_days (Fixture *self, gconstpointer data)
{
  const gint64 december = STORY_START + (gint64)300 * STORY_DAY; // 2026-12-27, a Sunday
  g_autoptr (JsonObject) now = facts_before (self, office_case (self->item, YC_STATE_RECEIVED),
                                             STORY_START, YC_EVENT_ACCEPTED, "{}");
  YcCase *late = office_case (self->item, YC_STATE_DRAFT);
  g_autoptr (JsonObject) later = NULL;

  assert_fact (now, "paper.day", "2026年3月2日");
  assert_fact (now, "case.received", "2026年3月2日");
  assert_fact (now, "case.accepted", "2026年3月2日");
  assert_fact (now, "limit.decision_day", "2026年3月9日");
  assert_fact (now, "limit.ask_day", "2026年3月9日");
  late = story_step (late, YC_EVENT_RECEIVED, december, NULL);
  later = facts_before (self, late, december, YC_EVENT_ACCEPTED, "{}");
  assert_fact (later, "case.received", "2026年12月27日"); // what has been is not provisional
  assert_fact (later, "limit.decision_day",
               "2027年1月1日（暂定，节假日安排公布后重新计算）"); // 2027 is not published
  assert_fact (later, "limit.ask_day", "2027年1月1日（暂定，节假日安排公布后重新计算）");
}

// The acceptance after a supplement dates from the day the last supplement came in.
static void
test_after_supplement (Fixture *self, gconstpointer data)
{
  YcCase *file = office_case (self->item, YC_STATE_RECEIVED);
  g_autoptr (JsonObject) facts = NULL;

  file = story_step (file, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START,
                     "{'findings':[{'material':'layout','text':'缺面积','cure':'补画'},"
                     "{'text':'缺电话'}],'until':'2026-03-20'}");
  file = story_step (file, YC_EVENT_SUPPLEMENTED, STORY_START + STORY_DAY, NULL);
  file = story_step (file, YC_EVENT_ACCEPTED, STORY_START + STORY_DAY,
                     "{'deferred_due':'2026-03-06'}");
  facts = facts_before (self, file, STORY_START + 3 * STORY_DAY, YC_EVENT_NONE, NULL);
  assert_fact (facts, "case.supplemented", "2026年3月3日");
  assert_fact (facts, "limit.decision_day", "2026年3月10日");
  assert_fact (facts, "supplement.day", "2026年3月20日");
  assert_fact (facts, "supplement.count", "2");
  assert_fact (facts, "supplement.again", "false");
  assert_fact (facts, "finding_groups.0.material", "经营场所布局图和操作流程");
  assert_fact (facts, "findings.0.cure", "补画");
  assert_fact (facts, "findings.1.material", "申请人信息与申请表");
}

// What the checklist finds is told with its cure and its ground; a mere warning is not demanded.
// Of the award and its paper nothing has come in: either of them is demanded.
static void
test_group (Fixture *self, gconstpointer data)
{
  const YcItem *item = yc_catalogue_find_item (self->catalogue, "construction-permit");
  g_autoptr (YcCase) open =
      story_step (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL), YC_EVENT_ANSWERED,
                  STORY_START, "{'situation':{'tender':'open'}}");
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (item, open, NULL);
  g_autoptr (JsonArray) told = yc_paper_tell_findings (findings);
  guint demanded = 0;

  for (guint i = 0; i < json_array_get_length (told); i++) {
    JsonObject *one = json_array_get_object_element (told, i);
    const char *cure = json_object_get_string_member (one, "cure");

    g_assert_cmpstr (json_object_get_string_member (one, "ground"), !=, NULL);
    if (strstr (cure, yc_item_find_material (item, "award")->name.zh) != NULL &&
        strstr (cure, yc_item_find_material (item, "award-paper")->name.zh) != NULL)
      demanded++;
  }
  g_assert_cmpuint (demanded, ==, 1);
}

static void
test_findings (Fixture *self, gconstpointer data)
{
  g_autoptr (YcCase) file = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (self->item, file, NULL);
  YcFinding *first = findings->pdata[0];
  YcPaperInput input = {.catalogue = self->catalogue,
                        .item = self->item,
                        .self = file,
                        .at = STORY_START,
                        .findings = findings,
                        .coming = YC_EVENT_SUPPLEMENT_REQUESTED};
  g_autoptr (JsonObject) all = yc_paper_facts (&input);
  g_autoptr (JsonObject) fewer = NULL;
  guint n = json_array_get_length (json_object_get_array_member (all, "findings"));

  g_assert_cmpuint (n, ==, yc_checklist_count_blocking (findings));
  assert_fact (all, "findings.0.material", first->material->name.zh);
  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_strdup_printf ("findings.%u.cure", i);
    g_autofree char *cure = fact (all, path);

    g_assert_cmpstr (cure, !=, "");
  }
  first->severity = YC_SEVERITY_WARNS;
  fewer = yc_paper_facts (&input);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (fewer, "findings")), ==,
                    n - 1);
}

static void
test_second_notice (Fixture *self, gconstpointer data)
{
  YcCase *file = office_case (self->item, YC_STATE_RECEIVED);
  g_autoptr (JsonObject) facts = NULL;

  file = story_step (file, YC_EVENT_SUPPLEMENT_REQUESTED, STORY_START, NULL);
  file = story_step (file, YC_EVENT_SUPPLEMENTED, STORY_START, NULL);
  facts = facts_before (self, file, STORY_START, YC_EVENT_SUPPLEMENT_REQUESTED,
                        "{'findings':[{'text':'新'}],'reason':'补交的图与原图不符'}");
  assert_fact (facts, "supplement.again", "true");
  assert_fact (facts, "supplement.reason", "补交的图与原图不符");
  assert_fact (facts, "findings.0.text", "新"); // and not what the first one said
}

static void
test_extension (Fixture *self, gconstpointer data)
{
  YcCase *file = office_case (self->item, YC_STATE_IN_REVIEW);
  g_autoptr (JsonObject) before = facts_before (self, yc_case_ref (file), STORY_START,
                                                YC_EVENT_EXTENDED, "{'days':5,'reason':'r'}");
  g_autoptr (JsonObject) after = NULL;

  file = story_step (file, YC_EVENT_EXTENDED, STORY_START, "{'days':5,'reason':'r','ground':'g'}");
  after = facts_before (self, file, STORY_START, YC_EVENT_NONE, NULL);
  for (guint i = 0; i < 2; i++) { // printed again it says the same
    assert_fact (i == 0 ? before : after, "extension.old_day", "2026年3月9日");
    assert_fact (i == 0 ? before : after, "extension.day", "2026年3月16日");
  }
  assert_fact (after, "limit.decision_day", "2026年3月16日");
}

static void
test_outcomes (Fixture *self, gconstpointer data)
{
  static const struct {
    YcEventType coming;
    const char *json, *path, *expected;
  } rows[] = {
      {YC_EVENT_NOT_ACCEPTED, "{'body':'health','ground':'g','reason':'r'}", "body.name",
       "卫生健康委员会"},
      {YC_EVENT_NOT_ACCEPTED, "{'body':'邻市卫健委','body_address':'邻路1号'}", "body.name",
       "邻市卫健委"},
      {YC_EVENT_NOT_ACCEPTED, "{'body':'x','body_address':'邻路1号'}", "body.address", "邻路1号"},
      {YC_EVENT_NOT_ACCEPTED, "{'body':'x'}", "outcome.not_ours", "true"},
      {YC_EVENT_NOT_ACCEPTED, "{'reason':'r'}", "outcome.not_ours", "false"},
      {YC_EVENT_NOT_NEEDED, "{'ground':'g'}", "outcome.ground", "g"},
      {YC_EVENT_CORRECTED, "{'what':'w','initials':'i'}", "corrections.0.what", "w"},
      {YC_EVENT_ACCEPTED, "{'deferred_due':'2026-03-06'}", "limit.deferral_day", "2026年3月6日"},
      {YC_EVENT_ACCEPTED, "{}", "deferred.0.name", "食品安全规章制度目录清单"},
      {YC_EVENT_ACCEPTED, "{}", "commitments.0.name", "从业人员健康证明"},
      {YC_EVENT_ACCEPTED, "{'deferred_due':'2027-03-05'}", "limit.deferral_day",
       "2027年3月5日（暂定，节假日安排公布后重新计算）"},
      {YC_EVENT_NONE, NULL, "item.result", "食品经营许可证"},
      {YC_EVENT_SUSPENDED, "{'procedure':'expert-review','days':3}", "procedure.name", "专家评审"},
      {YC_EVENT_SUSPENDED, "{'procedure':'别的','days':3}", "procedure.name", "别的"},
      {YC_EVENT_SUSPENDED, "{'procedure':'hearing','until':'2026-04-01'}", "procedure.until",
       "2026年4月1日"},
      {YC_EVENT_REFUSED, "{'reason':'r','opinion':'o','ground':'g'}", "decision.reason", "r"},
      {YC_EVENT_REFUSED, "{'reason':'r'}", "case.decided", "2026年3月2日"},
      {YC_EVENT_ISSUED, "{'method':'courier','tracking':'SF1'}", "delivery.by_post", "true"},
      {YC_EVENT_ISSUED, "{'method':'courier','tracking':'SF1'}", "delivery.tracking", "SF1"},
      {YC_EVENT_ISSUED, "{'method':'in-person','papers':[{'name':'证','number':'1','copies':2}]}",
       "delivery.papers.0.copies", "2"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'from':'wang','to':'nobody'}", "custody.from", "王丽"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'from':'wang','to':'nobody'}", "custody.to", "nobody"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'list':['钥匙',{'material':'layout','pages':9}]}",
       "custody.list.0.name", "钥匙"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'list':['钥匙',{'material':'layout','pages':9}]}",
       "custody.list.1.name", "经营场所布局图和操作流程"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'list':['钥匙',{'material':'layout','pages':9}]}",
       "custody.list.1.pages", "9"},
      {YC_EVENT_CUSTODY_TRANSFERRED, "{'list':[7,null,[],{}]}", "custody.list.1.name", ""},
      {YC_EVENT_HELP_STOPPED, "{'reason':'r'}", "help.helper", "孙倩"},
      {YC_EVENT_HELP_STOPPED, "{'reason':'r'}", "help.stopped.reason", "r"},
      {YC_EVENT_HELP_STOPPED, "{'reason':'r'}", "help.kind", "帮办"},
      {YC_EVENT_AUTHORISED, "{'until':'2026-03-03'}", "help.kind", "代办"},
      {YC_EVENT_AUTHORISED, "{'until':'2026-03-03'}", "help.authority.until", "2026年3月3日"},
      {YC_EVENT_AUTHORISED, "{'until':'2026-03-03'}", "help.begun.scope", "协助填表"},
      {YC_EVENT_HELP_ENDED, "{'result':'r'}", "help.ended.result", "r"},
      {YC_EVENT_HELPED, "{'kind':'proxy'}", "help.kind", "代办"},
      {YC_EVENT_HELPED, "{'kind':'assist'}", "help.kind", "帮办"},
      {YC_EVENT_WITHDRAWN, "{'reason':'r'}", "withdrawal.reason", "r"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (JsonObject) facts = facts_before (self, office_case (self->item, YC_STATE_RECEIVED),
                                                 STORY_START, rows[i].coming, rows[i].json);

    assert_fact (facts, rows[i].path, rows[i].expected);
  }
}

// Printed again, a paper has the day on which it was issued.
static void
test_day_of_issue (Fixture *self, gconstpointer data)
{
  YcCase *file = office_case (self->item, YC_STATE_RECEIVED);
  YcPaperInput input = {.catalogue = self->catalogue, .item = self->item};

  file = story_step (file, YC_EVENT_PAPER_ISSUED, STORY_START, "{'paper':'voucher','number':'1'}");
  file = story_step (file, YC_EVENT_PAPER_ISSUED, STORY_START + 9 * STORY_DAY,
                     "{'paper':'voucher','number':'1','reprint':true}");
  input.self = file;
  input.at = STORY_START + 9 * STORY_DAY;
  for (guint i = 0; i < 2; i++) {
    g_autoptr (JsonObject) facts = NULL;

    input.number = i == 0 ? "1" : "2";
    facts = yc_paper_facts (&input);
    assert_fact (facts, "paper.day", i == 0 ? "2026年3月2日" : "2026年3月11日");
  }
  yc_case_unref (file);
}

static void
test_remarks (Fixture *self, gconstpointer data)
{
  static const char *const marks[][3] = {
      {"rules", "deferred", "容缺，待补"},      {"health", "commitment", "告知承诺"},
      {"licence", "by-data", "数据共享核验"},   {"layout", "deficient", "待更正"},
      {"equipment", "checked", "已与原件核对"},
  };
  YcCase *file = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autoptr (JsonObject) facts = NULL;
  JsonArray *rows;
  guint untouched = 0;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    g_autofree char *json =
        g_strdup_printf ("{'material':'%s','mark':'%s'}", marks[i][0], marks[i][1]);

    file = story_step (file, YC_EVENT_MARKED, STORY_START, json);
  }
  facts = facts_before (self, file, STORY_START, YC_EVENT_NONE, NULL);
  rows = json_object_get_array_member (facts, "materials");
  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    const char *remark = json_object_get_string_member (row, "remark");

    for (guint m = 0; m < G_N_ELEMENTS (marks); m++) {
      const YcMaterial *material = yc_item_find_material (self->item, marks[m][0]);

      if (g_str_equal (json_object_get_string_member (row, "name"), material->name.zh))
        g_assert_cmpstr (remark, ==, marks[m][2]);
    }
    untouched += g_str_equal (remark, "未交");
    g_assert_cmpint (json_object_get_int_member (row, "given"), ==, 0);
  }
  g_assert_cmpuint (untouched, ==, json_array_get_length (rows) - G_N_ELEMENTS (marks));
}

static JsonObject *
find_row (JsonObject *facts, const char *member, const char *name)
{
  JsonArray *rows = json_object_get_array_member (facts, member);

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);

    if (g_str_equal (json_object_get_string_member (row, "name"), name))
      return row;
  }
  return NULL;
}

// What is shown and copied goes home with the applicant: the window has no original of it.
static void
test_shown (Fixture *self, gconstpointer data)
{
  const YcItem *item = yc_catalogue_find_item (self->catalogue, "passport");
  const YcMaterial *card = yc_item_find_material (item, "id");
  const YcMaterial *form = yc_item_find_material (item, "application");
  g_autoptr (JsonObject) facts = NULL;
  g_autoptr (JsonArray) told = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (YcCase) empty = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  JsonObject *row, *custody;
  guint said = 0;

  g_assert_cmpint (card->keep, ==, YC_KEEP_BOTH);
  g_assert_cmpint (form->keep, ==, YC_KEEP_ORIGINAL);
  self->item = item;
  facts = facts_before (self, office_case (item, YC_STATE_RECEIVED), STORY_START,
                        YC_EVENT_CUSTODY_TRANSFERRED, "{'from':'wang','to':'he'}");
  row = find_row (facts, "materials", card->name.zh);
  g_assert_cmpstr (json_object_get_string_member (row, "form"), ==, "原件核对，留复印件");
  custody = json_object_get_object_member (facts, "custody");
  g_assert_null (find_row (custody, "list", card->name.zh));
  g_assert_nonnull (find_row (custody, "list", form->name.zh));
  findings = yc_checklist_evaluate (item, empty, NULL);
  told = yc_paper_tell_findings (findings);
  for (guint i = 0; i < json_array_get_length (told); i++)
    said += strstr (json_object_get_string_member (json_array_get_object_element (told, i), "cure"),
                    "原件核对，留复印件 1 份") != NULL;
  g_assert_cmpuint (said, >, 0);
}

// What a register answered is there without a paper and without a mark; what it did not is not.
static void
test_register (Fixture *self, gconstpointer data)
{
  static const char *const outcomes[][2] = {
      {"answered", "数据共享核验"}, {"not-found", "未交"}, {"failed", "未交"}};
  const YcMaterial *licence = yc_item_find_material (self->item, "licence");

  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++) {
    g_autofree char *json = g_strdup_printf ("{'source':'%s','outcome':'%s','answer':{}}",
                                             licence->service, outcomes[i][0]);
    YcCase *file = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
    g_autoptr (JsonObject) facts = NULL;

    file = story_step (file, YC_EVENT_VERIFIED, STORY_START, json);
    facts = facts_before (self, file, STORY_START, YC_EVENT_NONE, NULL);
    g_assert_cmpstr (
        json_object_get_string_member (find_row (facts, "materials", licence->name.zh), "remark"),
        ==, outcomes[i][1]);
  }
}

// A voucher proves how many copies were received, not how many were asked for.
static void
test_given (Fixture *self, gconstpointer data)
{
  YcCase *file = story_step (office_case (self->item, YC_STATE_RECEIVED), YC_EVENT_MARKED,
                             STORY_START, "{'material':'layout','mark':'none','copies':2}");
  const YcMaterial *layout = yc_item_find_material (self->item, "layout");
  g_autoptr (JsonObject) facts = facts_before (self, file, STORY_START, YC_EVENT_NONE, NULL);
  JsonArray *rows = json_object_get_array_member (facts, "materials");

  for (guint i = 0; i < json_array_get_length (rows); i++) {
    JsonObject *row = json_array_get_object_element (rows, i);
    gint64 pages = json_object_get_int_member (row, "pages");
    gboolean is_layout = g_str_equal (json_object_get_string_member (row, "name"), layout->name.zh);

    if (is_layout)
      g_assert_cmpint (pages, >, 0);
    g_assert_cmpint (json_object_get_int_member (row, "given"), ==, is_layout ? 2 : MIN (pages, 1));
  }
}

// The case in the middle of its review by "li", who has claimed, suspended and resumed it.
static YcCase *
reviewed_case (Fixture *self)
{
  static const YcEventType types[] = {YC_EVENT_SUSPENDED, YC_EVENT_RESUMED};
  YcCase *file = office_case (self->item, YC_STATE_IN_REVIEW);

  g_assert_cmpstr (file->holder, ==, STORY_APPROVER);
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    file = story_step (file, types[i], STORY_START, NULL);
  return file;
}

// All facts of the paper as one text, printed by the approver.
static char *
tell_facts (Fixture *self, YcCase *file, const OfficePaper *paper)
{
  g_autoptr (JsonObject) data = paper->data != NULL ? story_data (paper->data) : NULL;
  g_autoptr (JsonObject) people = story_data ("{'li':'李志强','wang':'王丽','sun':'孙倩'}");
  const YcPaperInput input = {.catalogue = self->catalogue,
                              .item = self->item,
                              .self = file,
                              .clerk = "李志强",
                              .decides = TRUE,
                              .at = STORY_START,
                              .people = people,
                              .coming = paper->coming,
                              .data = data};
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, yc_paper_facts (&input));
  return json_to_string (node, FALSE);
}

// The decision itself; and who begins to help can never decide.
static gboolean
names_who_prints (const OfficePaper *paper)
{
  return paper->coming == YC_EVENT_GRANTED || paper->coming == YC_EVENT_REFUSED ||
         paper->coming == YC_EVENT_HELPED;
}

static void
test_approver (Fixture *self, gconstpointer data)
{
  g_autoptr (YcCase) file = reviewed_case (self);
  g_autoptr (YcCase) decided =
      story_step (reviewed_case (self), YC_EVENT_GRANTED, STORY_START, NULL);

  for (const OfficePaper *paper = office_papers; paper->kind != NULL; paper++) {
    g_autofree char *before = tell_facts (self, file, paper);
    g_autofree char *after = tell_facts (self, decided, paper);

    g_test_message ("%s", paper->kind);
    g_assert_cmpint (strstr (before, "李志强") != NULL, ==, names_who_prints (paper));
    g_assert_null (strstr (before, "\"" STORY_APPROVER "\""));
    g_assert_nonnull (strstr (after, "李志强"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add ("/notice/facts/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a day beyond the calendar is provisional", test_days);
  ADD ("the limit runs from the last supplement", test_after_supplement);
  ADD ("a notice demands what blocks, and how to cure it", test_findings);
  ADD ("a notice names all that would do, and the law", test_group);
  ADD ("a second notice says that it is one", test_second_notice);
  ADD ("an extension moves the day, also when printed again", test_extension);
  ADD ("what an event says is on its paper", test_outcomes);
  ADD ("a copy has the day of its original", test_day_of_issue);
  ADD ("a mark has its remark", test_remarks);
  ADD ("no paper names the approver before the decision", test_approver);
  ADD ("what is shown and copied is no original at the window", test_shown);
  ADD ("what a register answered is received", test_register);
  ADD ("as many copies were given as were counted", test_given);
#undef ADD
  return g_test_run ();
}
