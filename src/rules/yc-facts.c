// What conditions and checks of the catalogue may read of a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-facts.h"
#include "yc-evidence.h"
#include "yc-form.h"
#include "yc-json.h"

// The answers given, with the item's own where none was.
static JsonObject *
collect_answers (const YcItem *item, const YcCase *self)
{
  JsonObject *given = self != NULL ? self->situation : NULL;
  JsonObject *answers = json_object_new ();

  for (guint i = 0; i < item->situations->len; i++) {
    const YcSituation *question = item->situations->pdata[i];
    JsonNode *answer = given != NULL ? json_object_get_member (given, question->id) : NULL;

    if (answer != NULL)
      json_object_set_member (answers, question->id, json_node_copy (answer));
    else if (question->fallback != NULL)
      json_object_set_string_member (answers, question->id, question->fallback);
  }
  return answers;
}

// Nothing where it is about what the case does not say any more.
static JsonObject *
answer_of (const YcCase *self, const char *source)
{
  JsonObject *answer = yc_json_get_object (yc_evidence_find (self, source), "answer");

  return answer != NULL ? json_object_ref (answer) : json_object_new ();
}

static JsonObject *
collect_shared (const YcCase *self)
{
  JsonObject *shared = json_object_new ();
  GHashTableIter iter;
  gpointer source;

  if (self == NULL)
    return shared;
  g_hash_table_iter_init (&iter, self->shared);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    json_object_set_object_member (shared, source, answer_of (self, source));
  return shared;
}

static gboolean
is_listed (JsonObject *shared)
{
  return yc_json_get_boolean (yc_json_get_object (shared, "credit"), "listed");
}

static void
set_day (JsonObject *object, const char *member, YcDay day)
{
  g_autofree char *text = day != 0 ? yc_day_to_string (day) : NULL;

  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
set_object (JsonObject *object, const char *member, JsonObject *value)
{
  json_object_set_object_member (object, member,
                                 value != NULL ? json_object_ref (value) : json_object_new ());
}

static JsonObject *
describe (const YcMaterial *material, const YcCase *self, gboolean needed)
{
  JsonObject *object = json_object_new ();
  YcMark mark = self != NULL ? yc_case_get_mark (self, material->id) : YC_MARK_NONE;

  json_object_set_boolean_member (object, "needed", needed);
  json_object_set_int_member (object, "pages",
                              self != NULL ? yc_case_count_pages (self, material->id) : 0);
  json_object_set_string_member (object, "mark", yc_mark_name (mark));
  json_object_set_boolean_member (object, "settled",
                                  self != NULL && yc_checklist_is_settled (material, self));
  return object;
}

// All that does not depend on which materials are asked for.
static JsonObject *
collect_base (const YcItem *item, const YcCase *self, const YcToday *today, GPtrArray *doubts)
{
  JsonObject *object = json_object_new ();
  JsonObject *shared = collect_shared (self);
  const YcInquiry inquiry = {object, today != NULL ? today->calendar : NULL, doubts};

  json_object_set_object_member (object, "situation", collect_answers (item, self));
  set_object (object, "applicant", self != NULL ? self->applicant : NULL);
  set_object (object, "form", self != NULL ? self->form : NULL);
  json_object_set_boolean_member (object, "listed", is_listed (shared));
  json_object_set_object_member (object, "shared", shared);
  set_day (object, "today", today != NULL ? today->day : 0);
  set_day (object, "received",
           self != NULL && self->received_at != 0 ? yc_day_from_ms (self->received_at) : 0);
  if (item->form != NULL)
    yc_form_compute (item->form, &inquiry);
  return object;
}

// What is asked for is known before anything is known of the materials themselves: a need cannot
// read them, so that none turns in a circle.
JsonObject *
yc_facts_collect (const YcItem *item, const YcCase *self, const YcToday *today, GPtrArray *doubts)
{
  JsonObject *object = collect_base (item, self, today, doubts);
  const YcInquiry inquiry = {object, today != NULL ? today->calendar : NULL, doubts};
  JsonObject *materials = json_object_new ();

  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];
    gboolean needed =
        yc_inquiry_holds (&inquiry, material->need, FALSE, "materials", material->id, "need");

    json_object_set_object_member (materials, material->id, describe (material, self, needed));
  }
  json_object_set_object_member (object, "materials", materials);
  return object;
}

gboolean
yc_facts_is_asked (JsonObject *facts, const YcMaterial *material)
{
  JsonObject *materials = yc_json_get_object (facts, "materials");

  return yc_json_get_boolean (yc_json_get_object (materials, material->id), "needed");
}

JsonObject *
yc_checklist_collect_facts (const YcItem *item, const YcCase *self, const YcToday *today)
{
  return yc_facts_collect (item, self, today, NULL);
}

GPtrArray *
yc_checklist_list_materials (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = yc_facts_collect (item, self, today, NULL);
  GPtrArray *materials = g_ptr_array_new ();

  for (guint i = 0; i < item->materials->len; i++)
    if (yc_facts_is_asked (object, item->materials->pdata[i]))
      g_ptr_array_add (materials, item->materials->pdata[i]);
  return materials;
}

GPtrArray *
yc_checklist_list_situations (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = collect_base (item, self, today, NULL);
  const YcInquiry inquiry = {object, today != NULL ? today->calendar : NULL, NULL};
  GPtrArray *situations = g_ptr_array_new ();

  for (guint i = 0; i < item->situations->len; i++) {
    YcSituation *situation = item->situations->pdata[i];

    if (yc_inquiry_holds (&inquiry, situation->need, FALSE, "situations", situation->id, "need"))
      g_ptr_array_add (situations, situation);
  }
  return situations;
}
