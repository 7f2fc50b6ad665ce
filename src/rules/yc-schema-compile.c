// Reads the keywords of a schema and of the schemas in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-schema-rule.h"

#include <stdarg.h>
#include <string.h>

#define MOST_RULES 50000
#define MOST_NAMES 10000
#define MOST_DEEP  200

typedef enum {
  KEYWORD_COUNT,  // guint64
  KEYWORD_NUMBER, // YcSchemaNumber *
  KEYWORD_RULE,   // YcSchemaRule *
  KEYWORD_RULES,  // GPtrArray * of them
} KeywordKind;

typedef struct {
  const char *name;
  KeywordKind kind;
  guint parts; // of the rule that have to be checked because of it
  gsize offset;
} Keyword;

#define AT(member) offsetof (YcSchemaRule, member)

static const Keyword keywords[] = {
    {"minLength", KEYWORD_COUNT, YC_RULE_TEXT, AT (min_length)},
    {"maxLength", KEYWORD_COUNT, YC_RULE_TEXT, AT (max_length)},
    {"minItems", KEYWORD_COUNT, YC_RULE_ARRAY, AT (min_items)},
    {"maxItems", KEYWORD_COUNT, YC_RULE_ARRAY, AT (max_items)},
    {"minContains", KEYWORD_COUNT, YC_RULE_ARRAY, AT (min_contains)},
    {"maxContains", KEYWORD_COUNT, YC_RULE_ARRAY, AT (max_contains)},
    {"minProperties", KEYWORD_COUNT, YC_RULE_OBJECT, AT (min_properties)},
    {"maxProperties", KEYWORD_COUNT, YC_RULE_OBJECT, AT (max_properties)},
    {"minimum", KEYWORD_NUMBER, YC_RULE_NUMBER, AT (minimum)},
    {"maximum", KEYWORD_NUMBER, YC_RULE_NUMBER, AT (maximum)},
    {"exclusiveMinimum", KEYWORD_NUMBER, YC_RULE_NUMBER, AT (exclusive_minimum)},
    {"exclusiveMaximum", KEYWORD_NUMBER, YC_RULE_NUMBER, AT (exclusive_maximum)},
    {"multipleOf", KEYWORD_NUMBER, YC_RULE_NUMBER, AT (multiple_of)},
    {"prefixItems", KEYWORD_RULES, YC_RULE_ARRAY, AT (prefix_items)},
    {"items", KEYWORD_RULE, YC_RULE_ARRAY, AT (items)},
    {"contains", KEYWORD_RULE, YC_RULE_ARRAY, AT (contains)},
    {"unevaluatedItems", KEYWORD_RULE, YC_RULE_ARRAY, AT (unevaluated_items)},
    {"additionalProperties", KEYWORD_RULE, YC_RULE_OBJECT, AT (additional)},
    {"propertyNames", KEYWORD_RULE, YC_RULE_OBJECT, AT (property_names)},
    {"unevaluatedProperties", KEYWORD_RULE, YC_RULE_OBJECT, AT (unevaluated_properties)},
    {"allOf", KEYWORD_RULES, YC_RULE_COMPOSITE, AT (all_of)},
    {"anyOf", KEYWORD_RULES, YC_RULE_COMPOSITE, AT (any_of)},
    {"oneOf", KEYWORD_RULES, YC_RULE_COMPOSITE, AT (one_of)},
    {"not", KEYWORD_RULE, YC_RULE_COMPOSITE, AT (not_rule)},
    {"if", KEYWORD_RULE, YC_RULE_COMPOSITE, AT (if_rule)},
    {"then", KEYWORD_RULE, YC_RULE_COMPOSITE, AT (then_rule)},
    {"else", KEYWORD_RULE, YC_RULE_COMPOSITE, AT (else_rule)},
    {"contentSchema", KEYWORD_RULE, 0, AT (content)}, // never checked, but may be referred to
};

gboolean
yc_schema_refuse (
    GError **error, const YcSchemaRule *rule, const char *keyword, const char *format, ...)
{
  g_autofree char *why = NULL;
  va_list arguments;

  va_start (arguments, format);
  why = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s%s%s: %s", rule->path,
               keyword != NULL ? "/" : "", keyword != NULL ? keyword : "", why);
  return FALSE;
}

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

// The subschema at a keyword, or at a member or element of it.
static YcSchemaRule *
read_rule (const YcSchemaReading *self,
           const char *keyword,
           const char *token,
           JsonNode *node,
           GError **error)
{
  g_autoptr (GString) path = g_string_new (self->rule->path);

  g_string_append_printf (path, "/%s", keyword);
  if (token != NULL) {
    g_string_append_c (path, '/');
    yc_schema_append_pointer (path, token);
  }
  return yc_schema_compile (self->compiler, node, self->rule->base, path->str, self->depth + 1,
                            error);
}

static GPtrArray *
read_rules (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) == 0) {
    yc_schema_refuse (error, self->rule, keyword, "not a list of schemas");
    return NULL;
  }
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *index = g_strdup_printf ("%u", i);
    YcSchemaRule *rule = read_rule (self, keyword, index, json_array_get_element (array, i), error);

    if (rule == NULL)
      return NULL;
    g_ptr_array_add (rules, rule);
  }
  return g_steal_pointer (&rules);
}

static gboolean
read_count (const YcSchemaReading *self,
            const char *keyword,
            JsonNode *node,
            guint64 *ret_count,
            GError **error)
{
  YcSchemaValue value = yc_schema_value_from_node (node);
  const YcSchemaValue zero = {.type = YC_SCHEMA_INTEGER};

  if ((value.type & (YC_SCHEMA_INTEGER | YC_SCHEMA_NUMBER)) == 0 ||
      !yc_schema_value_is_whole (value) || yc_schema_value_compare_numbers (value, zero) < 0)
    return yc_schema_refuse (error, self->rule, keyword, "not a whole number from 0 on");
  if (value.type == YC_SCHEMA_INTEGER)
    *ret_count = (guint64)value.integer;
  else
    *ret_count = value.number < 1e18 ? (guint64)value.number : G_MAXUINT64;
  return TRUE;
}

static YcSchemaNumber *
read_number (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  YcSchemaValue value = yc_schema_value_from_node (node);
  const YcSchemaValue zero = {.type = YC_SCHEMA_INTEGER};
  YcSchemaNumber *number;

  if ((value.type & (YC_SCHEMA_INTEGER | YC_SCHEMA_NUMBER)) == 0) {
    yc_schema_refuse (error, self->rule, keyword, "not a number");
    return NULL;
  }
  if (g_str_equal (keyword, "multipleOf") && yc_schema_value_compare_numbers (value, zero) <= 0) {
    yc_schema_refuse (error, self->rule, keyword, "not a number above 0");
    return NULL;
  }
  number = g_new0 (YcSchemaNumber, 1);
  yc_schema_number_init (number, value);
  return number;
}

static gboolean
read_plain (const YcSchemaReading *self, const Keyword *keyword, JsonNode *node, GError **error)
{
  gpointer member = G_STRUCT_MEMBER_P (self->rule, keyword->offset);

  self->rule->parts |= keyword->parts;
  switch (keyword->kind) {
  case KEYWORD_COUNT:
    return read_count (self, keyword->name, node, member, error);
  case KEYWORD_NUMBER:
    return (*(YcSchemaNumber **)member = read_number (self, keyword->name, node, error)) != NULL;
  case KEYWORD_RULE:
    return (*(YcSchemaRule **)member = read_rule (self, keyword->name, NULL, node, error)) != NULL;
  case KEYWORD_RULES:
    return (*(GPtrArray **)member = read_rules (self, keyword->name, node, error)) != NULL;
  }
  return FALSE;
}

static guint
type_of (const char *name)
{
  static const struct {
    const char *name;
    guint types;
  } types[] = {
      {"null", YC_SCHEMA_NULL},       {"boolean", YC_SCHEMA_BOOLEAN},
      {"integer", YC_SCHEMA_INTEGER}, {"number", YC_SCHEMA_INTEGER | YC_SCHEMA_NUMBER},
      {"string", YC_SCHEMA_STRING},   {"array", YC_SCHEMA_ARRAY},
      {"object", YC_SCHEMA_OBJECT},
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].name, name))
      return types[i].types;
  return 0;
}

static gboolean
read_type (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array != NULL ? json_array_get_length (array) : 1;

  self->rule->types = 0;
  for (guint i = 0; i < n; i++) {
    JsonNode *name = array != NULL ? json_array_get_element (array, i) : node;
    guint types = type_of (text_of (name));

    if (types == 0)
      return yc_schema_refuse (error, self->rule, "type", "no such type");
    self->rule->types |= types;
  }
  return n > 0 || yc_schema_refuse (error, self->rule, "type", "no type at all");
}

static YcSchemaData *
read_data (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  YcSchemaData *data = yc_schema_data_new (node, FALSE);

  self->rule->parts |= YC_RULE_CHOICE;
  if (data->too_deep)
    yc_schema_refuse (error, self->rule, keyword, "too many values in one another");
  return data;
}

static gboolean
read_enum (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  YcSchemaValue choices;
  gboolean texts = TRUE;

  self->rule->choices = read_data (self, "enum", node, error);
  choices = self->rule->choices->root;
  if (self->rule->choices->too_deep)
    return FALSE;
  if (choices.type != YC_SCHEMA_ARRAY)
    return yc_schema_refuse (error, self->rule, "enum", "not a list");
  if (choices.n > MOST_NAMES)
    return yc_schema_refuse (error, self->rule, "enum", "too many values");
  for (guint i = 0; i < choices.n; i++)
    texts = texts && choices.items[i].type == YC_SCHEMA_STRING;
  for (guint i = 0; texts && i < choices.n; i++)
    yc_schema_names_ensure (&self->rule->words, choices.items[i].text);
  return !texts || yc_schema_names_finish (&self->rule->words);
}

static gboolean
read_const (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  self->rule->constant = read_data (self, "const", node, error);
  return !self->rule->constant->too_deep;
}

static gboolean
read_unique (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  if (yc_schema_value_from_node (node).type != YC_SCHEMA_BOOLEAN)
    return yc_schema_refuse (error, self->rule, "uniqueItems", "neither true nor false");
  self->rule->parts |= YC_RULE_ARRAY;
  self->rule->unique_items = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_pattern (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (text_of (node) == NULL)
    return yc_schema_refuse (error, self->rule, "pattern", "not a text");
  self->rule->parts |= YC_RULE_TEXT;
  self->rule->pattern = yc_pattern_new (text_of (node), &problem);
  return self->rule->pattern != NULL ||
         yc_schema_refuse (error, self->rule, "pattern", "%s", problem->message);
}

static gboolean
read_format (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  if (text_of (node) == NULL)
    return yc_schema_refuse (error, self->rule, "format", "not a text");
  if ((self->compiler->flags & YC_SCHEMA_ASSERT_FORMATS) == 0)
    return TRUE;
  self->rule->parts |= YC_RULE_TEXT;
  self->rule->format = yc_schema_format_find (text_of (node));
  return TRUE;
}

// A keyword whose value must be an object, not too large; NULL if it is not.
static JsonObject *
get_members (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object != NULL && json_object_get_size (object) <= MOST_NAMES)
    return object;
  yc_schema_refuse (error, self->rule, keyword,
                    object == NULL ? "not an object" : "too many members");
  return NULL;
}

static gboolean
read_properties (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  JsonObject *object = get_members (self, "properties", node, error);
  JsonObjectIter iter;
  const char *name;

  self->rule->parts |= YC_RULE_OBJECT;
  if (object == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    YcSchemaRule *rule = read_rule (self, "properties", name, node, error);

    if (rule == NULL)
      return FALSE;
    yc_schema_names_ensure (&self->rule->names, name)->rule = rule;
  }
  return TRUE;
}

static gboolean
read_pattern_properties (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  JsonObject *object = get_members (self, "patternProperties", node, error);
  JsonObjectIter iter;
  const char *name;

  self->rule->parts |= YC_RULE_OBJECT;
  if (object == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    g_autoptr (GError) problem = NULL;
    YcSchemaPatternMember member = {yc_pattern_new (name, &problem), NULL};

    if (member.pattern == NULL)
      return yc_schema_refuse (error, self->rule, "patternProperties", "“%s”: %s", name,
                               problem->message);
    member.rule = read_rule (self, "patternProperties", name, node, error);
    g_array_append_val (self->rule->pattern_members, member);
    if (member.rule == NULL)
      return FALSE;
  }
  return TRUE;
}

// A list of names, each once; NULL if it is none.
static GPtrArray *
read_names (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    g_ptr_array_add (names, (gpointer)text_of (json_array_get_element (array, i)));
  if (array != NULL && !g_ptr_array_find (names, NULL, NULL) && names->len <= MOST_NAMES)
    return g_steal_pointer (&names);
  yc_schema_refuse (error, self->rule, keyword, "not a list of names");
  return NULL;
}

static gboolean
read_required (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) names = read_names (self, "required", node, error);

  self->rule->parts |= YC_RULE_OBJECT;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    YcSchemaName *name = yc_schema_names_ensure (&self->rule->names, names->pdata[i]);

    self->rule->n_required += name->required ? 0 : 1;
    name->required = TRUE;
  }
  return names != NULL;
}

// dependentRequired and dependentSchemas.
static gboolean
read_dependents (const YcSchemaReading *self, const char *keyword, JsonNode *node, GError **error)
{
  JsonObject *object = get_members (self, keyword, node, error);
  gboolean schemas = g_str_equal (keyword, "dependentSchemas");
  JsonObjectIter iter;
  const char *name;

  self->rule->parts |= schemas ? YC_RULE_OBJECT | YC_RULE_COMPOSITE : YC_RULE_OBJECT;
  if (object == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    guint length = (guint)strlen (name);
    YcSchemaDependent dependent = {name, length, yc_schema_names_hash (name, length), NULL, NULL};

    if (schemas)
      dependent.rule = read_rule (self, keyword, name, node, error);
    else
      dependent.required = read_names (self, keyword, node, error);
    if (dependent.rule == NULL && dependent.required == NULL)
      return FALSE;
    g_array_append_val (self->rule->dependents, dependent);
  }
  return TRUE;
}

static gboolean
read_dependent_required (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  return read_dependents (self, "dependentRequired", node, error);
}

static gboolean
read_dependent_schemas (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  return read_dependents (self, "dependentSchemas", node, error);
}

static gboolean
read_definitions (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  JsonObject *object = get_members (self, "$defs", node, error);
  JsonObjectIter iter;
  const char *name;

  if (object == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (read_rule (self, "$defs", name, node, error) == NULL)
      return FALSE;
  return TRUE;
}

static const struct {
  const char *name;
  gboolean (*read) (const YcSchemaReading *self, JsonNode *node, GError **error);
} special_keywords[] = {
    {"type", read_type},
    {"enum", read_enum},
    {"const", read_const},
    {"uniqueItems", read_unique},
    {"pattern", read_pattern},
    {"format", read_format},
    {"properties", read_properties},
    {"patternProperties", read_pattern_properties},
    {"required", read_required},
    {"dependentRequired", read_dependent_required},
    {"dependentSchemas", read_dependent_schemas},
    {"$defs", read_definitions},
    {"$ref", yc_schema_read_reference},
    {"$anchor", yc_schema_read_anchor},
    {"$dynamicAnchor", yc_schema_read_anchor}, // without $dynamicRef no more than that
    {"$dynamicRef", yc_schema_refuse_dynamic},
    {"$vocabulary", yc_schema_refuse_vocabulary},
    {"$schema", yc_schema_read_dialect},
};

static gboolean
read_keyword (const YcSchemaReading *self, const char *name, JsonNode *node, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_str_equal (keywords[i].name, name))
      return read_plain (self, &keywords[i], node, error);
  for (guint i = 0; i < G_N_ELEMENTS (special_keywords); i++)
    if (g_str_equal (special_keywords[i].name, name))
      return special_keywords[i].read (self, node, error);
  return TRUE; // a remark, or somebody else's
}

// What is left to do once all keywords are known.
static gboolean
finish (const YcSchemaReading *self, GError **error)
{
  YcSchemaRule *rule = self->rule;
  guint parts = rule->parts;

  // How nothing is called where it is not allowed
  if (rule->additional != NULL)
    rule->additional->false_message = YC_SCHEMA_ADDITIONAL_PROPERTIES;
  if (rule->unevaluated_properties != NULL)
    rule->unevaluated_properties->false_message = YC_SCHEMA_UNEVALUATED_PROPERTIES;
  if (rule->items != NULL)
    rule->items->false_message = YC_SCHEMA_ITEMS;
  if (rule->unevaluated_items != NULL)
    rule->unevaluated_items->false_message = YC_SCHEMA_UNEVALUATED_ITEMS;
  rule->tracks = rule->unevaluated_properties != NULL || rule->unevaluated_items != NULL;
  rule->only_refers = rule->refers != NULL && parts == YC_RULE_COMPOSITE &&
                      rule->types == YC_SCHEMA_ANY_TYPE && rule->all_of == NULL &&
                      rule->any_of == NULL && rule->one_of == NULL && rule->not_rule == NULL &&
                      rule->if_rule == NULL;
  return yc_schema_names_finish (&rule->names) ||
         yc_schema_refuse (error, rule, "properties", "too many members");
}

static gboolean
read_object (const YcSchemaReading *self, JsonObject *object, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!yc_schema_read_id (self, json_object_get_member (object, "$id"), error))
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!read_keyword (self, name, node, error))
      return FALSE;
  return finish (self, error);
}

YcSchemaRule *
yc_schema_compile (YcSchemaCompiler *self,
                   JsonNode *node,
                   const char *base,
                   const char *path,
                   int depth,
                   GError **error)
{
  YcSchemaRule *rule = g_hash_table_lookup (self->by_node, node);
  YcSchemaReading reading = {self, NULL, depth};
  gboolean good = TRUE;

  if (rule != NULL)
    return rule;
  reading.rule = rule = yc_schema_rule_new (node, base, path);
  g_ptr_array_add (self->rules, rule);
  g_hash_table_insert (self->by_node, node, rule);
  if (depth > MOST_DEEP || self->rules->len > MOST_RULES)
    good = yc_schema_refuse (error, rule, NULL, "too many schemas, or too many in one another");
  else if (JSON_NODE_HOLDS_OBJECT (node))
    good = read_object (&reading, json_node_get_object (node), error);
  else if (yc_schema_value_from_node (node).type != YC_SCHEMA_BOOLEAN)
    good = yc_schema_refuse (error, rule, NULL, "neither an object nor true nor false");
  else
    rule->is_false = !json_node_get_boolean (node);
  return good ? rule : NULL;
}
