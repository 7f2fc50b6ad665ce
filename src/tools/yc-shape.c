// The shape of the catalogue's files: which members an object has, and of what kind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape.h"
#include "yc-item.h"
#include "yc-shape-members.h"

#include <string.h>

static void
check_member (YcReport *report, const char *place, JsonNode *node, const YcShapeMember *member);

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
is_number (JsonNode *node, double least, double most, gboolean whole)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return (type == G_TYPE_INT64 || (!whole && type == G_TYPE_DOUBLE)) &&
         json_node_get_double (node) >= least && json_node_get_double (node) <= most;
}

static gboolean
is_boolean (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

static gboolean
matches (JsonNode *node, const char *pattern)
{
  return text_of (node) != NULL && g_regex_match_simple (pattern, text_of (node), 0, 0);
}

gboolean
yc_shape_is_day (const char *text)
{
  return yc_day_from_string (text) != 0 && strcmp (text, "1949-01-01") >= 0 &&
         strcmp (text, "2199-12-31") <= 0;
}

static gboolean
is_of_kind (JsonNode *node, YcShapeKind kind)
{
  switch (kind) {
  case YC_SHAPE_TEXT:
    return text_of (node) != NULL && *text_of (node) != '\0';
  case YC_SHAPE_STRING:
    return text_of (node) != NULL;
  case YC_SHAPE_ID:
    return matches (node, "^[a-z0-9][a-z0-9-]*$");
  case YC_SHAPE_KEY:
    return matches (node, "^[a-z][a-z0-9_]*$");
  case YC_SHAPE_PATH:
    return matches (node, "^[a-z][a-z0-9_]*(/[a-z][a-z0-9_]*)*$");
  case YC_SHAPE_DATE:
    return yc_shape_is_day (text_of (node));
  case YC_SHAPE_COUNT:
    return is_number (node, 0, G_MAXDOUBLE, TRUE);
  case YC_SHAPE_DAYS:
    return is_number (node, 1, G_MAXDOUBLE, TRUE);
  case YC_SHAPE_LIMIT:
    return is_number (node, 1, YC_ITEM_MOST_DAYS, TRUE);
  case YC_SHAPE_AMOUNT:
    return is_number (node, 0, G_MAXDOUBLE, FALSE);
  case YC_SHAPE_SHARE:
    return is_number (node, 0, 1, FALSE);
  case YC_SHAPE_NUMBER:
    return is_number (node, -G_MAXDOUBLE, G_MAXDOUBLE, FALSE);
  case YC_SHAPE_BOOLEAN:
    return is_boolean (node);
  case YC_SHAPE_RULE:
    return JSON_NODE_HOLDS_OBJECT (node) || (is_boolean (node) && json_node_get_boolean (node));
  case YC_SHAPE_TEXTS:
  case YC_SHAPE_DATES:
  case YC_SHAPE_LIST:
    return JSON_NODE_HOLDS_ARRAY (node);
  case YC_SHAPE_TICKS:
    return JSON_NODE_HOLDS_ARRAY (node) || g_strcmp0 (text_of (node), "all") == 0;
  case YC_SHAPE_TEXT_MAP:
  case YC_SHAPE_COUNT_MAP:
  case YC_SHAPE_ANYTHING:
  case YC_SHAPE_OBJECT:
  case YC_SHAPE_MAP:
    return JSON_NODE_HOLDS_OBJECT (node);
  }
  return FALSE;
}

static const char *const wanted[] = {
    [YC_SHAPE_TEXT] = "a text",
    [YC_SHAPE_ID] = "small letters, digits and hyphens",
    [YC_SHAPE_KEY] = "small letters, digits and underscores",
    [YC_SHAPE_PATH] = "small letters, digits and underscores, with slashes between parts",
    [YC_SHAPE_STRING] = "a text, perhaps empty",
    [YC_SHAPE_DATE] = YC_SHAPE_A_DAY,
    [YC_SHAPE_COUNT] = "a whole number from 0 on",
    [YC_SHAPE_DAYS] = "a whole number from 1 on",
    [YC_SHAPE_LIMIT] =
        "a whole number of working days from 1 on, and not above " G_STRINGIFY (YC_ITEM_MOST_DAYS),
    [YC_SHAPE_AMOUNT] = "a number from 0 on",
    [YC_SHAPE_SHARE] = "a number from 0 to 1",
    [YC_SHAPE_NUMBER] = "a number",
    [YC_SHAPE_BOOLEAN] = "true or false",
    [YC_SHAPE_RULE] = "true or a condition",
    [YC_SHAPE_TEXTS] = "a list of texts",
    [YC_SHAPE_DATES] = "a list of days",
    [YC_SHAPE_TEXT_MAP] = "an object of texts",
    [YC_SHAPE_COUNT_MAP] = "an object of whole numbers",
    [YC_SHAPE_TICKS] = "“all” or a list of “material/point”",
    [YC_SHAPE_ANYTHING] = "an object",
    [YC_SHAPE_OBJECT] = "an object",
    [YC_SHAPE_LIST] = "a list of objects",
    [YC_SHAPE_MAP] = "an object of objects",
};

static void
check_list (YcReport *report, const char *place, JsonNode *node, const YcShapeMember *element)
{
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *here = yc_place_element (place, i);

    check_member (report, here, json_array_get_element (array, i), element);
  }
}

static void
check_map (YcReport *report, const char *place, JsonNode *node, const YcShapeMember *element)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    g_autofree char *here = yc_place_member (place, name);

    check_member (report, here, value, element);
  }
}

static const YcShapeMember *
find_member (const YcShapeMember *of, const char *name)
{
  for (; of->name != NULL; of++)
    if (g_str_equal (of->name, name))
      return of;
  return NULL;
}

static void
check_object (YcReport *report, const char *place, JsonNode *node, const YcShapeMember *of)
{
  JsonObject *object = json_node_get_object (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  for (const YcShapeMember *member = of; member->name != NULL; member++)
    if (!member->optional && !json_object_has_member (object, member->name))
      yc_report_add (report, place, "“%s” is missing", member->name);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    g_autofree char *here = yc_place_member (place, name);
    const YcShapeMember *member = find_member (of, name);

    if (member != NULL)
      check_member (report, here, value, member);
    else
      yc_report_add (report, here, "no such member: mistyped, or of another version");
  }
}

static void
check_member (YcReport *report, const char *place, JsonNode *node, const YcShapeMember *member)
{
  static const YcShapeMember text = {NULL, YC_SHAPE_TEXT}, date = {NULL, YC_SHAPE_DATE},
                             count = {NULL, YC_SHAPE_COUNT};
  const YcShapeMember object = {NULL, YC_SHAPE_OBJECT, FALSE, member->of};

  if (!is_of_kind (node, member->kind))
    yc_report_add (report, place, "must be %s", wanted[member->kind]);
  else if (member->kind == YC_SHAPE_TEXTS ||
           (member->kind == YC_SHAPE_TICKS && JSON_NODE_HOLDS_ARRAY (node)))
    check_list (report, place, node, &text);
  else if (member->kind == YC_SHAPE_DATES)
    check_list (report, place, node, &date);
  else if (member->kind == YC_SHAPE_LIST)
    check_list (report, place, node, &object);
  else if (member->kind == YC_SHAPE_TEXT_MAP)
    check_map (report, place, node, &text);
  else if (member->kind == YC_SHAPE_COUNT_MAP)
    check_map (report, place, node, &count);
  else if (member->kind == YC_SHAPE_MAP)
    check_map (report, place, node, &object);
  else if (member->kind == YC_SHAPE_OBJECT)
    check_object (report, place, node, member->of);
}

static gboolean
check_part (
    YcReport *report, const char *place, JsonNode *node, YcShapeKind kind, const YcShapeMember *of)
{
  const YcShapeMember part = {NULL, kind, FALSE, of};
  guint before = report->faults;

  check_member (report, place, node, &part);
  return report->faults == before;
}

static gboolean
check_file (YcReport *report, JsonNode *node, YcShapeKind kind, const YcShapeMember *of)
{
  return check_part (report, NULL, node, kind, of);
}

gboolean
yc_shape_check_item (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_OBJECT, yc_shape_item);
}

gboolean
yc_shape_check_offices (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_OBJECT, yc_shape_offices);
}

gboolean
yc_shape_check_calendars (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_OBJECT, yc_shape_calendars);
}

gboolean
yc_shape_check_abolished (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_LIST, yc_shape_abolished);
}

gboolean
yc_shape_check_sources (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_LIST, yc_shape_source);
}

gboolean
yc_shape_check_case (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_OBJECT, yc_shape_case);
}

gboolean
yc_shape_check_single_case (YcReport *report, JsonNode *node)
{
  return check_file (report, node, YC_SHAPE_OBJECT, yc_shape_single);
}

gboolean
yc_shape_check_listed_case (YcReport *report, const char *place, JsonNode *node)
{
  return check_part (report, place, node, YC_SHAPE_OBJECT, yc_shape_cases);
}
