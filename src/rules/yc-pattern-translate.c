// From the regular expressions of ECMA-262 to those of PCRE2.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-pattern.h"

#include <string.h>

#define LONGEST_PATTERN 10000
#define DEEPEST_GROUP   100
#define NO_CHARACTER    ((gunichar)-1)

// The white space of ECMA-262, and all the rest: in a class only ranges can stand.
#define SPACES                                                                                     \
  "\\t-\\r "                                                                                       \
  "\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}"
#define NON_SPACES                                                                                 \
  "\\x{0}-\\x{8}\\x{e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"    \
  "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-"         \
  "\\x{10ffff}"

typedef struct {
  const char *start, *at;
  GString *out;
  guint depth; // of groups
  GError **error;
} Translator;

static gboolean
refuse (Translator *self, const char *why)
{
  g_set_error (self->error, YC_ERROR, YC_ERROR_MALFORMED, "not a pattern: %s at character %ld", why,
               g_utf8_pointer_to_offset (self->start, self->at) + 1);
  return FALSE;
}

static void
put_character (Translator *self, gunichar c)
{
  if (c < 0x80 && g_ascii_isalnum ((char)c))
    g_string_append_c (self->out, (char)c);
  else
    g_string_append_printf (self->out, "\\x{%x}", c);
}

// Exactly `n` hexadecimal digits, or NO_CHARACTER.
static gunichar
read_hex (Translator *self, int n)
{
  gunichar value = 0;

  for (int i = 0; i < n; i++) {
    if (!g_ascii_isxdigit (self->at[i]))
      return NO_CHARACTER;
    value = value * 16 + (gunichar)g_ascii_xdigit_value (self->at[i]);
  }
  self->at += n;
  return value;
}

// Behind "\u{".
static gunichar
read_braced_hex (Translator *self)
{
  gsize n = strspn (self->at, "0123456789abcdefABCDEF");
  gunichar value;

  if (n == 0 || n > 8 || self->at[n] != '}')
    return NO_CHARACTER;
  value = read_hex (self, (int)n);
  self->at++;
  return value <= 0x10ffff ? value : NO_CHARACTER;
}

// Behind "\u": four digits, two times four for what lies beyond, or any number in braces.
static gunichar
read_unicode (Translator *self)
{
  gunichar high, low;

  if (*self->at == '{') {
    self->at++;
    return read_braced_hex (self);
  }
  high = read_hex (self, 4);
  if (high < 0xd800 || high > 0xdbff || self->at[0] != '\\' || self->at[1] != 'u')
    return high >= 0xd800 && high <= 0xdfff ? NO_CHARACTER : high;
  self->at += 2;
  low = read_hex (self, 4);
  if (low < 0xdc00 || low > 0xdfff)
    return NO_CHARACTER;
  return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

// The character an escape stands for, behind the backslash; NO_CHARACTER if it stands for none.
static gunichar
read_escaped_character (Translator *self)
{
  static const char names[] = "tnvfr", meant[] = "\t\n\v\f\r";
  char c = *self->at;
  const char *name = c != '\0' ? strchr (names, c) : NULL;

  if (c == '\0' || (guchar)c >= 0x80)
    return NO_CHARACTER;
  self->at++;
  if (name != NULL)
    return (gunichar)meant[name - names];
  if (c == '0')
    return g_ascii_isdigit (*self->at) ? NO_CHARACTER : 0;
  if (c == 'x')
    return read_hex (self, 2);
  if (c == 'u')
    return read_unicode (self);
  if (c == 'c')
    return g_ascii_isalpha (*self->at) ? (gunichar)(*self->at++ & 0x1f) : NO_CHARACTER;
  return strchr ("^$\\.*+?()[]{}|/", c) != NULL ? (gunichar)c : NO_CHARACTER;
}

// The names of general categories that PCRE2 knows by their letters only.
static const char *
shorten_category (const char *name)
{
  static const char *const categories[][2] = {
      {"Letter", "L"},
      {"Cased_Letter", "L&"},
      {"LC", "L&"},
      {"Uppercase_Letter", "Lu"},
      {"Lowercase_Letter", "Ll"},
      {"Titlecase_Letter", "Lt"},
      {"Modifier_Letter", "Lm"},
      {"Other_Letter", "Lo"},
      {"Mark", "M"},
      {"Combining_Mark", "M"},
      {"Nonspacing_Mark", "Mn"},
      {"Spacing_Mark", "Mc"},
      {"Enclosing_Mark", "Me"},
      {"Number", "N"},
      {"Decimal_Number", "Nd"},
      {"digit", "Nd"},
      {"Letter_Number", "Nl"},
      {"Other_Number", "No"},
      {"Punctuation", "P"},
      {"punct", "P"},
      {"Connector_Punctuation", "Pc"},
      {"Dash_Punctuation", "Pd"},
      {"Open_Punctuation", "Ps"},
      {"Close_Punctuation", "Pe"},
      {"Initial_Punctuation", "Pi"},
      {"Final_Punctuation", "Pf"},
      {"Other_Punctuation", "Po"},
      {"Symbol", "S"},
      {"Math_Symbol", "Sm"},
      {"Currency_Symbol", "Sc"},
      {"Modifier_Symbol", "Sk"},
      {"Other_Symbol", "So"},
      {"Separator", "Z"},
      {"Space_Separator", "Zs"},
      {"Line_Separator", "Zl"},
      {"Paragraph_Separator", "Zp"},
      {"Other", "C"},
      {"Control", "Cc"},
      {"cntrl", "Cc"},
      {"Format", "Cf"},
      {"Surrogate", "Cs"},
      {"Private_Use", "Co"},
      {"Unassigned", "Cn"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_str_equal (categories[i][0], name))
      return categories[i][1];
  return name;
}

// \p{L}, \p{Letter}, \p{Script=Han}, \p{Alphabetic}; behind "\p". An unknown name is PCRE2's error.
static gboolean
put_property (Translator *self, char kind)
{
  gsize n = *self->at == '{' ? strcspn (self->at, "}") : 0;
  g_autofree char *inside = n > 1 ? g_strndup (self->at + 1, n - 1) : NULL;
  const char *equals, *name;

  if (inside == NULL || self->at[n] != '}')
    return refuse (self, "a property without its name in braces");
  if (strspn (inside, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_=") != n - 1)
    return refuse (self, "not the name of a property");
  equals = strchr (inside, '=');
  name = shorten_category (equals != NULL ? equals + 1 : inside);
  if (equals == NULL || g_str_has_prefix (inside, "gc=") ||
      g_str_has_prefix (inside, "General_Category="))
    g_string_append_printf (self->out, "\\%c{%s}", kind, name);
  else if (g_str_has_prefix (inside, "sc=") || g_str_has_prefix (inside, "Script="))
    g_string_append_printf (self->out, "\\%c{sc:%s}", kind, name);
  else if (g_str_has_prefix (inside, "scx=") || g_str_has_prefix (inside, "Script_Extensions="))
    g_string_append_printf (self->out, "\\%c{scx:%s}", kind, name);
  else
    return refuse (self, "no such property");
  self->at += n + 1;
  return TRUE;
}

// \d, \w, \s, \p and their opposites, behind the backslash: `*ret_done` tells whether it was one.
static gboolean
put_set (Translator *self, gboolean in_class, gboolean *ret_done)
{
  char c = *self->at;

  *ret_done = c != '\0' && strchr ("dDwWsSpP", c) != NULL;
  if (!*ret_done)
    return TRUE;
  self->at++;
  if (c == 'p' || c == 'P')
    return put_property (self, c);
  if (c != 's' && c != 'S')
    g_string_append_printf (self->out, "\\%c", c);
  else if (in_class)
    g_string_append (self->out, c == 's' ? SPACES : NON_SPACES);
  else
    g_string_append_printf (self->out, "[%s" SPACES "]", c == 's' ? "" : "^");
  return TRUE;
}

// One end of a range, or a whole set (`*ret_character` is NO_CHARACTER then, and it is written).
static gboolean
read_class_atom (Translator *self, gunichar *ret_character)
{
  gboolean done;

  if (*self->at != '\\') {
    *ret_character = g_utf8_get_char (self->at);
    self->at = g_utf8_next_char (self->at);
    return TRUE;
  }
  self->at++;
  *ret_character = NO_CHARACTER;
  if (!put_set (self, TRUE, &done) || done)
    return done && *self->error == NULL;
  if (*self->at == 'b' || *self->at == '-')
    *ret_character = *self->at++ == 'b' ? '\b' : '-';
  else
    *ret_character = read_escaped_character (self);
  return *ret_character != NO_CHARACTER || refuse (self, "an escape that means nothing");
}

static gboolean
put_class_part (Translator *self)
{
  gunichar from, to;

  if (!read_class_atom (self, &from))
    return FALSE;
  if (self->at[0] != '-' || self->at[1] == ']' || self->at[1] == '\0') {
    if (from != NO_CHARACTER)
      put_character (self, from);
    return TRUE;
  }
  self->at++;
  if (!read_class_atom (self, &to))
    return FALSE;
  if (from == NO_CHARACTER || to == NO_CHARACTER || from > to)
    return refuse (self, "a range that is none");
  put_character (self, from);
  g_string_append_c (self->out, '-');
  put_character (self, to);
  return TRUE;
}

// Behind "[".
static gboolean
put_class (Translator *self)
{
  gboolean negated = *self->at == '^';

  self->at += negated ? 1 : 0;
  if (*self->at == ']') { // nothing at all, or anything
    self->at++;
    g_string_append (self->out, negated ? "(?s:.)" : "(?!)");
    return TRUE;
  }
  g_string_append (self->out, negated ? "[^" : "[");
  while (*self->at != ']') {
    if (*self->at == '\0')
      return refuse (self, "a class that does not end");
    if (!put_class_part (self))
      return FALSE;
  }
  self->at++;
  g_string_append_c (self->out, ']');
  return TRUE;
}

// \1 or \k<name>, behind the backslash.
static gboolean
put_back_reference (Translator *self)
{
  gsize n = strspn (self->at, "0123456789");

  if (n > 0 && n < 4) {
    g_string_append_printf (self->out, "\\g{%.*s}", (int)n, self->at);
    self->at += n;
    return TRUE;
  }
  n = self->at[0] == 'k' && self->at[1] == '<' ? strcspn (self->at + 2, ">") : 0;
  if (n == 0 || self->at[n + 2] != '>')
    return refuse (self, "a reference to nothing");
  g_string_append_printf (self->out, "\\k<%.*s>", (int)n, self->at + 2);
  self->at += n + 3;
  return TRUE;
}

// Behind the backslash. `*ret_repeats` tells whether a count may follow.
static gboolean
put_escape (Translator *self, gboolean *ret_repeats)
{
  gunichar c;
  gboolean done;

  *ret_repeats = TRUE;
  if (!put_set (self, FALSE, &done) || done)
    return done && *self->error == NULL;
  if (*self->at == 'b' || *self->at == 'B') {
    g_string_append_printf (self->out, "\\%c", *self->at++);
    *ret_repeats = FALSE;
    return TRUE;
  }
  if ((*self->at >= '1' && *self->at <= '9') || *self->at == 'k')
    return put_back_reference (self);
  c = read_escaped_character (self);
  if (c == NO_CHARACTER)
    return refuse (self, "an escape that means nothing");
  put_character (self, c);
  return TRUE;
}

// Behind "(": PCRE2 knows many more kinds than ECMA-262 does.
static gboolean
put_group (Translator *self)
{
  static const char *const kinds[] = {"?:", "?=", "?!", "?<=", "?<!"};

  if (++self->depth > DEEPEST_GROUP)
    return refuse (self, "too many groups in one another");
  g_string_append_c (self->out, '(');
  if (*self->at == '*')
    return refuse (self, "nothing to repeat");
  if (*self->at != '?')
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (self->at, kinds[i])) {
      g_string_append (self->out, kinds[i]);
      self->at += strlen (kinds[i]);
      return TRUE;
    }
  if (self->at[1] != '<' || !(g_ascii_isalpha (self->at[2]) || self->at[2] == '_'))
    return refuse (self, "no such kind of group");
  g_string_append (self->out, "?<");
  for (self->at += 2; g_ascii_isalnum (*self->at) || *self->at == '_'; self->at++)
    g_string_append_c (self->out, *self->at);
  g_string_append_c (self->out, '>');
  return *self->at++ == '>' || refuse (self, "a name of a group that does not end");
}

// "{2}", "{2,}", "{2,4}"; 0 if it is none.
static gsize
measure_count (const char *text)
{
  gsize n = strspn (text + 1, "0123456789");
  const char *at = text + 1 + n;

  if (n == 0)
    return 0;
  if (*at == ',')
    at += 1 + strspn (at + 1, "0123456789");
  return *at == '}' ? (gsize)(at - text) + 1 : 0;
}

static gboolean
put_count (Translator *self, gboolean repeats)
{
  gsize n = *self->at == '{' ? measure_count (self->at) : 1;

  if (n == 0)
    return refuse (self, "a brace that is no count");
  if (!repeats)
    return refuse (self, "nothing to repeat");
  g_string_append_len (self->out, self->at, (gssize)n);
  self->at += n;
  if (*self->at == '?')
    g_string_append_c (self->out, *self->at++);
  return TRUE;
}

// Whatever stands at this place; `*repeats` tells whether a count may stand here, and then there.
static gboolean
put_next (Translator *self, gboolean *repeats)
{
  gboolean could_repeat = *repeats;
  gunichar c = g_utf8_get_char (self->at);

  *repeats = FALSE;
  if (c < 0x80 && strchr ("*+?{", (int)c) != NULL)
    return put_count (self, could_repeat);
  self->at = g_utf8_next_char (self->at);
  if (c == '(')
    return put_group (self);
  if (c == '^' || c == '$' || c == '|') {
    g_string_append_c (self->out, (char)c);
    return TRUE;
  }
  *repeats = TRUE;
  if (c == '\\')
    return put_escape (self, repeats);
  if (c == '[')
    return put_class (self);
  if (c == ']' || c == '}' || (c == ')' && self->depth-- == 0))
    return refuse (self, "a bracket that was not opened before");
  if (c == ')')
    g_string_append_c (self->out, ')');
  else if (c == '.')
    g_string_append (self->out, "[^\\n\\r\\x{2028}\\x{2029}]");
  else
    put_character (self, c);
  return TRUE;
}

char *
yc_pattern_translate (const char *pattern, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) problem = NULL;
  Translator self = {pattern, pattern, out, 0, &problem};
  gboolean repeats = FALSE, good = TRUE;

  if (strnlen (pattern, LONGEST_PATTERN + 1) > LONGEST_PATTERN ||
      !g_utf8_validate (pattern, -1, NULL))
    good = refuse (&self, "too long, or not UTF-8,");
  while (good && *self.at != '\0')
    good = put_next (&self, &repeats);
  if (good && self.depth > 0)
    good = refuse (&self, "a group that does not end");
  if (good)
    return g_strdup (out->str);
  g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}
