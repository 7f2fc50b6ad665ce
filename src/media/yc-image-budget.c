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
#define SAMPLE 10 // one band in so many is coded to guess the size of all
#define SLACK  24 // of what may be taken, the part that is kept back for a guess that is too small

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

// The best quality that should fit, between 75 and `worst`; whether even that does not.
static gboolean
find_quality (const YcImage *image, gsize most, int worst, int *ret_quality)
{
  g_auto (YcImage) sample = take_sample (image);
  const gsize room = most - most / SLACK;
  int low = worst, high = BEST;

  while (low < high) {
    const int middle = low + (high - low + STEP) / (2 * STEP) * STEP;

    if (guess_size (image, &sample, middle) <= room)
      low = middle;
    else
      high = middle - STEP;
  }
  *ret_quality = low;
  return low > worst || guess_size (image, &sample, low) <= room;
}

// The guess may be short by a little: one or two steps down, then it is as small as it gets.
static GBytes *
encode_tone (const YcImage *image, gsize most, int quality, int worst, GError **error)
{
  GBytes *content = yc_jpeg_encode (image, quality, error);

  while (content != NULL && g_bytes_get_size (content) > most && quality > worst) {
    quality = MAX (quality - STEP, worst);
    g_bytes_unref (content);
    content = yc_jpeg_encode (image, quality, error);
  }
  return content;
}

// Fine and blurred by the coder is worse to read than coarser and clear: so each resolution has a
// worst quality of its own. Of the last one the file is answered whatever its size.
GBytes *
yc_image_encode_within (const YcImage *image, gsize most, const char **ret_mime, GError **error)
{
  static const struct {
    int dpi, worst;
  } ways[] = {{0, 50}, {200, 35}, {150, 30}};
  g_auto (YcImage) coarse = {0};
  const YcImage *now = image;

  if (most == 0 || image->kind == YC_PIXELS_LINEART || !yc_image_is_whole (image))
    return yc_image_encode (image, ret_mime, error);
  *ret_mime = "image/jpeg";
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    const gboolean last = i + 1 == G_N_ELEMENTS (ways) || image->dpi <= ways[i + 1].dpi;
    const int worst = last ? WORST : ways[i].worst;
    g_autoptr (GBytes) content = NULL;
    int quality;

    if (i > 0) {
      yc_image_clear (&coarse);
      coarse = yc_image_resample (image, ways[i].dpi);
      now = &coarse;
    }
    if (!find_quality (now, most, worst, &quality) && !last)
      continue;
    content = encode_tone (now, most, quality, worst, error);
    if (content == NULL || last || g_bytes_get_size (content) <= most)
      return g_steal_pointer (&content);
  }
  return NULL;
}
