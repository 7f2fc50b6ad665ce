// How JavaScript makes numbers of texts, and texts of numbers and lists.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-logic-value.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

// Lists in lists deeper than this are no text any more.
#define MOST_NESTED 32

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && (g_ascii_isspace (*text) || *text == '\v' ||
                           ((guchar)*text >= 0x80 && g_unichar_isspace (g_utf8_get_char (text)))))
    text = g_utf8_next_char (text);
  return text;
}

// The length of a decimal number at the beginning of the text, 0 if there is none.
static gsize
measure_decimal (const char *text)
{
  const char *at = text + (*text == '+' || *text == '-');
  gsize whole = strspn (at, "0123456789"), part = 0, power;

  at += whole;
  if (*at == '.') {
    part = strspn (at + 1, "0123456789");
    at += whole + part > 0 ? part + 1 : 0;
  }
  if (whole + part == 0)
    return 0;
  if (*at == 'e' || *at == 'E') {
    const char *digits = at + 1 + (at[1] == '+' || at[1] == '-');

    power = strspn (digits, "0123456789");
    at = power > 0 ? digits + power : at;
  }
  return (gsize)(at - text);
}

static gsize
measure_infinity (const char *text)
{
  const char *at = text + (*text == '+' || *text == '-');

  return g_str_has_prefix (at, "Infinity") ? (gsize)(at - text) + strlen ("Infinity") : 0;
}

static double
parse_infinity (const char *text)
{
  return *text == '-' ? -INFINITY : INFINITY;
}

// "0x1f", "0b101", "0o17"; `*ret_end` is behind it, or at `text` if it is none.
static double
parse_radix (const char *text, const char **ret_end)
{
  int base = 0;
  const char *at = text + 2;
  double number = 0;

  *ret_end = text;
  if (text[0] == '0' && text[1] != '\0')
    base = strchr ("xX", text[1])   ? 16
           : strchr ("bB", text[1]) ? 2
           : strchr ("oO", text[1]) ? 8
                                    : 0;
  if (base == 0)
    return NAN;
  for (; g_ascii_isxdigit (*at) && g_ascii_xdigit_value (*at) < base; at++)
    number = number * base + g_ascii_xdigit_value (*at);
  if (at > text + 2)
    *ret_end = at;
  return number;
}

static double
text_to_number (const char *text)
{
  const char *start = skip_space (text), *end;
  gsize length = measure_decimal (start);
  double number;

  if (*start == '\0')
    return 0;
  number = parse_radix (start, &end);
  if (end == start && length > 0) {
    number = g_ascii_strtod (start, NULL);
    end = start + length;
  } else if (end == start) {
    number = parse_infinity (start);
    end = start + measure_infinity (start);
  }
  return end > start && *skip_space (end) == '\0' ? number : NAN;
}

// Long texts are paid for; a number is short.
static gboolean
pay_for (YcLogicRun *run, const char *text)
{
  gsize length = strnlen (text, 64);

  return length < 64 || yc_logic_run_take (run, strlen (text) / 64);
}

double
yc_value_to_number (YcLogicRun *run, YcValue value)
{
  const char *text;

  if (value.kind == YC_VALUE_NUMBER)
    return value.number;
  if (value.kind == YC_VALUE_NULL)
    return 0;
  if (value.kind == YC_VALUE_BOOLEAN)
    return value.boolean ? 1 : 0;
  text = yc_value_to_text (run, value);
  return pay_for (run, text) ? text_to_number (text) : NAN;
}

double
yc_value_parse_number (YcLogicRun *run, YcValue value)
{
  const char *text;

  if (value.kind == YC_VALUE_NUMBER)
    return value.number;
  text = yc_value_to_text (run, value);
  if (!pay_for (run, text))
    return NAN;
  text = skip_space (text);
  if (measure_infinity (text) > 0)
    return parse_infinity (text);
  if (measure_decimal (text) == 0)
    return NAN;
  if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X'))
    return 0; // not hexadecimal here
  return g_ascii_strtod (text, NULL);
}

// The fewest digits that read back as the same number, and the power of ten of the first one.
static int
shortest_digits (double number, char digits[24])
{
  char text[40];
  char *power;
  gsize n = 0;

  for (int precision = number < DBL_MIN ? 0 : 14; precision <= 16; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%de", precision);
    g_ascii_formatd (text, sizeof text, format, number);
    if (g_ascii_strtod (text, NULL) == number)
      break;
  }
  power = strchr (text, 'e');
  for (const char *at = text; at < power; at++)
    if (g_ascii_isdigit (*at))
      digits[n++] = *at;
  while (n > 1 && digits[n - 1] == '0')
    n--;
  digits[n] = '\0';
  return (int)g_ascii_strtoll (power + 1, NULL, 10);
}

// ECMA-262, Number::toString for radix 10.
static void
print_finite (double number, char *buffer)
{
  char digits[24];
  int power = shortest_digits (number, digits), n = (int)strlen (digits);

  if (power >= 0 && power < 21 && n <= power + 1)
    g_snprintf (buffer, YC_VALUE_NUMBER_SIZE, "%s%.*s", digits, power + 1 - n,
                "00000000000000000000");
  else if (power >= 0 && power < 21)
    g_snprintf (buffer, YC_VALUE_NUMBER_SIZE, "%.*s.%s", power + 1, digits, digits + power + 1);
  else if (power < 0 && power >= -7 + 1)
    g_snprintf (buffer, YC_VALUE_NUMBER_SIZE, "0.%.*s%s", -power - 1, "000000", digits);
  else
    g_snprintf (buffer, YC_VALUE_NUMBER_SIZE, "%c%s%se%c%d", digits[0], n > 1 ? "." : "",
                digits + 1, power < 0 ? '-' : '+', ABS (power));
}

void
yc_value_print_number (double number, char *buffer)
{
  if (isnan (number))
    g_strlcpy (buffer, "NaN", YC_VALUE_NUMBER_SIZE);
  else if (isinf (number))
    g_strlcpy (buffer, number < 0 ? "-Infinity" : "Infinity", YC_VALUE_NUMBER_SIZE);
  else if (number == floor (number) && fabs (number) < 1e15)
    g_snprintf (buffer, YC_VALUE_NUMBER_SIZE, "%" G_GINT64_FORMAT, (gint64)number);
  else if (number < 0) {
    *buffer = '-';
    print_finite (-number, buffer + 1);
  } else
    print_finite (number, buffer);
}

static void append_value (YcLogicRun *run, GString *text, YcValue value, int depth);

// Array.prototype.join: null is nothing.
static void
append_list (YcLogicRun *run, GString *text, YcValue list, int depth)
{
  guint n = yc_value_get_length (list);

  for (guint i = 0; i < n && depth < MOST_NESTED; i++) {
    if (!yc_logic_run_take (run, 1 + text->len / 4096))
      return;
    if (i > 0)
      g_string_append_c (text, ',');
    append_value (run, text, yc_value_get_element (list, i), depth + 1);
  }
}

static void
append_value (YcLogicRun *run, GString *text, YcValue value, int depth)
{
  char number[YC_VALUE_NUMBER_SIZE];

  if (yc_value_is_list (value)) {
    append_list (run, text, value, depth);
  } else if (value.kind == YC_VALUE_NUMBER) {
    yc_value_print_number (value.number, number);
    g_string_append (text, number);
  } else if (value.kind == YC_VALUE_TEXT) {
    if (yc_logic_run_take (run, strlen (value.text) / 64) && text->len < run->bytes)
      g_string_append (text, value.text);
    else
      run->failed = TRUE;
  } else if (value.kind != YC_VALUE_NULL)
    g_string_append (text, yc_value_to_text (run, value));
}

static const char *
keep_text (YcLogicRun *run, const char *text, gsize length)
{
  char *kept = yc_logic_run_alloc (run, length + 1);

  if (kept == NULL)
    return "";
  memcpy (kept, text, length);
  kept[length] = '\0';
  return kept;
}

const char *
yc_value_to_text (YcLogicRun *run, YcValue value)
{
  char number[YC_VALUE_NUMBER_SIZE];
  g_autoptr (GString) text = NULL;

  switch (value.kind) {
  case YC_VALUE_NULL:
    return "null";
  case YC_VALUE_BOOLEAN:
    return value.boolean ? "true" : "false";
  case YC_VALUE_TEXT:
    return value.text;
  case YC_VALUE_NUMBER:
    yc_value_print_number (value.number, number);
    return keep_text (run, number, strlen (number));
  case YC_VALUE_LIST:
  case YC_VALUE_ARRAY:
    text = g_string_new (NULL);
    append_list (run, text, value, 0);
    return keep_text (run, text->str, text->len);
  case YC_VALUE_OBJECT:
  case YC_VALUE_SCOPE:
    break;
  }
  return "[object Object]";
}
