// The text of a page: kept and read again, found, picked and put together.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-page-words-kept.h"

#include <string.h>

enum { WIDTH = 500, HEIGHT = 1000, LETTER = 20 };

// Letters in a grid, a line after each newline.
static YcPageText *
lay (const char *words)
{
  YcPageText *text = g_new0 (YcPageText, 1);
  double x = 0, y = 0;

  text->text = g_strdup (words);
  text->n = (gsize)g_utf8_strlen (words, -1);
  text->boxes = g_new0 (YcPageBox, text->n);
  for (gsize i = 0; i < text->n; i++) {
    text->boxes[i] = (YcPageBox){x, y, x + LETTER, y + LETTER};
    x += LETTER;
    if (*g_utf8_offset_to_pointer (words, (glong)i) == '\n') {
      x = 0;
      y += 2 * LETTER;
    }
  }
  return text;
}

static YcPageWords *
keep (const char *text)
{
  g_autoptr (YcPageText) laid = lay (text);
  g_autoptr (GBytes) content = yc_page_words_pack (laid, (YcPageSize){WIDTH, HEIGHT});
  g_autoptr (GError) error = NULL;
  YcPageWords *words = yc_page_words_unpack ("page", content, &error);

  g_assert_no_error (error);
  g_assert_true (memcmp (g_bytes_get_data (content, NULL), "{\"text\":", 8) == 0);
  return words;
}

static void
test_kept (void)
{
  g_autoptr (YcPageWords) words = keep ("房屋\nArea");
  g_autofree char *text = yc_page_words_get_text (words, 0, 99);

  g_assert_cmpstr (text, ==, "房屋\nArea");
  g_assert_cmpstr (words->page, ==, "page");
  g_assert_cmpint (words->parts[1].left, ==, LETTER * YC_PAGE_SHARES / WIDTH);
  g_assert_cmpint (words->parts[3].top, ==, 2 * LETTER * YC_PAGE_SHARES / HEIGHT);
}

static void
test_nothing (void)
{
  g_autoptr (YcPageText) blank = lay (" \n ");
  g_autofree char *much = g_strnfill (30000, 'x');
  g_autoptr (YcPageWords) words = keep (much);

  g_assert_null (yc_page_words_pack (blank, (YcPageSize){WIDTH, HEIGHT}));
  g_assert_cmpuint (words->n, ==, 20000);
}

static void
test_spoiled (void)
{
  static const char *const spoiled[] = {
      "",
      "[]",
      "{\"text\":\"ab\"}",
      "{\"text\":\"ab\",\"places\":[1,2,3,4]}",
      "{\"text\":7,\"places\":[]}",
      "{\"text\":\"a\",\"places\":[1,2,3,4,5]}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spoiled); i++) {
    g_autoptr (GBytes) content = g_bytes_new_static (spoiled[i], strlen (spoiled[i]));
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_page_words_unpack ("page", content, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
}

// Numbers that are no places are kept inside of the page.
static void
test_wild_places (void)
{
  static const char text[] = "{\"text\":\"a\",\"places\":[-5,{},99999999999,1]}";
  g_autoptr (GBytes) content = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (YcPageWords) words = yc_page_words_unpack ("page", content, NULL);

  g_assert_cmpint (words->parts[0].left, ==, 0);
  g_assert_cmpint (words->parts[0].top, ==, 0);
  g_assert_cmpint (words->parts[0].width, ==, YC_PAGE_SHARES);
}

static void
test_find (void)
{
  static const struct {
    const char *query;
    gsize from, to; // 0, 0: nowhere
  } cases[] = {
      {"湖区", 7, 10}, {"AREA", 11, 15}, {"9 8.4", 15, 19}, {"屋坐落", 1, 5}, {"落：", 4, 6},
      {"湖文", 0, 0},  {"98.40", 0, 0},  {" ", 0, 0},       {"", 0, 0},
  };
  g_autoptr (YcPageWords) words = keep ("房屋 坐落：西湖\n区\nArea98.4");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize from = 0, to = 0;
    gboolean found = yc_page_words_find (words, cases[i].query, 0, &from, &to);

    g_test_message ("%s", cases[i].query);
    g_assert_cmpint (found, ==, cases[i].to > 0);
    if (!found)
      continue;
    g_assert_cmpuint (from, ==, cases[i].from);
    g_assert_cmpuint (to, ==, cases[i].to);
  }
}

// A word that goes on in the next line has a place in each.
static void
test_two_lines (void)
{
  g_autoptr (YcPageWords) words = keep ("不动产登\n记证明");
  g_autoptr (GArray) parts = NULL;
  gsize from, to;

  g_assert_true (yc_page_words_find (words, "登记证", 0, &from, &to));
  parts = yc_page_words_get_parts (words, from, to);
  g_assert_cmpuint (parts->len, ==, 2);
  g_assert_cmpint (g_array_index (parts, YcPagePart, 0).left, ==,
                   3 * LETTER * YC_PAGE_SHARES / WIDTH);
  g_assert_cmpint (g_array_index (parts, YcPagePart, 1).width, ==,
                   2 * LETTER * YC_PAGE_SHARES / WIDTH);
  g_assert_false (yc_page_words_find (words, "登记证", to, &from, &to));
}

static void
test_pick (void)
{
  g_autoptr (YcPageWords) words = keep ("ab\ncd");
  gboolean on_it;

  g_assert_cmpuint (yc_page_words_pick (words, 500, 100, &on_it), ==, 1);
  g_assert_true (on_it);
  g_assert_cmpuint (yc_page_words_pick (words, 9000, 500, &on_it), ==, 4); // beside its line
  g_assert_false (on_it);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/page-words/text comes back with its places", test_kept);
  g_test_add_func ("/session/page-words/blanks are not kept, and no more than a page has",
                   test_nothing);
  g_test_add_func ("/session/page-words/what is no text is refused", test_spoiled);
  g_test_add_func ("/session/page-words/places stay on the page", test_wild_places);
  g_test_add_func ("/session/page-words/words are found through case, blanks and lines", test_find);
  g_test_add_func ("/session/page-words/each line of what was found has a place", test_two_lines);
  g_test_add_func ("/session/page-words/the letter at a point is picked, or the nearest",
                   test_pick);
  return g_test_run ();
}
