// Reading the parts of an item that have conditions: materials, situations, checks.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-item-private.h"
#include "yc-json.h"

YcLogic *
yc_item_read_logic (JsonObject *object, const char *member, GError **error)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;
  YcLogic *logic;

  if (node == NULL || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node)))
    return NULL;
  logic = yc_logic_new (node, error);
  if (logic == NULL)
    g_prefix_error (error, "%s: ", member);
  return logic;
}

// Reads a rule into `*ret_logic`; FALSE if it is there and wrong.
static gboolean
read_logic (JsonObject *object, const char *member, YcLogic **ret_logic, GError **error)
{
  GError *problem = NULL;

  *ret_logic = yc_item_read_logic (object, member, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static YcSeverity
read_severity (JsonObject *object)
{
  const char *name = yc_json_get_string (object, "severity");

  if (g_strcmp0 (name, "warns") == 0)
    return YC_SEVERITY_WARNS;
  return g_strcmp0 (name, "informs") == 0 ? YC_SEVERITY_INFORMS : YC_SEVERITY_BLOCKS;
}

static gpointer
read_point (JsonObject *object, GError **error)
{
  YcPoint *point = g_new0 (YcPoint, 1);

  point->id = yc_json_get_string (object, "id");
  point->text = yc_json_get_text (object, "text");
  point->cure = yc_json_get_text (object, "cure");
  point->ground = yc_json_get_string (object, "ground");
  point->severity = read_severity (object);
  return point;
}

static gpointer
read_area (JsonObject *object, GError **error)
{
  const char *page = yc_json_get_string (object, "page");
  YcArea *area = g_new0 (YcArea, 1);

  area->id = yc_json_get_string (object, "id");
  area->name = yc_json_get_text (object, "name");
  area->page = g_strcmp0 (page, "first") == 0  ? YC_ON_FIRST_PAGE
               : g_strcmp0 (page, "last") == 0 ? YC_ON_LAST_PAGE
                                               : YC_ON_ANY_PAGE;
  area->x = yc_json_get_number (object, "x");
  area->y = yc_json_get_number (object, "y");
  area->width = yc_json_get_number (object, "width");
  area->height = yc_json_get_number (object, "height");
  return area;
}

// Calls `read` for each object of an array and collects what it returns; NULL as soon as one fails.
// What is no object is read as an empty one, which the check then refuses.
static GPtrArray *
read_all (JsonObject *object,
          const char *member,
          gpointer (*read) (JsonObject *, GError **),
          GDestroyNotify destroy,
          GError **error)
{
  JsonArray *array = yc_json_get_array (object, member);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (destroy);

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    gpointer one = read (yc_json_get_element (array, i), error);

    if (one == NULL) {
      g_prefix_error (error, "%s[%u].", member, i);
      return NULL;
    }
    g_ptr_array_add (all, one);
  }
  return g_steal_pointer (&all);
}

static void
free_material (gpointer data)
{
  YcMaterial *material = data;

  g_ptr_array_unref (material->points);
  g_ptr_array_unref (material->areas);
  g_clear_pointer (&material->need, yc_logic_unref);
  g_free (material);
}

static YcKeep
read_keep (JsonObject *object)
{
  const char *form = yc_json_get_string (object, "form");

  if (g_strcmp0 (form, "both") == 0)
    return YC_KEEP_BOTH;
  return g_strcmp0 (form, "original") == 0 ? YC_KEEP_ORIGINAL : YC_KEEP_COPY;
}

static gpointer
read_material (JsonObject *object, GError **error)
{
  YcMaterial *material = g_new0 (YcMaterial, 1);

  material->id = yc_json_get_string (object, "id");
  material->name = yc_json_get_text (object, "name");
  material->keep = read_keep (object);
  material->copies = (int)yc_json_get_int (object, "copies", 1);
  material->source = yc_json_get_string (object, "source");
  material->service = yc_json_get_string (object, "service");
  material->any_of = yc_json_get_string (object, "any_of");
  material->certificate = yc_json_get_string (object, "certificate");
  material->secondary = yc_json_get_boolean (object, "secondary");
  material->commitment = yc_json_get_boolean (object, "commitment");
  material->promise = yc_json_get_text (object, "promise");
  material->reuse_days = (int)CLAMP (yc_json_get_int (object, "reuse_days", 0), 0, 36500);
  material->ground = yc_json_get_string (object, "ground");
  material->sample = yc_json_get_object (object, "sample");
  material->points = read_all (object, "points", read_point, g_free, NULL);
  material->areas = read_all (object, "areas", read_area, g_free, NULL);
  material->page_bytes =
      (int)CLAMP (yc_json_get_int (object, "page_kilobytes", 0), 0, 32768) * 1024;
  if (read_logic (object, "need", &material->need, error))
    return material;
  free_material (material);
  return NULL;
}

static gpointer
read_answer (JsonObject *object, GError **error)
{
  YcAnswer *answer = g_new0 (YcAnswer, 1);

  answer->id = yc_json_get_string (object, "id");
  answer->label = yc_json_get_text (object, "label");
  return answer;
}

static void
free_situation (gpointer data)
{
  YcSituation *situation = data;

  g_ptr_array_unref (situation->answers);
  g_clear_pointer (&situation->need, yc_logic_unref);
  g_free (situation);
}

static gpointer
read_situation (JsonObject *object, GError **error)
{
  YcSituation *situation = g_new0 (YcSituation, 1);

  situation->id = yc_json_get_string (object, "id");
  situation->question = yc_json_get_text (object, "question");
  situation->fallback = yc_json_get_string (object, "default");
  situation->answers = read_all (object, "answers", read_answer, g_free, NULL);
  if (read_logic (object, "need", &situation->need, error))
    return situation;
  free_situation (situation);
  return NULL;
}

static void
free_check (gpointer data)
{
  YcCheck *check = data;

  g_clear_pointer (&check->rule, yc_logic_unref);
  g_clear_pointer (&check->when, yc_logic_unref);
  g_free (check);
}

static gpointer
read_check (JsonObject *object, GError **error)
{
  YcCheck *check = g_new0 (YcCheck, 1);

  check->id = yc_json_get_string (object, "id");
  check->material = yc_json_get_string (object, "material");
  check->field = yc_json_get_string (object, "field");
  check->text = yc_json_get_text (object, "text");
  check->cure = yc_json_get_text (object, "cure");
  check->ground = yc_json_get_string (object, "ground");
  check->severity = read_severity (object);
  check->refuses = yc_json_get_boolean (object, "refuses");
  if (read_logic (object, "rule", &check->rule, error) &&
      read_logic (object, "when", &check->when, error))
    return check;
  free_check (check);
  return NULL;
}

gboolean
yc_item_read_rules (YcItem *item, JsonObject *object, GError **error)
{
  item->situations = read_all (object, "situations", read_situation, free_situation, error);
  if (item->situations != NULL)
    item->materials = read_all (object, "materials", read_material, free_material, error);
  if (item->materials != NULL)
    item->checks = read_all (object, "checks", read_check, free_check, error);
  return item->checks != NULL;
}
