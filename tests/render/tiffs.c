// TIFF pages of every kind: their left half is black, their right half white.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tiffs.h"

#include <string.h>
#include <tiffio.h>

#define TILE 16

typedef struct {
  const char *name;
  guint16 photometric, bits, samples;
  guint32 black; // of a sample, as a part of its largest value: 0 or 1
} Colour;

static const Colour colours[] = {
    {"black is 0, 1 bit", PHOTOMETRIC_MINISBLACK, 1, 1, 0},
    {"white is 0, 1 bit", PHOTOMETRIC_MINISWHITE, 1, 1, 1},
    {"grey, 2 bits", PHOTOMETRIC_MINISBLACK, 2, 1, 0},
    {"grey, 4 bits", PHOTOMETRIC_MINISBLACK, 4, 1, 0},
    {"grey, 8 bits", PHOTOMETRIC_MINISBLACK, 8, 1, 0},
    {"inverted grey, 8 bits", PHOTOMETRIC_MINISWHITE, 8, 1, 1},
    {"grey, 16 bits", PHOTOMETRIC_MINISBLACK, 16, 1, 0},
    {"colour, 8 bits", PHOTOMETRIC_RGB, 8, 3, 0},
    {"colour, 16 bits", PHOTOMETRIC_RGB, 16, 3, 0},
    {"palette, 8 bits", PHOTOMETRIC_PALETTE, 8, 1, 0},
    {"inks, 8 bits", PHOTOMETRIC_SEPARATED, 8, 4, 1},
};

typedef struct {
  const char *name;
  guint16 number;
  gboolean only_lines, only_bytes; // works with 1 bit, or with 8 bits, only
} Packing;

static const Packing packings[] = {
    {"plain", COMPRESSION_NONE, FALSE, FALSE},
    {"PackBits", COMPRESSION_PACKBITS, FALSE, FALSE},
    {"LZW", COMPRESSION_LZW, FALSE, FALSE},
    {"Deflate", COMPRESSION_ADOBE_DEFLATE, FALSE, FALSE},
    {"LZMA", COMPRESSION_LZMA, FALSE, FALSE},
    {"Zstandard", COMPRESSION_ZSTD, FALSE, FALSE},
    {"group 3", COMPRESSION_CCITTFAX3, TRUE, FALSE},
    {"run lengths", COMPRESSION_CCITTRLE, TRUE, FALSE},
    {"group 4", COMPRESSION_CCITTFAX4, TRUE, FALSE},
    {"JPEG", COMPRESSION_JPEG, FALSE, TRUE},
};

typedef enum { STRIPS, PLANES, TILES, N_LAYOUTS } Layout;

static const char *const layout_names[N_LAYOUTS] = {"strips", "planes", "tiles"};

// ---- A file in memory

typedef struct {
  GByteArray *bytes;
  gsize at;
} Memory;

static tmsize_t
read_cb (thandle_t handle, void *out, tmsize_t n)
{
  Memory *memory = handle;
  gsize left = memory->at < memory->bytes->len ? memory->bytes->len - memory->at : 0;
  gsize taken = MIN ((gsize)n, left);
  if (taken > 0)
    memcpy (out, memory->bytes->data + memory->at, taken);
  memory->at += taken;
  return (tmsize_t)taken;
}

static tmsize_t
write_cb (thandle_t handle, void *data, tmsize_t n)
{
  Memory *memory = handle;
  if (memory->at + (gsize)n > memory->bytes->len)
    g_byte_array_set_size (memory->bytes, (guint)(memory->at + (gsize)n));
  memcpy (memory->bytes->data + memory->at, data, (gsize)n);
  memory->at += (gsize)n;
  return n;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  Memory *memory = handle;
  if (whence == SEEK_END)
    memory->at = memory->bytes->len + offset;
  else
    memory->at = whence == SEEK_CUR ? memory->at + offset : offset;
  return memory->at;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return ((Memory *)handle)->bytes->len;
}

// ---- A page

static gboolean
is_possible (const Colour *colour, const Packing *packing, Layout layout)
{
  gboolean fits =
      TIFFIsCODECConfigured (packing->number) &&
      (!packing->only_lines || (colour->bits == 1 && layout == STRIPS)) &&
      (!packing->only_bytes || (colour->bits == 8 && colour->photometric != PHOTOMETRIC_PALETTE));
  return fits && (layout != PLANES || colour->samples > 1) &&
         (layout != TILES || colour->bits >= 8);
}

// One line of samples; black to the left. A page in planes has its samples one after the other.
static void
fill_line (
    const Colour *colour, int sample, guint32 left, guint32 width, gboolean alone, guint8 *out)
{
  gboolean inks = colour->photometric == PHOTOMETRIC_SEPARATED;
  guint samples = alone ? 1 : colour->samples;
  for (guint32 x = 0; x < width; x++)
    for (guint s = 0; s < samples; s++) {
      gboolean black = left + x < TIFFS_WIDTH / 2;
      gboolean is_key = !inks || (alone ? sample : (int)s) == 3;
      gboolean full = is_key ? black == (colour->black == 1) : FALSE;
      gsize bit = (gsize)(x * samples + s) * colour->bits;
      for (guint b = 0; full && b < colour->bits; b++)
        out[(bit + b) / 8] |= (guint8)(0x80 >> (bit + b) % 8);
    }
}

static void
set_tags (TIFF *tiff, const Colour *colour, const Packing *packing, Layout layout)
{
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, TIFFS_WIDTH);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, TIFFS_HEIGHT);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, colour->bits);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, colour->samples);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, colour->photometric);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, packing->number);
  TIFFSetField (tiff, TIFFTAG_PLANARCONFIG,
                layout == PLANES ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
  TIFFSetField (tiff, TIFFTAG_XRESOLUTION, 100.0);
  TIFFSetField (tiff, TIFFTAG_YRESOLUTION, 100.0);
  TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  if (layout == TILES) {
    TIFFSetField (tiff, TIFFTAG_TILEWIDTH, TILE);
    TIFFSetField (tiff, TIFFTAG_TILELENGTH, TILE);
  } else {
    TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, TIFFS_HEIGHT / 3);
  }
}

static void
set_palette (TIFF *tiff)
{
  guint16 map[256];
  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    map[i] = i == 0 ? 0 : 0xffff;
  TIFFSetField (tiff, TIFFTAG_COLORMAP, map, map, map);
}

static void
write_lines (TIFF *tiff, const Colour *colour, Layout layout)
{
  guint16 planes = layout == PLANES ? colour->samples : 1;
  for (guint16 plane = 0; plane < planes; plane++)
    for (guint32 y = 0; y < TIFFS_HEIGHT; y++) {
      guint8 line[TIFFS_WIDTH * 8] = {0};
      fill_line (colour, plane, 0, TIFFS_WIDTH, layout == PLANES, line);
      g_assert_cmpint (TIFFWriteScanline (tiff, line, y, plane), ==, 1);
    }
}

static void
write_tiles (TIFF *tiff, const Colour *colour)
{
  gsize stride = (gsize)TIFFTileRowSize (tiff);
  for (guint32 y = 0; y < TIFFS_HEIGHT; y += TILE)
    for (guint32 x = 0; x < TIFFS_WIDTH; x += TILE) {
      guint8 tile[TILE * TILE * 8] = {0};
      for (guint32 line = 0; line < TILE; line++)
        fill_line (colour, 0, x, TILE, FALSE, tile + stride * line);
      g_assert_cmpint (TIFFWriteTile (tiff, tile, x, y, 0, 0), >, 0);
    }
}

static void
write_page (TIFF *tiff, const Colour *colour, const Packing *packing, Layout layout)
{
  set_tags (tiff, colour, packing, layout);
  if (colour->photometric == PHOTOMETRIC_PALETTE)
    set_palette (tiff);
  if (layout == TILES)
    write_tiles (tiff, colour);
  else
    write_lines (tiff, colour, layout);
  g_assert_true (TIFFWriteDirectory (tiff));
}

static TIFF *
begin (Memory *memory, const char *mode)
{
  memory->bytes = g_byte_array_new ();
  TIFF *tiff =
      TIFFClientOpen ("", mode, memory, read_cb, write_cb, seek_cb, close_cb, size_cb, NULL, NULL);
  g_assert_nonnull (tiff);
  return tiff;
}

GBytes *
tiffs_make_all (const char *mode, GPtrArray **ret_names)
{
  Memory memory = {0};
  TIFF *tiff = begin (&memory, mode);
  *ret_names = g_ptr_array_new_with_free_func (g_free);
  for (gsize c = 0; c < G_N_ELEMENTS (colours); c++)
    for (gsize p = 0; p < G_N_ELEMENTS (packings); p++)
      for (Layout layout = 0; layout < N_LAYOUTS; layout++) {
        if (!is_possible (&colours[c], &packings[p], layout))
          continue;
        write_page (tiff, &colours[c], &packings[p], layout);
        g_ptr_array_add (*ret_names, g_strdup_printf ("%s, %s, %s", colours[c].name,
                                                      packings[p].name, layout_names[layout]));
      }
  TIFFClose (tiff);
  return g_byte_array_free_to_bytes (memory.bytes);
}

GBytes *
tiffs_make_fax (guint n)
{
  Memory memory = {0};
  TIFF *tiff = begin (&memory, "wl");
  for (guint i = 0; i < n; i++)
    write_page (tiff, &colours[1], &packings[8], STRIPS);
  TIFFClose (tiff);
  return g_byte_array_free_to_bytes (memory.bytes);
}

GBytes *
tiffs_pack_fax (const YcImage *image, guint16 compression, guint32 options)
{
  Memory memory = {0};
  TIFF *tiff = begin (&memory, "wl");
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, image->width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, image->height);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, image->height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 1);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, compression);
  if (compression == COMPRESSION_CCITTFAX3)
    TIFFSetField (tiff, TIFFTAG_GROUP3OPTIONS, options);
  gsize size;
  guint8 *data = g_memdup2 (g_bytes_get_data (image->data, &size), g_bytes_get_size (image->data));
  for (int y = 0; y < image->height; y++)
    TIFFWriteScanline (tiff, data + image->stride * (gsize)y, (guint32)y, 0);
  TIFFClose (tiff);
  g_free (data);
  memory.at = 0;
  tiff =
      TIFFClientOpen ("", "r", &memory, read_cb, write_cb, seek_cb, close_cb, size_cb, NULL, NULL);
  tmsize_t n = TIFFRawStripSize (tiff, 0);
  guint8 *strip = g_malloc ((gsize)n);
  g_assert_cmpint (TIFFReadRawStrip (tiff, 0, strip, n), ==, n);
  TIFFClose (tiff);
  g_byte_array_unref (memory.bytes);
  return g_bytes_new_take (strip, (gsize)n);
}
