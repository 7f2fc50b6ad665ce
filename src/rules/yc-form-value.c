// Values at places of a form, such as "owners/0/name". Values are never changed, only copied.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form.h"

#include <math.h>
#include <string.h>

#define MOST_ENTRIES 1000

// -1 for a step that is no index.
static gint64
index_of (const char *step)
{
  char *end;
  gint64 index = g_ascii_strtoll (step, &end, 10);

  return g_ascii_isdigit (*step) && *end == '\0' && index < MOST_ENTRIES ? index : -1;
}

static JsonNode *
child_of (JsonNode *node, const char *step)
{
  gint64 index = index_of (step);
  JsonArray *array;

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_member (json_node_get_object (node), step);
  if (!JSON_NODE_HOLDS_ARRAY (node) || index < 0)
    return NULL;
  array = json_node_get_array (node);
  return index < json_array_get_length (array) ? json_array_get_element (array, (guint)index)
                                               : NULL;
}

JsonNode *
yc_form_get (JsonObject *values, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  JsonNode *node =
      values != NULL && *steps != NULL ? json_object_get_member (values, *steps) : NULL;

  for (guint i = 1; node != NULL && steps[i] != NULL; i++)
    node = child_of (node, steps[i]);
  return node;
}

JsonObject *
yc_form_copy (JsonObject *values)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (values == NULL)
    return copy;
  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (copy, member, json_node_copy (node));
  return copy;
}

gboolean
yc_form_holds_number (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_dtostr (text, sizeof text, number);
  return isfinite (number) && (strchr (text, 'e') == NULL || strchr (text, '.') != NULL);
}

static JsonNode *
empty_entry (void)
{
  JsonNode *node = json_node_alloc ();

  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), json_object_new ());
  return node;
}

// The elements of `old` but for the one at `index`, which becomes `value` (NULL: is left out).
static JsonArray *
array_with (JsonNode *old, guint index, JsonNode *value)
{
  JsonArray *from = old != NULL && JSON_NODE_HOLDS_ARRAY (old) ? json_node_get_array (old) : NULL;
  JsonArray *copy = json_array_new ();
  guint n = from != NULL ? json_array_get_length (from) : 0;

  for (guint i = 0; i < MAX (n, value != NULL ? index + 1 : n); i++) {
    if (i != index)
      json_array_add_element (copy, i < n ? json_node_copy (json_array_get_element (from, i))
                                          : empty_entry ());
    else if (value != NULL)
      json_array_add_element (copy, value);
  }
  return copy;
}

static JsonNode *edited (JsonNode *old, char **steps, JsonNode *value);

static JsonNode *
edited_array (JsonNode *old, char **steps, JsonNode *value)
{
  JsonNode *child = old != NULL ? child_of (old, *steps) : NULL;
  JsonNode *copy = json_node_init (json_node_alloc (), JSON_NODE_ARRAY);

  json_node_take_array (
      copy, array_with (old, (guint)index_of (*steps), edited (child, steps + 1, value)));
  return copy;
}

static JsonNode *
edited_object (JsonNode *old, char **steps, JsonNode *value)
{
  JsonObject *from =
      old != NULL && JSON_NODE_HOLDS_OBJECT (old) ? json_node_get_object (old) : NULL;
  JsonNode *child = from != NULL ? json_object_get_member (from, *steps) : NULL;
  JsonObject *object = yc_form_copy (from);
  JsonNode *copy = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);

  child = edited (child, steps + 1, value);
  if (child != NULL)
    json_object_set_member (object, *steps, child);
  else
    json_object_remove_member (object, *steps);
  json_node_take_object (copy, object);
  return copy;
}

// A list that has no such index stays as it is: nothing of it may be lost.
static JsonNode *
edited (JsonNode *old, char **steps, JsonNode *value)
{
  gboolean is_list = old != NULL && JSON_NODE_HOLDS_ARRAY (old);
  gboolean is_object = old != NULL && JSON_NODE_HOLDS_OBJECT (old);

  if (*steps == NULL)
    return value;
  if (index_of (*steps) >= 0 && !is_object)
    return edited_array (old, steps, value);
  if (!is_list)
    return edited_object (old, steps, value);
  g_clear_pointer (&value, json_node_unref);
  return json_node_copy (old);
}

JsonObject *
yc_form_set (JsonObject *values, const char *place, JsonNode *value)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  g_autoptr (JsonNode) old = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);
  g_autoptr (JsonNode) copy = NULL;

  if (*steps == NULL) {
    g_clear_pointer (&value, json_node_unref);
    return yc_form_copy (values);
  }
  json_node_take_object (old, values != NULL ? json_object_ref (values) : json_object_new ());
  copy = edited (old, steps, value);
  return json_node_dup_object (copy);
}

guint
yc_form_count_entries (JsonObject *values, const char *place)
{
  JsonNode *node = yc_form_get (values, place);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node)
             ? json_array_get_length (json_node_get_array (node))
             : 0;
}

JsonObject *
yc_form_add_entry (JsonObject *values, const char *place)
{
  g_autofree char *next = g_strdup_printf ("%s/%u", place, yc_form_count_entries (values, place));

  return yc_form_set (values, next, empty_entry ());
}

JsonObject *
yc_form_remove_entry (JsonObject *values, const char *place, guint index)
{
  g_autofree char *entry = g_strdup_printf ("%s/%u", place, index);

  return yc_form_set (values, entry, NULL);
}

static gboolean
is_empty (JsonNode *node)
{
  const char *text;

  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) == 0;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) == 0;
  text = json_node_get_string (node);
  return text != NULL && *text == '\0';
}

static JsonNode *
pruned (JsonNode *node, guint depth)
{
  if (JSON_NODE_HOLDS_OBJECT (node) && depth > 0) {
    JsonNode *copy = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);

    json_node_take_object (copy, yc_form_prune (json_node_get_object (node), depth - 1));
    return copy;
  }
  if (JSON_NODE_HOLDS_ARRAY (node) && depth > 0) {
    JsonNode *copy = json_node_init (json_node_alloc (), JSON_NODE_ARRAY);
    JsonArray *from = json_node_get_array (node);
    JsonArray *array = json_array_sized_new (json_array_get_length (from));

    for (guint i = 0; i < json_array_get_length (from); i++)
      json_array_add_element (array, pruned (json_array_get_element (from, i), depth - 1));
    json_node_take_array (copy, array);
    return copy;
  }
  return json_node_copy (node);
}

JsonObject *
yc_form_prune (JsonObject *values, guint depth)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (values == NULL)
    return copy;
  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &member, &node)) {
    JsonNode *left = pruned (node, depth);

    if (is_empty (left))
      json_node_unref (left);
    else
      json_object_set_member (copy, member, left);
  }
  return copy;
}
