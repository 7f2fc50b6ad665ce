// Data as a schema looks at it: kinds, numbers, equality.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-value.h"
#include "yc-schema-names.h"

#include <math.h>
#include <string.h>

// Deeper than this nothing is compared, and the hash of a value is that of its upper levels.
#define MOST_DEEP   400
#define MOST_HASHED 8

// What looking through so many members counts for.
#define MEMBERS_OF_STEP 16

YcSchemaValue
yc_schema_value_from_node (JsonNode *node)
{
  const char *text;
  GType type;

  switch (json_node_get_node_type (node)) {
  case JSON_NODE_OBJECT:
    return (YcSchemaValue){.type = YC_SCHEMA_OBJECT};
  case JSON_NODE_ARRAY:
    return (YcSchemaValue){.type = YC_SCHEMA_ARRAY};
  case JSON_NODE_NULL:
    return (YcSchemaValue){.type = YC_SCHEMA_NULL};
  case JSON_NODE_VALUE:
    break;
  }
  text = json_node_get_string (node);
  if (text != NULL)
    return yc_schema_value_from_text (text, (guint)strlen (text));
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
are_equal_arrays (YcSchemaValue a, YcSchemaValue b, int depth, guint *steps)
{
  if (a.n != b.n)
    return FALSE;
  for (guint i = 0; i < a.n; i++)
    if (!is_equal (a.items[i], b.items[i], depth + 1, steps))
      return FALSE;
  return TRUE;
}

static gboolean
has_name (const YcSchemaMember *member, const char *name, guint length, guint hash)
{
  return member->hash == hash && member->length == length &&
         memcmp (member->name, name, length) == 0;
}

const YcSchemaMember *
yc_schema_value_find (
    YcSchemaValue object, const char *name, guint length, guint hash, guint *steps)
{
  *steps -= MIN (object.n / MEMBERS_OF_STEP, *steps);
  for (guint i = 0; i < object.n; i++)
    if (has_name (&object.members[i], name, length, hash))
      return &object.members[i];
  return NULL;
}

// Mostly they come in the same order.
static gboolean
are_equal_objects (YcSchemaValue a, YcSchemaValue b, int depth, guint *steps)
{
  if (a.n != b.n)
    return FALSE;
  for (guint i = 0; i < a.n; i++) {
    const YcSchemaMember *one = &a.members[i], *other = &b.members[i];

    if (!has_name (other, one->name, one->length, one->hash))
      other = yc_schema_value_find (b, one->name, one->length, one->hash, steps);
    if (other == NULL || !is_equal (one->value, other->value, depth + 1, steps))
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
    return a.n == b.n && memcmp (a.text, b.text, a.n) == 0;
  case YC_SCHEMA_ARRAY:
    return are_equal_arrays (a, b, depth, steps);
  case YC_SCHEMA_OBJECT:
    return are_equal_objects (a, b, depth, steps);
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
hash_array (YcSchemaValue array, int depth, guint *steps)
{
  guint hash = 7;

  for (guint i = 0; i < array.n; i++)
    hash = hash * 31 + hash_value (array.items[i], depth + 1, steps);
  return hash;
}

static guint
hash_object (YcSchemaValue object, int depth, guint *steps)
{
  guint hash = 11;

  for (guint i = 0; i < object.n; i++) // in any order: so the sum
    hash += object.members[i].hash * 31 ^ hash_value (object.members[i].value, depth + 1, steps);
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
    return yc_schema_names_hash (value.text, value.n);
  case YC_SCHEMA_ARRAY:
    return hash_array (value, depth, steps);
  case YC_SCHEMA_OBJECT:
    return hash_object (value, depth, steps);
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
