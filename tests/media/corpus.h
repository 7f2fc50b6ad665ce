// The pages on which page processing is measured, and what should be found on each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "paper.h"
#include "yc-page.h"

typedef enum {
  CORPUS_SKEW,      // lines that lean
  CORPUS_BLANK,     // blank, or nearly so
  CORPUS_SEPARATOR, // QR codes of cover sheets
  CORPUS_TURN,      // lying on a side, upside down
  CORPUS_QUALITY,   // dark, blurred, cut off
  CORPUS_KIND,      // colour, grey, line art
  N_CORPUS_GROUPS
} CorpusGroup;

typedef struct {
  CorpusGroup group;
  char *name; // says how the page was made
  Paper paper;
  guint findings;   // YcPageFinding that must be there
  guint not ;       // and that must not
  YcPixelKind kind; // of the content, in the group of kinds
} CorpusPage;

extern const char *const corpus_groups[N_CORPUS_GROUPS];

// All pages, of CorpusPage. The code of separators is CORPUS_CODE; it lives as long as the program.
GPtrArray *corpus_new (void);
const char *corpus_code (void);

// What is left alone because there is too little to go by: better than wrong.
extern const char *const corpus_undecided;

// What the inspection got wrong of it, or NULL; corpus_undecided. `ret_error`: degrees of the skew.
const char *corpus_judge (const CorpusPage *page, const YcPageReport *report, double *ret_error);
