// How well pages are looked over: deskew error, blank pages, separators and the rest on a corpus
// that is drawn anew each time. Prints a table and every page that was judged wrong.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"

typedef struct {
  guint pages, wrong, undecided;
  double sum, worst; // degrees
} Row;

static void
look (const CorpusPage *page, Row *row)
{
  g_auto (YcImage) image = paper_draw (&page->paper);
  g_auto (YcPageReport) report = {0};
  g_autoptr (GError) error = NULL;
  const char *wrong;
  double off;

  if (!yc_page_inspect (&image, NULL, NULL, &report, &error))
    g_error ("%s: %s", page->name, error->message);
  wrong = corpus_judge (page, &report, &off);
  row->pages++;
  row->wrong += wrong != NULL;
  row->undecided += wrong == corpus_undecided;
  row->sum += off;
  row->worst = MAX (row->worst, off);
  if (wrong != NULL)
    g_print ("  wrong: %-9s %-64s %s (skew off %.2f, blank %.3f, marks %.1f mm2, contrast %.2f, "
             "edge %.2f mm, turn %d %.2f, paper %d, findings %03x)\n",
             corpus_groups[page->group], page->name, wrong, off, report.blank, report.marks_mm2,
             report.contrast, report.edge_mm, report.turn, report.turn_confidence,
             report.paper_level, report.findings);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) pages = corpus_new ();
  Row rows[N_CORPUS_GROUPS] = {{0}};

  for (guint i = 0; i < pages->len; i++) {
    const CorpusPage *page = g_ptr_array_index (pages, i);

    if (argc < 2 || g_str_equal (argv[1], corpus_groups[page->group]))
      look (page, &rows[page->group]);
  }
  g_print ("group      pages  right  undecided  wrong\n");
  for (guint i = 0; i < N_CORPUS_GROUPS; i++)
    if (rows[i].pages > 0)
      g_print ("%-9s %6u %6u %10u %6u\n", corpus_groups[i], rows[i].pages,
               rows[i].pages - rows[i].wrong, rows[i].undecided, rows[i].wrong - rows[i].undecided);
  if (rows[CORPUS_SKEW].pages > 0)
    g_print ("deskew error: mean %.3f, worst %.3f degrees\n",
             rows[CORPUS_SKEW].sum / rows[CORPUS_SKEW].pages, rows[CORPUS_SKEW].worst);
  return 0;
}
