// Regular expressions as JSON Schema has them (ECMA-262, "u" flag), which cannot run away.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Immutable; may be used by several threads.
typedef struct _YcPattern YcPattern;

// What one caller needs for matching; lives on the stack.
typedef struct {
  gpointer data; // NULL before the first match
  gsize used;
  char memory[512] __attribute__ ((aligned (16)));
} YcPatternRoom;

// Instead of clearing all of it.
static inline void
yc_pattern_room_init (YcPatternRoom *room)
{
  room->data = NULL;
  room->used = 0;
}

typedef enum {
  YC_PATTERN_DIFFERS,
  YC_PATTERN_MATCHES,
  YC_PATTERN_TOO_COSTLY, // gave up: it would have gone back and forth for too long
} YcPatternResult;

// Fails with YC_ERROR_MALFORMED and says what is wrong, and at which character.
YcPattern *yc_pattern_new (const char *pattern, GError **error);
void yc_pattern_free (YcPattern *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPattern, yc_pattern_free)

// Whether the pattern is found anywhere in the text. A first, short try is free; if that was not
// enough, a long one is made and `*costs` (nullable) is counted up by one.
YcPatternResult yc_pattern_match (
    const YcPattern *self, YcPatternRoom *room, const char *text, gsize length, guint *costs);

void yc_pattern_room_clear (YcPatternRoom *room);

// What PCRE2 understands under the same meaning. Fails as yc_pattern_new () does.
char *yc_pattern_translate (const char *pattern, GError **error);

G_END_DECLS
