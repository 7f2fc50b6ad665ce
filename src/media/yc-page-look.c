// Makes the small, grey, evenly lit copy of a page that the measurements look at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"
#include "yc-image-private.h"
#include "yc-paper-level.h"
#include "yc-reduce.h"

#include <string.h>

#define SMALL_DPI  100
#define SQUARE     16   // small pixels in which the paper is measured
#define BACKING    0.45 // darker than this share of the paper: what lies behind the sheet
#define RIM_MM     0.8  // of the sheet, where its edge casts a shadow
#define BACKING_MM 60   // square millimetres of it that touch the edge before it is believed

static guint8 *
raw_grey (const YcImage *small)
{
  const gsize n = (gsize)small->width * (gsize)small->height;
  const guint8 *from = g_bytes_get_data (small->data, NULL);
  guint8 *to;

  if (small->kind == YC_PIXELS_GREY)
    return g_memdup2 (from, n);
  to = g_malloc0 (n);
  for (gsize i = 0; i < n; i++, from += 3)
    to[i] = (guint8)((from[0] * 77 + from[1] * 150 + from[2] * 29 + 128) >> 8);
  return to;
}

// Black that is joined to the edge of the picture; NULL where there is too little of it.
static YcPix *
find_backing (YcLook *look)
{
  const guint8 limit = (guint8)(look->highest * BACKING);
  g_autoptr (YcPix) dark = yc_pix_below (look->raw, look->width, look->height, limit);
  g_autoptr (YcPix) seed = dark != NULL ? pixCreateTemplate (dark) : NULL;
  const int rim = 2 * (int)(RIM_MM / look->mm) + 1;
  l_int32 count = 0;
  YcPix *backing;

  if (seed == NULL)
    return NULL;
  pixSetOrClearBorder (seed, 1, 1, 1, 1, PIX_SET);
  backing = pixSeedfillBinary (NULL, seed, dark, 4);
  if (backing != NULL)
    pixCountPixels (backing, &count, NULL);
  if (count * look->mm * look->mm < BACKING_MM)
    yc_pix_free (g_steal_pointer (&backing));
  if (backing != NULL)
    pixDilateBrick (backing, backing, rim, rim);
  return backing;
}

// Takes the backing out, and finds the sheet as the box around the rest.
static void
find_paper (YcLook *look, YcPix *backing)
{
  const int width = look->width, height = look->height;
  g_autofree int *columns = g_new0 (int, (gsize)width);
  int left = 0, top = 0, right = width, bottom = height;
  g_autofree int *rows = g_new0 (int, (gsize)height);

  for (int y = 0; y < height; y++) {
    const guint32 *line = pixGetData (backing) + (gsize)y * (gsize)pixGetWpl (backing);
    guint8 *grey = look->grey + (gsize)y * (gsize)width;

    for (int x = 0; x < width; x++) {
      const gboolean behind = line[x / 32] >> (31 - x % 32) & 1;

      grey[x] = behind ? 255 : grey[x];
      columns[x] += !behind;
      rows[y] += !behind;
    }
  }
  // A corner of a leaning sheet fills little of its line.
  for (; left < width && columns[left] < height / 50; left++)
    ;
  for (; right > left && columns[right - 1] < height / 50; right--)
    ;
  for (; top < height && rows[top] < width / 50; top++)
    ;
  for (; bottom > top && rows[bottom - 1] < width / 50; bottom--)
    ;
  if (right > left && bottom > top)
    look->paper = (YcBox){left, top, right - left, bottom - top};
}

// The paper becomes 255 in every square.
static void
even_out (YcLook *look, const YcPaperLevel *paper)
{
  guint8 table[256] = {0};
  guint8 made_for = 0;

  for (int y = 0; y < look->height; y++) {
    const gsize line = (gsize)y * (gsize)look->width;

    for (int start = 0; start < look->width; start += SQUARE) {
      const guint8 level = yc_paper_level_at (paper, start, y);

      for (int i = 0; level != made_for && i < 256; i++)
        table[i] = (guint8)MIN (i * 255 / level, 255);
      made_for = level;
      for (int x = start; x < MIN (start + SQUARE, look->width); x++)
        look->grey[line + (gsize)x] = table[look->raw[line + (gsize)x]];
    }
  }
}

gboolean
yc_look_init (YcLook *look, const YcImage *image, int dpi)
{
  g_auto (YcPaperLevel) paper = {0};

  *look = (YcLook){.image = image, .factor = MAX (dpi / SMALL_DPI, 1)};
  look->small = yc_image_reduce (image, look->factor);
  look->width = look->small.width;
  look->height = look->small.height;
  look->mm = 25.4 * look->factor / dpi;
  look->paper = (YcBox){0, 0, look->width, look->height};
  look->raw = raw_grey (&look->small);
  look->grey = g_malloc0 ((gsize)look->width * (gsize)look->height);
  yc_paper_level_init (&paper, look->raw, look->width, look->height, SQUARE);
  look->highest = paper.highest;
  even_out (look, &paper);
  look->behind = find_backing (look);
  if (look->behind != NULL)
    find_paper (look, look->behind);
  look->ink = yc_pix_below (look->grey, look->width, look->height, YC_LOOK_INK);
  return look->ink != NULL;
}

void
yc_look_clear (YcLook *look)
{
  yc_image_clear (&look->small);
  g_clear_pointer (&look->raw, g_free);
  g_clear_pointer (&look->grey, g_free);
  g_clear_pointer (&look->ink, yc_pix_free);
  g_clear_pointer (&look->behind, yc_pix_free);
}
