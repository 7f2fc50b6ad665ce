// Finding service items by name, code, department, everyday words and pinyin.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "yc-item-index.h"
#include "yc-pinyin.h"

static YcCatalogue *catalogue; // of the demo city

static YcItemIndex *
make (const char *theme, const char *day, GPtrArray *frequent, gboolean with_pinyin)
{
  return yc_item_index_new (catalogue, theme, yc_day_from_string (day), frequent, with_pinyin);
}

// Where the item stands among what is found; -1 if it is not.
static int
position (YcItemIndex *index, const char *search, const char *code)
{
  g_autoptr (GPtrArray) items = yc_item_index_find (index, search);

  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((const YcItem *)items->pdata[i])->code, code))
      return (int)i;
  return -1;
}

static void
test_found (void)
{
  static const struct {
    const char *search, *code;
    int position; // -1: not found
  } cases[] = {
      {"不动产转移登记", "real-estate-transfer", 0},
      {"转移", "real-estate-transfer", 0},
      {"real-estate-transfer", "real-estate-transfer", 0},
      {"REAL-estate-TRANSFER", "real-estate-transfer", 0},
      {"过户", "real-estate-transfer", 0}, // an everyday word
      {"二手房 不动产", "real-estate-transfer", 0},
      {"  二手房\t", "real-estate-transfer", 0},
      {"bdczy", "real-estate-transfer", 0}, // initials of its name
      {"BDCZY", "real-estate-transfer", 0},
      {"budongchanzhuanyi", "real-estate-transfer", 0},
      {"budongchan zhuanyi", "real-estate-transfer", 0},
      {"guohu", "real-estate-transfer", 0}, // of an everyday word
      {"jzqmhz", "driving-licence-renewal", -1},
      {"jiazhao", "driving-licence-renewal", 0},
      {"bdczx", "real-estate-transfer", -1},
      {"过户 餐饮", "real-estate-transfer", -1},
      {"zzz", "real-estate-transfer", -1},
  };
  g_autoptr (YcItemIndex) index = make ("general", "2026-11-23", NULL, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].search);
    g_assert_cmpint (position (index, cases[i].search, cases[i].code), ==, cases[i].position);
  }
}

static void
test_department (void)
{
  g_autoptr (YcItemIndex) index = make ("general", "2026-11-23", NULL, TRUE);
  const YcOffice *office = yc_catalogue_find_department (catalogue, "natural-resources");
  g_autoptr (GPtrArray) items = yc_item_index_find (index, office->name.zh);

  g_assert_cmpuint (items->len, >, 1);
  for (guint i = 0; i < items->len; i++)
    g_assert_cmpstr (((const YcItem *)items->pdata[i])->department, ==, "natural-resources");
}

static void
test_frequent (void)
{
  static const char *const codes[] = {"rental-filing", "real-estate-mortgage"};
  g_autoptr (GPtrArray) frequent = g_ptr_array_new ();
  g_autoptr (YcItemIndex) index = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    g_ptr_array_add (frequent, (gpointer)codes[i]);
  index = make ("general", "2026-11-23", frequent, TRUE);
  g_assert_cmpint (position (index, NULL, "rental-filing"), ==, 0);
  g_assert_cmpint (position (index, "", "real-estate-mortgage"), ==, 1);
  // The better fit comes before the habit.
  g_assert_cmpint (position (index, "不动产转移", "real-estate-transfer"), ==, 0);
}

// Only what the window offers, and of two versions the one in use.
static void
test_offered (void)
{
  static const struct {
    const char *theme, *day, *code;
    gboolean offered;
  } cases[] = {
      {"real-estate", "2026-11-23", "real-estate-transfer", TRUE},
      {"real-estate", "2026-11-23", "passport", FALSE},
      {"population", "2026-11-23", "passport", TRUE},
      {"general", "2026-11-23", "passport", TRUE},
      {"general", "2024-12-31", "real-estate-transfer", FALSE}, // not in use yet
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcItemIndex) index = make (cases[i].theme, cases[i].day, NULL, FALSE);

    g_assert_true ((position (index, NULL, cases[i].code) >= 0) == cases[i].offered);
  }
}

static void
test_versions (void)
{
  static const struct {
    const char *day;
    int version;
  } cases[] = {{"2026-06-30", 1}, {"2026-07-01", 2}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcItemIndex) index = make ("traffic", cases[i].day, NULL, FALSE);
    g_autoptr (GPtrArray) items = yc_item_index_find (index, "驾驶证期满换证");

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_cmpint (((const YcItem *)items->pdata[0])->version, ==, cases[i].version);
  }
}

static void
test_pinyin (void)
{
  static const char *const cases[][2] = {
      {"不动产", "bu dong chan"},
      {"", ""},
  };
  g_autoptr (YcPinyin) pinyin = yc_pinyin_new ();
  g_autofree char *large = g_strnfill (10000, 'x');
  g_autofree char *kept = NULL, *odd = NULL;

  g_assert_nonnull (pinyin);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *spelt = yc_pinyin_spell (pinyin, cases[i][0]);

    g_assert_cmpstr (spelt, ==, cases[i][1]);
  }
  kept = yc_pinyin_spell (pinyin, large); // no name: as it is, and no harm
  g_assert_cmpstr (kept, ==, large);
  odd = yc_pinyin_spell (pinyin, "𠮷田\xff");
  g_assert_true (g_utf8_validate (odd, -1, NULL));
}

int
main (int argc, char **argv)
{
  int failures;

  g_test_init (&argc, &argv, NULL);
  catalogue = city_load ();
  g_test_add_func ("/items/an item is found by whatever people call it", test_found);
  g_test_add_func ("/items/a department finds its items", test_department);
  g_test_add_func ("/items/what is taken in most comes first, behind what fits better",
                   test_frequent);
  g_test_add_func ("/items/a window finds what it offers today", test_offered);
  g_test_add_func ("/items/of two versions the one in use is found", test_versions);
  g_test_add_func ("/items/pinyin is spelt without tones, and odd names do no harm", test_pinyin);
  failures = g_test_run ();
  yc_catalogue_unref (catalogue);
  return failures;
}
