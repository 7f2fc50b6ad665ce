// Reading fax-coded line art that stands alone, as PDF files carry it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-fax.h"

#include "yc-tiff.h"

#include <tiff.h>

#define N_TAGS 9
// Header, the number of tags, the tags, the end of the list.
#define HEAD (8 + 2 + N_TAGS * 12 + 4)

static void
put_word (GByteArray *out, guint16 value)
{
  const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8)};
  g_byte_array_append (out, bytes, sizeof bytes);
}

static void
put_long (GByteArray *out, guint32 value)
{
  put_word (out, (guint16)value);
  put_word (out, (guint16)(value >> 16));
}

static void
put_tag (GByteArray *out, guint16 tag, guint32 value)
{
  put_word (out, tag);
  put_word (out, TIFF_LONG);
  put_long (out, 1);
  put_long (out, value);
}

// libtiff reads fax code only as part of a TIFF file, so one of a single strip is put around it.
static GBytes *
wrap (const YcFax *fax, GBytes *data)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);
  GByteArray *out = g_byte_array_sized_new ((guint)(HEAD + size));
  g_byte_array_append (out, (const guint8 *)"II*\0\10\0\0\0", 8);
  put_word (out, N_TAGS);
  put_tag (out, TIFFTAG_IMAGEWIDTH, (guint32)fax->width);
  put_tag (out, TIFFTAG_IMAGELENGTH, (guint32)fax->height);
  put_tag (out, TIFFTAG_COMPRESSION, fax->k < 0 ? COMPRESSION_CCITTFAX4 : COMPRESSION_CCITTFAX3);
  put_tag (out, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
  put_tag (out, TIFFTAG_STRIPOFFSETS, HEAD);
  put_tag (out, TIFFTAG_ROWSPERSTRIP, (guint32)fax->height);
  put_tag (out, TIFFTAG_STRIPBYTECOUNTS, (guint32)size);
  put_tag (out, fax->k < 0 ? TIFFTAG_T6OPTIONS : TIFFTAG_T4OPTIONS,
           fax->k > 0 ? GROUP3OPT_2DENCODING : 0);
  put_tag (out, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  put_long (out, 0);
  g_byte_array_append (out, bytes, (guint)size);
  return g_byte_array_free_to_bytes (out);
}

gboolean
yc_fax_read (const YcFax *fax, GBytes *data, YcImage *ret_image, GError **error)
{
  g_autoptr (GBytes) file = wrap (fax, data);
  g_autoptr (YcTiff) tiff = yc_tiff_new (file, error);
  return tiff && yc_tiff_read (tiff, 0, ret_image, error);
}
