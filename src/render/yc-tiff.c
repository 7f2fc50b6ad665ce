// Reading the pages of a TIFF file in memory, whatever kind they are of.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-tiff.h"

#include "yc-canvas.h"
#include "yc-document-private.h"

#include <math.h>
#include <string.h>
#include <tiffio.h>

#define MOST_PAGES 100000

struct _YcTiff {
  GBytes *content; // owned
  gsize at;        // where libtiff reads
  guint faults;    // damaged data met so far
  TIFF *tiff;      // owned
};

// ---- A file in memory, for libtiff

static tmsize_t
read_cb (thandle_t handle, void *out, tmsize_t n)
{
  YcTiff *self = handle;
  gsize size;
  const guint8 *data = g_bytes_get_data (self->content, &size);
  gsize left = self->at < size ? size - self->at : 0;
  gsize taken = MIN ((gsize)MAX (n, 0), left);
  if (taken > 0)
    memcpy (out, data + self->at, taken);
  self->at += taken;
  return (tmsize_t)taken;
}

static tmsize_t
write_cb (thandle_t handle, void *data, tmsize_t n)
{
  return 0;
}

static toff_t
seek_cb (thandle_t handle, toff_t offset, int whence)
{
  YcTiff *self = handle;
  if (whence == SEEK_SET)
    self->at = offset;
  else
    self->at = offset + (whence == SEEK_CUR ? self->at : g_bytes_get_size (self->content));
  return self->at;
}

static int
close_cb (thandle_t handle)
{
  return 0;
}

static toff_t
size_cb (thandle_t handle)
{
  return g_bytes_get_size (((YcTiff *)handle)->content);
}

static int
map_cb (thandle_t handle, void **ret_data, toff_t *ret_size)
{
  gsize size;
  *ret_data = (void *)g_bytes_get_data (((YcTiff *)handle)->content, &size);
  *ret_size = size;
  return 1;
}

static void
unmap_cb (thandle_t handle, void *data, toff_t size)
{
}

static void
fault_cb (thandle_t handle, const char *module, const char *format, va_list args)
{
  if (handle)
    ((YcTiff *)handle)->faults++;
}

YcTiff *
yc_tiff_new (GBytes *content, GError **error)
{
  g_autoptr (YcTiff) self = g_new0 (YcTiff, 1);
  self->content = g_bytes_ref (content);
  TIFFSetErrorHandler (NULL); // what is in a file is nothing for the log
  TIFFSetWarningHandler (NULL);
  TIFFSetErrorHandlerExt (fault_cb);
  // Without "m" the file counts as mapped: unmapped, libtiff 4.5 takes plain tiles for damaged.
  self->tiff = TIFFClientOpen ("", "r", self, read_cb, write_cb, seek_cb, close_cb, size_cb, map_cb,
                               unmap_cb);
  if (self->tiff)
    return g_steal_pointer (&self);
  yc_document_fail_broken ("TIFF: the head is damaged", error);
  return NULL;
}

void
yc_tiff_free (YcTiff *self)
{
  if (self->tiff)
    TIFFClose (self->tiff);
  g_bytes_unref (self->content);
  g_free (self);
}

guint
yc_tiff_count_pages (YcTiff *self)
{
  return MIN ((guint)TIFFNumberOfDirectories (self->tiff), MOST_PAGES);
}

static gboolean
go_to (YcTiff *self, guint page, GError **error)
{
  return TIFFSetDirectory (self->tiff, (tdir_t)page) ||
         yc_document_fail_broken ("TIFF: the page is damaged", error);
}

static guint16
get_tag (YcTiff *self, guint32 tag)
{
  guint16 value = 0;
  TIFFGetFieldDefaulted (self->tiff, tag, &value);
  return value;
}

static int
get_dpi (YcTiff *self)
{
  float dpi = 0;
  if (!TIFFGetField (self->tiff, TIFFTAG_XRESOLUTION, &dpi) || !isfinite (dpi))
    return 0;
  guint16 unit = get_tag (self, TIFFTAG_RESOLUTIONUNIT);
  if (unit == RESUNIT_CENTIMETER)
    dpi *= 2.54F;
  return unit != RESUNIT_NONE && dpi >= 10 && dpi <= 10000 ? (int)lroundf (dpi) : 0;
}

static gboolean
read_size (YcTiff *self, guint page, YcImage *image, GError **error)
{
  guint32 width = 0, height = 0;
  if (!go_to (self, page, error))
    return FALSE;
  TIFFGetField (self->tiff, TIFFTAG_IMAGEWIDTH, &width);
  TIFFGetField (self->tiff, TIFFTAG_IMAGELENGTH, &height);
  if (!yc_canvas_check_size (width, height, error))
    return FALSE;
  *image = (YcImage){
      .kind = YC_PIXELS_RGB, .width = (int)width, .height = (int)height, .dpi = get_dpi (self)};
  return TRUE;
}

gboolean
yc_tiff_measure (YcTiff *self, guint page, YcImage *ret_image, GError **error)
{
  return read_size (self, page, ret_image, error);
}

static gboolean
is_lineart (YcTiff *self)
{
  guint16 light = get_tag (self, TIFFTAG_PHOTOMETRIC);
  return get_tag (self, TIFFTAG_BITSPERSAMPLE) == 1 &&
         get_tag (self, TIFFTAG_SAMPLESPERPIXEL) == 1 &&
         get_tag (self, TIFFTAG_ORIENTATION) == ORIENTATION_TOPLEFT &&
         (light == PHOTOMETRIC_MINISWHITE || light == PHOTOMETRIC_MINISBLACK) &&
         !TIFFIsTiled (self->tiff);
}

static gboolean
fail_data (GError **error)
{
  return yc_document_fail_broken ("TIFF: the data of the page is damaged", error);
}

static gboolean
read_lineart (YcTiff *self, YcImage *image, GError **error)
{
  gsize stride = (gsize)TIFFScanlineSize (self->tiff);
  guint8 invert = get_tag (self, TIFFTAG_PHOTOMETRIC) == PHOTOMETRIC_MINISBLACK ? 0xff : 0;
  if (stride < yc_canvas_get_stride (YC_PIXELS_LINEART, image->width) || stride > G_MAXUINT16)
    return fail_data (error);
  g_autofree guint8 *bits = g_malloc0 (stride * (gsize)image->height);
  for (int y = 0; y < image->height; y++) {
    guint8 *line = bits + stride * (gsize)y;
    if (TIFFReadScanline (self->tiff, line, (guint32)y, 0) != 1 || self->faults > 0)
      return fail_data (error);
    for (gsize i = 0; i < stride; i++)
      line[i] ^= invert;
  }
  image->kind = YC_PIXELS_LINEART;
  image->stride = stride;
  image->data = g_bytes_new_take (g_steal_pointer (&bits), stride * (gsize)image->height);
  return TRUE;
}

// libtiff gives colours that are weighed with their opaqueness already: white shines through.
static void
lay_on_white (const guint32 *raster, YcImage *image)
{
  image->stride = (gsize)image->width * 3;
  gsize n = (gsize)image->width * (gsize)image->height;
  guint8 *pixels = g_malloc (n * 3);
  for (gsize i = 0; i < n; i++) {
    guint white = 255 - TIFFGetA (raster[i]);
    pixels[3 * i] = (guint8)MIN (TIFFGetR (raster[i]) + white, 255);
    pixels[3 * i + 1] = (guint8)MIN (TIFFGetG (raster[i]) + white, 255);
    pixels[3 * i + 2] = (guint8)MIN (TIFFGetB (raster[i]) + white, 255);
  }
  image->data = g_bytes_new_take (pixels, n * 3);
}

static gboolean
read_colour (YcTiff *self, YcImage *image, GError **error)
{
  char why[1024] = "";
  if (!TIFFRGBAImageOK (self->tiff, why))
    return yc_document_fail_broken ("TIFF: a kind of picture that is not known", error);
  gsize n = (gsize)image->width * (gsize)image->height;
  g_autofree guint32 *raster = g_new0 (guint32, n);
  if (!TIFFReadRGBAImageOriented (self->tiff, (guint32)image->width, (guint32)image->height, raster,
                                  ORIENTATION_TOPLEFT, 1) ||
      self->faults > 0)
    return fail_data (error);
  lay_on_white (raster, image);
  return TRUE;
}

gboolean
yc_tiff_read (YcTiff *self, guint page, YcImage *ret_image, GError **error)
{
  if (!read_size (self, page, ret_image, error))
    return FALSE;
  self->faults = 0;
  return is_lineart (self) ? read_lineart (self, ret_image, error)
                           : read_colour (self, ret_image, error);
}
