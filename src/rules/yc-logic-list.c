// Operations of conditions on lists.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-code.h"

#include <string.h>

YcValueList *
yc_logic_new_list (YcLogicState *state, guint n)
{
  YcValueList *list = yc_logic_run_alloc (&state->run, sizeof (YcValueList) + n * sizeof (YcValue));

  if (list != NULL)
    list->n = n;
  return list;
}

static YcValue
list_or_null (const YcValueList *list)
{
  return list != NULL ? yc_value_list (list) : yc_value_null ();
}

YcValue
yc_logic_do_list (YcLogicState *state, const YcLogicCode *code)
{
  YcValueList *list = yc_logic_new_list (state, code->n);

  for (guint i = 0; list != NULL && i < code->n; i++)
    list->elements[i] = yc_logic_code_run (state, &code->arguments[i]);
  return list_or_null (list);
}

// What the body comes to for this element.
static YcValue
run_for (YcLogicState *state, const YcLogicCode *code, YcValue element)
{
  YcValue before = state->data, value;

  state->data = element;
  value = yc_logic_code_run (state, &code->arguments[1]);
  state->data = before;
  return value;
}

YcValue
yc_logic_do_map (YcLogicState *state, const YcLogicCode *code)
{
  YcValue from = yc_logic_code_argument (state, code, 0);
  guint n = yc_value_is_list (from) ? yc_value_get_length (from) : 0;
  YcValueList *list = yc_logic_new_list (state, n);

  for (guint i = 0; list != NULL && i < n; i++) {
    if (!yc_logic_run_take (&state->run, 1))
      return yc_value_null ();
    list->elements[i] = run_for (state, code, yc_value_get_element (from, i));
  }
  return list_or_null (list);
}

YcValue
yc_logic_do_filter (YcLogicState *state, const YcLogicCode *code)
{
  YcValue from = yc_logic_code_argument (state, code, 0);
  guint n = yc_value_is_list (from) ? yc_value_get_length (from) : 0, kept = 0;
  YcValueList *list = yc_logic_new_list (state, n);

  for (guint i = 0; list != NULL && i < n; i++) {
    YcValue element = yc_value_get_element (from, i);

    if (!yc_logic_run_take (&state->run, 1))
      return yc_value_null ();
    if (yc_value_is_true (run_for (state, code, element)))
      list->elements[kept++] = element;
  }
  if (list != NULL)
    list->n = kept;
  return list_or_null (list);
}

YcValue
yc_logic_do_reduce (YcLogicState *state, const YcLogicCode *code)
{
  YcValue from = yc_logic_code_argument (state, code, 0);
  YcValue accumulator = yc_logic_code_argument (state, code, 2);
  guint n = yc_value_is_list (from) ? yc_value_get_length (from) : 0;

  for (guint i = 0; i < n; i++) {
    // Each its own: the body may keep its whole scope
    YcValueScope *scope = yc_logic_run_take (&state->run, 1)
                              ? yc_logic_run_alloc (&state->run, sizeof (YcValueScope))
                              : NULL;

    if (scope == NULL)
      return yc_value_null ();
    scope->current = yc_value_get_element (from, i);
    scope->accumulator = accumulator;
    accumulator = run_for (state, code, (YcValue){.kind = YC_VALUE_SCOPE, .scope = scope});
  }
  return accumulator;
}

// How many elements there are up to the first whose truth is `wanted`, that one left out; `*ret_n`
// is how many there are at all.
static guint
count_until (YcLogicState *state, const YcLogicCode *code, gboolean wanted, guint *ret_n)
{
  YcValue from = yc_logic_code_argument (state, code, 0);
  guint n = yc_value_is_list (from) ? yc_value_get_length (from) : 0;

  *ret_n = n;
  for (guint i = 0; i < n && yc_logic_run_take (&state->run, 1); i++)
    if (yc_value_is_true (run_for (state, code, yc_value_get_element (from, i))) == wanted)
      return i;
  return n;
}

YcValue
yc_logic_do_all (YcLogicState *state, const YcLogicCode *code)
{
  guint n, found = count_until (state, code, FALSE, &n);

  return yc_value_boolean (n > 0 && found == n);
}

YcValue
yc_logic_do_none (YcLogicState *state, const YcLogicCode *code)
{
  guint n, found = count_until (state, code, TRUE, &n);

  return yc_value_boolean (found == n);
}

YcValue
yc_logic_do_some (YcLogicState *state, const YcLogicCode *code)
{
  guint n, found = count_until (state, code, TRUE, &n);

  return yc_value_boolean (found < n);
}

// The parts are worked out first, to know how long the whole will be.
YcValue
yc_logic_do_merge (YcLogicState *state, const YcLogicCode *code)
{
  YcValue parts = yc_logic_do_list (state, code);
  gsize n = 0;
  guint at = 0;
  YcValueList *list;

  for (guint i = 0; parts.kind == YC_VALUE_LIST && i < code->n; i++) {
    YcValue part = parts.list->elements[i];

    n += yc_value_is_list (part) ? yc_value_get_length (part) : 1;
  }
  list = yc_logic_run_take (&state->run, n) ? yc_logic_new_list (state, (guint)n) : NULL;
  for (guint i = 0; list != NULL && i < code->n; i++) {
    YcValue part = parts.list->elements[i];
    guint n_part = yc_value_is_list (part) ? yc_value_get_length (part) : 1;

    for (guint j = 0; j < n_part; j++)
      list->elements[at++] = yc_value_is_list (part) ? yc_value_get_element (part, j) : part;
  }
  return list_or_null (list);
}

static gboolean
is_in_text (YcLogicState *state, YcValue needle, const char *hay)
{
  const char *text = yc_value_to_text (&state->run, needle);

  return yc_logic_run_take (&state->run, (strlen (hay) + strlen (text)) / 64) &&
         strstr (hay, text) != NULL;
}

YcValue
yc_logic_do_in (YcLogicState *state, const YcLogicCode *code)
{
  YcValue needle = yc_logic_code_argument (state, code, 0);
  YcValue hay = yc_logic_code_argument (state, code, 1);
  guint n = yc_value_is_list (hay) ? yc_value_get_length (hay) : 0;

  // JavaScript's "".indexOf ("") is 0, yet nothing is in an empty text here, as on jsonlogic.com
  if (hay.kind == YC_VALUE_TEXT && *hay.text != '\0')
    return yc_value_boolean (is_in_text (state, needle, hay.text));
  if (!yc_logic_run_take (&state->run, n / 4))
    return yc_value_null ();
  for (guint i = 0; i < n; i++)
    if (yc_value_is_same (&state->run, needle, yc_value_get_element (hay, i)))
      return yc_value_boolean (TRUE);
  return yc_value_boolean (FALSE);
}
