// Operations of conditions that read the data: var, missing, missing_some.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // strchrnul ()
#include "yc-logic-code.h"

#include <string.h>

// Of one step of a path that is not known beforehand; longer ones find nothing.
#define LONGEST_NAME 512

static gboolean
find_in_scope (const YcValueScope *scope, const char *name, YcValue *ret_value)
{
  if (g_str_equal (name, "current"))
    *ret_value = scope->current;
  else if (g_str_equal (name, "accumulator"))
    *ret_value = scope->accumulator;
  else
    return FALSE;
  return TRUE;
}

static gboolean
find_in_list (YcValue list, const YcLogicStep *step, YcValue *ret_value)
{
  guint n = yc_value_get_length (list);

  if (g_str_equal (step->name, "length"))
    *ret_value = yc_value_number (n);
  else if (step->index >= 0 && step->index < n)
    *ret_value = yc_value_get_element (list, (guint)step->index);
  else
    return FALSE;
  return TRUE;
}

// One step down; FALSE if there is nothing of that name.
static gboolean
step_down (YcLogicState *state, const YcLogicStep *step, YcValue *value)
{
  JsonNode *node;

  switch (value->kind) {
  case YC_VALUE_OBJECT:
    node = json_object_get_member (value->object, step->name);
    if (node != NULL)
      *value = yc_value_from_node (node);
    return node != NULL;
  case YC_VALUE_SCOPE:
    return find_in_scope (value->scope, step->name, value);
  case YC_VALUE_LIST:
  case YC_VALUE_ARRAY:
    return find_in_list (*value, step, value);
  case YC_VALUE_TEXT:
    if (!g_str_equal (step->name, "length") ||
        !yc_logic_run_take (&state->run, strlen (value->text) / 64))
      return FALSE;
    *value = yc_value_number (g_utf8_strlen (value->text, -1));
    return TRUE;
  case YC_VALUE_NULL:
  case YC_VALUE_BOOLEAN:
  case YC_VALUE_NUMBER:
    break;
  }
  return FALSE;
}

static gboolean
find (YcLogicState *state, const GArray *path, YcValue *ret_value)
{
  *ret_value = state->data;
  for (guint i = 0; i < path->len; i++)
    if (!step_down (state, &g_array_index (path, YcLogicStep, i), ret_value))
      return FALSE;
  return TRUE;
}

// A name that is not known beforehand: step by step, without splitting it first.
static gboolean
find_named (YcLogicState *state, YcValue name, YcValue *ret_value)
{
  const char *text = name.kind == YC_VALUE_NULL ? "" : yc_value_to_text (&state->run, name);
  char part[LONGEST_NAME];

  *ret_value = state->data;
  while (*text != '\0') {
    const char *dot = strchrnul (text, '.');
    gsize length = (gsize)(dot - text);
    YcLogicStep step = {part, -1};

    if (length >= sizeof part || !yc_logic_run_take (&state->run, 1))
      return FALSE;
    memcpy (part, text, length);
    part[length] = '\0';
    step.index = yc_logic_read_index (part);
    if (!step_down (state, &step, ret_value))
      return FALSE;
    if (dot[0] == '.' && dot[1] == '\0') // "a." has an empty name at its end, which nothing has
      return FALSE;
    text = *dot == '.' ? dot + 1 : dot;
  }
  return TRUE;
}

YcValue
yc_logic_do_var (YcLogicState *state, const YcLogicCode *code)
{
  YcValue value;
  gboolean found = code->path != NULL
                       ? find (state, code->path, &value)
                       : find_named (state, yc_logic_code_argument (state, code, 0), &value);

  return found ? value : yc_logic_code_argument (state, code, 1);
}

static gboolean
is_missing (YcLogicState *state, YcValue name)
{
  YcValue value;

  return !find_named (state, name, &value) || value.kind == YC_VALUE_NULL ||
         (value.kind == YC_VALUE_TEXT && *value.text == '\0');
}

static YcValue
list_missing (YcLogicState *state, YcValue names)
{
  guint n = yc_value_get_length (names);
  YcValueList *missing = yc_logic_new_list (state, n);

  if (missing == NULL)
    return yc_value_null ();
  missing->n = 0;
  for (guint i = 0; i < n && yc_logic_run_take (&state->run, 1); i++) {
    YcValue name = yc_value_get_element (names, i);

    if (is_missing (state, name))
      missing->elements[missing->n++] = name;
  }
  return yc_value_list (missing);
}

YcValue
yc_logic_do_missing (YcLogicState *state, const YcLogicCode *code)
{
  YcValue names = yc_logic_code_argument (state, code, 0);

  // One list of names, which another operation may have made, or the names one by one
  if (!yc_value_is_list (names))
    names = yc_logic_do_list (state, code);
  return yc_value_is_list (names) ? list_missing (state, names) : yc_value_null ();
}

YcValue
yc_logic_do_missing_some (YcLogicState *state, const YcLogicCode *code)
{
  double least = yc_value_to_number (&state->run, yc_logic_code_argument (state, code, 0));
  YcValue names = yc_logic_code_argument (state, code, 1);
  YcValueList *single;
  YcValue missing;

  if (!yc_value_is_list (names)) {
    single = yc_logic_new_list (state, 1);
    if (single == NULL)
      return yc_value_null ();
    single->elements[0] = names;
    names = yc_value_list (single);
  }
  missing = list_missing (state, names);
  if (!yc_value_is_list (missing))
    return missing;
  if (yc_value_get_length (names) - yc_value_get_length (missing) < least)
    return missing;
  return yc_value_list (yc_logic_new_list (state, 0));
}
