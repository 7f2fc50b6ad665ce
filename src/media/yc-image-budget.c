// Makes the file of a page as small as it has to be, and no worse than that.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-reduce.h"
#include "yc-resample.h"

#include <string.h>

#define BEST   75
#define WORST  30
#define STEP   5
#define BAND   16 // lines that are coded together, with colour at half resolution
#define SAMPLE 6  // one band in so many is coded to guess the size of all

// Every SAMPLE-th band of the page, below one another.
static YcImage
take_sample (const YcImage *image)
{
  const int bands = (image->height + BAND * SAMPLE - 1) / (BAND * SAMPLE);
  const gsize line = yc_image_line (image->kind, image->width);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  int height = 0;
  guint8 *out;
  YcImage sample = yc_image_new_white (image->kind, image->width, bands * BAND, image->dpi, &out);

  for (int band = 0; band < bands; band++)
    for (int i = 0; i < BAND && band * BAND * SAMPLE + i < image->height; i++, height++)
      memcpy (out + (gsize)height * sample.stride,
              data + (gsize)(band * BAND * SAMPLE + i) * image->stride, line);
  sample.height = height;
  return sample;
}

// What the whole page would take, guessed from the sample; 0 when that could not be coded.
static gsize
guess_size (const YcImage *image, const YcImage *sample, int quality)
{
  g_autoptr (GBytes) coded = yc_jpeg_encode (sample, quality, NULL);

  return coded != NULL
             ? g_bytes_get_size (coded) * (gsize)image->height / (gsize)MAX (sample->height, 1)
             : 0;
}

// The best quality that should fit; WORST where none does.
static int
find_quality (const YcImage *image, gsize most)
{
  g_auto (YcImage) sample = take_sample (image);
  int low = WORST, high = BEST;

  while (low < high) {
    const int middle = low + (high - low + STEP) / (2 * STEP) * STEP;

    if (guess_size (image, &sample, middle) <= most)
      low = middle;
    else
      high = middle - STEP;
  }
  return low;
}

// The guess may be short by a little: one or two steps down, then it is as small as it gets.
static GBytes *
encode_tone (const YcImage *image, gsize most, GError **error)
{
  int quality = find_quality (image, most);
  GBytes *content = yc_jpeg_encode (image, quality, error);

  while (content != NULL && g_bytes_get_size (content) > most && quality > WORST) {
    quality -= STEP;
    g_bytes_unref (content);
    content = yc_jpeg_encode (image, quality, error);
  }
  return content;
}

GBytes *
yc_image_encode_within (const YcImage *image, gsize most, const char **ret_mime, GError **error)
{
  static const int coarser[] = {200, 150};
  GBytes *content;

  if (most == 0 || image->kind == YC_PIXELS_LINEART || !yc_image_is_whole (image))
    return yc_image_encode (image, ret_mime, error);
  *ret_mime = "image/jpeg";
  content = encode_tone (image, most, error);
  for (guint i = 0; i < G_N_ELEMENTS (coarser); i++)
    if (content != NULL && g_bytes_get_size (content) > most && image->dpi > coarser[i]) {
      g_auto (YcImage) small = yc_image_resample (image, coarser[i]);

      g_bytes_unref (content);
      content = encode_tone (&small, most, error);
    }
  return content;
}
