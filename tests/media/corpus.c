// Puts the corpus together: every way of being skewed, blank, marked, turned and spoiled.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h"
#include "yc-separator.h"

#include <math.h>

#define MOST_SKEW 0.2 // degrees that may be left: 0.7 mm over the width of A4

const char *const corpus_undecided = "undecided";
const char *const corpus_groups[] = {"skew", "blank", "separator", "turn", "quality", "kind"};

static const char *const kinds[] = {"line art", "grey", "colour"};

static void
page_free (gpointer data)
{
  CorpusPage *page = data;

  g_free (page->name);
  g_free (page);
}

static CorpusPage *
add (GPtrArray *pages, CorpusGroup group, const Paper *paper, char *name)
{
  CorpusPage *page = g_new0 (CorpusPage, 1);

  page->group = group;
  page->paper = *paper;
  page->paper.seed = pages->len + 1;
  page->name = g_strdup_printf ("%s, %s", name, kinds[paper->kind]);
  g_free (name);
  g_ptr_array_add (pages, page);
  return page;
}

static void
add_skews (GPtrArray *pages)
{
  static const struct {
    PaperContent content;
    const char *name;
  } contents[] = {{PAPER_TEXT, "print"}, {PAPER_FORM, "form"}, {PAPER_TABLE, "table"}};
  static const double skews[] = {-5, -3.3, -1.7, -0.6, 0, 0.2, 0.9, 2.4, 4.1, 5};

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    for (guint k = 0; k < G_N_ELEMENTS (skews); k++) {
      const Paper paper = {.content = contents[i].content,
                           .kind = (YcPixelKind)((i + k) % 3),
                           .skew = skews[k],
                           .noise = k % 4 * 4};

      add (pages, CORPUS_SKEW, &paper,
           g_strdup_printf ("%s leaning %.1f, noise %d", contents[i].name, skews[k], k % 4 * 4));
    }
}

static void
add_blanks (GPtrArray *pages)
{
  static const struct {
    Paper paper;
    gboolean blank;
    const char *name;
  } kinds_of[] = {
      {{.content = PAPER_BLANK}, TRUE, "nothing"},
      {{.content = PAPER_BLANK, .noise = 6}, TRUE, "nothing but noise"},
      {{.content = PAPER_BLANK, .noise = 14}, TRUE, "nothing but much noise"},
      {{.content = PAPER_BLANK, .dust = TRUE, .noise = 4}, TRUE, "dust"},
      {{.content = PAPER_BLANK, .holes = TRUE, .noise = 4}, TRUE, "punch holes"},
      {{.content = PAPER_BLANK, .shadow = 70, .noise = 4}, TRUE, "shadows of the edges"},
      {{.content = PAPER_BLANK, .yellow = TRUE, .noise = 4}, TRUE, "yellow paper"},
      {{.content = PAPER_BLANK, .backing = TRUE, .skew = 2, .noise = 4}, TRUE, "a small sheet"},
      {{.content = PAPER_BLANK, .light = 0.6, .noise = 4}, TRUE, "dark paper"},
      {{.content = PAPER_NUMBER, .noise = 4}, FALSE, "a page number"},
      {{.content = PAPER_SHORT, .noise = 8}, FALSE, "two lines"},
      {{.content = PAPER_STAMP, .noise = 4}, FALSE, "a seal"},
      {{.content = PAPER_STAMP, .light = 0.7, .noise = 8}, FALSE, "a seal in the dark"},
      {{.content = PAPER_PENCIL, .noise = 2}, FALSE, "pencil"},
      {{.content = PAPER_PENCIL, .noise = 8}, FALSE, "pencil in noise"},
      {{.content = PAPER_PENCIL, .noise = 14}, FALSE, "pencil in much noise"},
      {{.content = PAPER_PENCIL, .yellow = TRUE, .skew = 3, .noise = 4}, FALSE, "pencil on yellow"},
      {{.content = PAPER_BLEED, .blur = 0.25, .noise = 3}, FALSE, "the other side"},
      {{.content = PAPER_BLEED, .blur = 0.25, .noise = 8}, FALSE, "the other side in noise"},
      {{.content = PAPER_COVER, .backing = TRUE, .noise = 4}, FALSE, "a small printed sheet"},
  };

  // Pencil and what shines through do not reach line art: the scanner has dropped them.
  for (guint i = 0; i < G_N_ELEMENTS (kinds_of); i++)
    for (guint k = kinds_of[i].paper.content == PAPER_PENCIL ||
                           kinds_of[i].paper.content == PAPER_BLEED || kinds_of[i].paper.light > 0
                       ? 1
                       : 0;
         k < 3; k++) {
      Paper paper = kinds_of[i].paper;
      CorpusPage *page;

      paper.kind = (YcPixelKind)k;
      page = add (pages, CORPUS_BLANK, &paper, g_strdup (kinds_of[i].name));
      page->findings = kinds_of[i].blank ? YC_PAGE_BLANK : 0;
      page->not = kinds_of[i].blank ? 0 : YC_PAGE_BLANK;
      if (paper.content == PAPER_PENCIL || paper.content == PAPER_BLEED)
        page->findings |= YC_PAGE_FAINT;
    }
}

const char *
corpus_code (void)
{
  static char *code;

  if (code == NULL)
    code = yc_separator_make ("bdc-transfer", "identity-card");
  return code;
}

static void
add_separators (GPtrArray *pages)
{
  static const double sides[] = {15, 20, 30, 50};
  static const Paper qualities[] = {
      {.dpi = 300},
      {.dpi = 200, .noise = 8},
      {.dpi = 150, .noise = 4},
      {.dpi = 300, .skew = 5, .noise = 4},
      {.dpi = 300, .turn = 1, .noise = 4},
      {.dpi = 300, .turn = 2, .skew = -3},
      {.dpi = 300, .blur = 0.2, .noise = 4},
      {.dpi = 300, .light = 0.5, .noise = 8},
      {.dpi = 600, .noise = 8},
  };

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    for (guint k = 0; k < G_N_ELEMENTS (qualities); k++) {
      Paper paper = qualities[k];

      paper.content = PAPER_COVER;
      paper.kind = paper.light > 0 ? YC_PIXELS_GREY : (YcPixelKind)((i + k) % 3);
      paper.code = corpus_code ();
      paper.code_mm = sides[i];
      add (pages, CORPUS_SEPARATOR, &paper,
           g_strdup_printf ("%.0f mm at %d dpi, leaning %.0f, turned %d, blur %.1f, light %.1f, "
                            "noise %.0f",
                            sides[i], paper.dpi, paper.skew, paper.turn, paper.blur,
                            paper.light > 0 ? paper.light : 1, paper.noise));
    }
}

static void
add_turns (GPtrArray *pages)
{
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM, PAPER_PHOTO, PAPER_TABLE,
                                          PAPER_SHORT};
  static const char *const names[] = {"print", "form", "photograph", "table", "two lines"};

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    for (int turn = 0; turn < 4; turn++) {
      const Paper paper = {.content = contents[i],
                           .kind = (YcPixelKind)((i + (guint)turn) % 3),
                           .skew = turn - 1.5,
                           .turn = turn,
                           .noise = 4};
      CorpusPage *page =
          add (pages, CORPUS_TURN, &paper, g_strdup_printf ("%s turned %d", names[i], turn));

      page->findings = turn != 0 ? YC_PAGE_TURNED : 0;
      page->not = turn == 0 ? YC_PAGE_TURNED : 0;
    }
}

static void
add_qualities (GPtrArray *pages)
{
  static const struct {
    Paper paper;
    guint findings;
    const char *name;
  } spoils[] = {
      {{.content = PAPER_TEXT}, 0, "good"},
      {{.content = PAPER_TEXT, .noise = 10, .skew = 2}, 0, "good but for noise"},
      {{.content = PAPER_FORM, .yellow = TRUE, .noise = 3}, 0, "yellow paper"},
      {{.content = PAPER_TEXT, .light = 0.5, .noise = 5}, YC_PAGE_TOO_DARK, "dark"},
      {{.content = PAPER_FORM, .light = 0.4, .noise = 5}, YC_PAGE_TOO_DARK, "very dark"},
      {{.content = PAPER_TEXT, .blur = 0.3, .noise = 3}, YC_PAGE_BLURRED, "blurred"},
      {{.content = PAPER_FORM, .blur = 0.45, .noise = 3}, YC_PAGE_BLURRED, "very blurred"},
      {{.content = PAPER_TEXT, .cut = 40, .noise = 3}, YC_PAGE_CUT_OFF, "cut off on the left"},
      {{.content = PAPER_TEXT, .cut = 40, .skew = 2}, YC_PAGE_CUT_OFF, "leaning and cut off"},
      {{.content = PAPER_TEXT, .dpi = 150, .noise = 3}, YC_PAGE_LOW_DPI, "150 dpi"},
      {{.content = PAPER_TEXT, .backing = TRUE, .skew = 2}, 0, "a small sheet on black"},
  };
  const guint all = YC_PAGE_TOO_DARK | YC_PAGE_TOO_LIGHT | YC_PAGE_BLURRED | YC_PAGE_CUT_OFF |
                    YC_PAGE_LOW_DPI | YC_PAGE_BLANK | YC_PAGE_FAINT;

  for (guint i = 0; i < G_N_ELEMENTS (spoils); i++)
    for (guint k = YC_PIXELS_GREY; k <= YC_PIXELS_RGB; k++) {
      Paper paper = spoils[i].paper;
      CorpusPage *page;

      paper.kind = (YcPixelKind)k;
      page = add (pages, CORPUS_QUALITY, &paper, g_strdup (spoils[i].name));
      page->findings = spoils[i].findings;
      page->not = all & ~spoils[i].findings;
      if (paper.blur > 0)
        page->not &= ~(guint)YC_PAGE_FAINT; // blur makes print faint, too
    }
}

static void
add_kinds (GPtrArray *pages)
{
  static const struct {
    Paper paper;
    YcPixelKind kind;
    const char *name;
  } contents[] = {
      {{.content = PAPER_TEXT}, YC_PIXELS_LINEART, "print"},
      {{.content = PAPER_TEXT, .noise = 8, .skew = 1}, YC_PIXELS_LINEART, "print in noise"},
      {{.content = PAPER_TEXT, .yellow = TRUE, .noise = 4}, YC_PIXELS_LINEART, "yellow paper"},
      {{.content = PAPER_TABLE, .noise = 4}, YC_PIXELS_LINEART, "table"},
      {{.content = PAPER_FORM}, YC_PIXELS_RGB, "seal"},
      {{.content = PAPER_FORM, .noise = 8, .light = 0.8}, YC_PIXELS_RGB, "seal in noise"},
      {{.content = PAPER_STAMP, .noise = 4}, YC_PIXELS_RGB, "seal alone"},
      {{.content = PAPER_PHOTO, .noise = 4}, YC_PIXELS_GREY, "photograph"},
      {{.content = PAPER_PENCIL, .noise = 4}, YC_PIXELS_GREY, "pencil"},
      {{.content = PAPER_COVER, .noise = 4}, YC_PIXELS_LINEART, "cover sheet"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++) {
    Paper paper = contents[i].paper;

    paper.kind = YC_PIXELS_RGB;
    add (pages, CORPUS_KIND, &paper, g_strdup (contents[i].name))->kind = contents[i].kind;
  }
}

GPtrArray *
corpus_new (void)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (page_free);

  add_skews (pages);
  add_blanks (pages);
  add_separators (pages);
  add_turns (pages);
  add_qualities (pages);
  add_kinds (pages);
  return pages;
}

static gboolean
has_code (const YcPageReport *report)
{
  for (guint i = 0; i < report->barcodes->len; i++) {
    const YcBarcode *code = g_ptr_array_index (report->barcodes, i);
    g_auto (YcSeparator) separator = {0};

    if (yc_separator_parse (code->text, &separator))
      return TRUE;
  }
  return FALSE;
}

const char *
corpus_judge (const CorpusPage *page, const YcPageReport *report, double *ret_error)
{
  *ret_error = fabs (report->skew + page->paper.skew);
  if (page->group == CORPUS_SKEW)
    return *ret_error <= MOST_SKEW ? NULL : "leans";
  if (page->group == CORPUS_SEPARATOR)
    return has_code (report) ? NULL : "no code";
  if (page->group == CORPUS_KIND)
    return report->kind == page->kind ? NULL : kinds[report->kind];
  if (page->group == CORPUS_TURN && report->turn != (4 - page->paper.turn) % 4)
    return report->turn == 0 ? corpus_undecided : "turned wrong";
  for (guint bit = 1; bit < 1 << YC_PAGE_N_FINDINGS; bit <<= 1)
    if ((page->findings & bit) != 0 && (report->findings & bit) == 0)
      return "missed";
    else if ((page->not &bit) != 0 && (report->findings & bit) != 0)
      return yc_page_finding_name ((YcPageFinding)bit);
  return NULL;
}
