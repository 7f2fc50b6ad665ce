// What conditions and checks of the catalogue may read of a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"
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

static JsonObject *
answer_of (JsonObject *evidence)
{
  JsonObject *answer = yc_json_get_object (evidence, "answer");

  return answer != NULL ? json_object_ref (answer) : json_object_new ();
}

static JsonObject *
collect_shared (const YcCase *self)
{
  JsonObject *shared = json_object_new ();
  GHashTableIter iter;
  gpointer source, evidence;

  if (self == NULL)
    return shared;
  g_hash_table_iter_init (&iter, self->shared);
  while (g_hash_table_iter_next (&iter, &source, &evidence))
    json_object_set_object_member (shared, source, answer_of (evidence));
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

static gboolean
is_needed (const YcLogic *need, JsonObject *object, const YcToday *today)
{
  return need == NULL || yc_logic_is_true (need, object, today != NULL ? today->calendar : NULL);
}

// All that does not depend on which materials are asked for.
static JsonObject *
collect_base (const YcItem *item, const YcCase *self, const YcToday *today)
{
  JsonObject *object = json_object_new ();
  JsonObject *shared = collect_shared (self);
  JsonObject *computed = NULL;

  json_object_set_object_member (object, "situation", collect_answers (item, self));
  set_object (object, "applicant", self != NULL ? self->applicant : NULL);
  set_object (object, "form", self != NULL ? self->form : NULL);
  json_object_set_boolean_member (object, "listed", is_listed (shared));
  json_object_set_object_member (object, "shared", shared);
  set_day (object, "today", today != NULL ? today->day : 0);
  set_day (object, "received",
           self != NULL && self->received_at != 0 ? yc_day_from_ms (self->received_at) : 0);
  if (item->form != NULL)
    computed = yc_form_compute (item->form, self != NULL ? self->form : NULL, object,
                                today != NULL ? today->calendar : NULL);
  if (computed != NULL)
    json_object_set_object_member (object, "form", computed);
  return object;
}

JsonObject *
yc_checklist_collect_facts (const YcItem *item, const YcCase *self, const YcToday *today)
{
  JsonObject *object = collect_base (item, self, today);
  JsonObject *materials = json_object_new ();

  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];

    json_object_set_object_member (
        materials, material->id,
        describe (material, self, is_needed (material->need, object, today)));
  }
  json_object_set_object_member (object, "materials", materials);
  return object;
}

GPtrArray *
yc_checklist_list_materials (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = collect_base (item, self, today);
  GPtrArray *materials = g_ptr_array_new ();

  for (guint i = 0; i < item->materials->len; i++) {
    YcMaterial *material = item->materials->pdata[i];

    if (is_needed (material->need, object, today))
      g_ptr_array_add (materials, material);
  }
  return materials;
}

GPtrArray *
yc_checklist_list_situations (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = collect_base (item, self, today);
  GPtrArray *situations = g_ptr_array_new ();

  for (guint i = 0; i < item->situations->len; i++) {
    YcSituation *situation = item->situations->pdata[i];

    if (is_needed (situation->need, object, today))
      g_ptr_array_add (situations, situation);
  }
  return situations;
}
