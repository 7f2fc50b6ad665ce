// Foreign documents as other people's programs make them, for tests and benches.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

// A picture with a dark frame, a gradient and rows of dots; colour, grey or line art.
YcImage papers_make_picture (YcPixelKind kind, int width, int height);

GBytes *papers_make_jpeg (YcPixelKind kind, int width, int height);
GBytes *papers_make_png (YcPixelKind kind, int width, int height);

// A PDF of A4 pages, each drawn by `draw` in points.
typedef void (*PapersDraw) (cairo_t *cairo, guint page, gpointer user_data);
GBytes *papers_make_pdf (guint n_pages, PapersDraw draw, gpointer user_data);

// Pages of Chinese and Latin text, numbered.
GBytes *papers_make_text_pdf (guint n_pages);

// A page that is nothing but the picture in a JPEG, as scanners write them.
GBytes *papers_make_scan_pdf (GBytes *jpeg);

// A PDF of one page put together by hand: its page dictionary's further entries, its content, and
// further objects, the first of which is number 5.
GBytes *papers_write_pdf (const char *page, const char *content, const char *const *objects);

// A file in memory that is open for reading and nowhere on a disk.
int papers_open (GBytes *content);

G_END_DECLS
