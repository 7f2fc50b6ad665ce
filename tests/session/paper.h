// Printing papers of a case and reading what they say, for the tests of whatever is printed.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "counter.h"

G_BEGIN_DECLS

// What a paper says, without blanks and line ends; NULL with an error.
char *paper_read (YcFile *file, const char *kind, gboolean draft, GError **error);

// How often it was printed, as the history tells.
guint paper_count_prints (YcFile *file, const char *kind, gboolean reprint);

// Its row in the list of papers; owned by the caller, NULL if it is not there.
YcPaperRow *paper_find (YcFile *file, const char *kind);

// It prints with a number of its own that stands on it and in the history, and says all of `says`
// (ended by NULL; nullable).
void paper_assert_prints (YcFile *file, const char *kind, const char *const *says);

G_END_DECLS
