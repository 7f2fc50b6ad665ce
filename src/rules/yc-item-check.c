// Whether a service item can be worked with: what it must have, and within which bounds.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-item-private.h"
#include "yc-json.h"

#define MOST_COPIES 100
#define MOST_AREAS  32
#define LONGEST_MM  420

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, what);
  return FALSE;
}

static gboolean
check_members (const YcItem *item, JsonObject *object, GError **error)
{
  static const char *const lists[] = {"windows", "keywords", "legal_basis", "situations",
                                      "materials"};
  const char *missing = item->code == NULL         ? "code"
                        : item->name.zh == NULL    ? "name"
                        : item->department == NULL ? "department"
                                                   : NULL;

  if (missing != NULL)
    return refuse (error, "“%s” is missing", missing);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (json_object_has_member (object, lists[i]) && yc_json_get_array (object, lists[i]) == NULL)
      return refuse (error, "“%s” is not a list", lists[i]);
  return TRUE;
}

static gboolean
check_days (const YcItem *item, JsonObject *object, GError **error)
{
  static const char *const members[] = {"legal_days", "promised_days", "yellow_days"};

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    gint64 days = yc_json_get_int (object, members[i], 0);

    if (days < 0 || days > YC_ITEM_MOST_DAYS)
      return refuse (error, "%s: not a number of working days from 0 to %d", members[i],
                     YC_ITEM_MOST_DAYS);
  }
  return item->legal_days == 0 || item->promised_days <= item->legal_days ||
         refuse (error, "promised_days: more than “legal_days”");
}

static gboolean
check_need (const YcItem *item, guint index, JsonObject *object, GError **error)
{
  JsonNode *need = object != NULL ? json_object_get_member (object, "need") : NULL;

  if (need != NULL &&
      !(JSON_NODE_HOLDS_OBJECT (need) && json_object_get_size (json_node_get_object (need)) == 1) &&
      !(JSON_NODE_HOLDS_VALUE (need) && json_node_get_boolean (need)))
    return refuse (error, "materials[%u].need: neither true nor a condition", index);
  return TRUE;
}

static gboolean
check_check (const YcItem *item, guint index, GError **error)
{
  const YcCheck *check = item->checks->pdata[index];

  return (check->id != NULL && check->text.zh != NULL && check->rule != NULL) ||
         refuse (error, "checks[%u]: “id”, “text” or “rule” is missing", index);
}

static gboolean
has_point (const YcMaterial *material, const char *id)
{
  for (guint i = 0; i < material->points->len; i++)
    if (g_strcmp0 (((YcPoint *)material->points->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

// It shows something, and each line that is marked names a point of the same material.
static gboolean
check_sample (const YcItem *item, guint index, GError **error)
{
  const YcMaterial *material = item->materials->pdata[index];
  JsonArray *lines = yc_json_get_array (material->sample, "lines");
  gboolean form = yc_json_get_boolean (material->sample, "form");

  if (material->sample != NULL && !form && yc_json_get_length (lines) == 0)
    return refuse (error, "materials[%u].sample: neither “form” nor “lines”", index);
  if (form && item->form == NULL)
    return refuse (error, "materials[%u].sample.form: the item has no form", index);
  for (guint i = 0; i < yc_json_get_length (lines); i++) {
    JsonObject *line = yc_json_get_element (lines, i);
    const char *point = yc_json_get_string (line, "point");

    if (point != NULL && !has_point (material, point))
      return refuse (error, "materials[%u].sample.lines[%u].point: no acceptance point “%s”", index,
                     i, point);
  }
  return TRUE;
}

// On paper of at most A3, and few enough to be looked at one by one.
static gboolean
check_areas (const YcItem *item, guint index, GError **error)
{
  const YcMaterial *material = item->materials->pdata[index];

  if (material->areas->len > MOST_AREAS)
    return refuse (error, "materials[%u].areas: more than %d", index, MOST_AREAS);
  for (guint i = 0; i < material->areas->len; i++) {
    const YcArea *area = material->areas->pdata[i];

    if (area->id == NULL || area->name.zh == NULL)
      return refuse (error, "materials[%u].areas[%u]: “id” or “name” is missing", index, i);
    if (!(area->x >= 0 && area->y >= 0 && area->width > 0 && area->height > 0 &&
          area->x + area->width <= LONGEST_MM && area->y + area->height <= LONGEST_MM))
      return refuse (error, "materials[%u].areas[%u]: not a place on the paper", index, i);
  }
  return TRUE;
}

static gboolean
check_material (const YcItem *item, guint index, GError **error)
{
  const YcMaterial *material = item->materials->pdata[index];

  if (material->id == NULL || material->name.zh == NULL)
    return refuse (error, "materials[%u]: “id” or “name” is missing", index);
  if (material->copies < 0 || material->copies > MOST_COPIES)
    return refuse (error, "materials[%u].copies: not a number of copies", index);
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];

    if (point->id == NULL || point->text.zh == NULL)
      return refuse (error, "materials[%u].points[%u]: “id” or “text” is missing", index, i);
  }
  return check_areas (item, index, error) && check_sample (item, index, error);
}

static gboolean
check_situation (const YcItem *item, guint index, GError **error)
{
  const YcSituation *situation = item->situations->pdata[index];

  if (situation->id == NULL || situation->question.zh == NULL)
    return refuse (error, "situations[%u]: “id” or “question” is missing", index);
  for (guint i = 0; i < situation->answers->len; i++) {
    const YcAnswer *answer = situation->answers->pdata[i];

    if (answer->id == NULL || answer->label.zh == NULL)
      return refuse (error, "situations[%u].answers[%u]: “id” or “label” is missing", index, i);
  }
  return TRUE;
}

gboolean
yc_item_check (const YcItem *item, JsonObject *object, GError **error)
{
  JsonArray *materials = yc_json_get_array (object, "materials");

  if (!check_members (item, object, error) || !check_days (item, object, error))
    return FALSE;
  for (guint i = 0; i < item->materials->len; i++)
    if (!check_material (item, i, error) ||
        !check_need (item, i, json_array_get_object_element (materials, i), error))
      return FALSE;
  for (guint i = 0; i < item->situations->len; i++)
    if (!check_situation (item, i, error))
      return FALSE;
  for (guint i = 0; i < item->checks->len; i++)
    if (!check_check (item, i, error))
      return FALSE;
  for (guint i = 0; item->fields != NULL && i < item->fields->len; i++) {
    const YcField *field = item->fields->pdata[i];

    if (field->title.zh == NULL)
      return refuse (error, "form.properties.%s: “title” is missing", field->id);
  }
  return TRUE;
}
