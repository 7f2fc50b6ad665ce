// Page images for the demo: drawn, not scanned, and written as PNG (ISO/IEC 15948) by hand.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo-city.h"

#include <string.h>

#define STRIDE (YC_DEMO_PAGE_WIDTH + 1) // each line begins with the number of its filter: 0
#define MARGIN 120
#define WHITE  0xff
#define INK    0x58
#define PALE   0xa8

static void
draw_bar (guint8 *lines, int x, int y, int width, int height, guint8 grey)
{
  for (int row = y; row < MIN (y + height, YC_DEMO_PAGE_HEIGHT); row++)
    memset (lines + (gsize)row * STRIDE + 1 + x, grey, (gsize)MIN (width, YC_DEMO_PAGE_WIDTH - x));
}

// A line of text: words of two to six characters.
static void
draw_words (guint8 *lines, GRand *random, int y, int right)
{
  int x = MARGIN;

  while (x < right) {
    int width = g_rand_int_range (random, 2, 7) * 26;

    draw_bar (lines, x, y, MIN (width, right - x), 24, INK);
    x += width + 14;
  }
}

static void
draw_table (guint8 *lines, int y, int rows)
{
  int width = YC_DEMO_PAGE_WIDTH - 2 * MARGIN;

  for (int row = 0; row <= rows; row++)
    draw_bar (lines, MARGIN, y + row * 60, width, 2, PALE);
  for (int column = 0; column <= 4; column++)
    draw_bar (lines, MARGIN + column * width / 4, y, 2, rows * 60, PALE);
}

// The ring of a seal.
static void
draw_seal (guint8 *lines, int cx, int cy, int radius)
{
  for (int y = -radius; y <= radius; y++)
    for (int x = -radius; x <= radius; x++)
      if (x * x + y * y <= radius * radius && x * x + y * y >= (radius - 7) * (radius - 7))
        lines[(gsize)(cy + y) * STRIDE + 1 + (gsize)(cx + x)] = PALE;
}

static guint8 *
draw (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *lines = g_malloc ((gsize)STRIDE * YC_DEMO_PAGE_HEIGHT);
  int title = g_rand_int_range (random, 300, 640);
  int y = 330;

  memset (lines, WHITE, (gsize)STRIDE * YC_DEMO_PAGE_HEIGHT);
  for (int row = 0; row < YC_DEMO_PAGE_HEIGHT; row++)
    lines[(gsize)row * STRIDE] = 0;
  draw_bar (lines, (YC_DEMO_PAGE_WIDTH - title) / 2, 150, title, 48, 0x20);
  draw_words (lines, random, 250, MARGIN + 420);
  if (g_rand_boolean (random)) {
    draw_table (lines, y, 6);
    y += 420;
  }
  for (; y < YC_DEMO_PAGE_HEIGHT - 420; y += 52)
    draw_words (lines, random, y, YC_DEMO_PAGE_WIDTH - MARGIN - g_rand_int_range (random, 0, 300));
  draw_words (lines, random, YC_DEMO_PAGE_HEIGHT - 250, MARGIN + 360);
  draw_seal (lines, YC_DEMO_PAGE_WIDTH - 330, YC_DEMO_PAGE_HEIGHT - 270, 120);
  return lines;
}

static guint32
crc (const guint8 *data, gsize length)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < length; i++) {
    sum ^= data[i];
    for (int bit = 0; bit < 8; bit++)
      sum = (sum & 1) != 0 ? 0xedb88320 ^ (sum >> 1) : sum >> 1;
  }
  return ~sum;
}

static void
add_number (GByteArray *out, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (out, (const guint8 *)&big, sizeof big);
}

static void
add_chunk (GByteArray *out, const char *type, const guint8 *data, gsize length)
{
  guint start = out->len + 4;

  add_number (out, (guint32)length);
  g_byte_array_append (out, (const guint8 *)type, 4);
  g_byte_array_append (out, data, (guint)length);
  add_number (out, crc (out->data + start, out->len - start));
}

static GBytes *
compress (const guint8 *data, gsize length)
{
  g_autoptr (GZlibCompressor) zlib = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (zlib));

  if (!g_output_stream_write_all (stream, data, length, NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    g_error ("Writing to memory failed");
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
yc_demo_page (guint32 seed)
{
  static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  g_autofree guint8 *lines = draw (seed);
  g_autoptr (GBytes) data = compress (lines, (gsize)STRIDE * YC_DEMO_PAGE_HEIGHT);
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GByteArray) scale = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();

  add_number (head, YC_DEMO_PAGE_WIDTH);
  add_number (head, YC_DEMO_PAGE_HEIGHT);
  g_byte_array_append (head, (const guint8 *)"\x08\0\0\0\0", 5); // 8 bits, grey
  add_number (scale, 5906);                                      // dots in a metre: 150 dpi
  add_number (scale, 5906);
  g_byte_array_append (scale, (const guint8 *)"\x01", 1);
  g_byte_array_append (out, signature, sizeof signature);
  add_chunk (out, "IHDR", head->data, head->len);
  add_chunk (out, "pHYs", scale->data, scale->len);
  add_chunk (out, "IDAT", g_bytes_get_data (data, NULL), g_bytes_get_size (data));
  add_chunk (out, "IEND", (const guint8 *)"", 0);
  return g_byte_array_free_to_bytes (out);
}

char *
yc_demo_keep_page (YcDemo *demo, guint32 seed, GError **error)
{
  g_autoptr (GBytes) page = yc_demo_page (seed);
  g_autofree char *name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, page);
  g_autofree char *folder = yc_ledger_incoming_path (demo->ledger);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gint64 size = (gint64)g_bytes_get_size (page);

  return g_file_set_contents (path, g_bytes_get_data (page, NULL), (gssize)size, error) &&
                 yc_blobs_add_now (demo->blobs, path, name, error) &&
                 yc_ledger_add_blob (demo->ledger, name, "image/png", size, "", demo->now, error)
             ? g_steal_pointer (&name)
             : NULL;
}
