// Reads a paper back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// What a tool such as "pdftotext -raw" or "pdffonts" says of the paper. Fails the test if it fails.
char *reader_run (GBytes *pdf, const char *tool);

// Text without the blanks and line ends that the layout puts in.
char *reader_squeeze (const char *text);

// Fails the test unless the squeezed `text` says `what`.
void reader_assert_says (const char *text, const char *what);
