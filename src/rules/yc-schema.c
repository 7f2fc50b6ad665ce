// JSON Schema, draft 2020-12: whether data has the shape it must have, and what is wrong with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema.h"
#include "yc-schema-check.h"

// Some tens of nanoseconds each.
#define MOST_STEPS 20000000

// What relative references are relative to if the document does not say who it is.
#define NO_BASE "json:///"

struct _YcSchemaInstance {
  JsonNode *node; /* owned */
  YcSchemaData data;
};

YcSchemaRule *
yc_schema_rule_new (JsonNode *node, const char *base, const char *path)
{
  YcSchemaRule *rule = g_new0 (YcSchemaRule, 1);

  rule->types = YC_SCHEMA_ANY_TYPE;
  rule->false_message = YC_SCHEMA_FALSE;
  rule->max_length = rule->max_items = rule->max_contains = rule->max_properties = G_MAXUINT64;
  rule->min_contains = 1;
  rule->pattern_members = g_array_new (FALSE, FALSE, sizeof (YcSchemaPatternMember));
  rule->dependents = g_array_new (FALSE, FALSE, sizeof (YcSchemaDependent));
  rule->node = node;
  rule->base = g_strdup (base);
  rule->path = g_strdup (path);
  return rule;
}

void
yc_schema_rule_free (YcSchemaRule *rule)
{
  for (guint i = 0; i < rule->pattern_members->len; i++)
    yc_pattern_free (g_array_index (rule->pattern_members, YcSchemaPatternMember, i).pattern);
  for (guint i = 0; i < rule->dependents->len; i++)
    g_clear_pointer (&g_array_index (rule->dependents, YcSchemaDependent, i).required,
                     g_ptr_array_unref);
  g_array_unref (rule->pattern_members);
  g_array_unref (rule->dependents);
  g_free (rule->minimum);
  g_free (rule->maximum);
  g_free (rule->exclusive_minimum);
  g_free (rule->exclusive_maximum);
  g_free (rule->multiple_of);
  g_clear_pointer (&rule->pattern, yc_pattern_free);
  g_clear_pointer (&rule->prefix_items, g_ptr_array_unref);
  g_clear_pointer (&rule->all_of, g_ptr_array_unref);
  g_clear_pointer (&rule->any_of, g_ptr_array_unref);
  g_clear_pointer (&rule->one_of, g_ptr_array_unref);
  g_clear_pointer (&rule->choices, yc_schema_data_free);
  g_clear_pointer (&rule->constant, yc_schema_data_free);
  yc_schema_names_clear (&rule->names);
  yc_schema_names_clear (&rule->words);
  g_free (rule->base);
  g_free (rule->path);
  g_free (rule);
}

static gboolean
compile (YcSchema *self, YcSchemaFlags flags, GError **error)
{
  g_autoptr (GHashTable) by_node = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) resources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  YcSchemaCompiler compiler = {flags, self->rules, by_node, resources, anchors};

  self->root = yc_schema_compile (&compiler, self->document, NO_BASE, "#", 0, error);
  if (self->root == NULL)
    return FALSE;
  if (!g_hash_table_contains (resources, self->root->base))
    g_hash_table_insert (resources, g_strdup (self->root->base), self->root);
  return yc_schema_link (&compiler, error);
}

YcSchema *
yc_schema_new (JsonNode *document, YcSchemaFlags flags, GError **error)
{
  g_autoptr (YcSchema) self = g_atomic_rc_box_new0 (YcSchema);

  self->document = json_node_ref (document);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_schema_rule_free);
  return compile (self, flags, error) ? g_steal_pointer (&self) : NULL;
}

YcSchema *
yc_schema_ref (YcSchema *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  YcSchema *self = data;

  g_ptr_array_unref (self->rules);
  json_node_unref (self->document);
}

void
yc_schema_unref (YcSchema *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

// TRUE if nothing is wrong.
static gboolean
run (const YcSchema *self, YcSchemaCheck *check, const YcSchemaData *data)
{
  gboolean valid;

  if (data->too_deep) { // some of it is not there to be checked
    yc_schema_give_up (check, self->root, YC_SCHEMA_TOO_DEEP, TRUE);
    return FALSE;
  }
  valid = yc_schema_check (check, self->root, &data->root, NULL);
  if (check->steps == 0)
    yc_schema_give_up (check, self->root, YC_SCHEMA_TOO_COSTLY, TRUE);
  yc_pattern_room_clear (&check->room);
  return valid && !check->spoiled;
}

static void
init (YcSchemaCheck *check, GPtrArray *violations, guint limit)
{
  check->violations = violations;
  check->limit = limit;
  check->quiet = 0;
  check->steps = MOST_STEPS;
  check->depth = 0;
  check->spoiled = check->exhausted = FALSE;
  check->frame = NULL;
  yc_pattern_room_init (&check->room);
}

GPtrArray *
yc_schema_validate (const YcSchema *self, JsonNode *instance, guint limit)
{
  YcSchemaData data;
  YcSchemaCheck check;

  yc_schema_data_init (&data, instance, TRUE);
  init (&check, g_ptr_array_new_with_free_func ((GDestroyNotify)yc_violation_free), MAX (limit, 1));
  run (self, &check, &data);
  yc_schema_data_clear (&data);
  return check.violations;
}

gboolean
yc_schema_is_valid (const YcSchema *self, JsonNode *instance)
{
  YcSchemaData data;
  YcSchemaCheck check;
  gboolean valid;

  yc_schema_data_init (&data, instance, FALSE);
  init (&check, NULL, 0);
  valid = run (self, &check, &data);
  yc_schema_data_clear (&data);
  return valid;
}

YcSchemaInstance *
yc_schema_instance_new (JsonNode *node)
{
  YcSchemaInstance *self = g_new (YcSchemaInstance, 1);

  self->node = json_node_ref (node);
  yc_schema_data_init (&self->data, node, FALSE);
  return self;
}

void
yc_schema_instance_free (YcSchemaInstance *self)
{
  yc_schema_data_clear (&self->data);
  json_node_unref (self->node);
  g_free (self);
}

gboolean
yc_schema_is_valid_instance (const YcSchema *self, const YcSchemaInstance *instance)
{
  YcSchemaCheck check;

  init (&check, NULL, 0);
  return run (self, &check, &instance->data);
}
