// Members of JSON objects by type: NULL or a fallback where they are absent or of another type.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-json.h"

static JsonNode *
find (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
yc_json_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
yc_json_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = find (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

double
yc_json_get_number (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_DOUBLE);

  return node != NULL ? json_node_get_double (node) : (double)yc_json_get_int (object, member, 0);
}

gboolean
yc_json_get_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

JsonArray *
yc_json_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
yc_json_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

YcText
yc_json_get_text (JsonObject *object, const char *member)
{
  g_autofree char *twin = g_strconcat (member, "_en", NULL);
  const char *zh = yc_json_get_string (object, member);
  const char *en = yc_json_get_string (object, twin);

  return (YcText){zh, en != NULL ? en : zh};
}

guint
yc_json_get_length (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

JsonObject *
yc_json_get_element (JsonArray *array, guint index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

GPtrArray *
yc_json_get_strings (JsonObject *object, const char *member)
{
  JsonArray *array = yc_json_get_array (object, member);
  GPtrArray *strings = g_ptr_array_new ();

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
      g_ptr_array_add (strings, (gpointer)json_node_get_string (node));
  }
  return strings;
}
