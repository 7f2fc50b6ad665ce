// Feeds central whole requests: "METHOD TARGET [PERSON]", a line for each header, an empty one, the
// body.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"

#include <string.h>

// What ends a line of HTTP would only make another request of it, and those are libsoup's.
static char *
take_line (const char **at, const char *end)
{
  const char *stop = memchr (*at, '\n', (gsize)(end - *at));
  char *line = g_strndup (*at, (gsize)((stop != NULL ? stop : end) - *at));

  *at = stop != NULL ? stop + 1 : end;
  return g_strdelimit (line, "\r", ' ');
}

static char *
take_headers (const char **at, const char *end)
{
  GString *headers = g_string_new (NULL);

  while (*at < end) {
    g_autofree char *line = take_line (at, end);

    if (*line == '\0')
      break;
    if (ask_is_header (line))
      g_string_append_printf (headers, "%s%s", headers->len > 0 ? "\r\n" : "", line);
  }
  return g_string_free (headers, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *at = (const char *)data, *end = at + size;
  g_autofree char *line = take_line (&at, end);
  g_autofree char *headers = take_headers (&at, end);
  g_auto (GStrv) words = g_strsplit (line, " ", 3);

  if (g_strv_length (words) < 2 || *words[1] != '/')
    return 0;
  ask_begin ();
  answer_free (ask (words[0], words[1], words[2], headers, at, (gsize)(end - at)));
  ask_end ();
  return 0;
}
