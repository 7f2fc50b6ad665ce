// Regular expressions as JSON Schema has them (ECMA-262, "u" flag), which cannot run away.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pattern.h"
#include "yc-error.h"
#include "yc-pattern-simple.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

// How often a match may go back: what an honest pattern needs at most, and what is no more than
// some hundredths of a second.
#define SHORT_TRY 5000
#define LONG_TRY  1000000

// Memory of the long try in KiB; frames in one another.
#define MOST_HEAP  20000
#define MOST_DEPTH 100000

struct _YcPattern {
  YcPatternSimple simple;
  pcre2_code *code;
  pcre2_match_context *short_try, *long_try;
};

// As ECMA-262 has it: "$" is the very end, a group that took no part is empty; \d, \w and \b know
// ASCII only, so no PCRE2_UCP.
static const guint32 options =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;

static pcre2_match_context *
new_limits (guint32 most)
{
  pcre2_match_context *limits = pcre2_match_context_create (NULL);

  pcre2_set_match_limit (limits, most);
  pcre2_set_depth_limit (limits, MIN (most, MOST_DEPTH));
  pcre2_set_heap_limit (limits, MOST_HEAP);
  return limits;
}

YcPattern *
yc_pattern_new (const char *pattern, GError **error)
{
  g_autofree char *translated = yc_pattern_translate (pattern, error);
  g_autoptr (YcPattern) self = NULL;
  PCRE2_UCHAR message[128];
  PCRE2_SIZE offset;
  int code;

  if (translated == NULL)
    return NULL;
  self = g_new0 (YcPattern, 1);
  self->code =
      pcre2_compile ((PCRE2_SPTR)translated, PCRE2_ZERO_TERMINATED, options, &code, &offset, NULL);
  if (self->code == NULL) {
    pcre2_get_error_message (code, message, sizeof message);
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "not a pattern: %s", (const char *)message);
    return NULL;
  }
  // Where there is no code generator it is interpreted, which does the same.
  pcre2_jit_compile (self->code, PCRE2_JIT_COMPLETE);
  self->short_try = new_limits (SHORT_TRY);
  self->long_try = new_limits (LONG_TRY);
  yc_pattern_simple_init (&self->simple, pattern);
  return g_steal_pointer (&self);
}

void
yc_pattern_free (YcPattern *self)
{
  pcre2_match_context_free (self->long_try);
  pcre2_match_context_free (self->short_try);
  pcre2_code_free (self->code);
  g_free (self);
}

static YcPatternResult
try (const YcPattern *self,
     YcPatternRoom *room,
     const char *text,
     gsize length,
     guint32 how,
     pcre2_match_context *limits)
{
  int found = pcre2_match (self->code, (PCRE2_SPTR)text, length, 0, how, room->data, limits);

  if (found >= 0)
    return YC_PATTERN_MATCHES;
  switch (found) {
  case PCRE2_ERROR_MATCHLIMIT:
  case PCRE2_ERROR_DEPTHLIMIT:
  case PCRE2_ERROR_HEAPLIMIT:
  case PCRE2_ERROR_NOMEMORY:
  case PCRE2_ERROR_JIT_STACKLIMIT:
    return YC_PATTERN_TOO_COSTLY;
  default: // also text that is not UTF-8: half of a surrogate pair
    return YC_PATTERN_DIFFERS;
  }
}

// The little that PCRE2 wants to keep while matching fits into the room; a long try takes more.
static void *
take (size_t size, void *data)
{
  YcPatternRoom *room = data;
  char *memory = room->memory + room->used;

  size = (size + 15) / 16 * 16;
  if (size > sizeof room->memory - room->used)
    return g_try_malloc (size);
  room->used += size;
  return memory;
}

static void
give_back (void *memory, void *data)
{
  const YcPatternRoom *room = data;

  if ((char *)memory < room->memory || (char *)memory >= room->memory + sizeof room->memory)
    g_free (memory);
}

static void
prepare (YcPatternRoom *room)
{
  pcre2_general_context *context = pcre2_general_context_create (take, give_back, room);

  room->data = pcre2_match_data_create (1, context);
  pcre2_general_context_free (context);
}

YcPatternResult
yc_pattern_match (
    const YcPattern *self, YcPatternRoom *room, const char *text, gsize length, guint *costs)
{
  YcPatternResult result;

  if (self->simple.n > 0)
    return yc_pattern_simple_match (&self->simple, text, length) ? YC_PATTERN_MATCHES
                                                                 : YC_PATTERN_DIFFERS;
  if (room->data == NULL)
    prepare (room);
  result = try (self, room, text, length, 0, self->short_try);
  if (result != YC_PATTERN_TOO_COSTLY)
    return result;
  if (costs != NULL)
    *costs += 1;
  // The generated code has a small stack; the interpreter takes its memory where there is more.
  return try (self, room, text, length, PCRE2_NO_JIT, self->long_try);
}

void
yc_pattern_room_clear (YcPatternRoom *room)
{
  if (room->data != NULL)
    pcre2_match_data_free (room->data);
  yc_pattern_room_init (room);
}
