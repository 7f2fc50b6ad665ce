// The text on a page, letter by letter with its place: of a document that has it, or read off a
// picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A place on a page from its upper left corner; whoever makes the text says in what units.
typedef struct {
  double left, top, right, bottom;
} YcPageBox;

// As it is read.
typedef struct {
  char *text;           // UTF-8; lines end in a newline
  YcPageBox *boxes;     // one for each character of the text
  gsize n;              // characters
  double width, height; // of the page, in the same units; 0: not told
} YcPageText;

void yc_page_text_free (YcPageText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPageText, yc_page_text_free)

// As bytes to send or keep, places in whole units from 0 to 65,535.
GBytes *yc_page_text_pack (const YcPageText *text);

// The same back. What is no such thing fails with YC_ERROR_MALFORMED: boxes that stand on their
// head, not one for each character, text that is not UTF-8.
YcPageText *yc_page_text_unpack (GBytes *packed, GError **error);

G_END_DECLS
