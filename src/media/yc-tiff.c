// Line art as Group 4 TIFF, through libtiff. Only what we write ourselves is read: one picture of
// one bit a pixel, in strips; any other kind of TIFF is foreign.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-reduce.h"

#include <string.h>
#include <tiffio.h>

#define MOST_MEMORY (64 * 1024 * 1024) // that libtiff may ask for at once

// A file in memory, and the first thing that libtiff had to say of it.
typedef struct {
  const guint8 *data; // when reading
  GByteArray *out;    // when writing
  gsize size, at;
  char message[160];
} Memory;

static tmsize_t
read_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  Memory *memory = handle;
  const gsize n = memory->at < memory->size ? MIN ((gsize)size, memory->size - memory->at) : 0;

  if (memory->out != NULL)
    memcpy (buffer, memory->out->data + memory->at, n);
  else if (n > 0)
    memcpy (buffer, memory->data + memory->at, n);
  memory->at += n;
  return (tmsize_t)n;
}

static tmsize_t
write_cb (thandle_t handle, void *buffer, tmsize_t size)
{
  Memory *memory = handle;

  if (memory->out == NULL)
    return -1;
  // libtiff leaves gaps so that its tables begin at even places; they must not say what lay there.
  if (memory->at + (gsize)size > memory->size) {
    gsize before = memory->size;

    memory->size = memory->at + (gsize)size;
    g_byte_array_set_size (memory->out, (guint)memory->size);
    memset (memory->out->data + before, 0, memory->size - before);
  }
  memcpy (memory->out->data + memory->at, buffer, (gsize)size);
  memory->at += (gsize)size;
  return size;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  Memory *memory = handle;

  if (whence == SEEK_CUR)
    offset += memory->at;
  else if (whence == SEEK_END)
    offset += memory->size;
  memory->at = (gsize)offset;
  return offset;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return ((Memory *)handle)->size;
}

// A warning counts as much as an error: evidence is whole or it is not shown.
static int G_GNUC_PRINTF (4, 0)
    said_cb (TIFF *tiff, void *data, const char *module, const char *format, va_list arguments)
{
  Memory *memory = data;

  if (*memory->message == '\0')
    g_vsnprintf (memory->message, sizeof memory->message, format, arguments);
  return 1;
}

static TIFF *
open_memory (Memory *memory, const char *mode)
{
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc ();
  TIFF *tiff;

  TIFFOpenOptionsSetMaxSingleMemAlloc (options, MOST_MEMORY);
  TIFFOpenOptionsSetErrorHandlerExtR (options, said_cb, memory);
  TIFFOpenOptionsSetWarningHandlerExtR (options, said_cb, memory);
  tiff = TIFFClientOpenExt ("page", mode, memory, read_cb, write_cb, seek_cb, close_cb, size_cb,
                            NULL, NULL, options);
  TIFFOpenOptionsFree (options);
  return tiff;
}

static gboolean
refuse (const Memory *memory, const char *otherwise, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "TIFF: %s",
               *memory->message != '\0' ? memory->message : otherwise);
  return FALSE;
}

static void
describe (TIFF *tiff, const YcImage *image)
{
  TIFFSetField (tiff, TIFFTAG_IMAGEWIDTH, (guint32)image->width);
  TIFFSetField (tiff, TIFFTAG_IMAGELENGTH, (guint32)image->height);
  TIFFSetField (tiff, TIFFTAG_BITSPERSAMPLE, 1);
  TIFFSetField (tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField (tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
  TIFFSetField (tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  TIFFSetField (tiff, TIFFTAG_ROWSPERSTRIP, (guint32)image->height);
  if (image->dpi > 0) {
    TIFFSetField (tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField (tiff, TIFFTAG_XRESOLUTION, (double)image->dpi);
    TIFFSetField (tiff, TIFFTAG_YRESOLUTION, (double)image->dpi);
  }
}

// libtiff wants the lines without a gap, in memory it may write to.
static guint8 *
join_lines (const YcImage *image, gsize line)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  guint8 *joined = g_malloc (line * (gsize)image->height);

  for (int y = 0; y < image->height; y++)
    memcpy (joined + (gsize)y * line, data + (gsize)y * image->stride, line);
  return joined;
}

GBytes *
yc_tiff_encode (const YcImage *image, GError **error)
{
  const gsize line = yc_image_line (YC_PIXELS_LINEART, image->width);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree guint8 *joined = join_lines (image, line);
  Memory memory = {.out = out};
  TIFF *tiff = open_memory (&memory, "w");
  gboolean written;

  if (tiff == NULL) {
    refuse (&memory, "the picture cannot be written", error);
    return NULL;
  }
  describe (tiff, image);
  written = TIFFWriteEncodedStrip (tiff, 0, joined, (tmsize_t)(line * (gsize)image->height)) >= 0;
  written = TIFFFlush (tiff) && written;
  TIFFClose (tiff);
  if (written && *memory.message == '\0')
    return g_byte_array_free_to_bytes (g_steal_pointer (&out));
  refuse (&memory, "the picture cannot be written", error);
  return NULL;
}

static gboolean
is_ours (TIFF *tiff)
{
  static const struct {
    guint32 tag;
    guint16 value;
  } wanted[] = {
      {TIFFTAG_BITSPERSAMPLE, 1},
      {TIFFTAG_SAMPLESPERPIXEL, 1},
      {TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4},
      {TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE},
      {TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG},
      {TIFFTAG_FILLORDER, FILLORDER_MSB2LSB},
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    guint16 value = 0;

    if (!TIFFGetFieldDefaulted (tiff, wanted[i].tag, &value) || value != wanted[i].value)
      return FALSE;
  }
  return !TIFFIsTiled (tiff) && TIFFLastDirectory (tiff);
}

static gboolean
read_size (TIFF *tiff, YcImage *image)
{
  guint32 width = 0, height = 0;
  guint16 unit = RESUNIT_NONE;
  float dpi = 0;

  if (!TIFFGetField (tiff, TIFFTAG_IMAGEWIDTH, &width) ||
      !TIFFGetField (tiff, TIFFTAG_IMAGELENGTH, &height) || width == 0 || height == 0 ||
      width > G_MAXINT32 || height > G_MAXINT32 ||
      (guint64)width * height > (guint64)YC_IMAGE_MAX_PIXELS)
    return FALSE;
  if (TIFFGetFieldDefaulted (tiff, TIFFTAG_RESOLUTIONUNIT, &unit) && unit == RESUNIT_INCH)
    TIFFGetField (tiff, TIFFTAG_XRESOLUTION, &dpi);
  image->width = (int)width;
  image->height = (int)height;
  image->dpi = dpi >= 1 && dpi <= 9600 ? (int)(dpi + 0.5f) : 0;
  return TRUE;
}

static gboolean
read_strips (TIFF *tiff, guint8 *pixels, gsize size)
{
  gsize at = 0;

  for (guint32 i = 0; i < TIFFNumberOfStrips (tiff); i++) {
    const tmsize_t n =
        at < size ? TIFFReadEncodedStrip (tiff, i, pixels + at, (tmsize_t)(size - at)) : -1;

    if (n < 0)
      return FALSE;
    at += (gsize)n;
  }
  return at == size;
}

static gboolean
decode (TIFF *tiff, Memory *memory, const YcDecode *ask, YcImage *image, GError **error)
{
  guint8 *pixels;

  if (!is_ours (tiff))
    return refuse (memory, "not one of our pages", error);
  if (!read_size (tiff, image))
    return refuse (memory, "empty or too large", error);
  if (ask->only_size)
    return *memory->message == '\0' || refuse (memory, "", error);
  *image = yc_image_new_white (YC_PIXELS_LINEART, image->width, image->height, image->dpi, &pixels);
  if (!read_strips (tiff, pixels, g_bytes_get_size (image->data)) || *memory->message != '\0') {
    yc_image_clear (image);
    return refuse (memory, "cut off", error);
  }
  if (!ask->as_stored)
    yc_image_show (image, ask->width);
  return TRUE;
}

gboolean
yc_tiff_decode (GBytes *content, const YcDecode *ask, YcImage *ret_image, GError **error)
{
  Memory memory = {0};
  TIFF *tiff;
  gboolean decoded;

  memory.data = g_bytes_get_data (content, &memory.size);
  *ret_image = (YcImage){.kind = YC_PIXELS_LINEART};
  tiff = open_memory (&memory, "rm");
  if (tiff == NULL)
    return refuse (&memory, "cut off", error);
  decoded = decode (tiff, &memory, ask, ret_image, error);
  TIFFClose (tiff);
  return decoded;
}

static GBytes *
take_strip (TIFF *tiff)
{
  const tmsize_t size = (tmsize_t)TIFFRawStripSize64 (tiff, 0);
  g_autofree guint8 *strip = size > 0 && size <= MOST_MEMORY ? g_malloc ((gsize)size) : NULL;

  if (strip == NULL || TIFFReadRawStrip (tiff, 0, strip, size) != size)
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&strip), (gsize)size);
}

GBytes *
yc_image_find_fax (GBytes *content)
{
  Memory memory = {0};
  TIFF *tiff;
  GBytes *fax;

  memory.data = g_bytes_get_data (content, &memory.size);
  tiff = open_memory (&memory, "rm");
  if (tiff == NULL)
    return NULL;
  fax = is_ours (tiff) && TIFFNumberOfStrips (tiff) == 1 ? take_strip (tiff) : NULL;
  TIFFClose (tiff);
  return fax;
}
