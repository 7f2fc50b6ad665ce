// One page after the other through tesseract.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ocr-page.h"
#include "yc-ocr-letters.h"
#include "yc-ocr-numbers.h"
#include "yc-ocr-protocol.h"

#include <tesseract/capi.h>

#define USUAL_DPI 300
#define LEAST_DPI 70 // tesseract takes no less for true

struct _YcOcrPage {
  TessBaseAPI *reader; // owned
};

YcOcrPage *
yc_ocr_page_new (void)
{
  TessBaseAPI *reader = TessBaseAPICreate ();
  YcOcrPage *self;

  if (TessBaseAPIInit2 (reader, NULL, YC_OCR_LANGUAGE, OEM_LSTM_ONLY) != 0) {
    TessBaseAPIDelete (reader);
    return NULL;
  }
  self = g_new0 (YcOcrPage, 1);
  self->reader = reader;
  return self;
}

void
yc_ocr_page_free (YcOcrPage *self)
{
  TessBaseAPIDelete (self->reader);
  g_free (self);
}

// ---- Reading ------------------------------------------------------------------------------------

// Tesseract takes bits for white that are black here.
static GBytes *
to_bytes (GBytes *pixels, gsize stride, guint width, guint height)
{
  const guint8 *from = g_bytes_get_data (pixels, NULL);
  guint8 *to = g_malloc ((gsize)width * height);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      to[(gsize)y * width + x] = from[y * stride + x / 8] & (0x80 >> (x % 8)) ? 0 : 255;
  return g_bytes_new_take (to, (gsize)width * height);
}

static gboolean
is_page (YcPixelKind kind, guint width, guint height, GBytes *pixels, gsize *ret_stride)
{
  if (kind > YC_PIXELS_GREY || width == 0 || height == 0 || width > YC_OCR_MOST_SIDE ||
      height > YC_OCR_MOST_SIDE || (guint64)width * height > YC_OCR_MOST_PIXELS)
    return FALSE;
  *ret_stride = g_bytes_get_size (pixels) / height;
  return *ret_stride >= (kind == YC_PIXELS_GREY ? width : (width + 7) / 8) &&
         *ret_stride * height == g_bytes_get_size (pixels);
}

YcPageText *
yc_ocr_page_read (
    YcOcrPage *self, YcPixelKind kind, guint width, guint height, guint dpi, GBytes *pixels)
{
  g_auto (YcImage)
      page = {YC_PIXELS_GREY, (int)width, (int)height, dpi >= LEAST_DPI ? (int)dpi : USUAL_DPI};
  g_autoptr (GArray) letters = NULL;
  YcPageText *text = NULL;

  if (!is_page (kind, width, height, pixels, &page.stride))
    return NULL;
  page.data = kind == YC_PIXELS_LINEART ? to_bytes (pixels, page.stride, width, height)
                                        : g_bytes_ref (pixels);
  page.stride = kind == YC_PIXELS_LINEART ? width : page.stride;
  TessBaseAPISetImage (self->reader, g_bytes_get_data (page.data, NULL), page.width, page.height, 1,
                       (int)page.stride);
  TessBaseAPISetSourceResolution (self->reader, page.dpi);
  TessBaseAPISetPageSegMode (self->reader, PSM_AUTO);
  if (TessBaseAPIRecognize (self->reader, NULL) == 0) {
    letters = yc_ocr_letters_collect (self->reader);
    yc_ocr_numbers_look_again (self->reader, &page, letters);
    text = yc_ocr_letters_to_text (letters);
  }
  TessBaseAPIClear (self->reader); // nothing of a person stays longer than it must
  return text;
}
