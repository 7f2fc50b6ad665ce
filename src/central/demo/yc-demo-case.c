// The stories of the demo cases: what happens at the counter, in the department, at the end.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"
#include "yc-demo-story.h"
#include "yc-form.h"
#include "yc-sample-case.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#include <string.h>

#define MOST_TRIES 4

// The case of this item that can be accepted; NULL if the city has none.
static JsonObject *
sample_of (YcStory *story)
{
  JsonObject *sample = g_hash_table_lookup (story->demo->samples, story->item->code);

  return sample != NULL ? yc_wire_get_object (sample, "case") : NULL;
}

// How much later than its authors thought of the sample is told.
static int
days_later (YcStory *story)
{
  JsonObject *sample = g_hash_table_lookup (story->demo->samples, story->item->code);
  YcDay then = yc_day_from_string (yc_wire_get_string (sample, "today"));

  return then != 0 ? (int)yc_day_from_ms (story->at) - (int)then : 0;
}

static gboolean
is_for_company (YcStory *story)
{
  JsonObject *sample = sample_of (story);

  if (sample != NULL)
    return g_strcmp0 (yc_wire_get_string (yc_wire_get_object (sample, "applicant"), "kind"),
                      "company") == 0;
  return g_ptr_array_find_with_equal_func (story->item->windows, "construction", g_str_equal, NULL);
}

static JsonObject *
pick_applicant (YcStory *story)
{
  JsonObject *all = json_node_get_object (story->demo->applicants);
  gboolean is_company = is_for_company (story);
  JsonArray *list = yc_wire_get_array (all, is_company ? "companies" : "people");
  guint length = json_array_get_length (list);
  JsonObject *from = json_array_get_object_element (
      list, (guint)g_rand_int_range (story->demo->random, 0, (int)length));
  const char *number = yc_wire_get_string (from, is_company ? "credit_code" : "id_number");

  return yc_story_data ("kind", is_company ? "company" : "person", "name",
                        yc_wire_get_string (from, "name"), "id_number", number, "phone",
                        yc_wire_get_string (from, "phone"), "address",
                        yc_wire_get_string (from, "address"), NULL);
}

// What the form takes over from the applicant's record, or a date moved along with the story; NULL
// if the field stays as it is.
static char *
find_value (YcStory *story, const YcField *field, JsonNode *old, JsonObject *applicant)
{
  const char *text = old != NULL && JSON_NODE_HOLDS_VALUE (old) ? json_node_get_string (old) : NULL;
  YcDay day = text != NULL && field->kind == YC_FIELD_DATE ? yc_day_from_string (text) : 0;

  if (field->autofill != NULL && g_str_has_prefix (field->autofill, "applicant."))
    return g_strdup (yc_wire_get_string (applicant, field->autofill + strlen ("applicant.")));
  return day != 0 ? yc_day_to_string (day + (YcDay)days_later (story)) : NULL;
}

static JsonObject *
take_over (YcStory *story, JsonObject *form, JsonObject *applicant)
{
  g_autoptr (GPtrArray) places = yc_form_list (story->item->form, form);
  JsonObject *filled = yc_form_copy (form);

  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    g_autofree char *value =
        find_value (story, place->field, yc_form_get (form, place->place), applicant);
    JsonObject *next;

    if (value == NULL)
      continue;
    next = yc_form_set (filled, place->place, json_node_init_string (json_node_alloc (), value));
    json_object_unref (filled);
    filled = next;
  }
  return filled;
}

// The sample with another applicant.
static JsonObject *
with_applicant (YcStory *story, JsonObject *sample, JsonObject *applicant)
{
  JsonObject *other = yc_form_copy (sample);
  JsonObject *form = yc_wire_get_object (sample, "form");

  if (form != NULL && story->item->form != NULL)
    json_object_set_object_member (other, "form", take_over (story, form, applicant));
  json_object_set_object_member (other, "applicant", json_object_ref (applicant));
  return other;
}

static gboolean
is_sound (YcStory *story, JsonObject *sample)
{
  const YcDay day = yc_day_from_ms (story->at);
  const YcToday today = {yc_catalogue_get_calendar (story->demo->catalogue), day};
  g_autoptr (YcCase) self = yc_sample_case_new (story->item, sample, day, NULL);
  g_autoptr (GPtrArray) findings =
      self != NULL ? yc_checklist_evaluate (story->item, self, &today) : NULL;

  return findings != NULL && yc_checklist_count_blocking (findings) == 0;
}

// The sample with one of the city's people, if one fits (an allowance for the old asks for an old
// one); else with the person its authors invented.
static JsonObject *
cast_sample (YcStory *story)
{
  JsonObject *sample = sample_of (story);

  for (int tries = 0; tries < MOST_TRIES; tries++) {
    g_autoptr (JsonObject) applicant = pick_applicant (story);
    g_autoptr (JsonObject) other = with_applicant (story, sample, applicant);

    if (is_sound (story, other))
      return g_steal_pointer (&other);
  }
  return with_applicant (story, sample, yc_wire_get_object (sample, "applicant"));
}

static void
fill (YcStory *story)
{
  JsonObject *data = json_object_new ();
  g_autoptr (JsonObject) cast = sample_of (story) != NULL ? cast_sample (story) : NULL;
  JsonObject *form = cast != NULL ? yc_wire_get_object (cast, "form") : NULL;

  if (form != NULL)
    json_object_set_object_member (data, "form", json_object_ref (form));
  json_object_set_object_member (data, "applicant",
                                 cast != NULL
                                     ? json_object_ref (yc_wire_get_object (cast, "applicant"))
                                     : pick_applicant (story));
  yc_story_step (story, YC_EVENT_FILLED, story->clerk, YC_ROLE_INTAKE, data);
}

static JsonObject *
random_answers (YcStory *story)
{
  JsonObject *answers = json_object_new ();

  for (guint i = 0; i < story->item->situations->len; i++) {
    const YcSituation *question = story->item->situations->pdata[i];
    int n = (int)question->answers->len;
    const YcAnswer *given = question->answers->pdata[g_rand_int_range (story->demo->random, 0, n)];

    json_object_set_string_member (answers, question->id, given->id);
  }
  return answers;
}

static void
answer (YcStory *story)
{
  JsonObject *data = json_object_new ();
  JsonObject *sample = sample_of (story);
  JsonObject *given = sample != NULL ? yc_wire_get_object (sample, "situation") : NULL;

  json_object_set_object_member (data, "situation",
                                 given != NULL ? json_object_ref (given) : random_answers (story));
  yc_story_step (story, YC_EVENT_ANSWERED, story->clerk, YC_ROLE_INTAKE, data);
}

static void
begin (YcStory *story, YcEventType type)
{
  gboolean is_lodged = type == YC_EVENT_LODGED;
  g_autofree char *number = yc_story_number (story, "case");
  JsonObject *data = yc_item_open (story->item);

  if (number != NULL)
    json_object_set_string_member (data, "number", number);
  json_object_set_string_member (data, "hall", story->window->hall);
  json_object_set_string_member (data, "window", story->window->id);
  yc_story_step (story, type, is_lodged ? NULL : story->clerk,
                 is_lodged ? YC_ROLE_SYSTEM : YC_ROLE_INTAKE, data);
}

static char *
pick_page (YcStory *story, gboolean own, guint i)
{
  GPtrArray *pages = story->demo->pages;

  if (own)
    return yc_demo_keep_page (story->demo,
                              g_str_hash (story->item->code) + i * 7919u + story->current->version,
                              &story->error);
  return g_strdup (pages->pdata[(g_str_hash (story->item->code) + i) % pages->len]);
}

static void
scan (YcStory *story, const YcMaterial *material, gboolean own, guint i)
{
  g_autofree char *blob = pick_page (story, own, i);
  g_autofree char *page = yc_uuid_new (story->at);
  JsonObject *data = yc_story_data ("page", page, "material", material->id, "blob", blob, "mime",
                                    "image/png", NULL);

  json_object_set_int_member (data, "width", YC_DEMO_PAGE_WIDTH);
  json_object_set_int_member (data, "height", YC_DEMO_PAGE_HEIGHT);
  json_object_set_int_member (data, "dpi", 150);
  yc_story_step (story, YC_EVENT_SCANNED, story->clerk, YC_ROLE_INTAKE, data);
}

static void
tick (YcStory *story, const YcMaterial *material)
{
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];
    JsonObject *data = yc_story_data ("material", material->id, "point", point->id, NULL);

    json_object_set_boolean_member (data, "on", TRUE);
    yc_story_step (story, YC_EVENT_TICKED, story->clerk, YC_ROLE_INTAKE, data);
  }
}

static void
count_copies (YcStory *story, const YcMaterial *material)
{
  JsonObject *data;

  if (material->copies < 2)
    return;
  data = yc_story_data ("material", material->id, "mark", yc_mark_name (YC_MARK_NONE), NULL);
  json_object_set_int_member (data, "copies", material->copies);
  yc_story_step (story, YC_EVENT_MARKED, story->clerk, YC_ROLE_INTAKE, data);
}

// `missing`: so many materials at the end have not been brought.
static void
take_in (YcStory *story, gboolean own_pages, guint missing)
{
  g_autoptr (GPtrArray) materials = NULL;

  if (story->error != NULL)
    return;
  materials = yc_checklist_list_materials (story->item, story->current, NULL);
  for (guint i = 0; i + missing < materials->len; i++) {
    scan (story, materials->pdata[i], own_pages, i);
    count_copies (story, materials->pdata[i]);
    tick (story, materials->pdata[i]);
  }
}

static void
issue_paper (YcStory *story, const char *paper)
{
  g_autofree char *number = yc_story_number (story, paper);

  yc_story_step (story, YC_EVENT_PAPER_ISSUED, story->clerk, YC_ROLE_INTAKE,
                 yc_story_data ("paper", paper, "number", number, NULL));
}

static void
receive (YcStory *story)
{
  yc_story_step (story, YC_EVENT_RECEIVED, story->clerk, YC_ROLE_INTAKE, NULL);
  issue_paper (story, "voucher");
}

static const char *
first (GPtrArray *texts)
{
  return texts != NULL && texts->len > 0 ? texts->pdata[0] : "《行政许可法》第三十二条";
}

static JsonObject *
tell_finding (const YcFinding *finding)
{
  g_autofree char *key = yc_finding_get_key (finding);
  const YcMaterial *material = finding->material;

  return yc_story_data ("key", key, "material", material != NULL ? material->id : NULL, "text",
                        finding->what.zh != NULL ? finding->what.zh : "材料缺少或者不符合要求",
                        "cure", finding->cure.zh != NULL ? finding->cure.zh : "请补交该材料", NULL);
}

// Everything that is wrong; the last of the materials where the item lets that pass.
static JsonArray *
tell_findings (YcStory *story)
{
  const YcToday today = {yc_catalogue_get_calendar (story->demo->catalogue),
                         yc_day_from_ms (story->at)};
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (story->item, story->current, &today);
  g_autoptr (GPtrArray) materials =
      yc_checklist_list_materials (story->item, story->current, &today);
  const YcFinding last = {.code = YC_FINDING_NO_PAGE,
                          .material = materials->pdata[materials->len - 1]};
  JsonArray *told = json_array_new ();

  for (guint i = 0; i < findings->len; i++)
    if (((YcFinding *)findings->pdata[i])->severity == YC_SEVERITY_BLOCKS)
      json_array_add_object_element (told, tell_finding (findings->pdata[i]));
  if (json_array_get_length (told) == 0)
    json_array_add_object_element (told, tell_finding (&last));
  return told;
}

static void
ask_for_supplement (YcStory *story)
{
  JsonObject *data = json_object_new ();

  if (story->error == NULL)
    json_object_set_array_member (data, "findings", tell_findings (story));
  yc_story_step (story, YC_EVENT_SUPPLEMENT_REQUESTED, story->clerk, YC_ROLE_INTAKE, data);
  issue_paper (story, "supplement");
}

static const char *
find_body (const YcItem *item)
{
  return item->right_bodies->len > 0 ? ((YcRightBody *)item->right_bodies->pdata[0])->name.zh
                                     : NULL;
}

// Everything up to the acceptance. TRUE if the story goes on after it.
static gboolean
tell_counter (YcStory *story, const YcDemoPlan *plan)
{
  const char *ground = first (story->item->not_accepted_grounds);

  begin (story, YC_EVENT_OPENED);
  fill (story);
  answer (story);
  take_in (story, plan->own_pages,
           plan->state == YC_STATE_DRAFT || plan->state == YC_STATE_RECEIVED ||
               plan->state == YC_STATE_SUPPLEMENT || plan->state == YC_STATE_TERMINATED);
  if (plan->state == YC_STATE_DRAFT)
    return FALSE;
  if (plan->state == YC_STATE_NOT_NEEDED) {
    yc_story_step (story, YC_EVENT_NOT_NEEDED, story->clerk, YC_ROLE_INTAKE,
                   yc_story_data ("ground", first (story->item->not_needed_grounds), NULL));
    return FALSE;
  }
  receive (story);
  if (plan->state == YC_STATE_NOT_ACCEPTED)
    yc_story_step (story, YC_EVENT_NOT_ACCEPTED, story->clerk, YC_ROLE_INTAKE,
                   yc_story_data ("ground", ground, "reason", "不属于本机关职权范围", "kind",
                                  "not-ours", "body", find_body (story->item), NULL));
  if (plan->state == YC_STATE_SUPPLEMENT || plan->state == YC_STATE_TERMINATED)
    ask_for_supplement (story);
  if (plan->state == YC_STATE_TERMINATED) {
    yc_story_pass (story, 0.8);
    yc_story_step (
        story, YC_EVENT_TERMINATED, yc_story_person (story, YC_ROLE_SUPERVISOR), YC_ROLE_SUPERVISOR,
        yc_story_data ("reason", "逾期未补正", "ground", "《行政许可法》第三十二条", NULL));
  }
  return plan->state != YC_STATE_RECEIVED && plan->state != YC_STATE_NOT_ACCEPTED &&
         plan->state != YC_STATE_SUPPLEMENT && plan->state != YC_STATE_TERMINATED;
}

// From the acceptance to the department. TRUE if the story goes on there.
static gboolean
tell_handoff (YcStory *story, const YcDemoPlan *plan)
{
  yc_story_step (story, YC_EVENT_ACCEPTED, story->clerk, YC_ROLE_INTAKE, NULL);
  issue_paper (story, "acceptance");
  if (plan->state == YC_STATE_ACCEPTED)
    return FALSE;
  yc_story_step (story, YC_EVENT_HANDED_OFF, story->clerk, YC_ROLE_INTAKE, NULL);
  if (plan->state != YC_STATE_WITHDRAWN)
    return plan->state != YC_STATE_HANDED_OFF;
  yc_story_pass (story, 0.3);
  yc_story_step (story, YC_EVENT_WITHDRAWN, story->clerk, YC_ROLE_INTAKE,
                 yc_story_data ("reason", "申请人撤回申请", NULL));
  return FALSE;
}

// In the department. TRUE if it decided.
static gboolean
tell_office (YcStory *story, const YcDemoPlan *plan)
{
  const YcPerson *approver = yc_story_person (story, YC_ROLE_APPROVER);
  const YcItem *item = story->item;

  yc_story_pass (story, 0.2);
  yc_story_step (story, YC_EVENT_CLAIMED, approver, YC_ROLE_APPROVER, NULL);
  if (plan->state == YC_STATE_IN_REVIEW)
    return FALSE;
  yc_story_pass (story, 0.3);
  if (plan->state == YC_STATE_SUSPENDED)
    yc_story_step (story, YC_EVENT_SUSPENDED, approver, YC_ROLE_APPROVER,
                   yc_story_data ("procedure", "site-visit", "reason", "需现场勘验", NULL));
  else if (plan->state == YC_STATE_RETURNED)
    yc_story_step (story, YC_EVENT_RETURNED, approver, YC_ROLE_APPROVER,
                   yc_story_data ("reason", "材料内容需向申请人核实", "ground",
                                  first (item->return_grounds), NULL));
  else if (plan->state == YC_STATE_REFUSED)
    yc_story_step (story, YC_EVENT_REFUSED, approver, YC_ROLE_APPROVER,
                   yc_story_data ("opinion", "经审查不符合法定条件，不予许可", "ground",
                                  first (item->refuse_grounds), "reason", "不符合法定条件", NULL));
  else
    yc_story_step (story, YC_EVENT_GRANTED, approver, YC_ROLE_APPROVER,
                   yc_story_data ("opinion", "经审查符合法定条件，准予许可", "ground",
                                  first (item->grant_grounds), NULL));
  return plan->state == YC_STATE_ISSUED || plan->state == YC_STATE_CLOSED;
}

static void
tell_issue (YcStory *story, const YcDemoPlan *plan)
{
  const YcPerson *issuer = yc_story_person (story, YC_ROLE_ISSUING);
  gboolean by_courier = story->item->courier && g_rand_boolean (story->demo->random);

  yc_story_pass (story, 0.3);
  yc_story_step (story, YC_EVENT_ISSUED, issuer, YC_ROLE_ISSUING,
                 yc_story_data ("method", by_courier ? "courier" : "window", NULL));
  if (plan->state != YC_STATE_CLOSED)
    return;
  yc_story_pass (story, 0.1);
  yc_story_step (story, YC_EVENT_CLOSED, issuer, YC_ROLE_ISSUING, NULL);
}

gboolean
yc_demo_tell (YcDemo *demo, const YcDemoPlan *plan, GError **error)
{
  YcStory story;

  yc_story_begin (&story, demo, plan);
  if (story.error == NULL && plan->state == YC_STATE_PRE_REVIEW)
    begin (&story, YC_EVENT_LODGED);
  else if (story.error == NULL && tell_counter (&story, plan) && tell_handoff (&story, plan) &&
           tell_office (&story, plan))
    tell_issue (&story, plan);
  return yc_story_end (&story, error);
}
