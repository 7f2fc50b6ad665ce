// What the program and the render helper say to each other, one frame each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// To the helper: first one document, then questions about it. Each is answered before the next.
typedef enum {
  YC_RENDER_ASK_OPEN = 'O',    // YC_RENDER_OPEN_TYPE, with the file in sealed memory
  YC_RENDER_ASK_SIZES = 'S',   // YC_RENDER_SIZES_TYPE
  YC_RENDER_ASK_PAGE = 'P',    // YC_RENDER_PAGE_TYPE
  YC_RENDER_ASK_TEXT = 'T',    // YC_RENDER_TEXT_TYPE
  YC_RENDER_ASK_EXTRACT = 'X', // YC_RENDER_EXTRACT_TYPE
} YcRenderAsk;

// From the helper. A result comes in place of any answer that there is not.
typedef enum {
  YC_RENDER_SAY_OPENED = 'o',  // YC_RENDER_OPENED_TYPE
  YC_RENDER_SAY_SIZES = 's',   // YC_RENDER_SIZE_LIST_TYPE
  YC_RENDER_SAY_IMAGE = 'i',   // YC_RENDER_IMAGE_TYPE, with its pixels in sealed memory
  YC_RENDER_SAY_JPEG = 'j',    // YC_RENDER_JPEG_TYPE, with its bytes in sealed memory
  YC_RENDER_SAY_LETTERS = 't', // YC_RENDER_LETTERS_TYPE, with them in sealed memory
  YC_RENDER_SAY_RESULT = 'r',  // YC_RENDER_RESULT_TYPE
} YcRenderSay;

#define YC_RENDER_OPEN_TYPE      "s"       // password or ""
#define YC_RENDER_SIZES_TYPE     "(uu)"    // first page, how many
#define YC_RENDER_PAGE_TYPE      "(uu)"    // page, width in pixels
#define YC_RENDER_TEXT_TYPE      "u"       // page
#define YC_RENDER_EXTRACT_TYPE   "(uu)"    // page, dpi when it must be drawn
#define YC_RENDER_OPENED_TYPE    "(usu)"   // pages, media type, shields that are up
#define YC_RENDER_SIZE_LIST_TYPE "a(dd)"   // width, height in points
#define YC_RENDER_IMAGE_TYPE     "(uuuub)" // kind, width, height, dpi, whether it is the original
#define YC_RENDER_JPEG_TYPE      "()"      //
#define YC_RENDER_LETTERS_TYPE   "()"      // the memory holds YC_RENDER_TEXT_CONTENT_TYPE
#define YC_RENDER_RESULT_TYPE    "(ss)"    // name of an error code, words for the log

#define YC_RENDER_TEXT_CONTENT_TYPE "(sa(dddd))" // the text, a box in points for each character

// What both sides hold to.
#define YC_RENDER_MOST_SIZES  1000      // in one answer
#define YC_RENDER_MOST_PIXELS 100000000 // of a page: A3 at 600 dpi has 70 million
#define YC_RENDER_MOST_SIDE   30000     // pixels; cairo draws up to 32,767
#define YC_RENDER_MOST_TEXT   (32u << 20)
