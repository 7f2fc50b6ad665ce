// What is done to a page: in words and back, to every kind of pixels, and to what is no page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-page-ops.h"

#include <string.h>

#define WIDTH  50
#define HEIGHT 30

static gsize
line_of (YcPixelKind kind, int width)
{
  return kind == YC_PIXELS_LINEART ? ((gsize)width + 7) / 8
                                   : (gsize)width * (kind == YC_PIXELS_RGB ? 3 : 1);
}

// White with one black pixel.
static YcImage
draw_dot (YcPixelKind kind, int x, int y)
{
  const gsize line = line_of (kind, WIDTH) + 3;
  guint8 *data = g_malloc (line * HEIGHT);

  memset (data, kind == YC_PIXELS_LINEART ? 0 : 255, line * HEIGHT);
  if (kind == YC_PIXELS_LINEART)
    data[(gsize)y * line + (gsize)x / 8] = (guint8)(0x80 >> x % 8);
  else
    memset (data + (gsize)y * line + line_of (kind, x), 0, line_of (kind, 1));
  return (YcImage){kind, WIDTH, HEIGHT, 300, line, g_bytes_new_take (data, line * HEIGHT)};
}

static gboolean
is_black (const YcImage *image, int x, int y)
{
  const guint8 *line =
      (const guint8 *)g_bytes_get_data (image->data, NULL) + (gsize)y * image->stride;

  if (image->kind == YC_PIXELS_LINEART)
    return line[x / 8] >> (7 - x % 8) & 1;
  return line[line_of (image->kind, x)] < 128;
}

// The only black pixel is there.
static void
assert_dot (const YcImage *image, int x, int y)
{
  for (int j = 0; j < image->height; j++)
    for (int i = 0; i < image->width; i++)
      g_assert_cmpint (is_black (image, i, j), ==, i == x && j == y);
}

static YcImage
prepare (const YcImage *image, const char *list)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string (list, &error);
  YcImage done = {0};

  g_assert_no_error (error);
  g_assert_true (yc_page_prepare (image, ops, NULL, &done, &error));
  g_assert_no_error (error);
  return done;
}

static void
test_words (void)
{
  static const char *const lists[] = {
      "",
      "turn 1",
      "deskew -125",
      "crop 10 20 2400 3400",
      "despeckle",
      "kind lineart",
      "turn 3; deskew 4499; crop 0 0 1 1; despeckle; kind grey; kind colour",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autoptr (YcPageOps) ops = yc_page_ops_from_string (lists[i], NULL);
    g_autofree char *again = yc_page_ops_to_string (ops);

    g_assert_cmpstr (again, ==, lists[i]);
  }
}

static void
test_wrong_words (void)
{
  static const char *const lists[] = {

      "turn",         "turn 0",     "turn 4",
      "turn 1 2",     "turn x",     "deskew 4500",
      "deskew 1.5",   "crop 1 2 3", "crop -1 0 5 5",
      "crop 0 0 0 5", "kind",       "kind purple",
      "despeckle 1",  "rotate 90",  "turn 1;turn 1",
      "turn 1; ",     "; turn 1",   "crop 0 0 999999999999 5",
  };
  GString *many = g_string_new ("turn 1");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (yc_page_ops_from_string (lists[i], &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
  for (guint i = 0; i < YC_PAGE_OPS_MOST; i++)
    g_string_append (many, "; turn 1");
  g_assert_null (yc_page_ops_from_string (many->str, NULL));
  g_string_free (many, TRUE);
}

// A list never changes: the one before is the undo.
static void
test_append (void)
{
  const YcPageOp op = {YC_PAGE_OP_TURN, {2}};
  g_autoptr (YcPageOps) none = yc_page_ops_new ();
  g_autoptr (YcPageOps) one = yc_page_ops_append (none, &op, NULL);

  g_assert_cmpuint (yc_page_ops_get_n (none), ==, 0);
  g_assert_cmpuint (yc_page_ops_get_n (one), ==, 1);
  g_assert_cmpint (yc_page_ops_get (one, 0)->values[0], ==, 2);
  g_assert_null (yc_page_ops_get (one, 1));
}

static void
test_turn (void)
{
  static const struct {
    const char *list;
    int width, height, x, y; // of the dot at 5, 7
  } cases[] = {
      {"turn 1", HEIGHT, WIDTH, HEIGHT - 1 - 7, 5},
      {"turn 2", WIDTH, HEIGHT, WIDTH - 1 - 5, HEIGHT - 1 - 7},
      {"turn 3", HEIGHT, WIDTH, 7, WIDTH - 1 - 5},
      {"turn 1; turn 3", WIDTH, HEIGHT, 5, 7},
      {"crop 3 4 20 20", 20, 20, 2, 3},
      {"crop 5 7 1 1", 1, 1, 0, 0},
      {"crop 4 6 999 999", WIDTH - 4, HEIGHT - 6, 1, 1},
  };

  for (guint i = 0; i < 3 * G_N_ELEMENTS (cases); i++) {
    g_auto (YcImage) image = draw_dot ((YcPixelKind)(i % 3), 5, 7);
    g_auto (YcImage) done = prepare (&image, cases[i / 3].list);

    g_assert_cmpint (done.kind, ==, image.kind);
    g_assert_cmpint (done.dpi, ==, 300);
    g_assert_cmpint (done.width, ==, cases[i / 3].width);
    g_assert_cmpint (done.height, ==, cases[i / 3].height);
    assert_dot (&done, cases[i / 3].x, cases[i / 3].y);
    assert_dot (&image, 5, 7);
  }
}

// A stroke that leans by five degrees stands straight after, and no corner is lost.
static void
test_deskew (void)
{
  for (guint kind = 0; kind < 3; kind++) {
    g_auto (YcImage) image = draw_dot ((YcPixelKind)kind, 0, 0);
    g_auto (YcImage) leaning = prepare (&image, "deskew 500");
    g_auto (YcImage) back = prepare (&leaning, "deskew -500");
    int black = 0;

    g_assert_cmpint (leaning.width, >=, WIDTH + 2);
    g_assert_cmpint (leaning.height, >=, HEIGHT + 4);
    g_assert_cmpint (leaning.width, <=, WIDTH + 5);
    for (int y = 0; y < back.height; y++)
      for (int x = 0; x < back.width; x++)
        black += is_black (&back, x, y);
    g_assert_cmpint (black, <=, 2);
  }
}

static void
test_despeckle (void)
{
  g_auto (YcImage) image = draw_dot (YC_PIXELS_LINEART, 20, 10);
  g_auto (YcImage) grey = draw_dot (YC_PIXELS_GREY, 20, 10);
  g_auto (YcImage) clean = prepare (&image, "despeckle");
  g_auto (YcImage) same = prepare (&grey, "despeckle");

  assert_dot (&clean, -1, -1);
  assert_dot (&same, 20, 10);
}

static void
test_kind (void)
{
  for (guint from = 0; from < 3; from++)
    for (guint to = 0; to < 3; to++) {
      static const char *const lists[] = {"kind lineart", "kind grey", "kind colour"};
      g_auto (YcImage) image = draw_dot ((YcPixelKind)from, 20, 10);
      g_auto (YcImage) done = prepare (&image, lists[to]);

      g_assert_cmpuint (done.kind, ==, MIN (from, to)); // never to more than there is
      assert_dot (&done, 20, 10);
    }
}

static void
refuse (const YcImage *image, const char *list, YcErrorCode code, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string (list, NULL);
  YcImage done = {0};

  g_assert_false (yc_page_prepare (image, ops, cancellable, &done, &error));
  g_assert_error (error, YC_ERROR, (gint)code);
  g_assert_null (done.data);
}

static void
test_refused (void)
{
  static const char *const lists[] = {"turn 1", "deskew 100", "crop 0 0 5 5", "despeckle",
                                      "kind lineart"};
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_auto (YcImage) image = draw_dot (YC_PIXELS_LINEART, 5, 7);
  YcImage short_one = image, flat = image, none = image;

  short_one.height = 1000;
  flat.height = 0;
  none.data = NULL;
  g_cancellable_cancel (cancelled);
  refuse (&image, "crop 50 0 5 5", YC_ERROR_IMAGE, NULL);
  refuse (&image, "turn 1; crop 0 60 5 5", YC_ERROR_IMAGE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    refuse (&image, lists[i], YC_ERROR_CANCELLED, cancelled);
    refuse (&short_one, lists[i], YC_ERROR_IMAGE, NULL);
    refuse (&flat, lists[i], YC_ERROR_IMAGE, NULL);
    refuse (&none, lists[i], YC_ERROR_IMAGE, NULL);
  }
}

// Each turn adds corners; a list of them does not fill the memory.
static void
test_bomb (void)
{
  const int side = 8000;
  const gsize line = (gsize)side / 8;
  g_auto (YcImage) image = {YC_PIXELS_LINEART, side, side, 300, line, NULL};

  image.data = g_bytes_new_take (g_malloc0 (line * (gsize)side), line * (gsize)side);
  refuse (&image, "deskew 4499; deskew 4499; deskew 4499; deskew 4499; deskew 4499", YC_ERROR_IMAGE,
          NULL);
}

static void
test_one_pixel (void)
{
  static const char *const list = "turn 1; deskew 300; crop 0 0 9 9; despeckle; kind lineart";

  for (guint kind = 0; kind < 3; kind++) {
    const YcImage image = {(YcPixelKind)kind, 1, 1, 0, 3, g_bytes_new_static ("\xff\xff\xff", 3)};
    g_auto (YcImage) done = prepare (&image, list);

    g_assert_cmpint (done.width, >=, 1);
    g_bytes_unref (image.data);
  }
}

// ---- What was marked ----

// The box around all that is black, in shares of the page.
static YcPagePart
find_ink (const YcImage *image)
{
  int left = image->width, top = image->height, right = 0, bottom = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      if (is_black (image, x, y)) {
        left = MIN (left, x);
        right = MAX (right, x + 1);
        top = MIN (top, y);
        bottom = MAX (bottom, y + 1);
      }
  return (YcPagePart){left * YC_PAGE_SHARES / image->width, top * YC_PAGE_SHARES / image->height,
                      (right - left) * YC_PAGE_SHARES / image->width,
                      (bottom - top) * YC_PAGE_SHARES / image->height};
}

// Two pixels of a page that is at least 20 pixels long each way.
static void
assert_near (int a, int b)
{
  g_assert_cmpint (ABS (a - b), <=, 2 * YC_PAGE_SHARES / 20);
}

// Whatever is done to the page, the mark stands where its ink does.
static void
test_carry (void)
{
  static const char *const lists[] = {
      "",
      "turn 1",
      "turn 2",
      "turn 3",
      "crop 5 2 40 25",
      "turn 1; crop 3 4 25 40",
      "deskew 1500",
      "deskew -900; crop 4 3 48 30; turn 2",
  };
  g_auto (YcImage) page = draw_dot (YC_PIXELS_GREY, 20, 12);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (lists); k++) {
      g_auto (YcImage) was = prepare (&page, lists[i]), now = prepare (&page, lists[k]);
      g_autoptr (YcPageOps) from = yc_page_ops_from_string (lists[i], NULL);
      g_autoptr (YcPageOps) to = yc_page_ops_from_string (lists[k], NULL);
      YcPagePart part = find_ink (&was), ink = find_ink (&now);

      g_assert_true (yc_page_ops_carry (from, to, WIDTH, HEIGHT, &part));
      assert_near (part.left, ink.left);
      assert_near (part.top, ink.top);
      assert_near (part.left + part.width, ink.left + ink.width);
      assert_near (part.top + part.height, ink.top + ink.height);
    }
}

static void
test_cut_off (void)
{
  g_autoptr (YcPageOps) from = yc_page_ops_new ();
  g_autoptr (YcPageOps) to = yc_page_ops_from_string ("crop 30 0 20 30", NULL);
  YcPagePart gone = {0, 0, 1000, 1000}, over = {5000, 0, 2000, YC_PAGE_SHARES};

  g_assert_false (yc_page_ops_carry (from, to, WIDTH, HEIGHT, &gone));
  g_assert_cmpint (gone.width, ==, 1000);
  g_assert_true (yc_page_ops_carry (from, to, WIDTH, HEIGHT, &over)); // 25 to 35 of 50 pixels
  g_assert_cmpint (over.left, ==, 0);
  g_assert_cmpint (over.width, ==, 2500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/page-ops/a list of operations reads back", test_words);
  g_test_add_func ("/media/page-ops/what is no operation is refused", test_wrong_words);
  g_test_add_func ("/media/page-ops/a list never changes", test_append);
  g_test_add_func ("/media/page-ops/pages are turned and cropped to the pixel", test_turn);
  g_test_add_func ("/media/page-ops/straightening loses no corner", test_deskew);
  g_test_add_func ("/media/page-ops/specks go out of line art alone", test_despeckle);
  g_test_add_func ("/media/page-ops/a page is reduced, never raised, to a kind", test_kind);
  g_test_add_func ("/media/page-ops/what cannot be done leaves nothing behind", test_refused);
  g_test_add_func ("/media/page-ops/many operations do not fill the memory", test_bomb);
  g_test_add_func ("/media/page-ops/one pixel is a page", test_one_pixel);
  g_test_add_func ("/media/page-ops/a mark stands where its ink does", test_carry);
  g_test_add_func ("/media/page-ops/a mark is cut with its page", test_cut_off);
  return g_test_run ();
}
