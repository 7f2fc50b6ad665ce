// Reads the keywords by which schemas are named and refer to each other.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-rule.h"

#include <string.h>

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gboolean
yc_schema_read_reference (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  self->rule->parts |= YC_RULE_COMPOSITE;
  self->rule->refers = text_of (node);
  return self->rule->refers != NULL || yc_schema_refuse (error, self->rule, "$ref", "not a text");
}

gboolean
yc_schema_read_anchor (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  const char *name = text_of (node);

  if (name == NULL || !(g_ascii_isalpha (*name) || *name == '_') ||
      strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") !=
          strlen (name))
    return yc_schema_refuse (error, self->rule, "$anchor", "not a name of letters and digits");
  g_hash_table_insert (self->compiler->anchors, g_strconcat (self->rule->base, "#", name, NULL),
                       self->rule);
  return TRUE;
}

gboolean
yc_schema_refuse_dynamic (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  return yc_schema_refuse (error, self->rule, "$dynamicRef",
                           "dynamic references are not known here");
}

gboolean
yc_schema_refuse_vocabulary (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  return yc_schema_refuse (error, self->rule, "$vocabulary", "vocabularies are not known here");
}

gboolean
yc_schema_read_dialect (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  const char *uri = text_of (node);

  if (uri != NULL && g_str_has_prefix (uri, "https://json-schema.org/draft/2020-12/schema") &&
      strspn (uri + strlen ("https://json-schema.org/draft/2020-12/schema"), "#") <= 1)
    return TRUE;
  return yc_schema_refuse (error, self->rule, "$schema", "not draft 2020-12");
}

// $id changes what references are relative to, so it comes first.
gboolean
yc_schema_read_id (const YcSchemaReading *self, JsonNode *node, GError **error)
{
  const char *id = node != NULL ? text_of (node) : NULL, *fragment;
  char *base;

  if (node == NULL)
    return TRUE;
  base = id != NULL ? yc_schema_resolve (self->rule->base, id, &fragment) : NULL;
  if (base == NULL || *fragment != '\0') {
    g_free (base);
    return yc_schema_refuse (error, self->rule, "$id", "not a URI without a fragment");
  }
  g_free (self->rule->base);
  self->rule->base = base;
  g_hash_table_insert (self->compiler->resources, g_strdup (base), self->rule);
  return TRUE;
}
