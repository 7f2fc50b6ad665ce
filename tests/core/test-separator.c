// Codes of cover sheets: there and back, and everything that is none.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-separator.h"

#include <string.h>

static void
test_there_and_back (void)
{
  static const char *const cases[][2] = {
      {"bdc-transfer", "id-card"}, {"3601-001", "a*b"}, {"不动产转移登记", "身份证明"}, {"%", "*"}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = yc_separator_make (cases[i][0], cases[i][1]);
    g_auto (YcSeparator) back = {0};

    g_assert_true (g_str_is_ascii (text));
    g_assert_true (yc_separator_parse (text, &back));
    g_assert_cmpstr (back.item, ==, cases[i][0]);
    g_assert_cmpstr (back.material, ==, cases[i][1]);
  }
}

static void
test_no_name (void)
{
  g_autofree char *name = g_strnfill (201, 'x');

  g_assert_null (yc_separator_make ("", "m"));
  g_assert_null (yc_separator_make ("i", ""));
  g_assert_null (yc_separator_make ("i", NULL));
  g_assert_null (yc_separator_make (name, "m"));
  g_assert_null (yc_separator_make ("i", "\xff"));
}

static void
refuse (const char *text)
{
  g_auto (YcSeparator) back = {0};

  g_assert_false (yc_separator_parse (text, &back));
  g_assert_null (back.item);
  g_assert_null (back.material);
}

static void
test_foreign (void)
{
  static const char *const cases[] = {"",
                                      "https://example.org/?a=1*2*3",
                                      "YCSEP1",
                                      "YCSEP1***",
                                      "YCSEP1*i*m*",
                                      "YCSEP1*i*m*00000000",
                                      "YCSEP2*i*m*00000000",
                                      "6901234567892",
                                      "YCSEP1*%ff*m*00000000"};
  g_autofree char *long_text = g_strnfill (100000, '*');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse (cases[i]);
  refuse (NULL);
  refuse (long_text);
}

// A code that was read with one wrong character leads nowhere.
static void
test_misread (void)
{
  g_autofree char *text = yc_separator_make ("item", "material");

  for (gsize i = 0; i < strlen (text); i++) {
    g_autofree char *wrong = g_strdup (text);

    wrong[i] = wrong[i] == '3' ? '8' : '3';
    refuse (wrong);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/separator/item and material come back", test_there_and_back);
  g_test_add_func ("/core/separator/without names there is no sheet", test_no_name);
  g_test_add_func ("/core/separator/codes of others are none", test_foreign);
  g_test_add_func ("/core/separator/a misread code is none", test_misread);
  return g_test_run ();
}
