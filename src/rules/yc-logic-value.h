// What a condition computes with: values as JavaScript has them, without a node for each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-logic-run.h"

G_BEGIN_DECLS

typedef enum {
  YC_VALUE_NULL,
  YC_VALUE_BOOLEAN,
  YC_VALUE_NUMBER,
  YC_VALUE_TEXT,
  YC_VALUE_LIST,   // made by an operation
  YC_VALUE_ARRAY,  // of the facts or the rule
  YC_VALUE_OBJECT, // of the facts or the rule
  YC_VALUE_SCOPE,  // what the body of "reduce" sees
} YcValueKind;

typedef struct _YcValueList YcValueList;
typedef struct _YcValueScope YcValueScope;

// Owns nothing: it points into the rule, the facts, or the memory of the run.
typedef struct {
  YcValueKind kind;
  union {
    gboolean boolean;
    double number;
    const char *text;
    const YcValueList *list;
    JsonArray *array;
    JsonObject *object;
    const YcValueScope *scope;
  };
} YcValue;

struct _YcValueList {
  guint n;
  YcValue elements[];
};

struct _YcValueScope {
  YcValue current, accumulator;
};

static inline YcValue
yc_value_null (void)
{
  return (YcValue){.kind = YC_VALUE_NULL};
}

static inline YcValue
yc_value_boolean (gboolean boolean)
{
  return (YcValue){.kind = YC_VALUE_BOOLEAN, .boolean = boolean};
}

static inline YcValue
yc_value_number (double number)
{
  return (YcValue){.kind = YC_VALUE_NUMBER, .number = number};
}

static inline YcValue
yc_value_text (const char *text)
{
  return (YcValue){.kind = YC_VALUE_TEXT, .text = text};
}

static inline YcValue
yc_value_list (const YcValueList *list)
{
  return (YcValue){.kind = YC_VALUE_LIST, .list = list};
}

static inline gboolean
yc_value_is_list (YcValue value)
{
  return value.kind == YC_VALUE_LIST || value.kind == YC_VALUE_ARRAY;
}

// The value of a node, which must outlive it.
YcValue yc_value_from_node (JsonNode *node);

// A new node; a number that JSON cannot write is null, as JSON.stringify () has it. Fails the run
// if it would be too large or too deep.
JsonNode *yc_value_to_node (YcLogicRun *run, YcValue value);

// Of a list or an array.
guint yc_value_get_length (YcValue list);
YcValue yc_value_get_element (YcValue list, guint index);

// Truth as jsonlogic.com has it: like JavaScript, but an empty list is false.
gboolean yc_value_is_true (YcValue value);

// As JavaScript's Number (), parseFloat () and String () have it.
double yc_value_to_number (YcLogicRun *run, YcValue value);
double yc_value_parse_number (YcLogicRun *run, YcValue value);
const char *yc_value_to_text (YcLogicRun *run, YcValue value);

// JavaScript's === and ==.
gboolean yc_value_is_same (YcLogicRun *run, YcValue a, YcValue b);
gboolean yc_value_is_equal (YcLogicRun *run, YcValue a, YcValue b);

// strcmp () that pays for what it reads.
int yc_value_compare_texts (YcLogicRun *run, const char *a, const char *b);

// The number as JavaScript writes it; `buffer` has room for YC_VALUE_NUMBER_SIZE characters.
#define YC_VALUE_NUMBER_SIZE 48
void yc_value_print_number (double number, char *buffer);

G_END_DECLS
