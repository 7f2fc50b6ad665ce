// The text that a page carries with it, and where each character stands.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-words.h"

void
yc_page_words_free (YcPageWords *words)
{
  g_free (words->page);
  g_free (words->letters);
  g_free (words->parts);
  g_free (words);
}

char *
yc_page_words_get_text (const YcPageWords *words, gsize from, gsize to)
{
  to = MIN (to, words->n);
  return from < to ? g_ucs4_to_utf8 (words->letters + from, (glong)(to - from), NULL, NULL, NULL)
                   : g_strdup ("");
}

static gboolean
is_blank (const YcPageWords *words, gsize i)
{
  return words->parts[i].width == 0 || words->parts[i].height == 0 ||
         g_unichar_isspace (words->letters[i]);
}

static gboolean
continues_line (const YcPagePart *line, const YcPagePart *part)
{
  int middle = part->top + part->height / 2;

  return middle >= line->top && middle <= line->top + line->height && part->left >= line->left;
}

static void
extend (YcPagePart *line, const YcPagePart *part)
{
  int right = MAX (line->left + line->width, part->left + part->width);
  int bottom = MAX (line->top + line->height, part->top + part->height);

  line->top = MIN (line->top, part->top);
  line->width = right - line->left;
  line->height = bottom - line->top;
}

GArray *
yc_page_words_get_parts (const YcPageWords *words, gsize from, gsize to)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (YcPagePart));

  for (gsize i = from; i < MIN (to, words->n); i++) {
    YcPagePart *line = lines->len > 0 ? &g_array_index (lines, YcPagePart, lines->len - 1) : NULL;

    if (is_blank (words, i))
      continue;
    if (line != NULL && continues_line (line, &words->parts[i]))
      extend (line, &words->parts[i]);
    else
      g_array_append_val (lines, words->parts[i]);
  }
  return lines;
}

// One past the last letter of `query` that stands at `at`; 0: it does not stand there.
static gsize
match (const YcPageWords *words, const gunichar *query, gsize at)
{
  gsize i = at;

  for (; *query != 0; query++) {
    if (g_unichar_isspace (*query))
      continue;
    while (i < words->n && i > at && g_unichar_isspace (words->letters[i]))
      i++;
    if (i >= words->n || g_unichar_tolower (words->letters[i]) != g_unichar_tolower (*query))
      return 0;
    i++;
  }
  return i > at ? i : 0;
}

gboolean
yc_page_words_find (
    const YcPageWords *words, const char *query, gsize from, gsize *ret_from, gsize *ret_to)
{
  g_autofree gunichar *wanted = g_utf8_to_ucs4_fast (query, -1, NULL);

  for (gsize i = from; i < words->n; i++) {
    *ret_to = match (words, wanted, i);
    *ret_from = i;
    if (*ret_to > 0)
      return TRUE;
  }
  return FALSE;
}

gsize
yc_page_words_pick (const YcPageWords *words, int across, int along, gboolean *ret_on_it)
{
  gint64 least = G_MAXINT64;
  gsize nearest = 0;

  for (gsize i = 0; i < words->n; i++) {
    const YcPagePart *part = &words->parts[i];
    gint64 x = MAX (MAX (part->left - across, across - part->left - part->width), 0);
    gint64 y = MAX (MAX (part->top - along, along - part->top - part->height), 0);
    // Of a line that is nearer, however far to the side.
    gint64 distance = x * x + 16 * y * y;

    if (is_blank (words, i) || distance >= least)
      continue;
    least = distance;
    nearest = i;
  }
  *ret_on_it = least == 0;
  return nearest;
}
