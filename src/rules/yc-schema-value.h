// Data as a schema looks at it: kinds, numbers, equality.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_SCHEMA_NULL = 1 << 0,
  YC_SCHEMA_BOOLEAN = 1 << 1,
  YC_SCHEMA_INTEGER = 1 << 2,
  YC_SCHEMA_NUMBER = 1 << 3, // with a fraction or an exponent; 1.0 passes as an integer
  YC_SCHEMA_STRING = 1 << 4,
  YC_SCHEMA_ARRAY = 1 << 5,
  YC_SCHEMA_OBJECT = 1 << 6,
  YC_SCHEMA_ANY_TYPE = (1 << 7) - 1,
} YcSchemaTypes;

typedef struct _YcSchemaMember YcSchemaMember;

// Owns nothing.
typedef struct _YcSchemaValue YcSchemaValue;
struct _YcSchemaValue {
  YcSchemaTypes type;
  guint n; // bytes of a text, elements of an array, members of an object
  union {
    gboolean boolean;
    gint64 integer;
    double number;
    const char *text;
    const YcSchemaValue *items;
    const YcSchemaMember *members;
  };
};

struct _YcSchemaMember {
  const char *name;
  guint length, hash; // of the name
  guint64 head;
  YcSchemaValue value;
};

// An array or an object comes without what is in it; that is YcSchemaData's.
YcSchemaValue yc_schema_value_from_node (JsonNode *node);

static inline YcSchemaValue
yc_schema_value_from_text (const char *text, guint length)
{
  return (YcSchemaValue){.type = YC_SCHEMA_STRING, .n = length, .text = text};
}

// The member of an object, NULL if it has none of that name. Takes steps if the object is large.
const YcSchemaMember *yc_schema_value_find (
    YcSchemaValue object, const char *name, guint length, guint hash, guint *steps);

// Whether it has no fraction.
gboolean yc_schema_value_is_whole (YcSchemaValue number);

// As memcmp (): numbers by what they are worth, exactly. `_mixed` if they may be of both kinds.
int yc_schema_value_compare_mixed (YcSchemaValue a, YcSchemaValue b);

static inline int
yc_schema_value_compare_numbers (YcSchemaValue a, YcSchemaValue b)
{
  if (a.type == YC_SCHEMA_INTEGER && b.type == YC_SCHEMA_INTEGER)
    return (a.integer > b.integer) - (a.integer < b.integer);
  return yc_schema_value_compare_mixed (a, b);
}

// Deep, 1 is 1.0, the order of members does not matter. `*steps` counts down by one for each value;
// FALSE when it is at 0, where it also goes when they are too deep.
gboolean yc_schema_value_is_equal (YcSchemaValue a, YcSchemaValue b, guint *steps);

// Equal values have equal hashes.
guint yc_schema_value_hash (YcSchemaValue value, guint *steps);

// A number of the schema, made ready to divide by: digits times a power of ten.
typedef struct {
  YcSchemaValue value;
  guint64 digits;
  int power;
} YcSchemaNumber;

void yc_schema_number_init (YcSchemaNumber *self, YcSchemaValue value);

// Whether `value` is a whole multiple, as written in decimal: 0.3 is one of 0.1.
gboolean yc_schema_number_divides (const YcSchemaNumber *self, YcSchemaValue value);

G_END_DECLS
