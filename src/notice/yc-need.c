// When a material is asked for, in words: JsonLogic over the item's situations, told in Chinese.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-need.h"
#include "yc-paper-private.h"

#include <string.h>

#define MOST_DEPTH 5

static char *tell (JsonObject *item, JsonNode *rule, guint depth);

static JsonObject *
find_by_id (JsonArray *array, const char *id)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *object = yc_element_object (array, i);

    if (object != NULL && g_strcmp0 (yc_member_string (object, "id"), id) == 0)
      return object;
  }
  return NULL;
}

// The one operation of a rule and what it works on; NULL for anything else.
static const char *
operation_of (JsonNode *rule, JsonNode **ret_value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (rule) ? json_node_get_object (rule) : NULL;
  g_autoptr (GList) members = object != NULL ? json_object_get_members (object) : NULL;
  const char *name;

  if (members == NULL || members->next != NULL)
    return NULL;
  name = members->data;
  *ret_value = json_object_get_member (object, name);
  return name;
}

// The situation that {"var": "situation.ID"} asks for.
static JsonObject *
find_situation (JsonObject *item, JsonNode *node)
{
  JsonNode *value = NULL;
  const char *name = operation_of (node, &value);
  const char *path = NULL;

  if (g_strcmp0 (name, "var") != 0)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (value))
    path = json_node_get_string (value);
  else if (JSON_NODE_HOLDS_ARRAY (value) && json_array_get_length (json_node_get_array (value)) > 0)
    path = yc_element_string (json_node_get_array (value), 0);
  if (path == NULL || !g_str_has_prefix (path, "situation."))
    return NULL;
  return find_by_id (yc_member_array (item, "situations"), path + strlen ("situation."));
}

static char *
label_of (JsonObject *situation, JsonNode *answer)
{
  const char *id = JSON_NODE_HOLDS_VALUE (answer) ? json_node_get_string (answer) : NULL;
  JsonObject *found = id != NULL ? find_by_id (yc_member_array (situation, "answers"), id) : NULL;
  const char *label = found != NULL ? yc_member_string (found, "label") : NULL;

  return label != NULL ? g_strdup_printf ("“%s”", label) : NULL;
}

static char *
labels_of (JsonObject *situation, JsonNode *answers)
{
  GString *text = g_string_new (NULL);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (answers))
    return g_string_free (text, FALSE);
  array = json_node_get_array (answers);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *label = label_of (situation, json_array_get_element (array, i));

    if (label != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "或" : "", label);
  }
  return g_string_free (text, FALSE);
}

// {"==": [situation, answer]} and its kin; the two may be the other way round, but for "in".
static char *
tell_answer (JsonObject *item, const char *operation, JsonArray *sides)
{
  gboolean in = g_str_equal (operation, "in");
  gboolean negated = operation[0] == '!';
  JsonObject *situation;
  const char *question;
  g_autofree char *label = NULL;

  if (json_array_get_length (sides) != 2)
    return NULL;
  for (guint i = 0; i < 2; i++) {
    situation = find_situation (item, json_array_get_element (sides, i));
    question = situation != NULL ? yc_member_string (situation, "question") : NULL;
    if (question == NULL)
      continue;
    label = in ? labels_of (situation, json_array_get_element (sides, 1 - i))
               : label_of (situation, json_array_get_element (sides, 1 - i));
    return label != NULL && *label != '\0'
               ? g_strdup_printf ("“%s”%s%s", question, negated ? "不选" : "选", label)
               : NULL;
  }
  return NULL;
}

static char *
tell_all (JsonObject *item, JsonArray *rules, const char *between, guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (rules); i++) {
    g_autofree char *one = tell (item, json_array_get_element (rules, i), depth + 1);

    if (one == NULL)
      return g_string_free (text, TRUE);
    g_string_append_printf (text, "%s%s", i > 0 ? between : "", one);
  }
  return g_string_free (text, text->len == 0);
}

static char *
tell (JsonObject *item, JsonNode *rule, guint depth)
{
  static const char *const answers[] = {"==", "===", "!=", "!==", "in", NULL};
  JsonNode *value = NULL;
  const char *operation = depth < MOST_DEPTH ? operation_of (rule, &value) : NULL;

  if (operation == NULL || !JSON_NODE_HOLDS_ARRAY (value))
    return NULL;
  if (g_strv_contains (answers, operation))
    return tell_answer (item, operation, json_node_get_array (value));
  if (g_str_equal (operation, "and"))
    return tell_all (item, json_node_get_array (value), "且", depth);
  if (g_str_equal (operation, "or"))
    return tell_all (item, json_node_get_array (value), "，或者", depth);
  return NULL;
}

char *
yc_need_in_words (JsonObject *item, JsonObject *material)
{
  JsonNode *need = json_object_get_member (material, "need");
  const char *group = yc_member_string (material, "any_of");
  g_autofree char *told = NULL, *when = NULL;

  if (need == NULL || !JSON_NODE_HOLDS_OBJECT (need)) {
    when = g_strdup ("必交");
  } else {
    told = tell (item, need, 0);
    when = told != NULL ? g_strdup_printf ("%s时提交", told) : g_strdup ("视情形提交");
  }
  return group != NULL ? g_strconcat (when, "，同组材料任交其一", NULL) : g_steal_pointer (&when);
}
