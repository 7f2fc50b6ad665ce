// Patterns that are no more than kinds of ASCII characters one after the other: "^[A-Z]{2}\\d+$".
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pattern-simple.h"

#include <string.h>

static gboolean
has (const YcPatternPart *part, guchar c)
{
  return c < 0x80 && (part->set[c / 64] >> (c % 64) & 1) != 0;
}

static void
add_range (YcPatternPart *part, guchar from, guchar to)
{
  for (guint c = from; c <= to; c++)
    part->set[c / 64] |= G_GUINT64_CONSTANT (1) << (c % 64);
}

// A character that means itself, inside or outside of a class.
static gboolean
is_plain (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr (" _@:;,/=!#%&~'\"<>", c) != NULL);
}

// Behind "[": letters, digits, ranges of them, \\d, and "-" at the end. NULL if there is more to
// it.
static const char *
read_class (YcPatternPart *part, const char *at)
{
  while (*at != ']') {
    if (at[0] == '\\' && at[1] == 'd') {
      add_range (part, '0', '9');
      at += 2;
    } else if (at[0] == '-' && at[1] == ']') {
      add_range (part, '-', '-');
      at++;
    } else if (!is_plain (*at)) {
      return NULL;
    } else if (at[1] == '-' && at[2] != ']') {
      if (!is_plain (at[2]) || at[2] < at[0])
        return NULL;
      add_range (part, (guchar)at[0], (guchar)at[2]);
      at += 3;
    } else {
      add_range (part, (guchar)*at, (guchar)*at);
      at++;
    }
  }
  return at + 1;
}

// "{2}", "{2,}", "{2,4}", "?", "*", "+" or nothing. NULL if there is more to it.
static const char *
read_count (YcPatternPart *part, const char *at)
{
  char *end;

  part->least = *at == '?' || *at == '*' ? 0 : 1;
  part->most = *at == '*' || *at == '+' ? G_MAXUINT : 1;
  if (*at == '?' || *at == '*' || *at == '+')
    return at[1] != '?' ? at + 1 : NULL;
  if (*at != '{')
    return at;
  if (!g_ascii_isdigit (at[1]))
    return NULL;
  part->least = part->most = (guint)g_ascii_strtoull (at + 1, &end, 10);
  if (*end == ',') {
    at = end + 1;
    part->most = (guint)g_ascii_strtoull (at, &end, 10);
    part->most = end == at ? G_MAXUINT : part->most;
  }
  return *end == '}' && end[1] != '?' && part->least <= part->most ? end + 1 : NULL;
}

static const char *
read_part (YcPatternPart *part, const char *at)
{
  memset (part, 0, sizeof *part);
  if (*at == '[') {
    at = read_class (part, at + 1);
  } else if (at[0] == '\\' && at[1] == 'd') {
    add_range (part, '0', '9');
    at += 2;
  } else if (is_plain (*at) || *at == '-') {
    add_range (part, (guchar)*at, (guchar)*at);
    at++;
  } else {
    return NULL;
  }
  return at != NULL ? read_count (part, at) : NULL;
}

// Whether each part that may end early shares no character with what may come behind it.
static gboolean
is_unambiguous (const YcPatternSimple *self)
{
  for (guint i = 0; i < self->n; i++) {
    const YcPatternPart *part = &self->parts[i], *next = part + 1;

    if (part->least == part->most)
      continue;
    for (; next < self->parts + self->n; next++) {
      if ((part->set[0] & next->set[0]) != 0 || (part->set[1] & next->set[1]) != 0)
        return FALSE;
      if (next->least > 0)
        break;
    }
  }
  return TRUE;
}

gboolean
yc_pattern_simple_init (YcPatternSimple *self, const char *pattern)
{
  const char *at = pattern + 1;

  self->n = 0;
  if (*pattern != '^')
    return FALSE;
  while (at != NULL && *at != '$' && self->n < YC_PATTERN_MOST_PARTS)
    at = read_part (&self->parts[self->n++], at);
  if (at == NULL || at[0] != '$' || at[1] != '\0' || !is_unambiguous (self))
    self->n = 0;
  return self->n > 0;
}

gboolean
yc_pattern_simple_match (const YcPatternSimple *self, const char *text, gsize length)
{
  const char *end = text + length;

  for (const YcPatternPart *part = self->parts; part < self->parts + self->n; part++) {
    guint n = 0;

    while (n < part->most && text < end && has (part, (guchar)*text)) {
      text++;
      n++;
    }
    if (n < part->least)
      return FALSE;
  }
  return text == end;
}
