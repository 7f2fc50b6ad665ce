// Conditions of the catalogue, written in JsonLogic (jsonlogic.com).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic.h"

#include <math.h>
#include <string.h>

#define MAX_DEPTH 64

typedef JsonNode *(*Operation) (JsonArray *arguments, JsonObject *facts, int depth);

static JsonNode *evaluate (JsonNode *rule, JsonObject *facts, int depth);

static JsonNode *
new_boolean (gboolean value)
{
  return json_node_init_boolean (json_node_alloc (), value);
}

static JsonNode *
argument (JsonArray *arguments, guint index, JsonObject *facts, int depth)
{
  if (index >= json_array_get_length (arguments))
    return json_node_new (JSON_NODE_NULL);
  return evaluate (json_array_get_element (arguments, index), facts, depth + 1);
}

// Truth as jsonlogic.com defines it: empty arrays, "", 0, false and null are false.
static gboolean
is_true (JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  return json_node_get_value_type (node) == G_TYPE_BOOLEAN ? json_node_get_boolean (node)
                                                           : json_node_get_double (node) != 0;
}

// As JavaScript does: text that is no number is none, and compares with nothing.
static double
to_number (JsonNode *node)
{
  const char *text;
  char *end;
  double number;

  if (JSON_NODE_HOLDS_NULL (node))
    return 0;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    return json_node_get_double (node);
  text = json_node_get_string (node);
  number = g_ascii_strtod (text, &end);
  return *end == '\0' ? number : NAN;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static gboolean
are_equal (JsonNode *a, JsonNode *b)
{
  if (is_string (a) && is_string (b))
    return g_str_equal (json_node_get_string (a), json_node_get_string (b));
  if (JSON_NODE_HOLDS_VALUE (a) && JSON_NODE_HOLDS_VALUE (b))
    return to_number (a) == to_number (b);
  return json_node_equal (a, b);
}

static JsonNode *
do_var (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) path = argument (arguments, 0, facts, depth);
  g_auto (GStrv) names =
      is_string (path) ? g_strsplit (json_node_get_string (path), ".", -1) : NULL;
  JsonObject *object = facts;
  JsonNode *node = NULL;

  for (guint i = 0; names != NULL && names[i] != NULL; i++) {
    node = object != NULL ? json_object_get_member (object, names[i]) : NULL;
    object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  }
  return node != NULL ? json_node_copy (node) : argument (arguments, 1, facts, depth);
}

static JsonNode *
do_equal (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) a = argument (arguments, 0, facts, depth);
  g_autoptr (JsonNode) b = argument (arguments, 1, facts, depth);

  return new_boolean (are_equal (a, b));
}

static JsonNode *
do_unequal (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) equal = do_equal (arguments, facts, depth);

  return new_boolean (!json_node_get_boolean (equal));
}

// Not a number if either side is none; then no comparison holds.
static double
difference (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) a = argument (arguments, 0, facts, depth);
  g_autoptr (JsonNode) b = argument (arguments, 1, facts, depth);

  return to_number (a) - to_number (b);
}

static JsonNode *
do_less (JsonArray *arguments, JsonObject *facts, int depth)
{
  return new_boolean (difference (arguments, facts, depth) < 0);
}

static JsonNode *
do_less_equal (JsonArray *arguments, JsonObject *facts, int depth)
{
  return new_boolean (difference (arguments, facts, depth) <= 0);
}

static JsonNode *
do_greater (JsonArray *arguments, JsonObject *facts, int depth)
{
  return new_boolean (difference (arguments, facts, depth) > 0);
}

static JsonNode *
do_greater_equal (JsonArray *arguments, JsonObject *facts, int depth)
{
  return new_boolean (difference (arguments, facts, depth) >= 0);
}

// The first argument whose truth is `wanted`, else the last one.
static JsonNode *
first_with_truth (JsonArray *arguments, JsonObject *facts, int depth, gboolean wanted)
{
  guint n = json_array_get_length (arguments);

  for (guint i = 0; i < n; i++) {
    g_autoptr (JsonNode) value = argument (arguments, i, facts, depth);

    if (i + 1 == n || is_true (value) == wanted)
      return g_steal_pointer (&value);
  }
  return json_node_new (JSON_NODE_NULL);
}

static JsonNode *
do_and (JsonArray *arguments, JsonObject *facts, int depth)
{
  return first_with_truth (arguments, facts, depth, FALSE);
}

static JsonNode *
do_or (JsonArray *arguments, JsonObject *facts, int depth)
{
  return first_with_truth (arguments, facts, depth, TRUE);
}

static JsonNode *
do_not (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) value = argument (arguments, 0, facts, depth);

  return new_boolean (!is_true (value));
}

static JsonNode *
do_if (JsonArray *arguments, JsonObject *facts, int depth)
{
  guint i = 0;

  for (; i + 1 < json_array_get_length (arguments); i += 2) {
    g_autoptr (JsonNode) condition = argument (arguments, i, facts, depth);

    if (is_true (condition))
      return argument (arguments, i + 1, facts, depth);
  }
  return argument (arguments, i, facts, depth);
}

static JsonNode *
do_in (JsonArray *arguments, JsonObject *facts, int depth)
{
  g_autoptr (JsonNode) needle = argument (arguments, 0, facts, depth);
  g_autoptr (JsonNode) hay = argument (arguments, 1, facts, depth);
  JsonArray *list = JSON_NODE_HOLDS_ARRAY (hay) ? json_node_get_array (hay) : NULL;

  if (is_string (hay) && is_string (needle))
    return new_boolean (strstr (json_node_get_string (hay), json_node_get_string (needle)) != NULL);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (are_equal (needle, json_array_get_element (list, i)))
      return new_boolean (TRUE);
  return new_boolean (FALSE);
}

static const struct {
  const char *name;
  Operation operation;
} operations[] = {
    {"var", do_var},
    {"==", do_equal},
    {"!=", do_unequal},
    {"<", do_less},
    {"<=", do_less_equal},
    {">", do_greater},
    {">=", do_greater_equal},
    {"and", do_and},
    {"or", do_or},
    {"!", do_not},
    {"if", do_if},
    {"in", do_in},
};

static Operation
find_operation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return operations[i].operation;
  return NULL;
}

// The single member of a rule object; NULL if it is not one.
static const char *
operation_name (JsonNode *rule, JsonNode **ret_arguments)
{
  JsonObjectIter iter;
  const char *name;

  if (!JSON_NODE_HOLDS_OBJECT (rule) || json_object_get_size (json_node_get_object (rule)) != 1)
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (rule));
  return json_object_iter_next (&iter, &name, ret_arguments) ? name : NULL;
}

static JsonNode *
evaluate (JsonNode *rule, JsonObject *facts, int depth)
{
  JsonNode *node = NULL;
  const char *name = operation_name (rule, &node);
  Operation operation = name != NULL ? find_operation (name) : NULL;
  g_autoptr (JsonArray) single = NULL;

  if (depth > MAX_DEPTH)
    return json_node_new (JSON_NODE_NULL);
  if (name == NULL)
    return json_node_copy (rule);
  if (operation == NULL)
    return json_node_new (JSON_NODE_NULL);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return operation (json_node_get_array (node), facts, depth);
  single = json_array_new ();
  json_array_add_element (single, json_node_copy (node));
  return operation (single, facts, depth);
}

JsonNode *
yc_logic_evaluate (JsonNode *rule, JsonObject *facts)
{
  return evaluate (rule, facts, 0);
}

gboolean
yc_logic_holds (JsonNode *rule, JsonObject *facts)
{
  g_autoptr (JsonNode) value = evaluate (rule, facts, 0);

  return is_true (value);
}

const char *
yc_logic_find_problem (JsonNode *rule)
{
  JsonNode *node = NULL;
  const char *name = operation_name (rule, &node);
  JsonArray *arguments;

  if (name == NULL)
    return JSON_NODE_HOLDS_OBJECT (rule) ? "{}" : NULL;
  if (find_operation (name) == NULL)
    return name;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return yc_logic_find_problem (node);
  arguments = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (arguments); i++) {
    const char *problem = yc_logic_find_problem (json_array_get_element (arguments, i));

    if (problem != NULL)
      return problem;
  }
  return NULL;
}
