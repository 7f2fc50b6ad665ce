// A page on its way out of the render helper: pixels in memory that will be sealed, or a JPEG.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-canvas.h"

#include "yc-error.h"
#include "yc-render-protocol.h"

#include <string.h>

void
yc_canvas_clear (YcCanvas *canvas)
{
  yc_sealed_clear (&canvas->memory);
  g_clear_pointer (&canvas->jpeg, g_bytes_unref);
}

gboolean
yc_canvas_check_size (gint64 width, gint64 height, GError **error)
{
  if (width > 0 && height > 0 && width <= YC_RENDER_MOST_SIDE && height <= YC_RENDER_MOST_SIDE &&
      width * height <= YC_RENDER_MOST_PIXELS)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE,
               "A page of %" G_GINT64_FORMAT " x %" G_GINT64_FORMAT " pixels", width, height);
  return FALSE;
}

gsize
yc_canvas_get_stride (YcPixelKind kind, int width)
{
  if (kind == YC_PIXELS_LINEART)
    return ((gsize)width + 7) / 8;
  return (gsize)width * (kind == YC_PIXELS_GREY ? 1 : 3);
}

gboolean
yc_canvas_begin (YcCanvas *canvas, YcPixelKind kind, int width, int height, GError **error)
{
  if (!yc_canvas_check_size (width, height, error))
    return FALSE;
  canvas->kind = kind;
  canvas->width = width;
  canvas->height = height;
  canvas->stride = yc_canvas_get_stride (kind, width);
  return yc_sealed_begin (&canvas->memory, canvas->stride * (gsize)height, error);
}

// One bit a pixel, 1 is black, to one byte a pixel.
static void
unpack_line (const guint8 *bits, int width, guint8 *out)
{
  for (int x = 0; x < width; x++)
    out[x] = bits[x / 8] & (0x80 >> x % 8) ? 0 : 255;
}

static void
widen_line (const guint8 *grey, int width, guint8 *out)
{
  for (int x = 0; x < width; x++)
    memset (out + 3 * (gsize)x, grey[x], 3);
}

// Adds up the pixels that fall on each pixel of a smaller line.
static void
add_line (const guint8 *line, int channels, const int *edges, int width, guint32 *sums)
{
  for (int x = 0; x < width; x++, sums += channels)
    for (const guint8 *from = line + (gsize)edges[x] * channels,
                      *end = line + (gsize)edges[x + 1] * channels;
         from < end; from += channels)
      for (int c = 0; c < channels; c++)
        sums[c] += from[c];
}

static void
average_line (guint32 *sums, int channels, const int *edges, int width, int lines, guint8 *out)
{
  for (int x = 0; x < width; x++, out += 3, sums += channels) {
    guint32 n = (guint32)((edges[x + 1] - edges[x]) * lines);
    for (int c = 0; c < 3; c++)
      out[c] = (guint8)((sums[channels == 3 ? c : 0] + n / 2) / n);
  }
}

static const guint8 *
read_line (const YcImage *image, int y, guint8 *room)
{
  const guint8 *line =
      (const guint8 *)g_bytes_get_data (image->data, NULL) + image->stride * (gsize)y;
  if (image->kind != YC_PIXELS_LINEART)
    return line;
  unpack_line (line, image->width, room);
  return room;
}

static int
edge_of (int index, int full, int part)
{
  return (int)((gint64)index * full / part);
}

static void
shrink (YcCanvas *canvas, const YcImage *image)
{
  int channels = image->kind == YC_PIXELS_RGB ? 3 : 1;
  gsize n = (gsize)canvas->width * (gsize)channels;
  g_autofree guint8 *room = g_malloc ((gsize)image->width);
  g_autofree guint32 *sums = g_new (guint32, n);
  g_autofree int *edges = g_new (int, canvas->width + 1);
  for (int x = 0; x <= canvas->width; x++)
    edges[x] = edge_of (x, image->width, canvas->width);
  for (int y = 0; y < canvas->height; y++) {
    int top = edge_of (y, image->height, canvas->height);
    int bottom = edge_of (y + 1, image->height, canvas->height);
    memset (sums, 0, n * sizeof *sums);
    for (int line = top; line < bottom; line++)
      add_line (read_line (image, line, room), channels, edges, canvas->width, sums);
    average_line (sums, channels, edges, canvas->width, bottom - top,
                  canvas->memory.data + canvas->stride * (gsize)y);
  }
}

static void
copy_lines (YcCanvas *canvas, const YcImage *image)
{
  g_autofree guint8 *room = g_malloc ((gsize)image->width);
  for (int y = 0; y < canvas->height; y++) {
    guint8 *out = canvas->memory.data + canvas->stride * (gsize)y;
    const guint8 *line = read_line (image, y, room);
    if (image->kind == YC_PIXELS_RGB)
      memcpy (out, line, canvas->stride);
    else
      widen_line (line, image->width, out);
  }
}

gboolean
yc_canvas_draw (YcCanvas *canvas, const YcImage *image, int width, GError **error)
{
  gboolean smaller = width > 0 && width < image->width;
  int height = image->height;
  if (smaller)
    height = CLAMP ((int)((gint64)image->height * width / image->width), 1, image->height);
  canvas->dpi = image->dpi;
  if (!yc_canvas_begin (canvas, YC_PIXELS_RGB, smaller ? width : image->width, height, error))
    return FALSE;
  if (smaller)
    shrink (canvas, image);
  else
    copy_lines (canvas, image);
  return TRUE;
}

static gboolean
has_colour (const YcImage *image)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  for (int y = 0; y < image->height; y++) {
    const guint8 *pixel = data + image->stride * (gsize)y;
    for (int x = 0; x < image->width; x++, pixel += 3)
      if (pixel[0] != pixel[1] || pixel[1] != pixel[2])
        return TRUE;
  }
  return FALSE;
}

static void
thin_line (const guint8 *line, int width, guint8 *out)
{
  for (int x = 0; x < width; x++)
    out[x] = line[3 * (gsize)x];
}

gboolean
yc_canvas_keep (YcCanvas *canvas, const YcImage *image, GError **error)
{
  gboolean thin = image->kind == YC_PIXELS_RGB && !has_colour (image);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  canvas->dpi = image->dpi;
  if (!yc_canvas_begin (canvas, thin ? YC_PIXELS_GREY : image->kind, image->width, image->height,
                        error))
    return FALSE;
  for (int y = 0; y < image->height; y++) {
    guint8 *out = canvas->memory.data + canvas->stride * (gsize)y;
    const guint8 *line = data + image->stride * (gsize)y;
    if (thin)
      thin_line (line, image->width, out);
    else
      memcpy (out, line, canvas->stride);
  }
  return TRUE;
}

void
yc_canvas_flatten (const guint8 *data, int width, int height, gsize stride, YcImage *ret_image)
{
  gsize line = (gsize)width * 3;
  guint8 *pixels = g_malloc (line * (gsize)height);
  for (int y = 0; y < height; y++) {
    const guint8 *from = data + stride * (gsize)y;
    guint8 *out = pixels + line * (gsize)y;
    for (int x = 0; x < width; x++, from += 4, out += 3)
      for (int c = 0; c < 3; c++)
        out[c] = (guint8)((from[c] * from[3] + 255 * (255 - from[3]) + 127) / 255);
  }
  *ret_image = (YcImage){.kind = YC_PIXELS_RGB,
                         .width = width,
                         .height = height,
                         .stride = line,
                         .data = g_bytes_new_take (pixels, line * (gsize)height)};
}
