// multipleOf without the surprises of binary fractions.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-value.h"

#include <float.h>
#include <math.h>
#include <string.h>

typedef unsigned __int128 Wide;

// The fewest decimal digits that read back as this number, and the power of ten they are times of.
static void
split_double (double number, guint64 *ret_digits, int *ret_power)
{
  char text[40], *e;

  for (int precision = number < DBL_MIN ? 0 : 14; precision <= 16; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%de", precision);
    g_ascii_formatd (text, sizeof text, format, number);
    if (g_ascii_strtod (text, NULL) == number)
      break;
  }
  e = strchr (text, 'e');
  *ret_power = (int)g_ascii_strtoll (e + 1, NULL, 10);
  *ret_digits = 0;
  for (const char *at = text; at < e; at++)
    if (*at != '.') {
      *ret_digits = *ret_digits * 10 + (guint64)(*at - '0');
      *ret_power -= at > text ? 1 : 0;
    }
}

static void
split (YcSchemaValue value, guint64 *ret_digits, int *ret_power)
{
  *ret_power = 0;
  if (value.type == YC_SCHEMA_INTEGER)
    *ret_digits = value.integer < 0 ? -(guint64)value.integer : (guint64)value.integer;
  else
    split_double (fabs (value.number), ret_digits, ret_power);
  while (*ret_digits != 0 && *ret_digits % 10 == 0) {
    *ret_digits /= 10;
    *ret_power += 1;
  }
}

void
yc_schema_number_init (YcSchemaNumber *self, YcSchemaValue value)
{
  self->value = value;
  split (value, &self->digits, &self->power);
}

// digits × 10^power mod modulus, power by power: the numbers reach to 10^308.
static guint64
remainder_of (guint64 digits, int power, guint64 modulus)
{
  Wide rest = digits % modulus;

  for (; power > 0 && rest != 0; power--)
    rest = rest * 10 % modulus;
  return (guint64)rest;
}

// A decimal of at most 15 digits is the only one that reads as its double, so the multiple next to
// the value can be made and compared. FALSE if there are more digits than that.
static gboolean
compare_with_nearest (const YcSchemaNumber *self, double value, gboolean *ret_divides)
{
  static const double tens[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  double nearest;

  if (self->power > 0 || self->power < -15)
    return FALSE;
  nearest = rint (value * tens[-self->power] / (double)self->digits) * (double)self->digits;
  if (!(fabs (nearest) < 1e15))
    return FALSE;
  *ret_divides = value == nearest / tens[-self->power];
  return TRUE;
}

gboolean
yc_schema_number_divides (const YcSchemaNumber *self, YcSchemaValue value)
{
  guint64 digits;
  int power;
  gboolean divides;

  if (value.type == YC_SCHEMA_INTEGER && self->value.type == YC_SCHEMA_INTEGER)
    return self->value.integer == -1 || value.integer % self->value.integer == 0;
  if (value.type == YC_SCHEMA_NUMBER && !isfinite (value.number))
    return FALSE;
  if (compare_with_nearest (
          self, value.type == YC_SCHEMA_INTEGER ? (double)value.integer : value.number, &divides))
    return divides;
  split (value, &digits, &power);
  if (digits == 0)
    return TRUE;
  if (power >= self->power)
    return remainder_of (digits, power - self->power, self->digits) == 0;
  return FALSE; // its digits end before the divisor's do, and hold no ten to make up for it
}
