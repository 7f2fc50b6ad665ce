// Data as a schema looks at it: kinds, numbers, equality.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-value.h"

#include <math.h>
#include <string.h>

// Deeper than this nothing is compared, and the hash of a value is that of its upper levels.
#define MOST_DEEP   400
#define MOST_HASHED 8

YcSchemaValue
yc_schema_value_from_node (JsonNode *node)
{
  const char *text;
  GType type;

  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return (YcSchemaValue){.type = YC_SCHEMA_OBJECT, .object = json_node_get_object (node)};
  case JSON_NODE_ARRAY:
    return (YcSchemaValue){.type = YC_SCHEMA_ARRAY, .array = json_node_get_array (node)};
  case JSON_NODE_NULL:
    return (YcSchemaValue){.type = YC_SCHEMA_NULL};
  case JSON_NODE_VALUE:
    break;
  }
  text = json_node_get_string (node);
  if (text != NULL)
    return yc_schema_value_from_text (text);
  type = json_node_get_value_type (node);
  if (type == G_TYPE_BOOLEAN)
    return (YcSchemaValue){.type = YC_SCHEMA_BOOLEAN, .boolean = json_node_get_boolean (node)};
  if (type == G_TYPE_INT64)
    return (YcSchemaValue){.type = YC_SCHEMA_INTEGER, .integer = json_node_get_int (node)};
  return (YcSchemaValue){.type = YC_SCHEMA_NUMBER, .number = json_node_get_double (node)};
}

static gboolean
is_number (YcSchemaValue value)
{
  return (value.type & (YC_SCHEMA_INTEGER | YC_SCHEMA_NUMBER)) != 0;
}

gboolean
yc_schema_value_is_whole (YcSchemaValue number)
{
  return number.type == YC_SCHEMA_INTEGER ||
         (isfinite (number.number) && number.number == trunc (number.number));
}

// All of a gint64 and all of a double fit into a long double.
static long double
worth (YcSchemaValue number)
{
  return number.type == YC_SCHEMA_INTEGER ? (long double)number.integer
                                          : (long double)number.number;
}

int
yc_schema_value_compare_mixed (YcSchemaValue a, YcSchemaValue b)
{
  long double x = worth (a), y = worth (b);

  return (x > y) - (x < y);
}

static gboolean is_equal (YcSchemaValue a, YcSchemaValue b, int depth, guint *steps);

static gboolean
are_equal_arrays (JsonArray *a, JsonArray *b, int depth, guint *steps)
{
  guint n = json_array_get_length (a);

  if (n != json_array_get_length (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!is_equal (yc_schema_value_from_node (json_array_get_element (a, i)),
                   yc_schema_value_from_node (json_array_get_element (b, i)), depth + 1, steps))
      return FALSE;
  return TRUE;
}

static gboolean
are_equal_objects (JsonObject *a, JsonObject *b, int depth, guint *steps)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (json_object_get_size (a) != json_object_get_size (b))
    return FALSE;
  json_object_iter_init (&iter, a);
  while (json_object_iter_next (&iter, &name, &node)) {
    JsonNode *other = json_object_get_member (b, name);

    if (other == NULL || !is_equal (yc_schema_value_from_node (node),
                                    yc_schema_value_from_node (other), depth + 1, steps))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_equal (YcSchemaValue a, YcSchemaValue b, int depth, guint *steps)
{
  if (depth > MOST_DEEP)
    *steps = 0;
  if (*steps == 0)
    return FALSE;
  *steps -= 1;
  if (is_number (a) && is_number (b))
    return yc_schema_value_compare_numbers (a, b) == 0;
  if (a.type != b.type)
    return FALSE;
  switch (a.type) {
  case YC_SCHEMA_BOOLEAN:
    return !a.boolean == !b.boolean;
  case YC_SCHEMA_STRING:
    return strcmp (a.text, b.text) == 0;
  case YC_SCHEMA_ARRAY:
    return are_equal_arrays (a.array, b.array, depth, steps);
  case YC_SCHEMA_OBJECT:
    return are_equal_objects (a.object, b.object, depth, steps);
  case YC_SCHEMA_NULL:
  case YC_SCHEMA_INTEGER:
  case YC_SCHEMA_NUMBER:
  case YC_SCHEMA_ANY_TYPE:
    break;
  }
  return TRUE;
}

static guint hash_value (YcSchemaValue value, int depth, guint *steps);

static guint
hash_number (YcSchemaValue value)
{
  double number = value.type == YC_SCHEMA_INTEGER ? (double)value.integer : value.number;
  guint64 bits;

  if (number == 0) // 0 and -0.0 are one
    return 0;
  memcpy (&bits, &number, sizeof bits);
  bits *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint)(bits >> 32);
}

static guint
hash_array (JsonArray *array, int depth, guint *steps)
{
  guint hash = 7;

  for (guint i = 0; i < json_array_get_length (array); i++)
    hash = hash * 31 + hash_value (yc_schema_value_from_node (json_array_get_element (array, i)),
                                   depth + 1, steps);
  return hash;
}

static guint
hash_object (JsonObject *object, int depth, guint *steps)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;
  guint hash = 11;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node)) // in any order: so the sum
    hash +=
        g_str_hash (name) * 31 ^ hash_value (yc_schema_value_from_node (node), depth + 1, steps);
  return hash;
}

static guint
hash_value (YcSchemaValue value, int depth, guint *steps)
{
  if (*steps == 0 || depth > MOST_HASHED)
    return 0;
  *steps -= 1;
  switch (value.type) {
  case YC_SCHEMA_BOOLEAN:
    return value.boolean ? 2 : 1;
  case YC_SCHEMA_INTEGER:
  case YC_SCHEMA_NUMBER:
    return hash_number (value);
  case YC_SCHEMA_STRING:
    return g_str_hash (value.text);
  case YC_SCHEMA_ARRAY:
    return hash_array (value.array, depth, steps);
  case YC_SCHEMA_OBJECT:
    return hash_object (value.object, depth, steps);
  case YC_SCHEMA_NULL:
  case YC_SCHEMA_ANY_TYPE:
    break;
  }
  return 3;
}

gboolean
yc_schema_value_is_equal (YcSchemaValue a, YcSchemaValue b, guint *steps)
{
  return is_equal (a, b, 0, steps);
}

guint
yc_schema_value_hash (YcSchemaValue value, guint *steps)
{
  return hash_value (value, 0, steps);
}
