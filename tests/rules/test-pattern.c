// Regular expressions of ECMA-262: what they find, which are none, and that none runs away.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-pattern.h"

#include <string.h>

static const struct {
  const char *pattern, *text;
  gboolean matches;
} cases[] = {
    {"", "", TRUE},
    {"b", "abc", TRUE},
    {"^b", "abc", FALSE},
    {"^abc$", "abc", TRUE},
    {"^abc$", "abc\n", FALSE}, // the very end
    {"^b", "a\nb", FALSE},     // one line
    {"^[A-Z]{2}\\d{3,}$", "AB1234", TRUE},
    {"^[A-Z]{2}\\d{3,}$", "AB12", FALSE},
    {"^a{2}$", "aa", TRUE},
    {"^(?:ab|cd)+?$", "abcd", TRUE},
    {"a|b", "b", TRUE},
    // Kinds of characters in a row, and what only looks like it
    {"^[A-Z][a-z0-9-]*$", "Ab-9", TRUE},
    {"^[A-Z][a-z0-9-]*$", "Ab_9", FALSE},
    {"^[A-Z][a-z0-9-]*$", "A", TRUE},
    {"^\\d{2,3}-?[A-F]+$", "123-AF", TRUE},
    {"^\\d{2,3}-?[A-F]+$", "12AF", TRUE},
    {"^\\d{2,3}-?[A-F]+$", "1234A", FALSE},
    {"^\\d{2,3}-?[A-F]+$", "12-", FALSE},
    {"^a*a$", "aaa", TRUE},
    {"^\\d{2,3}\\d$", "123", TRUE},
    {"^a?b*a$", "a", TRUE},
    {"^[a-c]*[x]?[c]$", "abc", TRUE},
    {"^a{0}b$", "b", TRUE},
    {"^a$|b", "xb", TRUE},
    {"^[a-z]$", "é", FALSE},
    {"^1[3-9][0-9]{9}$", "13900001000", TRUE},
    {"^1[3-9][0-9]{9}$", "１3900001000", FALSE},
    // ASCII only
    {"^\\d$", "5", TRUE},
    {"^\\d$", "５", FALSE},
    {"^\\D$", "５", TRUE},
    {"^\\w$", "_", TRUE},
    {"^\\w$", "窗", FALSE},
    {"^\\W$", "窗", TRUE},
    {"\\bwindow\\b", "a window.", TRUE},
    {"\\Bindow", "window", TRUE},
    // White space of every kind
    {"^\\s$", "\t", TRUE},
    {"^\\s$", "\v", TRUE},
    {"^\\s$", "\xc2\xa0", TRUE},
    {"^\\s$", "\xe3\x80\x80", TRUE},
    {"^\\s$", "\xef\xbb\xbf", TRUE},
    {"^\\s$", "\xe2\x80\x8b", FALSE}, // zero width space is none
    {"^\\S$", "窗", TRUE},
    {"^\\S$", "\xe3\x80\x80", FALSE},
    {"^[\\s\\S]$", "\n", TRUE},
    {"^[^\\s]$", "\xe3\x80\x80", FALSE},
    {"^[\\S]$", "\xe3\x80\x80", FALSE},
    {"^[\\S]$", "窗", TRUE},
    // A character is a character, however long
    {"^.$", "𠮷", TRUE},
    {"^.$", "\n", FALSE},
    {"^.$", "\r", FALSE},
    {"^.$", "\xe2\x80\xa8", FALSE},
    {"^.$", "\xc2\x85", TRUE}, // no line end here
    {"^[一-龥]{2}$", "一窗", TRUE},
    {"^[^一-龥]$", "a", TRUE},
    {"^\\u4e00$", "一", TRUE},
    {"^\\u{20bb7}$", "𠮷", TRUE},
    {"^\\ud842\\udfb7$", "𠮷", TRUE},
    {"^\\x41\\t\\cA\\0$", "A\t\x01", FALSE},
    {"^\\x41\\t\\cA$", "A\t\x01", TRUE},
    {"^[\\b]$", "\b", TRUE},
    {"^[\\-a]$", "-", TRUE},
    {"^[a-]$", "-", TRUE},
    {"^[-a]$", "-", TRUE},
    {"^[[]$", "[", TRUE},
    {"^[[:alpha:]$", "l", TRUE}, // no class of POSIX
    {"^[[:alpha:]$", "z", FALSE},
    {"^[.*]$", "*", TRUE},
    {"^[]$", "", FALSE},
    {"[]", "a", FALSE},
    {"^[^]$", "\n", TRUE},
    {"^\\/\\.\\*\\{$", "/.*{", TRUE},
    {"^a b #c$", "a b #c", TRUE},
    // Properties
    {"^\\p{L}$", "窗", TRUE},
    {"^\\p{Letter}+$", "Fußé", TRUE},
    {"^\\p{gc=Nd}$", "５", TRUE},
    {"^\\p{digit}$", "５", TRUE},
    {"^\\P{Letter}$", "5", TRUE},
    {"^\\p{Script=Han}{2}$", "一窗", TRUE},
    {"^[\\p{Script=Han}·]+$", "阿·迪", TRUE},
    {"^\\p{sc=Greek}$", "a", FALSE},
    {"^\\p{Alphabetic}$", "é", TRUE},
    // Groups
    {"^(a)\\1$", "aa", TRUE},
    {"^(?<x>a|b)\\k<x>$", "bb", TRUE},
    {"^(?<x>a|b)\\k<x>$", "ab", FALSE},
    {"^(?:(a)|b)\\1$", "b", TRUE}, // a group that took no part is empty
    {"^(?=.*\\d)(?!.*x).*$", "a1", TRUE},
    {"^(?=.*\\d)(?!.*x).*$", "x1", FALSE},
    {"(?<=No\\. )\\d", "No. 7", TRUE},
    {"(?<!No\\. )7", "No. 7", FALSE},
};

static void
test_matches (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (YcPattern) pattern = yc_pattern_new (cases[i].pattern, &error);
    YcPatternRoom room = {.used = 0};
    guint costs = 0;
    YcPatternResult result;

    g_test_message ("%s: %s", cases[i].pattern, cases[i].text);
    g_assert_no_error (error);
    result = yc_pattern_match (pattern, &room, cases[i].text, strlen (cases[i].text), &costs);
    g_assert_cmpint (result, ==, cases[i].matches ? YC_PATTERN_MATCHES : YC_PATTERN_DIFFERS);
    g_assert_cmpuint (costs, ==, 0);
    yc_pattern_room_clear (&room);
  }
}

static const char *const faults[] = {
    // What is none in ECMA-262 either
    "(",
    ")",
    "a)",
    "[",
    "]",
    "{",
    "}",
    "*",
    "+a",
    "?",
    "a**",
    "a{2}{3}",
    "{2}",
    "(*a)",
    "^*",
    "\\b+",
    "a|*",
    "\\",
    "[\\",
    "[z-a]",
    "[\\d-z]",
    "[a-\\w]",
    "a{",
    "a{,2}",
    "a{2,1}",
    "a{2",
    "(?",
    "(?:",
    "(?<x",
    "(?<x>",
    "(?<1>a)",
    "(?<>a)",
    "\\1",
    "\\k<x>",
    "(a)\\2",
    "\\k",
    "\\u12",
    "\\u{}",
    "\\u{110000}",
    "\\ud800",
    "\\udc00",
    "\\ud800\\u0041",
    "\\x1",
    "\\c1",
    "\\01",
    "\\a",
    "\\-",
    "\\_",
    "\\e",
    "\\窗",
    "\\p",
    "\\p{",
    "\\p{}",
    "\\p{Nothing}",
    "\\p{x=Han}",
    "\\pL",
    "\\p{^L}",
    // What only PCRE2 knows
    "\\A",
    "\\Z",
    "\\z",
    "\\G",
    "\\R",
    "\\X",
    "\\K",
    "\\h",
    "\\C",
    "\\Q.\\E",
    "a++",
    "a?+",
    "(?i)a",
    "(?>a)",
    "(?#x)",
    "(?P<x>a)",
    "(?1)",
    "(?R)",
    "(?|a)",
    "(*UTF)",
    "(*FAIL)",
    "\\g{1}",
    "\\o{7}",
    "\\N",
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", faults[i]);
    g_assert_null (yc_pattern_new (faults[i], &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
    g_assert_true (g_str_has_prefix (error->message, "not a pattern: "));
  }
}

static void
test_huge (void)
{
  g_autofree char *nested = g_strnfill (5000, '(');
  g_autofree char *lengthy = g_strnfill (1000000, 'a');
  const char *const patterns[] = {nested, lengthy, "(((a{999}){999}){999}){999}", "a{70000}"};

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_pattern_new (patterns[i], &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
}

static void
test_runaway (void)
{
  static const char *const patterns[] = {"^(a+)+$", "^(a|aa)+$", "^(a|a?)+$", "(.*a){20}[bc]",
                                         "^(?:a*)*(?:a*)*$"};
  g_autofree char *text = g_strnfill (50000, 'a');

  text[49999] = '!';
  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++) {
    g_autoptr (YcPattern) pattern = yc_pattern_new (patterns[i], NULL);
    YcPatternRoom room = {.used = 0};
    gint64 start = g_get_monotonic_time ();
    guint costs = 0;

    g_test_message ("%s", patterns[i]);
    g_assert_cmpint (yc_pattern_match (pattern, &room, text, 50000, &costs), ==,
                     YC_PATTERN_TOO_COSTLY);
    g_assert_cmpuint (costs, ==, 1);
    g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    yc_pattern_room_clear (&room);
  }
}

// A match that takes its time is found all the same.
static void
test_patient (void)
{
  g_autoptr (YcPattern) pattern = yc_pattern_new ("^(?:a|b|c)*d$", NULL);
  g_autofree char *text = g_strnfill (20000, 'a');
  YcPatternRoom room = {.used = 0};

  text[19999] = 'd';
  g_assert_cmpint (yc_pattern_match (pattern, &room, text, 20000, NULL), ==, YC_PATTERN_MATCHES);
  yc_pattern_room_clear (&room);
}

static void
test_broken_text (void)
{
  static const char *const texts[] = {"\xff", "\xe4\xb8", "\xed\xa0\x80", "a\xc0"};
  g_autoptr (YcPattern) pattern = yc_pattern_new ("^.*$", NULL);
  YcPatternRoom room = {.used = 0};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (yc_pattern_match (pattern, &room, texts[i], strlen (texts[i]), NULL), ==,
                     YC_PATTERN_DIFFERS);
  yc_pattern_room_clear (&room);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/pattern/a pattern means what ECMA-262 says", test_matches);
  g_test_add_func ("/rules/pattern/what is none there is none here", test_faults);
  g_test_add_func ("/rules/pattern/a pattern too large is refused", test_huge);
  g_test_add_func ("/rules/pattern/one that runs away is stopped", test_runaway);
  g_test_add_func ("/rules/pattern/one that takes its time is not", test_patient);
  g_test_add_func ("/rules/pattern/text that is not UTF-8 does not match", test_broken_text);
  return g_test_run ();
}
