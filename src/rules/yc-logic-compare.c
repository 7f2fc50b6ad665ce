// Operations of conditions that decide: if, and, or, !, and all that compare.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-code.h"

YcValue
yc_logic_do_if (YcLogicState *state, const YcLogicCode *code)
{
  guint i = 0;

  for (; i + 1 < code->n; i += 2)
    if (yc_value_is_true (yc_logic_code_run (state, &code->arguments[i])))
      return yc_logic_code_run (state, &code->arguments[i + 1]);
  return yc_logic_code_argument (state, code, i);
}

// The first argument of this truth, else the last one.
static YcValue
find_truth (YcLogicState *state, const YcLogicCode *code, gboolean wanted)
{
  YcValue value = yc_value_null ();

  for (guint i = 0; i < code->n; i++) {
    value = yc_logic_code_run (state, &code->arguments[i]);
    if (yc_value_is_true (value) == wanted)
      break;
  }
  return value;
}

YcValue
yc_logic_do_and (YcLogicState *state, const YcLogicCode *code)
{
  return find_truth (state, code, FALSE);
}

YcValue
yc_logic_do_or (YcLogicState *state, const YcLogicCode *code)
{
  return find_truth (state, code, TRUE);
}

YcValue
yc_logic_do_not (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (!yc_value_is_true (yc_logic_code_argument (state, code, 0)));
}

YcValue
yc_logic_do_truth (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (yc_value_is_true (yc_logic_code_argument (state, code, 0)));
}

static gboolean
is_equal (YcLogicState *state, const YcLogicCode *code)
{
  YcValue a = yc_logic_code_argument (state, code, 0);
  YcValue b = yc_logic_code_argument (state, code, 1);

  return yc_value_is_equal (&state->run, a, b);
}

static gboolean
is_same (YcLogicState *state, const YcLogicCode *code)
{
  YcValue a = yc_logic_code_argument (state, code, 0);
  YcValue b = yc_logic_code_argument (state, code, 1);

  return yc_value_is_same (&state->run, a, b);
}

YcValue
yc_logic_do_equal (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (is_equal (state, code));
}

YcValue
yc_logic_do_unequal (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (!is_equal (state, code));
}

YcValue
yc_logic_do_same (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (is_same (state, code));
}

YcValue
yc_logic_do_not_same (YcLogicState *state, const YcLogicCode *code)
{
  return yc_value_boolean (!is_same (state, code));
}

typedef enum { ORDER_LESS, ORDER_SAME, ORDER_MORE, ORDER_NONE } Order;

static gboolean
is_like_text (YcValue value)
{
  return value.kind >= YC_VALUE_TEXT;
}

// Two texts by their characters, all else as numbers; what is no number is in no order at all.
static Order
compare (YcLogicState *state, YcValue a, YcValue b)
{
  double x, y;
  int order;

  if (is_like_text (a) && is_like_text (b)) {
    order = yc_value_compare_texts (&state->run, yc_value_to_text (&state->run, a),
                                    yc_value_to_text (&state->run, b));
    return order < 0 ? ORDER_LESS : order > 0 ? ORDER_MORE : ORDER_SAME;
  }
  x = yc_value_to_number (&state->run, a);
  y = yc_value_to_number (&state->run, b);
  return x < y ? ORDER_LESS : x > y ? ORDER_MORE : x == y ? ORDER_SAME : ORDER_NONE;
}

// Each argument and the next are in one of two orders: 1 < 2 < 3.
static YcValue
are_ordered (YcLogicState *state, const YcLogicCode *code, Order one, Order other)
{
  YcValue before = yc_logic_code_argument (state, code, 0);
  gboolean holds = TRUE;

  for (guint i = 1; i < code->n && holds; i++) {
    YcValue value = yc_logic_code_run (state, &code->arguments[i]);
    Order order = compare (state, before, value);

    holds = order == one || order == other;
    before = value;
  }
  return yc_value_boolean (holds);
}

YcValue
yc_logic_do_less (YcLogicState *state, const YcLogicCode *code)
{
  return are_ordered (state, code, ORDER_LESS, ORDER_LESS);
}

YcValue
yc_logic_do_less_equal (YcLogicState *state, const YcLogicCode *code)
{
  return are_ordered (state, code, ORDER_LESS, ORDER_SAME);
}

YcValue
yc_logic_do_greater (YcLogicState *state, const YcLogicCode *code)
{
  return are_ordered (state, code, ORDER_MORE, ORDER_MORE);
}

YcValue
yc_logic_do_greater_equal (YcLogicState *state, const YcLogicCode *code)
{
  return are_ordered (state, code, ORDER_MORE, ORDER_SAME);
}
