// What a condition computes with: values as JavaScript has them, without a node for each.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-value.h"

#include <math.h>
#include <string.h>

// Whole numbers up to here are exact in a double.
#define MOST_EXACT 9007199254740992.0

// An operation may put the same list into another twice, and that again: what is small in memory
// may be huge, or endlessly deep, as nodes.
#define MOST_NESTED  64
#define STEPS_A_NODE 8

YcValue
yc_value_from_node (JsonNode *node)
{
  GType type;

  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return (YcValue){.kind = YC_VALUE_OBJECT, .object = json_node_get_object (node)};
  case JSON_NODE_ARRAY:
    return (YcValue){.kind = YC_VALUE_ARRAY, .array = json_node_get_array (node)};
  case JSON_NODE_NULL:
    return yc_value_null ();
  case JSON_NODE_VALUE:
    break;
  }
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return yc_value_text (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return yc_value_boolean (json_node_get_boolean (node));
  return yc_value_number (json_node_get_double (node));
}

static JsonNode *
number_to_node (double number)
{
  JsonNode *node = json_node_alloc ();

  if (!isfinite (number))
    return json_node_init_null (node);
  if (number == floor (number) && fabs (number) <= MOST_EXACT)
    return json_node_init_int (node, (gint64)number);
  return json_node_init_double (node, number);
}

static JsonNode *to_node (YcLogicRun *run, YcValue value, int depth);

static JsonNode *
list_to_node (YcLogicRun *run, const YcValueList *list, int depth)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < list->n && !run->failed; i++)
    json_array_add_element (array, to_node (run, list->elements[i], depth + 1));
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
scope_to_node (YcLogicRun *run, const YcValueScope *scope, int depth)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_member (object, "current", to_node (run, scope->current, depth + 1));
  json_object_set_member (object, "accumulator", to_node (run, scope->accumulator, depth + 1));
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
to_node (YcLogicRun *run, YcValue value, int depth)
{
  if (depth > MOST_NESTED || !yc_logic_run_take (run, STEPS_A_NODE)) {
    run->failed = TRUE;
    return json_node_new (JSON_NODE_NULL);
  }
  switch (value.kind) {
  case YC_VALUE_NULL:
    break;
  case YC_VALUE_BOOLEAN:
    return json_node_init_boolean (json_node_alloc (), value.boolean);
  case YC_VALUE_NUMBER:
    return number_to_node (value.number);
  case YC_VALUE_TEXT:
    return json_node_init_string (json_node_alloc (), value.text);
  case YC_VALUE_LIST:
    return list_to_node (run, value.list, depth);
  case YC_VALUE_ARRAY:
    return json_node_init_array (json_node_alloc (), value.array);
  case YC_VALUE_OBJECT:
    return json_node_init_object (json_node_alloc (), value.object);
  case YC_VALUE_SCOPE:
    return scope_to_node (run, value.scope, depth);
  }
  return json_node_new (JSON_NODE_NULL);
}

JsonNode *
yc_value_to_node (YcLogicRun *run, YcValue value)
{
  return to_node (run, value, 0);
}

guint
yc_value_get_length (YcValue list)
{
  return list.kind == YC_VALUE_LIST ? list.list->n : json_array_get_length (list.array);
}

YcValue
yc_value_get_element (YcValue list, guint index)
{
  return list.kind == YC_VALUE_LIST
             ? list.list->elements[index]
             : yc_value_from_node (json_array_get_element (list.array, index));
}

gboolean
yc_value_is_true (YcValue value)
{
  switch (value.kind) {
  case YC_VALUE_NULL:
    return FALSE;
  case YC_VALUE_BOOLEAN:
    return value.boolean;
  case YC_VALUE_NUMBER:
    return value.number != 0 && !isnan (value.number);
  case YC_VALUE_TEXT:
    return *value.text != '\0';
  case YC_VALUE_LIST:
  case YC_VALUE_ARRAY:
    return yc_value_get_length (value) > 0;
  case YC_VALUE_OBJECT:
  case YC_VALUE_SCOPE:
    return TRUE;
  }
  return FALSE;
}

int
yc_value_compare_texts (YcLogicRun *run, const char *a, const char *b)
{
  const gsize chunk = 4096;
  int order = strncmp (a, b, chunk);

  while (order == 0 && strnlen (a, chunk) == chunk && yc_logic_run_take (run, chunk / 64)) {
    a += chunk;
    b += chunk;
    order = strncmp (a, b, chunk);
  }
  return order;
}

gboolean
yc_value_is_same (YcLogicRun *run, YcValue a, YcValue b)
{
  if (a.kind != b.kind)
    return FALSE;
  switch (a.kind) {
  case YC_VALUE_NULL:
    return TRUE;
  case YC_VALUE_BOOLEAN:
    return !a.boolean == !b.boolean;
  case YC_VALUE_NUMBER:
    return a.number == b.number;
  case YC_VALUE_TEXT:
    return yc_value_compare_texts (run, a.text, b.text) == 0;
  case YC_VALUE_LIST:
    return a.list == b.list;
  case YC_VALUE_ARRAY:
    return a.array == b.array;
  case YC_VALUE_OBJECT:
    return a.object == b.object;
  case YC_VALUE_SCOPE:
    return a.scope == b.scope;
  }
  return FALSE;
}

static gboolean
is_compound (YcValue value)
{
  return value.kind >= YC_VALUE_LIST;
}

gboolean
yc_value_is_equal (YcLogicRun *run, YcValue a, YcValue b)
{
  if (a.kind == b.kind || (is_compound (a) && is_compound (b)))
    return yc_value_is_same (run, a, b);
  if (a.kind == YC_VALUE_NULL || b.kind == YC_VALUE_NULL)
    return FALSE;
  if (is_compound (a) && b.kind == YC_VALUE_TEXT)
    return yc_value_compare_texts (run, yc_value_to_text (run, a), b.text) == 0;
  if (is_compound (b) && a.kind == YC_VALUE_TEXT)
    return yc_value_compare_texts (run, yc_value_to_text (run, b), a.text) == 0;
  return yc_value_to_number (run, a) == yc_value_to_number (run, b);
}
