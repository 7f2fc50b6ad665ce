// Letters with their places, as they come out of tesseract. For the reading helper alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-text.h"

#include <tesseract/capi.h>

G_BEGIN_DECLS

typedef struct {
  gunichar letter;
  YcPageBox box; // pixels of the picture
} YcOcrLetter;

// What was recognised last, of YcOcrLetter: lines end in a newline, Latin words in a blank.
GArray *yc_ocr_letters_collect (TessBaseAPI *reader);

YcPageText *yc_ocr_letters_to_text (GArray *letters);

G_END_DECLS
