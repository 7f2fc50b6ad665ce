// Pages are looked over: a part of the corpus, every kind of page that is none, several at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"
#include "yc-error.h"

#include <string.h>

#define EVERY 6 // page of the corpus is looked at here

static YcPageReport
inspect (const YcImage *image, const YcPageAsk *ask)
{
  g_autoptr (GError) error = NULL;
  YcPageReport report;

  g_assert_true (yc_page_inspect (image, ask, NULL, &report, &error));
  g_assert_no_error (error);
  return report;
}

static void
test_corpus (gconstpointer data)
{
  const CorpusGroup group = (CorpusGroup)GPOINTER_TO_UINT (data);
  g_autoptr (GPtrArray) pages = corpus_new ();
  guint seen = 0;

  for (guint i = 0; i < pages->len; i++) {
    CorpusPage *page = g_ptr_array_index (pages, i);
    g_auto (YcImage) image = {0};
    g_auto (YcPageReport) report = {0};
    double off;

    if (page->group != group || seen++ % EVERY != 0)
      continue;
    if (page->paper.dpi == 0)
      page->paper.dpi = 200;
    image = paper_draw (&page->paper);
    report = inspect (&image, NULL);
    g_test_message ("%s", page->name);
    g_assert_cmpstr (corpus_judge (page, &report, &off), ==, NULL);
  }
  g_assert_cmpuint (seen, >, 0);
}

// A page of print is brought upright; one with less to go by is left as it is rather than turned
// the wrong way.
static void
test_turned (void)
{
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM, PAPER_TABLE, PAPER_SHORT};

  for (guint i = 0; i < 4 * G_N_ELEMENTS (contents); i++) {
    const int turn = (int)i % 4, right = (4 - turn) % 4;
    const Paper paper = {.content = contents[i / 4],
                         .kind = (YcPixelKind)(i % 3),
                         .dpi = 200,
                         .turn = turn,
                         .skew = 0.8,
                         .noise = 4,
                         .seed = 40 + i};
    g_auto (YcImage) image = paper_draw (&paper);
    g_auto (YcPageReport) report = inspect (&image, NULL);

    g_test_message ("%u: %d of %d", i, report.turn, right);
    if (paper.content == PAPER_TEXT || report.turn != 0)
      g_assert_cmpint (report.turn, ==, right);
  }
}

// What is suggested leaves nothing to suggest.
static void
test_suggest (void)
{
  static const struct {
    Paper paper;
    const char *suggested; // nullable: something
  } cases[] = {
      {{.content = PAPER_BLANK, .dpi = 100}, ""},
      {{.content = PAPER_TEXT, .dpi = 200, .seed = 2}, ""},
      {{.content = PAPER_TEXT, .dpi = 200, .seed = 2, .skew = 2.5}, NULL},
      {{.content = PAPER_TEXT, .dpi = 200, .seed = 2, .turn = 2, .skew = -1}, NULL},
      {{.content = PAPER_FORM, .dpi = 200, .seed = 2, .turn = 1, .kind = YC_PIXELS_RGB}, NULL},
      {{.content = PAPER_TEXT, .dpi = 200, .seed = 2, .skew = 2, .backing = TRUE}, NULL},
      {{.content = PAPER_FORM, .dpi = 200, .seed = 4, .skew = -4, .backing = TRUE, .kind = 2},
       NULL},
      {{.content = PAPER_BLANK, .dpi = 200, .seed = 4, .skew = 2, .backing = TRUE, .kind = 1},
       NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (YcImage) image = paper_draw (&cases[i].paper), done = {0};
    g_auto (YcPageReport) before = inspect (&image, NULL);
    YcPageReport after;
    g_autoptr (YcPageOps) ops = yc_page_suggest (&before, FALSE);
    g_autofree char *text = yc_page_ops_to_string (ops);

    g_test_message ("%s", text);
    if (cases[i].suggested != NULL)
      g_assert_cmpstr (text, ==, cases[i].suggested);
    g_assert_true (yc_page_prepare (&image, ops, NULL, &done, NULL));
    after = inspect (&done, NULL);
    g_assert_cmpint (after.turn, ==, 0);
    g_assert_cmpfloat (ABS (after.skew), <, 0.15);
    g_assert_cmpint (MIN (done.width, done.height), <=, MIN (image.width, image.height));
    yc_page_report_clear (&after);
    g_assert_true (before.turn == 0 || before.turn == (4 - cases[i].paper.turn) % 4);
  }
}

static void
test_areas (void)
{
  const YcPageArea areas[] = {
      {125, 205, 50, 50}, // the seal
      {20, 240, 60, 40},  // white
      {-50, -50, 60, 60}, // the upper left corner
      {500, 500, 10, 10}, // beside the page
  };
  YcPageAsk ask = YC_PAGE_ASK_INIT;

  ask.areas = areas;
  ask.n_areas = G_N_ELEMENTS (areas);
  for (int skew = -2; skew <= 2; skew += 2) {
    const Paper paper = {
        .content = PAPER_FORM, .kind = YC_PIXELS_RGB, .dpi = 200, .skew = skew, .seed = 6};
    g_auto (YcImage) image = paper_draw (&paper);
    g_auto (YcPageReport) report = inspect (&image, &ask);

    g_assert_cmpuint (report.empty_areas, ==, 0xe);
    g_assert_cmpuint (report.findings & YC_PAGE_AREA_EMPTY, !=, 0);
  }
}

static void
refuse (const YcImage *image, GCancellable *cancellable, YcErrorCode code)
{
  g_autoptr (GError) error = NULL;
  YcPageReport report;

  g_assert_false (yc_page_inspect (image, NULL, cancellable, &report, &error));
  g_assert_error (error, YC_ERROR, (gint)code);
  g_assert_null (report.barcodes);
}

static void
test_refused (void)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (300), 300);
  const YcImage good = {YC_PIXELS_RGB, 10, 10, 300, 30, bytes};
  YcImage flat = good, narrow = good, cut = good, none = good;

  flat.height = 0;
  narrow.width = -5;
  cut.height = 11;
  none.data = NULL;
  refuse (&flat, NULL, YC_ERROR_IMAGE);
  refuse (&narrow, NULL, YC_ERROR_IMAGE);
  refuse (&cut, NULL, YC_ERROR_IMAGE);
  refuse (&none, NULL, YC_ERROR_IMAGE);
  g_cancellable_cancel (cancelled);
  refuse (&good, cancelled, YC_ERROR_CANCELLED);
}

// Slips, dots and stripes in any colour and at any resolution that is claimed.
static void
test_odd_sizes (void)
{
  static const int sizes[][2] = {{1, 1}, {2, 1}, {1, 5000}, {5000, 1}, {7, 7}, {33, 40}, {900, 3}};
  static const int resolutions[] = {0, 1, 72, 300, 9600, 100000, -3};

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint k = 0; k < G_N_ELEMENTS (resolutions) * 3; k++) {
      const gsize stride = (gsize)sizes[i][0] * 3, n = stride * (gsize)sizes[i][1];
      guint8 *data = g_malloc (n);
      g_auto (YcImage) image = {(YcPixelKind)(k % 3), sizes[i][0], sizes[i][1],
                                resolutions[k / 3],   stride,      NULL};
      g_auto (YcPageReport) report = {0};

      memset (data, (int)(k * 40), n);
      image.data = g_bytes_new_take (data, n);
      report = inspect (&image, NULL);
      g_assert_cmpint (report.width, ==, sizes[i][0]);
      g_assert_cmpint (report.dpi, >, 0);
    }
}

static void
test_large (void)
{
  const Paper paper = {.content = PAPER_STAMP, .kind = YC_PIXELS_RGB, .dpi = 100};
  g_auto (YcImage) small = paper_draw (&paper);
  const int width = 7016, height = 9921; // A3 at 600 dpi
  const gsize stride = (gsize)width * 3;
  guint8 *data = g_malloc (stride * (gsize)height);
  g_auto (YcImage) image = {YC_PIXELS_RGB, width, height, 600, stride, NULL};
  g_auto (YcImage) done = {0};
  g_autoptr (YcPageOps) ops = yc_page_ops_from_string ("turn 1; kind lineart", NULL);
  g_auto (YcPageReport) report = {0};

  memset (data, 250, stride * (gsize)height);
  for (int y = 1000; y < 1200; y++)
    memset (data + (gsize)y * stride + 3000, 30, 900);
  image.data = g_bytes_new_take (data, stride * (gsize)height);
  report = inspect (&image, NULL);
  g_assert_cmpuint (report.findings & YC_PAGE_BLANK, ==, 0);
  g_assert_true (yc_page_prepare (&image, ops, NULL, &done, NULL));
  g_assert_cmpint (done.width, ==, height);
}

static gpointer
inspect_thread (gpointer data)
{
  YcPageReport *report = g_new0 (YcPageReport, 1);

  *report = inspect (data, NULL);
  return report;
}

// Several at once find what one alone finds.
static void
test_threads (void)
{
  const Paper paper = {
      .content = PAPER_TEXT, .dpi = 150, .skew = 2, .noise = 5, .seed = 3, .kind = YC_PIXELS_GREY};
  g_auto (YcImage) image = paper_draw (&paper);
  g_auto (YcPageReport) alone = inspect (&image, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("inspect", inspect_thread, &image);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++) {
    YcPageReport *report = g_thread_join (threads[i]);

    g_assert_cmpfloat (report->skew, ==, alone.skew);
    g_assert_cmpfloat (report->marks_mm2, ==, alone.marks_mm2);
    g_assert_cmpuint (report->findings, ==, alone.findings);
    yc_page_report_clear (report);
    g_free (report);
  }
}

static void
test_names (void)
{
  for (guint i = 0; i < YC_PAGE_N_FINDINGS; i++)
    g_assert_cmpstr (yc_page_finding_name ((YcPageFinding)(1u << i)), !=, "unknown");
  g_assert_cmpstr (yc_page_finding_name ((YcPageFinding)0), ==, "unknown");
}

int
main (int argc, char **argv)
{
  static const char *const groups[] = {
      "leaning pages are measured to a fifth of a degree",
      "blank pages are told from pencil, seals and the other side",
      "cover sheets are read",
      NULL, // ways up: below
      "what is dark, blurred or cut off is noticed, and nothing else",
      "colour, grey and line art are told apart",
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_CORPUS_GROUPS; i++) {
    g_autofree char *path =
        groups[i] != NULL ? g_strconcat ("/media/page/", groups[i], NULL) : NULL;

    if (path != NULL)
      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_corpus);
  }
  g_test_add_func ("/media/page/pages on their side or head are noticed", test_turned);
  g_test_add_func ("/media/page/what is suggested straightens the page", test_suggest);
  g_test_add_func ("/media/page/a seal that is missing is noticed", test_areas);
  g_test_add_func ("/media/page/pixels that are not all there are refused", test_refused);
  g_test_add_func ("/media/page/odd sizes and resolutions are pages", test_odd_sizes);
  g_test_add_func ("/media/page/A3 in colour at 600 dpi is a page", test_large);
  g_test_add_func ("/media/page/pages are looked over at once", test_threads);
  g_test_add_func ("/media/page/every finding has a name", test_names);
  return g_test_run ();
}
