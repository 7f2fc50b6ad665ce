// Measures the paper between the marks on it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-level.h"

#include <string.h>

#define REACH 2 // squares around one that may show its paper where it is full of ink

static guint8
percentile (const guint *counts, guint total, guint percent)
{
  guint left = total * (100 - percent) / 100;
  int level = 255;

  while (level > 0 && counts[level] <= left)
    left -= counts[level--];
  return (guint8)level;
}

static guint8
level_of (const guint8 *grey, int stride, int width, int height)
{
  guint counts[256] = {0};

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      counts[grey[(gsize)y * (gsize)stride + (gsize)x]]++;
  return percentile (counts, (guint)width * (guint)height, 80);
}

// The brightest within reach along one direction.
static void
spread (const guint8 *from, guint8 *to, int n, int step)
{
  for (int i = 0; i < n; i++) {
    guint8 best = 0;

    for (int k = MAX (i - REACH, 0); k <= MIN (i + REACH, n - 1); k++)
      best = MAX (best, from[k * step]);
    to[i * step] = best;
  }
}

void
yc_paper_level_init (YcPaperLevel *self, const guint8 *grey, int width, int height, int side)
{
  const int columns = (width + side - 1) / side, lines = (height + side - 1) / side;
  g_autofree guint8 *first = g_malloc0 ((gsize)columns * (gsize)lines);
  g_autofree guint8 *second = g_malloc0 ((gsize)columns * (gsize)lines);
  guint counts[256] = {0};

  for (int i = 0; i < columns * lines; i++) {
    const int x = i % columns * side, y = i / columns * side;

    first[i] = level_of (grey + (gsize)y * (gsize)width + (gsize)x, width, MIN (side, width - x),
                         MIN (side, height - y));
    counts[first[i]]++;
  }
  for (int y = 0; y < lines; y++)
    spread (first + y * columns, second + y * columns, columns, 1);
  for (int x = 0; x < columns; x++)
    spread (second + x, first + x, lines, columns);
  *self = (YcPaperLevel){.side = side, .columns = columns, .lines = lines};
  self->highest = percentile (counts, (guint)(columns * lines), 90);
  for (int i = 0; i < columns * lines; i++)
    first[i] = MAX (MAX (first[i], self->highest / 2), 1);
  self->levels = g_steal_pointer (&first);
}

void
yc_paper_level_clear (YcPaperLevel *self)
{
  g_clear_pointer (&self->levels, g_free);
}

guint8
yc_paper_level_at (const YcPaperLevel *self, int x, int y)
{
  const int column = MIN (x / self->side, self->columns - 1);
  const int line = MIN (y / self->side, self->lines - 1);

  return self->levels[line * self->columns + column];
}
