// Operations of conditions that compute: with numbers and with texts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-code.h"

#include <math.h>
#include <string.h>

static double
number (YcLogicState *state, const YcLogicCode *code, guint index)
{
  return yc_value_to_number (&state->run, yc_logic_code_argument (state, code, index));
}

// The beginning of a text may be a number: "12 m²" is 12.
static double
parse (YcLogicState *state, const YcLogicCode *code, guint index)
{
  return yc_value_parse_number (&state->run, yc_logic_code_argument (state, code, index));
}

YcValue
yc_logic_do_plus (YcLogicState *state, const YcLogicCode *code)
{
  double sum = 0;

  for (guint i = 0; i < code->n; i++)
    sum += parse (state, code, i);
  return yc_value_number (sum);
}

YcValue
yc_logic_do_minus (YcLogicState *state, const YcLogicCode *code)
{
  double first = number (state, code, 0);

  return yc_value_number (code->n == 1 ? -first : first - number (state, code, 1));
}

YcValue
yc_logic_do_times (YcLogicState *state, const YcLogicCode *code)
{
  double product = 1;

  if (code->n == 1) // nothing to multiply with: it stays what it is
    return yc_logic_code_argument (state, code, 0);
  for (guint i = 0; i < code->n; i++)
    product *= parse (state, code, i);
  return yc_value_number (product);
}

YcValue
yc_logic_do_divide (YcLogicState *state, const YcLogicCode *code)
{
  double first = number (state, code, 0), second = number (state, code, 1);

  if (second == 0 && first != 0 && !isnan (first)) // said in full, for the sanitizers' sake
    return yc_value_number (signbit (first) == signbit (second) ? INFINITY : -INFINITY);
  return yc_value_number (second == 0 ? NAN : first / second);
}

YcValue
yc_logic_do_remainder (YcLogicState *state, const YcLogicCode *code)
{
  double first = number (state, code, 0);

  return yc_value_number (fmod (first, number (state, code, 1)));
}

YcValue
yc_logic_do_max (YcLogicState *state, const YcLogicCode *code)
{
  double most = -INFINITY;

  for (guint i = 0; i < code->n; i++) {
    double value = number (state, code, i);

    if (isnan (value))
      return yc_value_number (value);
    most = MAX (most, value);
  }
  return yc_value_number (most);
}

YcValue
yc_logic_do_min (YcLogicState *state, const YcLogicCode *code)
{
  double least = INFINITY;

  for (guint i = 0; i < code->n; i++) {
    double value = number (state, code, i);

    if (isnan (value))
      return yc_value_number (value);
    least = MIN (least, value);
  }
  return yc_value_number (least);
}

// A copy in the memory of the run; it is paid for by its length.
static YcValue
keep (YcLogicState *state, const char *text, gsize length)
{
  char *kept = yc_logic_run_take (&state->run, length / 64)
                   ? yc_logic_run_alloc (&state->run, length + 1)
                   : NULL;

  if (kept == NULL)
    return yc_value_null ();
  memcpy (kept, text, length);
  kept[length] = '\0';
  return yc_value_text (kept);
}

YcValue
yc_logic_do_cat (YcLogicState *state, const YcLogicCode *code)
{
  g_autoptr (GString) text = g_string_sized_new (64);

  for (guint i = 0; i < code->n; i++) {
    YcValue value = yc_logic_code_run (state, &code->arguments[i]);
    const char *part = value.kind == YC_VALUE_NULL ? "" : yc_value_to_text (&state->run, value);
    gsize length = strlen (part);

    if (!yc_logic_run_take (&state->run, length / 64) || text->len + length > state->run.bytes) {
      state->run.failed = TRUE;
      return yc_value_null ();
    }
    g_string_append_len (text, part, (gssize)length);
  }
  return keep (state, text->str, text->len);
}

// From JavaScript's ToIntegerOrInfinity, within what a text can have.
static glong
to_whole (double value)
{
  return isnan (value) ? 0 : (glong)CLAMP (value, -(double)G_MAXINT, (double)G_MAXINT);
}

YcValue
yc_logic_do_substr (YcLogicState *state, const YcLogicCode *code)
{
  const char *text = yc_value_to_text (&state->run, yc_logic_code_argument (state, code, 0));
  glong start = to_whole (number (state, code, 1)), length, wanted;
  const char *from;

  if (!yc_logic_run_take (&state->run, strlen (text) / 64))
    return yc_value_null ();
  length = g_utf8_strlen (text, -1);
  start = start < 0 ? MAX (length + start, 0) : MIN (start, length);
  wanted = code->n > 2 ? to_whole (number (state, code, 2)) : length;
  if (wanted < 0) // leaves so many out at the end
    wanted = MAX (length - start + wanted, 0);
  wanted = MIN (wanted, length - start);
  from = g_utf8_offset_to_pointer (text, start);
  return keep (state, from, (gsize)(g_utf8_offset_to_pointer (from, wanted) - from));
}

// What is computed here is nobody's business: it is passed on, and nothing is written anywhere.
YcValue
yc_logic_do_log (YcLogicState *state, const YcLogicCode *code)
{
  return yc_logic_code_argument (state, code, 0);
}
