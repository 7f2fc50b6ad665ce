// A condition made ready to run: a tree of operations, looked up and counted once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-code.h"
#include "yc-error.h"

#include <string.h>

#define MOST_DEEP 64
#define ANY       YC_LOGIC_ANY_NUMBER

static const YcLogicOperation operations[] = {
    // jsonlogic.com/operations.html
    {"var", 0, 2, yc_logic_do_var},
    {"missing", 0, ANY, yc_logic_do_missing},
    {"missing_some", 2, 2, yc_logic_do_missing_some},
    {"if", 0, ANY, yc_logic_do_if},
    {"?:", 0, ANY, yc_logic_do_if},
    {"==", 2, 2, yc_logic_do_equal},
    {"===", 2, 2, yc_logic_do_same},
    {"!=", 2, 2, yc_logic_do_unequal},
    {"!==", 2, 2, yc_logic_do_not_same},
    {"!", 1, 1, yc_logic_do_not},
    {"!!", 1, 1, yc_logic_do_truth},
    {"or", 1, ANY, yc_logic_do_or},
    {"and", 1, ANY, yc_logic_do_and},
    {">", 2, 2, yc_logic_do_greater},
    {">=", 2, 2, yc_logic_do_greater_equal},
    {"<", 2, 3, yc_logic_do_less},
    {"<=", 2, 3, yc_logic_do_less_equal},
    {"max", 1, ANY, yc_logic_do_max},
    {"min", 1, ANY, yc_logic_do_min},
    {"+", 0, ANY, yc_logic_do_plus},
    {"-", 1, 2, yc_logic_do_minus},
    {"*", 1, ANY, yc_logic_do_times},
    {"/", 2, 2, yc_logic_do_divide},
    {"%", 2, 2, yc_logic_do_remainder},
    {"map", 2, 2, yc_logic_do_map, TRUE},
    {"filter", 2, 2, yc_logic_do_filter, TRUE},
    {"reduce", 2, 3, yc_logic_do_reduce, TRUE},
    {"all", 2, 2, yc_logic_do_all, TRUE},
    {"none", 2, 2, yc_logic_do_none, TRUE},
    {"some", 2, 2, yc_logic_do_some, TRUE},
    {"merge", 0, ANY, yc_logic_do_merge},
    {"in", 2, 2, yc_logic_do_in},
    {"cat", 0, ANY, yc_logic_do_cat},
    {"substr", 2, 3, yc_logic_do_substr},
    {"log", 1, 1, yc_logic_do_log},
    // Ours
    {"workdays_between", 2, 2, yc_logic_do_workdays_between},
    {"age_on", 2, 2, yc_logic_do_age_on},
    {"id_valid", 1, 1, yc_logic_do_id_valid},
    {"uscc_valid", 1, 1, yc_logic_do_uscc_valid},
    {"date", 1, 2, yc_logic_do_date},
};

const YcLogicOperation *
yc_logic_find_operation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return &operations[i];
  return NULL;
}

static void
clear_step (gpointer data)
{
  g_free (((YcLogicStep *)data)->name);
}

gint64
yc_logic_read_index (const char *name)
{
  gsize digits = strspn (name, "0123456789");

  if (digits == 0 || digits >= 10 || name[digits] != '\0' || (*name == '0' && digits > 1))
    return -1;
  return g_ascii_strtoll (name, NULL, 10);
}

GArray *
yc_logic_split_path (const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (YcLogicStep));

  g_array_set_clear_func (steps, clear_step);
  for (guint i = 0; *path != '\0' && names[i] != NULL; i++) {
    YcLogicStep step = {g_strdup (names[i]), yc_logic_read_index (names[i])};

    g_array_append_val (steps, step);
  }
  return steps;
}

void
yc_logic_code_clear (YcLogicCode *code)
{
  for (guint i = 0; i < code->n; i++)
    yc_logic_code_clear (&code->arguments[i]);
  g_clear_pointer (&code->arguments, g_free);
  g_clear_pointer (&code->path, g_array_unref);
}

static gboolean
refuse (GError **error, const char *why, const char *name)
{
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, ": %s “%s”", why, name);
  return FALSE;
}

static gboolean compile (YcLogicCode *code, JsonNode *rule, int depth, GError **error);

static gboolean
compile_list (YcLogicCode *code, JsonArray *array, int depth, GError **error)
{
  code->n = json_array_get_length (array);
  code->arguments = g_new0 (YcLogicCode, MAX (code->n, 1));
  for (guint i = 0; i < code->n; i++)
    if (!compile (&code->arguments[i], json_array_get_element (array, i), depth + 1, error)) {
      g_prefix_error (error, "[%u]", i);
      return FALSE;
    }
  return TRUE;
}

static gboolean
compile_arguments (YcLogicCode *code, JsonNode *node, int depth, GError **error)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return compile_list (code, json_node_get_array (node), depth, error);
  code->n = 1;
  code->arguments = g_new0 (YcLogicCode, 1);
  return compile (code->arguments, node, depth + 1, error);
}

// A name that is known beforehand is split once.
static void
prepare_var (YcLogicCode *code)
{
  const YcLogicCode *name = code->arguments;
  char buffer[YC_VALUE_NUMBER_SIZE];

  if (code->n == 0 || (name->function == NULL && name->constant.kind == YC_VALUE_NULL))
    code->path = yc_logic_split_path ("");
  else if (name->function == NULL && name->constant.kind == YC_VALUE_TEXT)
    code->path = yc_logic_split_path (name->constant.text);
  else if (name->function == NULL && name->constant.kind == YC_VALUE_NUMBER) {
    yc_value_print_number (name->constant.number, buffer);
    code->path = yc_logic_split_path (buffer);
  }
}

static gboolean
compile_operation (
    YcLogicCode *code, const char *name, JsonNode *arguments, int depth, GError **error)
{
  const YcLogicOperation *operation = yc_logic_find_operation (name);

  if (operation == NULL)
    return refuse (error, "there is no operation", name);
  if (!compile_arguments (code, arguments, depth, error)) {
    g_prefix_error (error, ".%s", name);
    return FALSE;
  }
  if (code->n < operation->least)
    return refuse (error, "too few arguments for", name);
  if (code->n > operation->most && operation->most != ANY)
    return refuse (error, "too many arguments for", name);
  code->operation = operation;
  code->function = operation->function;
  if (operation->function == yc_logic_do_var)
    prepare_var (code);
  return TRUE;
}

// An object of several members, or none, stands for itself. One that has an operation among them is
// a slip: it would always hold.
static gboolean
compile_object (YcLogicCode *code, JsonNode *rule, int depth, GError **error)
{
  JsonObject *object = json_node_get_object (rule);
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node)) {
    if (json_object_get_size (object) == 1)
      return compile_operation (code, name, node, depth, error);
    if (yc_logic_find_operation (name) != NULL)
      return refuse (error, "an object of several members has the operation", name);
  }
  code->constant = yc_value_from_node (rule);
  return TRUE;
}

static gboolean
compile (YcLogicCode *code, JsonNode *rule, int depth, GError **error)
{
  gboolean constant = TRUE;

  if (depth > 2 * MOST_DEEP) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, ": nested too deeply");
    return FALSE;
  }
  if (JSON_NODE_HOLDS_OBJECT (rule))
    return compile_object (code, rule, depth, error);
  code->constant = yc_value_from_node (rule);
  if (!JSON_NODE_HOLDS_ARRAY (rule))
    return TRUE;
  if (!compile_list (code, json_node_get_array (rule), depth, error))
    return FALSE;
  for (guint i = 0; i < code->n; i++)
    constant = constant && code->arguments[i].function == NULL;
  code->function = constant ? NULL : yc_logic_do_list;
  return TRUE;
}

gboolean
yc_logic_code_compile (YcLogicCode *code, JsonNode *rule, GError **error)
{
  if (compile (code, rule, 0, error))
    return TRUE;
  g_prefix_error_literal (error, "rule");
  return FALSE;
}
