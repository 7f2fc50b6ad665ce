// Finds specks 64 pixels at a time. For every square of two by two pixels: is there something in
// it, and nothing in the ring of twelve pixels around it?
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-specks.h"
#include "yc-image-private.h"

#include <string.h>

// Four lines that follow each other, white beyond the picture, with a white word at either end.
typedef struct {
  guint64 *lines[4];
  gsize words; // of the picture
} Window;

// A line moved by up to 63 pixels: what lies `by` to the right of each pixel, or to the left.
static inline guint64
right (const guint64 *word, int by)
{
  return word[0] << by | word[1] >> (64 - by);
}

static inline guint64
left (const guint64 *word, int by)
{
  return word[0] >> by | word[-1] << (64 - by);
}

static inline guint64
whole (const guint64 *word)
{
  return left (word, 1) | word[0] | right (word, 1) | right (word, 2);
}

static inline guint64
sides (const guint64 *word)
{
  return left (word, 1) | right (word, 2);
}

// The upper left corners, in this word, of the squares that hold a speck.
static inline guint64
find_squares (const Window *window, gsize i)
{
  const guint64 *above = window->lines[0] + i, *first = window->lines[1] + i;
  const guint64 *second = window->lines[2] + i, *below = window->lines[3] + i;
  const guint64 dots = first[0] | second[0];

  if ((dots | right (first, 1) | right (second, 1)) == 0)
    return 0;
  return (dots | right (first, 1) | right (second, 1)) &
         ~(whole (above) | whole (below) | sides (first) | sides (second));
}

static void
read_line (const YcImage *image, int y, guint64 *line, gsize words)
{
  const gsize bytes = yc_image_line (YC_PIXELS_LINEART, image->width);
  const guint8 *data = g_bytes_get_data (image->data, NULL);

  memset (line, 0, words * sizeof *line);
  if (y < 0 || y >= image->height)
    return;
  memcpy (line, data + (gsize)y * image->stride, bytes);
  if (image->width % 8 != 0)
    ((guint8 *)line)[bytes - 1] &= (guint8)(0xff << (8 - image->width % 8));
  for (gsize i = 0; i < words; i++)
    line[i] = GUINT64_FROM_BE (line[i]);
}

// Clears the squares, in a line of `out`, that begin in this word; answers how many pixels it were.
static guint
clear (guint8 *out, gsize bytes, gsize word, guint64 squares)
{
  const guint64 masks[] = {squares | squares >> 1, squares << 63};
  guint n = 0;

  for (gsize k = 0; k < 2; k++)
    for (gsize i = 0; masks[k] != 0 && i < 8 && (word + k) * 8 + i < bytes; i++) {
      guint8 *byte = out + (word + k) * 8 + i;
      const guint8 mask = (guint8)(masks[k] >> (56 - 8 * i));

      n += (guint)__builtin_popcount (*byte & mask);
      *byte = (guint8)(*byte & ~mask);
    }
  return n;
}

static void
advance (Window *window, const YcImage *image, int y)
{
  guint64 *first = window->lines[0];

  memmove (window->lines, window->lines + 1, 3 * sizeof *window->lines);
  window->lines[3] = first;
  read_line (image, y, first, window->words);
}

guint
yc_specks_clear (const YcImage *image, guint8 *out)
{
  const gsize bytes = yc_image_line (YC_PIXELS_LINEART, image->width);
  const gsize words = (bytes + 7) / 8, stride = words + 2;
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  g_autofree guint64 *memory = g_new0 (guint64, 4 * stride);
  g_autofree guint8 *own = out == NULL ? g_malloc0 (bytes * (gsize)image->height) : NULL;
  Window window = {.words = words};
  guint n = 0;

  if (out == NULL)
    out = own;
  for (gsize k = 0; k < 4; k++)
    window.lines[k] = memory + k * stride + 1;
  for (int y = 0; y < image->height; y++)
    memcpy (out + (gsize)y * bytes, data + (gsize)y * image->stride, bytes);
  for (int y = 0; y < 3; y++)
    read_line (image, y, window.lines[y + 1], words);
  for (int y = 0; y < image->height; y++) {
    for (gsize i = 0; i < words; i++) {
      const guint64 squares = find_squares (&window, i);

      if (squares == 0)
        continue;
      n += clear (out + (gsize)y * bytes, bytes, i, squares);
      if (y + 1 < image->height)
        n += clear (out + (gsize)(y + 1) * bytes, bytes, i, squares);
    }
    advance (&window, image, y + 3);
  }
  return n;
}
