// Patterns that are no more than kinds of ASCII characters one after the other: "^[A-Z]{2}\\d+$".
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define YC_PATTERN_MOST_PARTS 12

typedef struct {
  guint64 set[2]; // of ASCII characters
  guint least, most;
} YcPatternPart;

// Most patterns of forms are of this kind, and are matched by looking at each character once.
typedef struct {
  guint n; // 0 if the pattern is of another kind
  YcPatternPart parts[YC_PATTERN_MOST_PARTS];
} YcPatternSimple;

// FALSE, and `n` is 0, if the pattern is of another kind, or one of its parts cannot tell by a
// single character where it ends.
gboolean yc_pattern_simple_init (YcPatternSimple *self, const char *pattern);

gboolean yc_pattern_simple_match (const YcPatternSimple *self, const char *text, gsize length);

G_END_DECLS
