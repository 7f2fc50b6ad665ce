// The checklist: what an item asks for in this case, and what still stands in the way.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"
#include "yc-identity.h"
#include "yc-logic.h"

#include <string.h>

// {"situation": answers, with the item's own where none was given}.
static JsonObject *
facts_of (const YcItem *item, JsonObject *situation)
{
  JsonObject *facts = json_object_new ();
  JsonObject *answers = json_object_new ();

  for (guint i = 0; i < item->situations->len; i++) {
    const YcSituation *question = item->situations->pdata[i];
    JsonNode *answer = situation != NULL ? json_object_get_member (situation, question->id) : NULL;

    if (answer != NULL)
      json_object_set_member (answers, question->id, json_node_copy (answer));
    else if (question->fallback != NULL)
      json_object_set_string_member (answers, question->id, question->fallback);
  }
  json_object_set_object_member (facts, "situation", answers);
  return facts;
}

GPtrArray *
yc_checklist_list_materials (const YcItem *item, JsonObject *situation)
{
  g_autoptr (JsonObject) facts = facts_of (item, situation);
  GPtrArray *materials = g_ptr_array_new ();

  for (guint i = 0; i < item->materials->len; i++) {
    YcMaterial *material = item->materials->pdata[i];

    if (material->need == NULL || yc_logic_holds (material->need, facts))
      g_ptr_array_add (materials, material);
  }
  return materials;
}

static void
add (GArray *findings,
     YcFindingCode code,
     const YcMaterial *material,
     const YcPoint *point,
     const YcField *field)
{
  const YcFinding finding = {code, YC_SEVERITY_BLOCKS, material, point, field};

  g_array_append_val (findings, finding);
}

static gboolean
is_identified (const YcCase *self)
{
  const char *number = yc_case_get_applicant (self, "id_number");

  if (number == NULL)
    return FALSE;
  if (g_strcmp0 (yc_case_get_applicant (self, "kind"), "company") == 0)
    return yc_identity_check_credit_code (number) == YC_IDENTITY_OK;
  return yc_identity_check_person (number) == YC_IDENTITY_OK;
}

static void
check_applicant (GArray *findings, const YcCase *self)
{
  const char *name = self != NULL ? yc_case_get_applicant (self, "name") : NULL;

  if (name == NULL || *name == '\0')
    add (findings, YC_FINDING_NO_APPLICANT, NULL, NULL, NULL);
  if (self == NULL || !is_identified (self))
    add (findings, YC_FINDING_ID_NUMBER, NULL, NULL, NULL);
}

static gboolean
is_filled (const YcCase *self, const YcField *field)
{
  JsonNode *node =
      self != NULL && self->form != NULL ? json_object_get_member (self->form, field->id) : NULL;
  const char *text;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  text = json_node_get_string (node);
  return text == NULL || *text != '\0';
}

static void
check_form (GArray *findings, const YcItem *item, const YcCase *self)
{
  for (guint i = 0; i < item->fields->len; i++) {
    const YcField *field = item->fields->pdata[i];

    if (field->required && !is_filled (self, field))
      add (findings, YC_FINDING_FIELD, NULL, NULL, field);
  }
}

// What a mark settles need not be scanned or ticked, where the item allows the mark.
static gboolean
is_settled (const YcMaterial *material, YcMark mark)
{
  return mark == YC_MARK_BY_DATA || (mark == YC_MARK_DEFERRED && material->secondary) ||
         (mark == YC_MARK_COMMITMENT && material->commitment);
}

static void
check_material (GArray *findings, const YcMaterial *material, const YcCase *self)
{
  YcMark mark = self != NULL ? yc_case_get_mark (self, material->id) : YC_MARK_NONE;

  if (is_settled (material, mark))
    return;
  if (self == NULL || yc_case_count_pages (self, material->id) == 0) {
    add (findings, YC_FINDING_NO_PAGE, material, NULL, NULL);
    return;
  }
  if (mark == YC_MARK_DEFICIENT)
    add (findings, YC_FINDING_DEFICIENT, material, NULL, NULL);
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];

    if (!yc_case_is_ticked (self, material->id, point->id))
      add (findings, YC_FINDING_POINT, material, point, NULL);
  }
}

GArray *
yc_checklist_evaluate (const YcItem *item, const YcCase *self)
{
  g_autoptr (GPtrArray) materials =
      yc_checklist_list_materials (item, self != NULL ? self->situation : NULL);
  GArray *findings = g_array_new (FALSE, FALSE, sizeof (YcFinding));

  for (guint i = 0; i < materials->len; i++)
    check_material (findings, materials->pdata[i], self);
  check_applicant (findings, self);
  check_form (findings, item, self);
  return findings;
}

guint
yc_checklist_count_blocking (GArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += g_array_index (findings, YcFinding, i).severity == YC_SEVERITY_BLOCKS;
  return n;
}

gboolean
yc_checklist_is_complete (GArray *findings, const YcMaterial *material)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_array_index (findings, YcFinding, i).material == material)
      return FALSE;
  return TRUE;
}
