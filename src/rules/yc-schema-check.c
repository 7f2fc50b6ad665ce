// Checking data against rules: one value, and the rules that look at the same value->
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-check.h"

// Data and schema together. A frame of the stack is small; nothing sensible comes near.
#define MOST_DEEP 400

// What a pattern's long try, and the length of a text, count for.
#define STEPS_OF_LONG_TRY 1000000
#define BYTES_OF_STEP     256

static void
take_steps (YcSchemaCheck *self, gsize steps)
{
  self->steps -= (guint)MIN (steps, self->steps);
}

static guint64
count_characters (const char *text, gsize length)
{
  guint64 n = 0;

  for (gsize i = 0; i < length; i++)
    n += ((guchar)text[i] & 0xc0) != 0x80 ? 1 : 0;
  return n;
}

static gboolean
check_length (YcSchemaCheck *self, const YcSchemaRule *rule, const char *text, gsize length)
{
  guint64 n;

  // A character has one to four bytes, which mostly says enough
  if (length <= rule->max_length && length / 4 >= rule->min_length)
    return TRUE;
  n = count_characters (text, length);
  if (n > rule->max_length && !yc_schema_fail (self, rule, YC_SCHEMA_MAX_LENGTH, NULL))
    return FALSE;
  return n >= rule->min_length || yc_schema_fail (self, rule, YC_SCHEMA_MIN_LENGTH, NULL);
}

static gboolean
check_pattern (YcSchemaCheck *self, const YcSchemaRule *rule, const char *text, gsize length)
{
  guint costs = 0;
  YcPatternResult result = yc_pattern_match (rule->pattern, &self->room, text, length, &costs);

  if (costs > 0)
    take_steps (self, STEPS_OF_LONG_TRY);
  if (result == YC_PATTERN_TOO_COSTLY)
    return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_COSTLY, FALSE);
  return result == YC_PATTERN_MATCHES || yc_schema_fail (self, rule, YC_SCHEMA_PATTERN, NULL);
}

static gboolean
check_text (YcSchemaCheck *self, const YcSchemaRule *rule, const char *text, gsize length)
{
  if (length > BYTES_OF_STEP)
    take_steps (self, length / BYTES_OF_STEP);
  if (!check_length (self, rule, text, length))
    return FALSE;
  if (rule->pattern != NULL && !check_pattern (self, rule, text, length))
    return FALSE;
  return rule->format == NULL || rule->format (text) ||
         yc_schema_fail (self, rule, YC_SCHEMA_FORMAT, NULL);
}

static int
compare (const YcSchemaValue *value, const YcSchemaNumber *bound)
{
  return yc_schema_value_compare_numbers (*value, bound->value);
}

static gboolean
check_number (YcSchemaCheck *self, const YcSchemaRule *rule, const YcSchemaValue *value)
{
  if (rule->minimum != NULL && compare (value, rule->minimum) < 0 &&
      !yc_schema_fail (self, rule, YC_SCHEMA_MINIMUM, NULL))
    return FALSE;
  if (rule->maximum != NULL && compare (value, rule->maximum) > 0 &&
      !yc_schema_fail (self, rule, YC_SCHEMA_MAXIMUM, NULL))
    return FALSE;
  if (rule->exclusive_minimum != NULL && compare (value, rule->exclusive_minimum) <= 0 &&
      !yc_schema_fail (self, rule, YC_SCHEMA_EXCLUSIVE_MINIMUM, NULL))
    return FALSE;
  if (rule->exclusive_maximum != NULL && compare (value, rule->exclusive_maximum) >= 0 &&
      !yc_schema_fail (self, rule, YC_SCHEMA_EXCLUSIVE_MAXIMUM, NULL))
    return FALSE;
  return rule->multiple_of == NULL || yc_schema_number_divides (rule->multiple_of, *value) ||
         yc_schema_fail (self, rule, YC_SCHEMA_MULTIPLE_OF, NULL);
}

static gboolean
is_among (YcSchemaCheck *self, const YcSchemaRule *rule, const YcSchemaValue *value)
{
  YcSchemaValue choices = rule->choices->root;

  if (rule->words.entries != NULL)
    return value->type == YC_SCHEMA_STRING &&
           yc_schema_names_find (&rule->words, value->text, value->n,
                                 yc_schema_names_hash (value->text, value->n),
                                 yc_schema_names_head (value->text, value->n)) != NULL;
  for (guint i = 0; i < choices.n; i++)
    if (yc_schema_value_is_equal (*value, choices.items[i], &self->steps))
      return TRUE;
  return FALSE;
}

static gboolean
check_choice (YcSchemaCheck *self, const YcSchemaRule *rule, const YcSchemaValue *value)
{
  if (rule->choices != NULL && !is_among (self, rule, value) &&
      !yc_schema_fail (self, rule, YC_SCHEMA_ENUM, NULL))
    return FALSE;
  return rule->constant == NULL ||
         yc_schema_value_is_equal (*value, rule->constant->root, &self->steps) ||
         yc_schema_fail (self, rule, YC_SCHEMA_CONST, NULL);
}

gboolean
yc_schema_try (YcSchemaCheck *self,
               const YcSchemaRule *rule,
               const YcSchemaValue *value,
               YcSchemaMarks *marks)
{
  YcSchemaMarks found;
  gboolean holds;

  self->quiet++;
  if (marks == NULL) {
    holds = yc_schema_check (self, rule, value, NULL);
  } else { // what a schema that does not hold has looked at does not count
    yc_schema_marks_init (&found, marks->n);
    holds = yc_schema_check (self, rule, value, &found);
    if (holds)
      yc_schema_marks_merge (marks, &found);
    yc_schema_marks_clear (&found);
  }
  self->quiet--;
  return holds;
}

static gboolean
check_any_of (YcSchemaCheck *self,
              const YcSchemaRule *rule,
              const YcSchemaValue *value,
              YcSchemaMarks *marks)
{
  gboolean holds = FALSE;

  for (guint i = 0; i < rule->any_of->len && (!holds || marks != NULL); i++)
    holds = yc_schema_try (self, rule->any_of->pdata[i], value, marks) || holds;
  return holds || yc_schema_fail (self, rule, YC_SCHEMA_ANY_OF, NULL);
}

static gboolean
check_one_of (YcSchemaCheck *self,
              const YcSchemaRule *rule,
              const YcSchemaValue *value,
              YcSchemaMarks *marks)
{
  guint n = 0;

  for (guint i = 0; i < rule->one_of->len && n < 2; i++)
    n += yc_schema_try (self, rule->one_of->pdata[i], value, marks) ? 1 : 0;
  return n == 1 || yc_schema_fail (self, rule, YC_SCHEMA_ONE_OF, NULL);
}

static gboolean
check_if (YcSchemaCheck *self,
          const YcSchemaRule *rule,
          const YcSchemaValue *value,
          YcSchemaMarks *marks)
{
  gboolean holds = yc_schema_try (self, rule->if_rule, value, marks);
  const YcSchemaRule *then = holds ? rule->then_rule : rule->else_rule;

  return then == NULL || yc_schema_check (self, then, value, marks);
}

static gboolean
check_composite (YcSchemaCheck *self,
                 const YcSchemaRule *rule,
                 const YcSchemaValue *value,
                 YcSchemaMarks *marks)
{
  if (rule->ref != NULL && !yc_schema_check (self, rule->ref, value, marks))
    return FALSE;
  for (guint i = 0; rule->all_of != NULL && i < rule->all_of->len; i++)
    if (!yc_schema_check (self, rule->all_of->pdata[i], value, marks))
      return FALSE;
  if (rule->any_of != NULL && !check_any_of (self, rule, value, marks))
    return FALSE;
  if (rule->one_of != NULL && !check_one_of (self, rule, value, marks))
    return FALSE;
  if (rule->not_rule != NULL && yc_schema_try (self, rule->not_rule, value, NULL) &&
      !yc_schema_fail (self, rule, YC_SCHEMA_NOT, NULL))
    return FALSE;
  return rule->if_rule == NULL || check_if (self, rule, value, marks);
}

// What the rule itself says of the value.
static gboolean
check_own (YcSchemaCheck *self,
           const YcSchemaRule *rule,
           const YcSchemaValue *value,
           YcSchemaMarks *marks)
{
  if ((rule->parts & YC_RULE_CHOICE) != 0 && !check_choice (self, rule, value))
    return FALSE;
  if (value->type == YC_SCHEMA_STRING && (rule->parts & YC_RULE_TEXT) != 0)
    return check_text (self, rule, value->text, value->n);
  if (value->type == YC_SCHEMA_OBJECT && (rule->parts & YC_RULE_OBJECT) != 0)
    return yc_schema_check_object (self, rule, value, marks);
  if (value->type == YC_SCHEMA_ARRAY && (rule->parts & YC_RULE_ARRAY) != 0)
    return yc_schema_check_array (self, rule, value, marks);
  if ((value->type & (YC_SCHEMA_INTEGER | YC_SCHEMA_NUMBER)) != 0 &&
      (rule->parts & YC_RULE_NUMBER) != 0)
    return check_number (self, rule, value);
  return TRUE;
}

// What is found first is written down in the order of the data; where one finding is enough, the
// conditions come first: they look at little.
static gboolean
check_parts (YcSchemaCheck *self,
             const YcSchemaRule *rule,
             const YcSchemaValue *value,
             YcSchemaMarks *marks)
{
  gboolean on;

  if ((rule->parts & YC_RULE_COMPOSITE) == 0)
    return check_own (self, rule, value, marks);
  if (self->depth >= MOST_DEEP)
    return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_DEEP, TRUE);
  self->depth++;
  if (self->violations != NULL)
    on = check_own (self, rule, value, marks) && check_composite (self, rule, value, marks);
  else
    on = check_composite (self, rule, value, marks) && check_own (self, rule, value, marks);
  self->depth--;
  return on;
}

// A rule with unevaluatedItems or unevaluatedProperties keeps marks of its own.
static gboolean
check_tracking (YcSchemaCheck *self,
                const YcSchemaRule *rule,
                const YcSchemaValue *value,
                YcSchemaMarks *marks)
{
  gboolean is_array = value->type == YC_SCHEMA_ARRAY, left_over, on;
  YcSchemaMarks own;

  yc_schema_marks_init (&own, value->n);
  on = check_parts (self, rule, value, &own);
  left_over = !yc_schema_marks_are_full (&own);
  if (on && left_over && is_array && rule->unevaluated_items != NULL)
    on = yc_schema_check_unevaluated_items (self, rule, value, &own);
  else if (on && left_over && !is_array && rule->unevaluated_properties != NULL)
    on = yc_schema_check_unevaluated_members (self, rule, value, &own);
  if (marks != NULL)
    yc_schema_marks_merge (marks, &own);
  yc_schema_marks_clear (&own);
  return on;
}

gboolean
yc_schema_check (YcSchemaCheck *self,
                 const YcSchemaRule *rule,
                 const YcSchemaValue *value,
                 YcSchemaMarks *marks)
{
  if (rule->alias != NULL)
    rule = rule->alias;
  if (G_UNLIKELY (self->steps == 0 || self->exhausted))
    return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_COSTLY, TRUE);
  self->steps--;
  if (rule->is_false)
    return yc_schema_fail (self, rule, rule->false_message, NULL);
  if ((rule->types & value->type) == 0 &&
      !(value->type == YC_SCHEMA_NUMBER && (rule->types & YC_SCHEMA_INTEGER) != 0 &&
        yc_schema_value_is_whole (*value)) &&
      !yc_schema_fail (self, rule, YC_SCHEMA_TYPE, NULL))
    return FALSE;
  if (rule->parts == 0)
    return TRUE;
  if (rule->tracks && (value->type & (YC_SCHEMA_ARRAY | YC_SCHEMA_OBJECT)) != 0)
    return check_tracking (self, rule, value, marks);
  return check_parts (self, rule, value, marks);
}

gboolean
yc_schema_check_below (YcSchemaCheck *self,
                       const YcSchemaRule *rule,
                       const YcSchemaValue *value,
                       const char *name,
                       guint index)
{
  const YcSchemaFrame frame = {self->frame, name, index};
  gboolean on;

  if (self->depth >= MOST_DEEP)
    return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_DEEP, TRUE);
  self->depth++;
  self->frame = &frame;
  on = yc_schema_check (self, rule, value, NULL);
  self->frame = frame.parent;
  self->depth--;
  return on;
}
