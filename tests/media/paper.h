// Draws pages as a scanner would deliver them, for the tests and benches of page processing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

typedef enum {
  PAPER_BLANK,
  PAPER_TEXT,   // a page of Chinese print
  PAPER_SHORT,  // two lines and nothing else
  PAPER_NUMBER, // a page number alone
  PAPER_PENCIL, // a note in light pencil
  PAPER_BLEED,  // the other side shining through
  PAPER_STAMP,  // a red seal alone
  PAPER_FORM,   // text, ruled lines, a red seal
  PAPER_PHOTO,  // text and a grey photograph
  PAPER_COVER,  // a separator: one QR code and its name
  PAPER_TABLE,  // a ruled table full of short words
} PaperContent;

typedef struct {
  PaperContent content;
  YcPixelKind kind;
  int dpi;         // 0: 300
  double skew;     // degrees clockwise that the paper leans
  int turn;        // quarters clockwise that it lies wrong
  double noise;    // deviation, grey levels
  double blur;     // mm
  double light;    // factor of all light; 0: 1
  double shadow;   // grey levels along two edges
  gboolean yellow; // paper
  gboolean dust, holes;
  gboolean backing;           // black behind a sheet that is smaller than the picture
  double cut;                 // mm of the left side that are missing
  const char *code;           // in the QR; nullable
  double code_mm;             // its side
  double width_mm, height_mm; // of the picture; 0: A4
  guint seed;
} Paper;

YcImage paper_draw (const Paper *paper);
