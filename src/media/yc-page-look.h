// A page as the measurements look at it: about 100 dpi, grey, its paper white.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page.h"
#include "yc-pix.h"

// Grey levels after the paper was made 255.
#define YC_LOOK_INK 176 // darker: printed, written or stamped

typedef struct {
  const YcImage *image; // all of it
  YcImage small;        // the same, grey or RGB, reduced by `factor`
  int factor, width, height;
  double mm;      // side of a small pixel
  guint8 *raw;    // grey as scanned
  guint8 *grey;   // the paper is 255; what lies beside the sheet, too
  YcPix *ink;     // darker than YC_LOOK_INK
  YcPix *behind;  // nullable: what lies behind the sheet
  YcBox paper;    // small pixels
  guint8 highest; // raw grey of the paper
} YcLook;

// FALSE where memory is short. The image must be whole.
gboolean yc_look_init (YcLook *look, const YcImage *image, int dpi);
void yc_look_clear (YcLook *look);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcLook, yc_look_clear)

// The measurements; each fills in its own part of the report.
void yc_page_measure_skew (const YcLook *look, YcPageReport *report);
void yc_page_measure_marks (const YcLook *look, const YcPageAsk *ask, YcPageReport *report);
void yc_page_measure_tone (const YcLook *look, const YcPageAsk *ask, YcPageReport *report);
void yc_page_measure_focus (const YcLook *look, YcPageReport *report);
void yc_page_measure_edges (const YcLook *look, const YcPageAsk *ask, YcPageReport *report);
void yc_page_measure_areas (const YcLook *look, const YcPageAsk *ask, YcPageReport *report);
void yc_page_find_barcodes (const YcLook *look, YcPageReport *report);

// Which way up the writing stands: more than 0 upright, less upside down, about -1 to 1; 0 without
// lines to go by. `lies`: the picture must be turned clockwise by a quarter first. `degrees` as in
// the report, of the picture after that quarter.
double yc_page_measure_upright (const YcLook *look, gboolean lies, double degrees);

// How differently the upper and lower halves of the lines of writing look, summed over all lines;
// positive weights say upright. Answers how many lines there are. For the program that finds the
// weights.
#define YC_UPRIGHT_TRAITS 30
int yc_page_read_traits (const guint8 *grey,
                         int width,
                         int height,
                         double mm,
                         double degrees,
                         double ret_traits[YC_UPRIGHT_TRAITS]);
