// Pages become small files that can still be read.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "yc-page.h"

#define KILOBYTES  1024
#define CASE_PAGES 20

// What goes in and what comes out, by the measures that say whether a page can be read.
static void
assert_readable (const YcImage *image, GBytes *content, int least_dpi)
{
  g_auto (YcImage) stored = {0};
  g_auto (YcPageReport) before = {0}, after = {0};

  g_assert_true (yc_image_load (content, &stored, NULL));
  g_assert_true (yc_page_inspect (image, NULL, NULL, &before, NULL));
  g_assert_true (yc_page_inspect (&stored, NULL, NULL, &after, NULL));
  g_test_message ("%zu bytes, %d dpi, contrast %.2f of %.2f, edges %.2f mm of %.2f",
                  g_bytes_get_size (content), stored.dpi, after.contrast, before.contrast,
                  after.edge_mm, before.edge_mm);
  g_assert_cmpint (stored.dpi, >=, least_dpi);
  g_assert_cmpuint (after.findings & (YC_PAGE_BLURRED | YC_PAGE_FAINT), ==, 0);
  g_assert_cmpfloat (after.contrast, >, 0.85 * before.contrast);
  g_assert_cmpfloat (after.edge_mm, <, 1.5 * before.edge_mm);
  g_assert_cmpfloat_with_epsilon (after.skew, before.skew, 0.2);
}

// A page that is full of print from edge to edge, a form with a seal: as a scanner that
// rustles a little delivers them. What the counter uses where the catalogue says nothing leaves 200
// dpi; 250 KB leave at least 150.
static void
test_colour (void)
{
  static const struct {
    gsize kilobytes;
    int dpi;
  } budgets[] = {{250, 150}, {400, 200}};
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM};
  static const double noises[] = {0, 2};

  for (guint i = 0; i < G_N_ELEMENTS (contents) * G_N_ELEMENTS (noises); i++) {
    const Paper paper = {.content = contents[i % G_N_ELEMENTS (contents)],
                         .kind = YC_PIXELS_RGB,
                         .skew = 1,
                         .noise = noises[i / G_N_ELEMENTS (contents)],
                         .seed = 4};
    g_auto (YcImage) image = paper_draw (&paper);

    for (guint k = 0; k < G_N_ELEMENTS (budgets); k++) {
      const gsize most = budgets[k].kilobytes * KILOBYTES;
      const char *mime;
      g_autoptr (GBytes) content = yc_image_encode_within (&image, most, &mime, NULL);

      g_assert_cmpuint (g_bytes_get_size (content), <=, most);
      assert_readable (&image, content, budgets[k].dpi);
    }
  }
}

// Line art is never made worse, and needs no budget.
static void
test_bilevel_case (void)
{
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM, PAPER_TEXT, PAPER_TABLE};
  gsize sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++) {
    const Paper paper = {.content = contents[i % G_N_ELEMENTS (contents)],
                         .skew = i - 2.0,
                         .noise = 4,
                         .seed = i + 1};
    g_auto (YcImage) image = paper_draw (&paper);
    const char *mime;
    g_autoptr (GBytes) content = yc_image_encode_within (&image, 40 * KILOBYTES, &mime, NULL);
    g_auto (YcImage) again = {0};

    g_assert_cmpstr (mime, ==, "image/tiff");
    g_assert_true (yc_image_load (content, &again, NULL));
    g_assert_cmpint (again.width, ==, image.width);
    sum += g_bytes_get_size (content) * CASE_PAGES / G_N_ELEMENTS (contents);
  }
  g_test_message ("%u pages of line art: %zu bytes", CASE_PAGES, sum);
  g_assert_cmpuint (sum, <, 1500 * KILOBYTES);
}

// What the decision for a kind of page saves: print that was scanned in colour becomes line art.
static void
test_kind (void)
{
  const Paper paper = {.content = PAPER_TEXT, .kind = YC_PIXELS_RGB, .skew = 1, .seed = 4};
  g_auto (YcImage) image = paper_draw (&paper), shown = {0};
  g_auto (YcPageReport) report = {0};
  g_autoptr (YcPageOps) ops = NULL;
  const char *mime;
  g_autoptr (GBytes) content = NULL;

  g_assert_true (yc_page_inspect (&image, NULL, NULL, &report, NULL));
  ops = yc_page_suggest (&report, TRUE);
  g_assert_true (yc_page_prepare (&image, ops, NULL, &shown, NULL));
  g_assert_cmpuint (shown.kind, ==, YC_PIXELS_LINEART);
  content = yc_image_encode (&shown, &mime, NULL);
  g_assert_cmpuint (g_bytes_get_size (content), <, 120 * KILOBYTES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/budget/a page in colour takes 250 KB and can be read", test_colour);
  g_test_add_func ("/media/budget/twenty pages of line art take 1.5 MB", test_bilevel_case);
  g_test_add_func ("/media/budget/print in colour becomes line art", test_kind);
  return g_test_run ();
}
