// Stored pages are shown with what is done to them, large and small alike.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "yc-error.h"
#include "yc-page-show.h"

#include <math.h>
#include <string.h>

static const char *const lists[] = {
    "",
    "turn 1",
    "deskew -200; crop 58 40 1653 2338",
    "crop 100 200 400 300; turn 3",
    "kind grey; deskew 150; kind lineart",
    "despeckle; turn 2",
};

static GBytes *
store (YcPixelKind kind, const char **ret_mime)
{
  const Paper paper = {.content = PAPER_TEXT, .kind = kind, .dpi = 200, .skew = 2, .seed = 7};
  g_auto (YcImage) image = paper_draw (&paper);

  return yc_image_encode (&image, ret_mime, NULL);
}

static YcImage
show (GBytes *content, const char *mime, const char *list, int width)
{
  g_autoptr (YcPageOps) ops = *list != '\0' ? yc_page_ops_from_string (list, NULL) : NULL;
  g_autoptr (GError) error = NULL;
  YcImage shown;

  g_assert_true (yc_page_show (content, mime, ops, width, NULL, &shown, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (shown.kind, ==, YC_PIXELS_RGB);
  return shown;
}

static void
test_measure (void)
{
  for (guint i = 1; i < 3 * G_N_ELEMENTS (lists); i++) {
    const char *list = lists[i / 3];
    g_autoptr (YcPageOps) ops = yc_page_ops_from_string (list, NULL);
    const Paper paper = {.content = PAPER_BLANK, .kind = (YcPixelKind)(i % 3), .dpi = 100};
    g_auto (YcImage) image = paper_draw (&paper), done = {0};
    int width = image.width, height = image.height;

    yc_page_ops_measure (ops, &width, &height);
    g_assert_true (yc_page_prepare (&image, ops, NULL, &done, NULL));
    g_assert_cmpint (width, ==, done.width);
    g_assert_cmpint (height, ==, done.height);
  }
}

static double
darkness (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  const gsize n = g_bytes_get_size (image->data);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    sum += 255 - data[i];
  return sum / (double)n;
}

// Exactly as wide as asked, of the same shape, and as dark as it is in full.
static void
test_small (void)
{
  static const int widths[] = {60, 150, 433};

  for (guint i = 0; i < 3 * G_N_ELEMENTS (lists); i++) {
    const char *mime, *list = lists[i / 3];
    g_autoptr (GBytes) content = store ((YcPixelKind)(i % 3), &mime);
    g_auto (YcImage) full = show (content, mime, list, 0);

    for (guint k = 0; k < G_N_ELEMENTS (widths); k++) {
      g_auto (YcImage) small = show (content, mime, list, widths[k]);
      const double ratio = (double)small.height / small.width * full.width / full.height;

      g_test_message ("%s at %d: %d x %d, darkness %.1f, in full %.1f", list, widths[k],
                      small.width, small.height, darkness (&small), darkness (&full));
      g_assert_cmpint (small.width, ==, MIN (widths[k], full.width));
      g_assert_cmpfloat_with_epsilon (ratio, 1, 0.03);
      g_assert_cmpfloat_with_epsilon (darkness (&small), darkness (&full), 5);
    }
  }
}

// Turning on and on leads round, and the list does not grow.
static void
test_turn (void)
{
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string ("deskew 100; crop 1 2 30 40", NULL);
  static const char *const expected[] = {
      "deskew 100; crop 1 2 30 40; turn 1", "deskew 100; crop 1 2 30 40; turn 2",
      "deskew 100; crop 1 2 30 40; turn 3", "deskew 100; crop 1 2 30 40"};

  for (guint i = 0; i < 3 * G_N_ELEMENTS (expected); i++) {
    YcPageOps *turned = yc_page_ops_turn (ops, 1, NULL);
    g_autofree char *words = yc_page_ops_to_string (turned);

    g_assert_cmpstr (words, ==, expected[i % G_N_ELEMENTS (expected)]);
    yc_page_ops_unref (ops);
    ops = turned;
  }
}

static void
test_scale (void)
{
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string ("turn 1; crop 10 20 3 400", NULL);
  g_autoptr (YcPageOps) half = yc_page_ops_scale (ops, 50, 100);
  g_autoptr (YcPageOps) tiny = yc_page_ops_scale (ops, 1, 1000);
  g_autofree char *words = yc_page_ops_to_string (half), *none = yc_page_ops_to_string (tiny);

  g_assert_cmpstr (words, ==, "turn 1; crop 5 10 2 200");
  g_assert_cmpstr (none, ==, "turn 1; crop 0 0 1 1");
}

static void
refuse (GBytes *content, const char *list, GCancellable *cancellable, int width, YcErrorCode code)
{
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string (list, NULL);
  g_autoptr (GError) error = NULL;
  YcImage shown;

  g_assert_false (yc_page_show (content, "image/jpeg", ops, width, cancellable, &shown, &error));
  g_assert_error (error, YC_ERROR, (gint)code);
  g_assert_null (shown.data);
}

// Every operation, cancelled, on what is damaged, and outside of the page.
static void
test_refused (void)
{
  static const char *const each[] = {"turn 1", "deskew 100", "crop 0 0 9 9", "despeckle",
                                     "kind grey"};
  const char *mime;
  g_autoptr (GBytes) content = store (YC_PIXELS_GREY, &mime);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (content, 0, g_bytes_get_size (content) / 2);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    for (int width = 0; width < 300; width += 200) {
      refuse (cut, each[i], NULL, width, YC_ERROR_IMAGE);
      refuse (none, each[i], NULL, width, YC_ERROR_IMAGE);
    }
  for (guint i = 0; i < G_N_ELEMENTS (each); i++)
    refuse (content, each[i], cancelled, 0, YC_ERROR_CANCELLED);
  refuse (content, "crop 5000 0 10 10", NULL, 0, YC_ERROR_IMAGE);
  refuse (content, "crop 5000 0 10 10", NULL, 1, YC_ERROR_IMAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/page-show/the size of a page is known before it is made", test_measure);
  g_test_add_func ("/media/page-show/a small page looks like the large one", test_small);
  g_test_add_func ("/media/page-show/turning leads round", test_turn);
  g_test_add_func ("/media/page-show/a coarser page is cropped at the same place", test_scale);
  g_test_add_func ("/media/page-show/what is damaged or cancelled is not shown", test_refused);
  return g_test_run ();
}
