// Data laid out for checking: every value in its place, every name hashed once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-data.h"
#include "yc-schema-names.h"

#include <string.h>

#define MOST_DEEP  400
#define BLOCK_SIZE 65536

struct _YcSchemaBlock {
  YcSchemaBlock *next;
  char bytes[] __attribute__ ((aligned (16)));
};

static gpointer
take (YcSchemaData *self, gsize size)
{
  gpointer memory;

  if (size > self->n_free) {
    gsize n = MAX (size, BLOCK_SIZE);
    YcSchemaBlock *block = g_malloc (sizeof (YcSchemaBlock) + n);

    block->next = self->blocks;
    self->blocks = block;
    self->free = block->bytes;
    self->n_free = n;
  }
  memory = self->free;
  self->free += size;
  self->n_free -= size;
  return memory;
}

static YcSchemaValue lay_out (YcSchemaData *self, JsonNode *node, int depth);

static YcSchemaValue
lay_out_array (YcSchemaData *self, JsonArray *array, int depth)
{
  guint n = json_array_get_length (array);
  YcSchemaValue *items = take (self, n * sizeof (YcSchemaValue));

  for (guint i = 0; i < n; i++)
    items[i] = lay_out (self, json_array_get_element (array, i), depth + 1);
  return (YcSchemaValue){.type = YC_SCHEMA_ARRAY, .n = n, .items = items};
}

static gboolean
next (const YcSchemaData *self, JsonObjectIter *iter, const char **ret_name, JsonNode **ret_node)
{
  return self->ordered ? json_object_iter_next_ordered (iter, ret_name, ret_node)
                       : json_object_iter_next (iter, ret_name, ret_node);
}

static YcSchemaValue
lay_out_object (YcSchemaData *self, JsonObject *object, int depth)
{
  guint n = json_object_get_size (object);
  YcSchemaMember *members = take (self, n * sizeof (YcSchemaMember)), *member = members;
  JsonObjectIter iter;
  JsonNode *node;

  if (self->ordered)
    json_object_iter_init_ordered (&iter, object);
  else
    json_object_iter_init (&iter, object);
  for (; next (self, &iter, &member->name, &node); member++) {
    member->length = (guint)strlen (member->name);
    member->hash = yc_schema_names_hash (member->name, member->length);
    member->head = yc_schema_names_head (member->name, member->length);
    member->value = lay_out (self, node, depth + 1);
    if (member + 1 == members + n)
      break;
  }
  return (YcSchemaValue){.type = YC_SCHEMA_OBJECT, .n = n, .members = members};
}

static YcSchemaValue
lay_out (YcSchemaData *self, JsonNode *node, int depth)
{
  YcSchemaValue value = yc_schema_value_from_node (node);

  if ((value.type & (YC_SCHEMA_ARRAY | YC_SCHEMA_OBJECT)) == 0)
    return value;
  if (depth >= MOST_DEEP) {
    self->too_deep = TRUE;
    return (YcSchemaValue){.type = YC_SCHEMA_NULL};
  }
  if (value.type == YC_SCHEMA_ARRAY)
    return lay_out_array (self, json_node_get_array (node), depth);
  if (json_object_get_size (json_node_get_object (node)) == 0)
    return value;
  return lay_out_object (self, json_node_get_object (node), depth);
}

void
yc_schema_data_init (YcSchemaData *self, JsonNode *node, gboolean ordered)
{
  self->too_deep = FALSE;
  self->ordered = ordered;
  self->blocks = NULL;
  self->free = self->first;
  self->n_free = sizeof self->first;
  self->root = lay_out (self, node, 0);
}

void
yc_schema_data_clear (YcSchemaData *self)
{
  while (self->blocks != NULL) {
    YcSchemaBlock *block = self->blocks;

    self->blocks = block->next;
    g_free (block);
  }
}

YcSchemaData *
yc_schema_data_new (JsonNode *node, gboolean ordered)
{
  YcSchemaData *self = g_new (YcSchemaData, 1);

  yc_schema_data_init (self, node, ordered);
  return self;
}

void
yc_schema_data_free (YcSchemaData *self)
{
  yc_schema_data_clear (self);
  g_free (self);
}

gboolean
yc_schema_data_are_equal (JsonNode *a, JsonNode *b)
{
  YcSchemaData one, other;
  guint steps = G_MAXUINT;
  gboolean equal;

  yc_schema_data_init (&one, a, FALSE);
  yc_schema_data_init (&other, b, FALSE);
  equal =
      !one.too_deep && !other.too_deep && yc_schema_value_is_equal (one.root, other.root, &steps);
  yc_schema_data_clear (&one);
  yc_schema_data_clear (&other);
  return equal;
}
