// What the law does with a case, for its papers: limits, outcomes of receipt, review, decision.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock.h"
#include "yc-paper-facts-private.h"

#define DEEMED_DAYS 5 // 行政许可法 art. 32 (4)

// ---- Limits

static int
promised_days (const YcFacts *facts)
{
  int days = facts->input->self->promised_days;

  return days > 0 ? days : facts->input->item->promised_days;
}

// For deferred materials: never longer than the promised limit.
static int
deferral_days (const YcFacts *facts)
{
  int days = facts->input->item->deferral_days;

  return days > 0 ? MIN (days, promised_days (facts)) : promised_days (facts);
}

// The day from which the promised limit runs; the paper's own where acceptance is still to come.
static YcDay
start_of_decision (const YcFacts *facts)
{
  const YcCase *self = facts->input->self;

  return self->accepted_at > 0 ? yc_day_from_ms (MAX (self->accepted_at, self->supplemented_at))
                               : facts->day;
}

// Working days from there to the decision, with everything that prolongs it.
static int
decision_days (const YcFacts *facts)
{
  YcClock clock;

  yc_clock_read (facts->input->self, yc_catalogue_get_calendar (facts->input->catalogue),
                 facts->day, &clock);
  return clock.limit == YC_LIMIT_DECISION
             ? clock.days
             : promised_days (facts) + facts->input->self->extension_days;
}

static void
add_supplement (YcFacts *facts)
{
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_SUPPLEMENT_REQUESTED, &at);
  JsonObject *object = json_object_new ();
  JsonArray *findings = json_object_get_array_member (facts->out, "findings");
  gboolean coming = facts->input->coming == YC_EVENT_SUPPLEMENT_REQUESTED;
  int days = facts->input->self->supplement_days;

  days = days > 0 ? days : facts->input->item->supplement_days;
  json_object_set_int_member (object, "count", json_array_get_length (findings));
  json_object_set_int_member (object, "days", days);
  json_object_set_boolean_member (object, "again", facts->input->self->notices > (coming ? 0 : 1));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set_later (facts, object, "day", at > 0 ? yc_day_from_ms (at) : facts->day, days);
  yc_facts_set_due_text (facts, object, "day", yc_facts_text (data, "until"));
  json_object_set_object_member (facts->out, "supplement", object);
}

void
yc_facts_add_limits (YcFacts *facts)
{
  const YcCase *self = facts->input->self;
  JsonObject *object = json_object_new ();
  JsonObject *accepted = yc_facts_find_data (facts, YC_EVENT_ACCEPTED, NULL);
  YcDay from = start_of_decision (facts);
  gint64 came = MAX (self->received_at, self->supplemented_at);
  int legal = self->legal_days > 0 ? self->legal_days : facts->input->item->legal_days;

  json_object_set_int_member (object, "promised", promised_days (facts));
  json_object_set_int_member (object, "legal", legal);
  yc_facts_set_later (facts, object, "decision_day", from, decision_days (facts));
  if (self->accepted_at > 0)
    yc_facts_set_later (facts, object, "ask_day", from, decision_days (facts));
  else
    yc_facts_set_later (facts, object, "ask_day", came > 0 ? yc_day_from_ms (came) : facts->day,
                        DEEMED_DAYS);
  yc_facts_set_later (facts, object, "deferral_day", from, deferral_days (facts));
  yc_facts_set_due_text (facts, object, "deferral_day", yc_facts_text (accepted, "deferred_due"));
  json_object_set_object_member (facts->out, "limit", object);
  add_supplement (facts);
}

// ---- Outcomes of receipt (art. 32)

// A department of the city by its id or its name.
static const YcOffice *
find_department (const YcFacts *facts, const char *name)
{
  GPtrArray *departments = yc_catalogue_get_departments (facts->input->catalogue);

  for (guint i = 0; name != NULL && i < departments->len; i++) {
    const YcOffice *office = departments->pdata[i];

    if (g_strcmp0 (office->id, name) == 0 || g_strcmp0 (office->name.zh, name) == 0)
      return office;
  }
  return NULL;
}

// Where the item says that it belongs when it is not ours.
static const YcRightBody *
find_body (const YcItem *item, const char *name)
{
  for (guint i = 0; name != NULL && i < item->right_bodies->len; i++) {
    const YcRightBody *body = item->right_bodies->pdata[i];

    if (g_strcmp0 (body->name.zh, name) == 0 || g_strcmp0 (body->department, name) == 0)
      return body;
  }
  return NULL;
}

static void
add_body (YcFacts *facts, JsonObject *data)
{
  const char *name = yc_facts_text (data, "body");
  const YcOffice *office = find_department (facts, name);
  const YcRightBody *body = find_body (facts->input->item, name);
  JsonObject *object = json_object_new ();

  yc_facts_set (object, "name", office != NULL ? office->name.zh : name);
  yc_facts_set (object, "phone", office != NULL ? office->phone : NULL);
  yc_facts_set (object, "name", body != NULL ? body->name.zh : NULL);
  yc_facts_set (object, "phone", body != NULL ? body->phone : NULL);
  yc_facts_set (object, "address", body != NULL ? body->address : NULL);
  yc_facts_set (object, "phone", yc_facts_text (data, "body_phone"));
  yc_facts_set (object, "address", yc_facts_text (data, "body_address"));
  json_object_set_object_member (facts->out, "body", object);
}

static void
add_corrections (YcFacts *facts)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i <= facts->events->len; i++) {
    gboolean coming = i == facts->events->len;
    const YcEvent *event = coming ? NULL : facts->events->pdata[i];
    JsonObject *data = coming ? facts->input->data : event->data;
    YcEventType type = coming ? facts->input->coming : event->type;
    JsonObject *row;

    if (type != YC_EVENT_CORRECTED || data == NULL)
      continue;
    row = json_object_new ();
    yc_facts_set (row, "what", yc_facts_text (data, "what"));
    yc_facts_set (row, "initials", yc_facts_text (data, "initials"));
    yc_facts_set_day (row, "day", coming ? facts->day : yc_day_from_ms (event->at), FALSE);
    json_array_add_object_element (rows, row);
  }
  json_object_set_array_member (facts->out, "corrections", rows);
}

void
yc_facts_add_outcome (YcFacts *facts)
{
  JsonObject *refused = yc_facts_find_data (facts, YC_EVENT_NOT_ACCEPTED, NULL);
  JsonObject *data =
      refused != NULL ? refused : yc_facts_find_data (facts, YC_EVENT_NOT_NEEDED, NULL);
  JsonObject *object = json_object_new ();

  yc_facts_set (object, "ground", yc_facts_text (data, "ground"));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  json_object_set_boolean_member (object, "not_ours", yc_facts_text (data, "body") != NULL);
  json_object_set_object_member (facts->out, "outcome", object);
  add_body (facts, data);
  add_corrections (facts);
}

// ---- Review and decision

static const char *
procedure_name (const char *code)
{
  static const char *const names[][2] = {
      {"hearing", "听证"},     {"bidding", "招标"},           {"auction", "拍卖"},
      {"inspection", "检验"},  {"testing", "检测"},           {"quarantine", "检疫"},
      {"appraisal", "鉴定"},   {"expert-review", "专家评审"}, {"site-visit", "现场核查"},
      {"examination", "考试"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i][0], code) == 0)
      return names[i][1];
  return code;
}

static void
add_procedure (YcFacts *facts)
{
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_SUSPENDED, &at);
  JsonObject *object = json_object_new ();
  int days = (int)CLAMP (yc_facts_int (data, "days"), 0, 3650);
  YcDay from = at > 0 ? yc_day_from_ms (at) : facts->day;

  json_object_set_object_member (facts->out, "procedure", object);
  if (data == NULL)
    return;
  yc_facts_set (object, "name", procedure_name (yc_facts_text (data, "procedure")));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set_day (object, "from", from, FALSE);
  if (days > 0)
    json_object_set_int_member (object, "days", days);
  yc_facts_set_later (facts, object, "until", from, days);
  yc_facts_set_due_text (facts, object, "until", yc_facts_text (data, "until"));
}

static void
add_extension (YcFacts *facts)
{
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_EXTENDED, NULL);
  JsonObject *object = json_object_new ();
  int days = (int)CLAMP (yc_facts_int (data, "days"), 0, 3650);
  int whole = decision_days (facts);
  gboolean coming = facts->input->coming == YC_EVENT_EXTENDED;
  YcDay from = start_of_decision (facts);

  json_object_set_object_member (facts->out, "extension", object);
  if (data == NULL)
    return;
  json_object_set_int_member (object, "days", days);
  yc_facts_set (object, "ground", yc_facts_text (data, "ground"));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set_later (facts, object, "old_day", from, coming ? whole : whole - days);
  yc_facts_set_later (facts, object, "day", from, coming ? whole + days : whole);
}

void
yc_facts_add_review (YcFacts *facts)
{
  JsonObject *refused = yc_facts_find_data (facts, YC_EVENT_REFUSED, NULL);
  JsonObject *data = refused != NULL ? refused : yc_facts_find_data (facts, YC_EVENT_GRANTED, NULL);
  JsonObject *object = json_object_new ();

  add_procedure (facts);
  add_extension (facts);
  yc_facts_set (object, "ground", yc_facts_text (data, "ground"));
  yc_facts_set (object, "opinion", yc_facts_text (data, "opinion"));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set (object, "certificate", yc_facts_text (data, "certificate"));
  json_object_set_object_member (facts->out, "decision", object);
}
