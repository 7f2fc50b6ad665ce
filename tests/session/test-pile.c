// Sorting the pages of a case: into other materials, in another order, out of it, and all the way
// back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-pile.h"
#include "yc-test-central.h"

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

typedef struct {
  YcTestCentral *central;
  YcSession *clerk;
  YcFile *file;
  YcPile *pile;
  char *first, *second; // materials
  GPtrArray *pages; // of char *: ids in the order in which they came; the tests call them a, b …
} Desk;

static char *
material_at (YcFile *file, guint i)
{
  g_autoptr (YcMaterialRow) row = g_list_model_get_item (yc_file_get_materials (file), i);

  return g_strdup (yc_material_row_get_id (row));
}

static void
add_page (Desk *desk, const char *material)
{
  g_autofree char *path = robot_make_page (desk->pages->len + 1);
  GListModel *pages = yc_file_get_pages (desk->file);
  guint before = g_list_model_get_n_items (pages);
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_import (desk->file, material, path, &error));
  g_assert_no_error (error);
  while (g_list_model_get_n_items (pages) == before)
    g_main_context_iteration (NULL, TRUE); // it is stored; the models follow
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);

    if (!g_ptr_array_find_with_equal_func (desk->pages, yc_page_row_get_id (row), g_str_equal,
                                           NULL))
      g_ptr_array_add (desk->pages, g_strdup (yc_page_row_get_id (row)));
  }
}

static void
desk_init (Desk *desk, const char *profile, guint n_pages)
{
  g_autoptr (GError) error = NULL;

  desk->central = yc_test_central_new_demo (0, FALSE);
  desk->clerk =
      robot_begin (profile, yc_test_central_get_url (desk->central), "wang", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (robot_sync (desk->clerk)); // numbers are leased
  desk->file = robot_new_case (desk->clerk, ITEM, &error);
  g_assert_no_error (error);
  desk->pile = yc_pile_new (desk->file);
  desk->first = material_at (desk->file, 0);
  desk->second = material_at (desk->file, 1);
  desk->pages = g_ptr_array_new_with_free_func (g_free);
  while (desk->pages->len < n_pages)
    add_page (desk, desk->first);
}

static void
desk_clear (Desk *desk)
{
  g_clear_object (&desk->pile);
  g_clear_object (&desk->file);
  robot_leave (&desk->clerk);
  yc_test_central_free (desk->central);
  g_ptr_array_unref (desk->pages);
  g_free (desk->first);
  g_free (desk->second);
}

static char
letter_of (Desk *desk, const char *page)
{
  guint index = 0;

  g_assert_true (g_ptr_array_find_with_equal_func (desk->pages, page, g_str_equal, &index));
  return (char)('a' + index);
}

// How the pages lie: "abc|de", the first material's in front of the line.
static char *
lie (Desk *desk)
{
  GListModel *pages = yc_file_get_pages (desk->file);
  GString *first = g_string_new (NULL), *second = g_string_new ("|");

  robot_settle (desk->file);
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);
    gboolean in_first = g_str_equal (yc_page_row_get_material (row), desk->first);

    g_string_append_c (in_first ? first : second, letter_of (desk, yc_page_row_get_id (row)));
  }
  g_string_append (first, second->str);
  g_string_free (second, TRUE);
  return g_string_free (first, FALSE);
}

#define assert_lie(desk, wanted)                                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *now = lie (desk);                                                             \
                                                                                                   \
    g_assert_cmpstr (now, ==, wanted);                                                             \
  }                                                                                                \
  G_STMT_END

// The ids of the pages with these letters; free the array only.
static const char **
named (Desk *desk, const char *letters)
{
  const char **pages = g_new0 (const char *, strlen (letters) + 1);

  for (guint i = 0; letters[i] != '\0'; i++)
    pages[i] = desk->pages->pdata[letters[i] - 'a'];
  return pages;
}

static void
move (Desk *desk, const char *letters, const char *material, char before)
{
  g_autofree const char **pages = named (desk, letters);

  yc_pile_move (desk->pile, pages, material,
                before != '\0' ? desk->pages->pdata[before - 'a'] : NULL);
}

static void
shift (Desk *desk, const char *letters, int step)
{
  g_autofree const char **pages = named (desk, letters);

  yc_pile_shift (desk->pile, pages, step);
}

static void
take_out (Desk *desk, const char *letters)
{
  g_autofree const char **pages = named (desk, letters);

  yc_pile_remove (desk->pile, pages);
}

static void
test_sort (void)
{
  Desk desk;

  desk_init (&desk, "pile-sort", 5);
  assert_lie (&desk, "abcde|");
  move (&desk, "bd", desk.second, '\0');
  assert_lie (&desk, "ace|bd");
  move (&desk, "e", desk.second, 'd');
  assert_lie (&desk, "ac|bed");
  move (&desk, "db", desk.first, 'a'); // in the order in which they were named
  assert_lie (&desk, "dbac|e");
  move (&desk, "da", desk.first, 'a'); // before a page that moves itself
  assert_lie (&desk, "bdac|e");
  shift (&desk, "da", -1);
  assert_lie (&desk, "dabc|e");
  shift (&desk, "da", -1); // they are in front already
  assert_lie (&desk, "dabc|e");
  shift (&desk, "bc", 1);
  assert_lie (&desk, "dabc|e");
  shift (&desk, "d", 1);
  assert_lie (&desk, "adbc|e");
  take_out (&desk, "ae");
  assert_lie (&desk, "dbc|");
  desk_clear (&desk);
}

// Two steps before the first of them is stored.
static void
test_quick (void)
{
  Desk desk;

  desk_init (&desk, "pile-quick", 4);
  shift (&desk, "a", 1);
  shift (&desk, "a", 1);
  move (&desk, "a", desk.second, '\0');
  yc_pile_undo (desk.pile);
  assert_lie (&desk, "bcad|");
  desk_clear (&desk);
}

// What was done can be undone to the beginning, and done again, step by step.
static void
test_back_and_forth (void)
{
  enum { STEPS = 24 };
  g_autofree char *seen[STEPS + 1] = {0};
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261123);
  Desk desk;

  desk_init (&desk, "pile-back", 5);
  seen[0] = lie (&desk);
  for (guint i = 0; i < STEPS; i++) {
    const char letters[] = {(char)('a' + g_rand_int_range (rand, 0, 5)), '\0'};
    int what = g_rand_int_range (rand, 0, 8);

    if (what == 0)
      take_out (&desk, letters);
    else if (what < 4)
      shift (&desk, letters, what == 1 ? -1 : 1);
    else
      move (&desk, letters, what % 2 == 0 ? desk.first : desk.second, '\0');
    seen[i + 1] = lie (&desk);
  }
  for (guint i = STEPS; i > 0; i--) {
    g_assert_true (yc_pile_can_undo (desk.pile));
    yc_pile_undo (desk.pile);
    assert_lie (&desk, seen[i - 1]);
  }
  g_assert_false (yc_pile_can_undo (desk.pile));
  for (guint i = 0; i < STEPS; i++) {
    yc_pile_redo (desk.pile);
    assert_lie (&desk, seen[i + 1]);
  }
  g_assert_false (yc_pile_can_redo (desk.pile));
  for (guint i = 0; i < STEPS; i++)
    g_clear_pointer (&seen[i], g_free);
  desk_clear (&desk);
  g_clear_pointer (&seen[STEPS], g_free);
}

static void
test_new_pages_stay (void)
{
  Desk desk;

  desk_init (&desk, "pile-new", 3);
  take_out (&desk, "b");
  assert_lie (&desk, "ac|");
  add_page (&desk, desk.first);
  assert_lie (&desk, "acd|");
  yc_pile_undo (desk.pile);
  assert_lie (&desk, "abcd|");
  yc_pile_redo (desk.pile);
  assert_lie (&desk, "acd|");
  desk_clear (&desk);
}

static void
test_few_deeds (void)
{
  GListModel *history;
  guint before;
  Desk desk;

  desk_init (&desk, "pile-few", 6);
  history = yc_file_get_history (desk.file);
  before = g_list_model_get_n_items (history);
  move (&desk, "a", desk.first, '\0'); // over all others
  assert_lie (&desk, "bcdefa|");
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, before + 1);
  move (&desk, "a", desk.first, '\0'); // it is there already
  assert_lie (&desk, "bcdefa|");
  g_assert_cmpuint (g_list_model_get_n_items (history), ==, before + 1);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/pile/pages are sorted into materials and order", test_sort);
  g_test_add_func ("/session/pile/a step counts before it is stored", test_quick);
  g_test_add_func ("/session/pile/every step is undone and done again", test_back_and_forth);
  g_test_add_func ("/session/pile/pages that came in meanwhile stay", test_new_pages_stay);
  g_test_add_func ("/session/pile/one page moved is one deed", test_few_deeds);
  return g_test_run ();
}
