// Checking data against rules: arrays.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-check.h"

#include <string.h>

// Up to here each is compared with each; up to there no memory has to be asked for.
#define FEW  8
#define SOME 128

typedef struct {
  guint hash;
  guint index; // plus 1; 0 for none
} Slot;

static gboolean
has_twins_among_few (YcSchemaCheck *self, const YcSchemaValue *array, guint n)
{
  for (guint i = 1; i < n; i++)
    for (guint j = 0; j < i; j++)
      if (yc_schema_value_is_equal (array->items[i], array->items[j], &self->steps))
        return TRUE;
  return FALSE;
}

static gboolean
has_twins_in (YcSchemaCheck *self, const YcSchemaValue *array, guint n, Slot *slots, guint mask)
{
  for (guint i = 0; i < n && self->steps > 0; i++) {
    YcSchemaValue value = array->items[i];
    guint hash = yc_schema_value_hash (value, &self->steps);
    guint slot = (hash ^ hash >> 15) & mask;

    for (; slots[slot].index != 0; slot = (slot + 1) & mask) {
      self->steps -= self->steps > 0 ? 1 : 0;
      if (slots[slot].hash == hash &&
          yc_schema_value_is_equal (value, array->items[slots[slot].index - 1], &self->steps))
        return TRUE;
      if (self->steps == 0)
        return FALSE;
    }
    slots[slot] = (Slot){hash, i + 1};
  }
  return FALSE;
}

static gboolean
has_twins (YcSchemaCheck *self, const YcSchemaValue *array)
{
  guint n = array->n, size = 2 * SOME;
  Slot some[2 * SOME];
  g_autofree Slot *many = NULL;

  if (n <= FEW)
    return has_twins_among_few (self, array, n);
  if (n <= SOME) {
    memset (some, 0, sizeof some);
    return has_twins_in (self, array, n, some, size - 1);
  }
  while (size < 2 * n)
    size *= 2;
  many = g_new0 (Slot, size);
  return has_twins_in (self, array, n, many, size - 1);
}

static gboolean
check_elements (YcSchemaCheck *self,
                const YcSchemaRule *rule,
                const YcSchemaValue *array,
                YcSchemaMarks *marks)
{
  guint n = array->n;
  guint n_prefix = rule->prefix_items != NULL ? MIN (rule->prefix_items->len, n) : 0;

  for (guint i = 0; i < n; i++) {
    const YcSchemaRule *below = i < n_prefix ? rule->prefix_items->pdata[i] : rule->items;

    if (below == NULL)
      break;
    if (!yc_schema_check_below (self, below, &array->items[i], NULL, i))
      return FALSE;
    if (marks != NULL)
      yc_schema_marks_add (marks, i);
  }
  return TRUE;
}

static gboolean
check_contains (YcSchemaCheck *self,
                const YcSchemaRule *rule,
                const YcSchemaValue *array,
                YcSchemaMarks *marks)
{
  guint n = array->n;
  guint64 found = 0;

  for (guint i = 0; i < n && !self->exhausted; i++) {
    if (found > rule->max_contains ||
        (found >= rule->min_contains && marks == NULL && rule->max_contains == G_MAXUINT64))
      break;
    self->quiet++;
    if (yc_schema_check_below (self, rule->contains, &array->items[i], NULL, i)) {
      found++;
      if (marks != NULL)
        yc_schema_marks_add (marks, i);
    }
    self->quiet--;
  }
  if (found < rule->min_contains &&
      !yc_schema_fail (self, rule,
                       rule->min_contains == 1 ? YC_SCHEMA_CONTAINS : YC_SCHEMA_MIN_CONTAINS, NULL))
    return FALSE;
  return found <= rule->max_contains || yc_schema_fail (self, rule, YC_SCHEMA_MAX_CONTAINS, NULL);
}

gboolean
yc_schema_check_array (YcSchemaCheck *self,
                       const YcSchemaRule *rule,
                       const YcSchemaValue *array,
                       YcSchemaMarks *marks)
{
  guint n = array->n;

  if (n > rule->max_items && !yc_schema_fail (self, rule, YC_SCHEMA_MAX_ITEMS, NULL))
    return FALSE;
  if (n < rule->min_items && !yc_schema_fail (self, rule, YC_SCHEMA_MIN_ITEMS, NULL))
    return FALSE;
  if (rule->unique_items && n > 1 && has_twins (self, array) &&
      !yc_schema_fail (self, rule, YC_SCHEMA_UNIQUE_ITEMS, NULL))
    return FALSE;
  if ((rule->prefix_items != NULL || rule->items != NULL) &&
      !check_elements (self, rule, array, marks))
    return FALSE;
  return rule->contains == NULL || check_contains (self, rule, array, marks);
}

gboolean
yc_schema_check_unevaluated_items (YcSchemaCheck *self,
                                   const YcSchemaRule *rule,
                                   const YcSchemaValue *array,
                                   YcSchemaMarks *marks)
{
  for (guint i = 0; i < marks->n; i++)
    if (!yc_schema_marks_has (marks, i) &&
        !yc_schema_check_below (self, rule->unevaluated_items, &array->items[i], NULL, i))
      return FALSE;
  yc_schema_marks_add_all (marks);
  return TRUE;
}
