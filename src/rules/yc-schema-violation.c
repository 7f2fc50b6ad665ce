// Checking data against rules: writing down what is wrong, and what has been looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-check.h"

#include <string.h>

typedef struct {
  const char *name;
  const char *keyword; // "" if the path of the rule says it all
  gboolean tells;      // whether the keyword's value is worth telling
} Message;

static const Message messages[YC_SCHEMA_N_MESSAGES] = {
    [YC_SCHEMA_FALSE] = {"false-schema", "", FALSE},
    [YC_SCHEMA_TYPE] = {"type", "type", TRUE},
    [YC_SCHEMA_ENUM] = {"enum", "enum", TRUE},
    [YC_SCHEMA_CONST] = {"const", "const", TRUE},
    [YC_SCHEMA_MULTIPLE_OF] = {"multiple-of", "multipleOf", TRUE},
    [YC_SCHEMA_MAXIMUM] = {"maximum", "maximum", TRUE},
    [YC_SCHEMA_EXCLUSIVE_MAXIMUM] = {"exclusive-maximum", "exclusiveMaximum", TRUE},
    [YC_SCHEMA_MINIMUM] = {"minimum", "minimum", TRUE},
    [YC_SCHEMA_EXCLUSIVE_MINIMUM] = {"exclusive-minimum", "exclusiveMinimum", TRUE},
    [YC_SCHEMA_MAX_LENGTH] = {"max-length", "maxLength", TRUE},
    [YC_SCHEMA_MIN_LENGTH] = {"min-length", "minLength", TRUE},
    [YC_SCHEMA_PATTERN] = {"pattern", "pattern", TRUE},
    [YC_SCHEMA_FORMAT] = {"format", "format", TRUE},
    [YC_SCHEMA_MAX_ITEMS] = {"max-items", "maxItems", TRUE},
    [YC_SCHEMA_MIN_ITEMS] = {"min-items", "minItems", TRUE},
    [YC_SCHEMA_UNIQUE_ITEMS] = {"unique-items", "uniqueItems", FALSE},
    [YC_SCHEMA_CONTAINS] = {"contains", "contains", FALSE},
    [YC_SCHEMA_MAX_CONTAINS] = {"max-contains", "maxContains", TRUE},
    [YC_SCHEMA_MIN_CONTAINS] = {"min-contains", "minContains", TRUE},
    [YC_SCHEMA_ITEMS] = {"items", "", FALSE},
    [YC_SCHEMA_UNEVALUATED_ITEMS] = {"unevaluated-items", "", FALSE},
    [YC_SCHEMA_MAX_PROPERTIES] = {"max-properties", "maxProperties", TRUE},
    [YC_SCHEMA_MIN_PROPERTIES] = {"min-properties", "minProperties", TRUE},
    [YC_SCHEMA_REQUIRED] = {"required", "required", FALSE},
    [YC_SCHEMA_DEPENDENT_REQUIRED] = {"dependent-required", "dependentRequired", FALSE},
    [YC_SCHEMA_ADDITIONAL_PROPERTIES] = {"additional-properties", "", FALSE},
    [YC_SCHEMA_UNEVALUATED_PROPERTIES] = {"unevaluated-properties", "", FALSE},
    [YC_SCHEMA_PROPERTY_NAMES] = {"property-names", "propertyNames", FALSE},
    [YC_SCHEMA_ANY_OF] = {"any-of", "anyOf", FALSE},
    [YC_SCHEMA_ONE_OF] = {"one-of", "oneOf", FALSE},
    [YC_SCHEMA_NOT] = {"not", "not", FALSE},
    [YC_SCHEMA_TOO_DEEP] = {"too-deep", "", FALSE},
    [YC_SCHEMA_TOO_COSTLY] = {"too-costly", "", FALSE},
};

const char *
yc_schema_message_name (YcSchemaMessage message)
{
  return messages[message].name;
}

void
yc_violation_free (YcViolation *self)
{
  g_free (self->instance_path);
  g_free (self->schema_path);
  g_free (self->argument);
  g_free (self);
}

static void
append_frames (GString *path, const YcSchemaFrame *frame)
{
  if (frame == NULL)
    return;
  append_frames (path, frame->parent);
  g_string_append_c (path, '/');
  if (frame->name != NULL)
    yc_schema_append_pointer (path, frame->name);
  else
    g_string_append_printf (path, "%u", frame->index);
}

// What the keyword asks for: a text as it is, all else as JSON.
static char *
describe (const YcSchemaRule *rule, const Message *message)
{
  JsonNode *value =
      message->tells ? json_object_get_member (json_node_get_object (rule->node), message->keyword)
                     : NULL;

  if (value == NULL)
    return g_strdup ("");
  if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_string (value) != NULL)
    return json_node_dup_string (value);
  return json_to_string (value, FALSE);
}

static void
write_down (YcSchemaCheck *self,
            const YcSchemaRule *rule,
            YcSchemaMessage message,
            const char *name)
{
  const Message *row = &messages[message];
  YcViolation *violation = g_new (YcViolation, 1);
  g_autoptr (GString) path = g_string_new (NULL);

  append_frames (path, self->frame);
  violation->instance_path = g_strdup (path->str);
  violation->schema_path =
      g_strconcat (rule->path, *row->keyword != '\0' ? "/" : "", row->keyword, NULL);
  violation->message = message;
  violation->argument = name != NULL ? g_strdup (name) : describe (rule, row);
  g_ptr_array_add (self->violations, violation);
}

gboolean
yc_schema_fail (YcSchemaCheck *self,
                const YcSchemaRule *rule,
                YcSchemaMessage message,
                const char *name)
{
  if (self->violations == NULL || self->quiet > 0)
    return FALSE;
  if (name == NULL && rule->is_false && self->frame != NULL)
    name = self->frame->name;
  if (self->violations->len < self->limit)
    write_down (self, rule, message, name);
  return self->violations->len < self->limit;
}

gboolean
yc_schema_give_up (YcSchemaCheck *self,
                   const YcSchemaRule *rule,
                   YcSchemaMessage message,
                   gboolean stop)
{
  gboolean is_news = !self->exhausted;

  self->spoiled = TRUE;
  self->exhausted = self->exhausted || stop;
  if (self->violations == NULL || self->violations->len >= self->limit)
    return FALSE;
  if (is_news)
    write_down (self, rule, message, NULL);
  return !stop && self->quiet == 0;
}

void
yc_schema_marks_init (YcSchemaMarks *self, guint n)
{
  self->n = n;
  self->bits = self->few;
  memset (self->few, 0, sizeof self->few);
  if (n > 64 * G_N_ELEMENTS (self->few))
    self->bits = g_new0 (guint64, n / 64 + 1);
}

void
yc_schema_marks_clear (YcSchemaMarks *self)
{
  if (self->bits != self->few)
    g_free (self->bits);
}

void
yc_schema_marks_add_all (YcSchemaMarks *self)
{
  memset (self->bits, 0xff, ((gsize)self->n + 63) / 64 * sizeof (guint64));
}

gboolean
yc_schema_marks_are_full (const YcSchemaMarks *self)
{
  guint n = self->n / 64;

  for (guint i = 0; i < n; i++)
    if (self->bits[i] != G_MAXUINT64)
      return FALSE;
  return self->n % 64 == 0 || (self->bits[n] & ((G_GUINT64_CONSTANT (1) << (self->n % 64)) - 1)) ==
                                  (G_GUINT64_CONSTANT (1) << (self->n % 64)) - 1;
}

void
yc_schema_marks_merge (YcSchemaMarks *self, const YcSchemaMarks *other)
{
  for (guint i = 0; i < (self->n + 63) / 64; i++)
    self->bits[i] |= other->bits[i];
}
