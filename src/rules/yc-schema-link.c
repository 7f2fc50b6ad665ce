// Where the references of a schema lead.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-schema-rule.h"

#include <string.h>

// References in one another; checking could not go down so far either.
#define LONGEST_CHAIN 400

char *
yc_schema_resolve (const char *base, const char *uri, const char **ret_fragment)
{
  const char *hash = strchr (uri, '#');
  g_autofree char *rest = hash != NULL ? g_strndup (uri, (gsize)(hash - uri)) : g_strdup (uri);

  *ret_fragment = hash != NULL ? hash + 1 : uri + strlen (uri);
  if (*rest == '\0')
    return g_strdup (base);
  return g_uri_resolve_relative (base, rest, G_URI_FLAGS_ENCODED, NULL);
}

void
yc_schema_append_pointer (GString *pointer, const char *token)
{
  for (; *token != '\0'; token++)
    if (*token == '~' || *token == '/')
      g_string_append (pointer, *token == '~' ? "~0" : "~1");
    else
      g_string_append_c (pointer, *token);
}

// "~1" is "/", and only then "~0" is "~" (RFC 6901, section 4).
static void
unescape (char *token)
{
  char *to = token;

  for (const char *from = token; *from != '\0'; from++)
    if (from[0] == '~' && (from[1] == '0' || from[1] == '1'))
      *to++ = *++from == '0' ? '~' : '/';
    else
      *to++ = *from;
  *to = '\0';
}

static JsonNode *
step_down (JsonNode *node, const char *token)
{
  JsonArray *array;
  guint64 index;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), token);
  if (!JSON_NODE_HOLDS_ARRAY (node) ||
      !g_ascii_string_to_unsigned (token, 10, 0, G_MAXINT, &index, NULL))
    return NULL;
  array = json_node_get_array (node);
  return index < json_array_get_length (array) ? json_array_get_element (array, (guint)index)
                                               : NULL;
}

// Where a JSON pointer leads: also to what is no schema by itself, and becomes one by this.
static YcSchemaRule *
follow_pointer (YcSchemaCompiler *self,
                const YcSchemaRule *from,
                const char *pointer,
                GError **error)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  g_autoptr (GString) path = g_string_new (from->path);
  g_autofree char *base = g_strdup (from->base);
  JsonNode *node = from->node;
  YcSchemaRule *known;

  for (guint i = 1; tokens[i] != NULL && node != NULL; i++) {
    unescape (tokens[i]);
    node = step_down (node, tokens[i]);
    known = node != NULL ? g_hash_table_lookup (self->by_node, node) : NULL;
    g_string_append_c (path, '/');
    yc_schema_append_pointer (path, tokens[i]);
    if (known != NULL) {
      g_free (base);
      base = g_strdup (known->base);
    }
  }
  return node != NULL ? yc_schema_compile (self, node, base, path->str, 0, error) : NULL;
}

static YcSchemaRule *
find_target (YcSchemaCompiler *self, const YcSchemaRule *rule, GError **error)
{
  const char *encoded;
  g_autofree char *uri = yc_schema_resolve (rule->base, rule->refers, &encoded);
  g_autofree char *fragment = g_uri_unescape_string (encoded, NULL);
  g_autofree char *anchor = NULL;
  YcSchemaRule *resource = uri != NULL ? g_hash_table_lookup (self->resources, uri) : NULL;

  if (fragment == NULL)
    return NULL;
  if (resource != NULL && *fragment == '\0')
    return resource;
  if (resource != NULL && *fragment == '/')
    return follow_pointer (self, resource, fragment, error);
  anchor = g_strconcat (uri != NULL ? uri : "", "#", fragment, NULL);
  return g_hash_table_lookup (self->anchors, anchor);
}

static gboolean
resolve (YcSchemaCompiler *self, YcSchemaRule *rule, GError **error)
{
  g_autoptr (GError) problem = NULL;

  rule->ref = find_target (self, rule, &problem);
  if (rule->ref != NULL)
    return TRUE;
  if (problem == NULL)
    return yc_schema_refuse (error, rule, "$ref",
                             "“%s” leads nowhere in this document (others are not fetched)",
                             rule->refers);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean visit (YcSchemaRule *rule, int depth, GError **error);

static gboolean
visit_all (GPtrArray *rules, int depth, GError **error)
{
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    if (!visit (rules->pdata[i], depth, error))
      return FALSE;
  return TRUE;
}

enum { NEW, OPEN, DONE };

// Rules that look at the same value must not come back to themselves: it would never end.
static gboolean
visit (YcSchemaRule *rule, int depth, GError **error)
{
  if (rule == NULL || rule->visited == DONE)
    return TRUE;
  if (rule->visited == OPEN)
    return yc_schema_refuse (error, rule, NULL, "it refers to itself without end");
  if (depth > LONGEST_CHAIN)
    return yc_schema_refuse (error, rule, NULL, "too many schemas in one another");
  rule->visited = OPEN;
  for (guint i = 0; rule->dependents != NULL && i < rule->dependents->len; i++)
    if (!visit (g_array_index (rule->dependents, YcSchemaDependent, i).rule, depth + 1, error))
      return FALSE;
  if (!visit (rule->ref, depth + 1, error) || !visit_all (rule->all_of, depth + 1, error) ||
      !visit_all (rule->any_of, depth + 1, error) || !visit_all (rule->one_of, depth + 1, error) ||
      !visit (rule->not_rule, depth + 1, error) || !visit (rule->if_rule, depth + 1, error) ||
      !visit (rule->then_rule, depth + 1, error) || !visit (rule->else_rule, depth + 1, error))
    return FALSE;
  rule->visited = DONE;
  return TRUE;
}

// A rule of nothing but $ref is passed by. There is no circle any more that this could follow.
static void
pass_by (YcSchemaRule *rule)
{
  const YcSchemaRule *end = rule;

  while (end->only_refers)
    end = end->ref;
  rule->alias = end != rule ? end : NULL;
}

gboolean
yc_schema_link (YcSchemaCompiler *self, GError **error)
{
  // What pointers lead to may be new, and have references of its own
  for (guint i = 0; i < self->rules->len; i++) {
    YcSchemaRule *rule = self->rules->pdata[i];

    if (rule->refers != NULL && !resolve (self, rule, error))
      return FALSE;
  }
  for (guint i = 0; i < self->rules->len; i++)
    if (!visit (self->rules->pdata[i], 0, error))
      return FALSE;
  for (guint i = 0; i < self->rules->len; i++)
    pass_by (self->rules->pdata[i]);
  return TRUE;
}
