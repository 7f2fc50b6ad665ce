// What the program and the reading helper say to each other, one frame each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// To the helper, each answered before the next.
typedef enum {
  YC_OCR_ASK_READ = 'R', // YC_OCR_READ_TYPE, with the pixels in sealed memory
} YcOcrAsk;

// From the helper. The first comes by itself; a result comes in place of any answer there is not.
typedef enum {
  YC_OCR_SAY_READY = 'o',  // YC_OCR_READY_TYPE
  YC_OCR_SAY_TEXT = 't',   // YC_OCR_TEXT_TYPE, with a packed YcPageText in sealed memory
  YC_OCR_SAY_RESULT = 'r', // YC_OCR_RESULT_TYPE
} YcOcrSay;

#define YC_OCR_READ_TYPE   "(uuuu)" // YcPixelKind (line art or grey), width, height, dpi
#define YC_OCR_READY_TYPE  "u"      // shields that are up
#define YC_OCR_TEXT_TYPE   "()"     //
#define YC_OCR_RESULT_TYPE "(ss)"   // name of an error code, words for the log

// What both sides hold to.
#define YC_OCR_LANGUAGE    "chi_sim"
#define YC_OCR_MOST_SIDE   30000 // pixels; tesseract takes up to 32,767
#define YC_OCR_MOST_PIXELS 100000000
#define YC_OCR_MOST_TEXT   (8u << 20) // bytes
