// It is never possible to see a page of another case, however late and mixed up the pages arrive.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-canvas.h"

enum { N_CASES = 40, N_PAGES = 6, N_STEPS = 10000, MOST_ON_THEIR_WAY = 60 };

// The pixel, the title and the ids of a page all say which it is. Page ids repeat from case to
// case: both ids have to be compared.
static YcLeaf *
make_leaf (int case_number, int page_number)
{
  const guint32 pixel = 0xff000000u | (guint32)case_number << 16 | (guint32)page_number << 8 | 200;
  YcPicture picture = {
      .case_id = g_strdup_printf ("case-%d", case_number),
      .page_id = g_strdup_printf ("page-%d", page_number),
      .title = g_strdup_printf ("case-%d page-%d", case_number, page_number),
      .width = 1,
      .height = 1,
      .pixels = g_bytes_new (&pixel, sizeof pixel),
  };
  YcLeaf *leaf = yc_leaf_new (&picture);

  g_free (picture.case_id);
  g_free (picture.page_id);
  g_free (picture.title);
  g_bytes_unref (picture.pixels);
  return leaf;
}

// What somebody looks at: the wanted page, or a blank.
static gboolean
check_shown (YcPageCanvas *canvas, int case_number, int page_number)
{
  YcLeaf *leaf = yc_page_canvas_get_leaf (canvas);
  g_autofree char *title = g_strdup_printf ("case-%d page-%d", case_number, page_number);
  guint8 bgra[4];

  if (leaf == NULL)
    return FALSE;
  gdk_texture_download (yc_leaf_get_texture (leaf), bgra, 4);
  g_assert_cmpstr (yc_leaf_get_title (leaf), ==, title);
  g_assert_cmpint (bgra[2], ==, case_number);
  g_assert_cmpint (bgra[1], ==, page_number);
  return TRUE;
}

static void
want (YcPageCanvas *canvas, int case_number, int page_number)
{
  g_autofree char *case_id = g_strdup_printf ("case-%d", case_number);
  g_autofree char *page_id = g_strdup_printf ("page-%d", page_number);

  yc_page_canvas_want (canvas, case_id, page_id);
}

static void
test_late_pages (void)
{
  YcPageCanvas *canvas = g_object_ref_sink (YC_PAGE_CANVAS (yc_page_canvas_new ()));
  g_autoptr (GPtrArray) on_their_way = g_ptr_array_new_with_free_func (g_object_unref);
  guint shown = 0, refused = 0;
  int case_number = 0, page_number = 0;

  want (canvas, case_number, page_number);
  for (int step = 0; step < N_STEPS; step++) {
    if (g_test_rand_int_range (0, 3) ==
        0) { // somebody turns to another page, often of another case
      case_number = g_test_rand_int_range (0, N_CASES);
      page_number = g_test_rand_int_range (0, N_PAGES);
      want (canvas, case_number, page_number);
      g_ptr_array_add (on_their_way, make_leaf (case_number, page_number));
    } else if (on_their_way->len > 0) { // a page arrives, not in order, sometimes twice
      guint i = (guint)g_test_rand_int_range (0, (int)on_their_way->len);

      refused += !yc_page_canvas_offer (canvas, on_their_way->pdata[i]);
      if (g_test_rand_int_range (0, 2) == 0 || on_their_way->len > MOST_ON_THEIR_WAY)
        g_ptr_array_remove_index_fast (on_their_way, i);
    }
    shown += check_shown (canvas, case_number, page_number);
  }
  // Both happened often, so the test saw what it is about.
  g_assert_cmpuint (shown, >, N_STEPS / 100);
  g_assert_cmpuint (refused, >, N_STEPS / 10);
  g_object_unref (canvas);
}

static void
test_blank_at_once (void)
{
  YcPageCanvas *canvas = g_object_ref_sink (YC_PAGE_CANVAS (yc_page_canvas_new ()));
  g_autoptr (YcLeaf) leaf = make_leaf (1, 1);

  want (canvas, 1, 1);
  g_assert_true (yc_page_canvas_offer (canvas, leaf));
  want (canvas, 2, 1);
  g_assert_null (yc_page_canvas_get_leaf (canvas));
  g_assert_false (yc_page_canvas_offer (canvas, leaf));
  yc_page_canvas_want (canvas, NULL, NULL);
  g_assert_false (yc_page_canvas_offer (canvas, leaf));
  g_assert_null (yc_page_canvas_get_leaf (canvas));
  g_object_unref (canvas);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/a page that arrives late is never shown for another case",
                   test_late_pages);
  g_test_add_func ("/app/turning to another case blanks the page at once", test_blank_at_once);
  return g_test_run ();
}
