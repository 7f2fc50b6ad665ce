// Conditions of the catalogue, written in JsonLogic (jsonlogic.com).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic.h"
#include "yc-logic-code.h"

struct _YcLogic {
  JsonNode *rule; /* owned */ // the code borrows from it
  YcLogicCode code;
};

YcLogic *
yc_logic_new (JsonNode *rule, GError **error)
{
  g_autoptr (YcLogic) self = g_atomic_rc_box_new0 (YcLogic);

  self->rule = json_node_ref (rule);
  return yc_logic_code_compile (&self->code, rule, error) ? g_steal_pointer (&self) : NULL;
}

YcLogic *
yc_logic_ref (YcLogic *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  YcLogic *self = data;

  yc_logic_code_clear (&self->code);
  json_node_unref (self->rule);
}

void
yc_logic_unref (YcLogic *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
tell_doubt (const YcLogicRun *run, YcLogicDoubt *ret_doubt)
{
  if (ret_doubt == NULL)
    return;
  ret_doubt->too_much |= run->failed;
  if (ret_doubt->unpublished_year == 0)
    ret_doubt->unpublished_year = run->unpublished_year;
}

static JsonNode *
apply (const YcLogic *self, YcValue data, const YcCalendar *calendar, YcLogicDoubt *ret_doubt)
{
  YcLogicState state;
  g_autoptr (JsonNode) node = NULL;

  state.data = data;
  yc_logic_run_init (&state.run, calendar);
  node = yc_value_to_node (&state.run, yc_logic_code_run (&state, &self->code));
  yc_logic_run_clear (&state.run);
  tell_doubt (&state.run, ret_doubt);
  return state.run.failed ? json_node_new (JSON_NODE_NULL) : g_steal_pointer (&node);
}

JsonNode *
yc_logic_apply (const YcLogic *self,
                JsonObject *facts,
                const YcCalendar *calendar,
                YcLogicDoubt *ret_doubt)
{
  return apply (self, (YcValue){.kind = YC_VALUE_OBJECT, .object = facts}, calendar, ret_doubt);
}

JsonNode *
yc_logic_apply_to_node (const YcLogic *self,
                        JsonNode *data,
                        const YcCalendar *calendar,
                        YcLogicDoubt *ret_doubt)
{
  return apply (self, data != NULL ? yc_value_from_node (data) : yc_value_null (), calendar,
                ret_doubt);
}

gboolean
yc_logic_is_true (const YcLogic *self,
                  JsonObject *facts,
                  const YcCalendar *calendar,
                  YcLogicDoubt *ret_doubt)
{
  YcLogicState state;
  gboolean holds;

  state.data = (YcValue){.kind = YC_VALUE_OBJECT, .object = facts};
  yc_logic_run_init (&state.run, calendar);
  holds = yc_value_is_true (yc_logic_code_run (&state, &self->code));
  yc_logic_run_clear (&state.run);
  tell_doubt (&state.run, ret_doubt);
  return holds && !state.run.failed;
}

static void
add_path (GPtrArray *vars, const char *path)
{
  if (!g_ptr_array_find_with_equal_func (vars, path, g_str_equal, NULL))
    g_ptr_array_add (vars, g_strdup (path));
}

// "missing" and "missing_some": the names that are known beforehand; anything if not all are.
static void
list_names (GPtrArray *vars, YcValue names)
{
  if (names.kind == YC_VALUE_TEXT)
    add_path (vars, names.text);
  else if (yc_value_is_list (names))
    for (guint i = 0; i < yc_value_get_length (names); i++)
      list_names (vars, yc_value_get_element (names, i));
  else
    add_path (vars, "");
}

static void
list_missing (GPtrArray *vars, const YcLogicCode *code)
{
  gboolean some = code->function == yc_logic_do_missing_some;

  for (guint i = some ? 1 : 0; i < code->n; i++)
    if (code->arguments[i].function == NULL)
      list_names (vars, code->arguments[i].constant);
    else
      add_path (vars, "");
}

static void
list_var (GPtrArray *vars, const YcLogicCode *code)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; code->path != NULL && i < code->path->len; i++)
    g_string_append_printf (path, "%s%s", i > 0 ? "." : "",
                            g_array_index (code->path, YcLogicStep, i).name);
  add_path (vars, path->str);
}

static void
list_vars (GPtrArray *vars, const YcLogicCode *code)
{
  if (code->function == yc_logic_do_var)
    list_var (vars, code);
  else if (code->function == yc_logic_do_missing || code->function == yc_logic_do_missing_some)
    list_missing (vars, code);
  for (guint i = 0; i < code->n; i++)
    if (i != 1 || code->operation == NULL || !code->operation->scoped)
      list_vars (vars, &code->arguments[i]);
}

GPtrArray *
yc_logic_list_vars (const YcLogic *self)
{
  GPtrArray *vars = g_ptr_array_new_with_free_func (g_free);

  list_vars (vars, &self->code);
  return vars;
}

gboolean
yc_logic_holds (JsonNode *rule, JsonObject *facts)
{
  g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);

  return logic != NULL && yc_logic_is_true (logic, facts, NULL, NULL);
}

JsonNode *
yc_logic_evaluate (JsonNode *rule, JsonObject *facts)
{
  g_autoptr (YcLogic) logic = yc_logic_new (rule, NULL);

  return logic != NULL ? yc_logic_apply (logic, facts, NULL, NULL) : json_node_new (JSON_NODE_NULL);
}

static const char *
find_problem_in_list (JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++) {
    const char *problem = yc_logic_find_problem (json_array_get_element (array, i));

    if (problem != NULL)
      return problem;
  }
  return NULL;
}

const char *
yc_logic_find_problem (JsonNode *rule)
{
  JsonObjectIter iter;
  const char *name = NULL;
  JsonNode *node = NULL;

  if (JSON_NODE_HOLDS_ARRAY (rule))
    return find_problem_in_list (json_node_get_array (rule));
  if (!JSON_NODE_HOLDS_OBJECT (rule))
    return NULL;
  if (json_object_get_size (json_node_get_object (rule)) != 1)
    return "{}";
  json_object_iter_init (&iter, json_node_get_object (rule));
  json_object_iter_next (&iter, &name, &node);
  return yc_logic_find_operation (name) != NULL ? yc_logic_find_problem (node) : name;
}
