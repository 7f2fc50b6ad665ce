// The facts of a case for its papers: who, what, where; the other files add the rest.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-facts.h"
#include "yc-paper-facts-private.h"

#include <string.h>

#define PROVISIONAL "（暂定，节假日安排公布后重新计算）"

// ---- Setting

void
yc_facts_set (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, member, text);
}

void
yc_facts_set_day (JsonObject *object, const char *member, YcDay day, gboolean provisional)
{
  g_autofree char *text = NULL;
  GDate date;

  if (day == 0 || !g_date_valid_julian (day))
    return;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  text = g_strdup_printf ("%d年%d月%d日%s", g_date_get_year (&date), (int)g_date_get_month (&date),
                          g_date_get_day (&date), provisional ? PROVISIONAL : "");
  json_object_set_string_member (object, member, text);
}

void
yc_facts_set_time (JsonObject *object, const char *member, gint64 ms)
{
  if (ms > 0)
    yc_facts_set_day (object, member, yc_day_from_ms (ms), FALSE);
}

void
yc_facts_set_day_text (JsonObject *object, const char *member, const char *text)
{
  yc_facts_set_day (object, member, yc_day_from_string (text), FALSE);
}

void
yc_facts_set_due_text (YcFacts *facts, JsonObject *object, const char *member, const char *text)
{
  YcDay day = yc_day_from_string (text);
  YcCalendar *calendar = yc_catalogue_get_calendar (facts->input->catalogue);

  if (day != 0)
    yc_facts_set_day (object, member, day, !yc_calendar_is_published (calendar, day));
}

void
yc_facts_set_later (YcFacts *facts, JsonObject *object, const char *member, YcDay from, int n)
{
  const YcPaperInput *input = facts->input;
  gboolean provisional = FALSE;
  YcDay day;

  if (from == 0 || n <= 0)
    return;
  day = yc_calendar_add (yc_catalogue_get_calendar (input->catalogue), from, n, &provisional);
  yc_facts_set_day (object, member, day, provisional);
}

// ---- Reading

const char *
yc_facts_text (JsonObject *data, const char *member)
{
  JsonNode *node = data != NULL ? json_object_get_member (data, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

gint64
yc_facts_int (JsonObject *data, const char *member)
{
  JsonNode *node = data != NULL ? json_object_get_member (data, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : 0;
}

JsonArray *
yc_facts_array (JsonObject *data, const char *member)
{
  JsonNode *node = data != NULL ? json_object_get_member (data, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
yc_facts_find_data (const YcFacts *facts, YcEventType type, gint64 *ret_at)
{
  if (facts->input->coming == type && facts->input->data != NULL) {
    if (ret_at != NULL)
      *ret_at = facts->input->at;
    return facts->input->data;
  }
  for (guint i = facts->events->len; i > 0; i--) {
    const YcEvent *event = facts->events->pdata[i - 1];

    if (event->type != type)
      continue;
    if (ret_at != NULL)
      *ret_at = event->at;
    return event->data;
  }
  return NULL;
}

const char *
yc_facts_name (const YcFacts *facts, const char *person)
{
  const char *name = person != NULL ? yc_facts_text (facts->input->people, person) : NULL;

  return name != NULL ? name : person;
}

GPtrArray *
yc_facts_list_materials (const YcFacts *facts)
{
  const YcToday today = {yc_catalogue_get_calendar (facts->input->catalogue), facts->day};

  return yc_checklist_list_materials (facts->input->item, facts->input->self, &today);
}

// ---- Who and what

// The applicant and who decides do not meet (两不见面), neither on paper: not before it is decided.
static gboolean
may_name_clerk (const YcPaperInput *input)
{
  return !input->decides || input->self->decided_at > 0 || input->coming == YC_EVENT_GRANTED ||
         input->coming == YC_EVENT_REFUSED;
}

static void
add_paper (YcFacts *facts)
{
  JsonObject *paper = json_object_new (), *city = json_object_new (), *clerk = json_object_new ();
  const YcOffice *office = yc_catalogue_get_city (facts->input->catalogue);

  yc_facts_set (paper, "number", facts->input->number);
  yc_facts_set_day (paper, "day", facts->day, FALSE);
  json_object_set_object_member (facts->out, "paper", paper);
  yc_facts_set (city, "name", office != NULL ? office->name.zh : NULL);
  json_object_set_object_member (facts->out, "city", city);
  if (may_name_clerk (facts->input))
    yc_facts_set (clerk, "name", facts->input->clerk);
  json_object_set_object_member (facts->out, "clerk", clerk);
}

// When something happened, or will with the paper that is being written.
static void
add_time (YcFacts *facts, JsonObject *object, const char *member, gint64 ms, YcEventType type)
{
  if (ms > 0)
    yc_facts_set_time (object, member, ms);
  else if (facts->input->coming == type)
    yc_facts_set_day (object, member, facts->day, FALSE);
}

static void
add_case (YcFacts *facts)
{
  const YcCase *self = facts->input->self;
  JsonObject *object = json_object_new ();
  const char *name = self->number != NULL ? self->number : self->id;
  g_autofree char *link = g_strconcat (YC_CASE_LINK, name != NULL ? name : "", NULL);

  yc_facts_set (object, "number", self->number);
  yc_facts_set (object, "link", link);
  yc_facts_set_time (object, "opened", self->opened_at);
  add_time (facts, object, "received", self->received_at,
            facts->input->coming != YC_EVENT_NONE ? facts->input->coming : YC_EVENT_RECEIVED);
  yc_facts_set_time (object, "supplemented", self->supplemented_at);
  add_time (facts, object, "accepted", self->accepted_at, YC_EVENT_ACCEPTED);
  add_time (facts, object, "decided", self->decided_at,
            facts->input->coming == YC_EVENT_REFUSED ? YC_EVENT_REFUSED : YC_EVENT_GRANTED);
  json_object_set_object_member (facts->out, "case", object);
  if (self->form != NULL)
    json_object_set_object_member (facts->out, "form", json_object_ref (self->form));
}

static void
add_applicant (YcFacts *facts)
{
  const YcCase *self = facts->input->self;
  JsonObject *object = json_object_new ();
  gboolean company = g_strcmp0 (yc_case_get_applicant (self, "kind"), "company") == 0;
  static const char *const same[] = {"name", "id_number", "phone", "address", "person"};

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    yc_facts_set (object, same[i], yc_case_get_applicant (self, same[i]));
  yc_facts_set (object, "kind_name", company ? "法人或者其他组织" : "自然人");
  yc_facts_set (object, "id_name", company ? "统一社会信用代码" : "身份证件号码");
  json_object_set_object_member (facts->out, "applicant", object);
}

static const char *
kind_name (const char *kind)
{
  static const char *const names[][2] = {
      {"licence", "行政许可"},        {"confirmation", "行政确认"}, {"levy", "行政征收"},
      {"benefit", "行政给付"},        {"forwarding", "审核转报"},   {"other-power", "其他行政权力"},
      {"public-service", "公共服务"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i][0], kind) == 0)
      return names[i][1];
  return NULL;
}

static void
add_item (YcFacts *facts)
{
  const YcItem *item = facts->input->item;
  JsonObject *object = json_object_new ();
  JsonArray *basis = json_array_new ();

  yc_facts_set (object, "name", item->name.zh);
  yc_facts_set (object, "code", item->code);
  yc_facts_set (object, "kind", item->kind);
  yc_facts_set (object, "kind_name", kind_name (item->kind));
  yc_facts_set (object, "result", item->result.zh);
  json_object_set_boolean_member (object, "licence", g_strcmp0 (item->kind, "licence") == 0);
  json_object_set_boolean_member (object, "in_person", item->in_person);
  json_object_set_boolean_member (object, "courier", item->courier);
  for (guint i = 0; i < item->legal_basis->len; i++)
    json_array_add_string_element (basis, item->legal_basis->pdata[i]);
  json_object_set_array_member (object, "legal_basis", basis);
  json_object_set_object_member (facts->out, "item", object);
}

static void
add_office (YcFacts *facts)
{
  const YcPaperInput *input = facts->input;
  const char *id =
      input->self->department != NULL ? input->self->department : input->item->department;
  const YcOffice *hall = NULL, *department = NULL;
  const YcWindow *window = NULL;
  JsonObject *object = json_object_new ();

  if (input->self->hall != NULL)
    hall = yc_catalogue_find_hall (input->catalogue, input->self->hall);
  if (input->self->window != NULL)
    window = yc_catalogue_find_window (input->catalogue, input->self->window);
  if (id != NULL)
    department = yc_catalogue_find_department (input->catalogue, id);
  yc_facts_set (object, "hall", hall != NULL ? hall->name.zh : NULL);
  yc_facts_set (object, "phone", hall != NULL ? hall->phone : NULL);
  yc_facts_set (object, "window", window != NULL ? window->name.zh : NULL);
  yc_facts_set (object, "department", department != NULL ? department->name.zh : id);
  yc_facts_set (object, "department_phone", department != NULL ? department->phone : NULL);
  json_object_set_object_member (facts->out, "office", object);
}

// A paper that is printed again has the day on which it was issued.
static gint64
time_of_paper (const YcPaperInput *input, GPtrArray *events)
{
  for (guint i = 0; input->number != NULL && i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    if (event->type == YC_EVENT_PAPER_ISSUED &&
        g_strcmp0 (yc_event_get_string (event, "number"), input->number) == 0)
      return event->at;
  }
  return input->at > 0 || input->self->latest == NULL ? input->at : input->self->latest->at;
}

JsonObject *
yc_paper_facts (const YcPaperInput *input)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (input->self);
  YcFacts facts = {.input = input, .events = events, .out = json_object_new ()};

  facts.day = yc_day_from_ms (time_of_paper (input, events));
  add_paper (&facts);
  add_case (&facts);
  add_applicant (&facts);
  add_item (&facts);
  add_office (&facts);
  yc_facts_add_materials (&facts);
  yc_facts_add_findings (&facts);
  yc_facts_add_limits (&facts);
  yc_facts_add_outcome (&facts);
  yc_facts_add_review (&facts);
  yc_facts_add_service (&facts);
  return facts.out;
}
