// Page images: pixels into small files, and files into pixels. Blocking; for worker threads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_PIXELS_LINEART, // one bit a pixel, first pixel in the highest bit, 1 is black
  YC_PIXELS_GREY,    // one byte a pixel
  YC_PIXELS_RGB,     // three bytes a pixel
} YcPixelKind;

// Pixels in memory. `data` has `stride` * `height` bytes.
typedef struct {
  YcPixelKind kind;
  int width, height; // pixels
  int dpi;           // 0: unknown
  gsize stride;      // bytes from line to line
  GBytes *data;      // owned
} YcImage;

void yc_image_clear (YcImage *image);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcImage, yc_image_clear)

// Grey and colour become JPEG (quality 85), line art a Group 4 TIFF that comes back bit for bit.
// `*ret_mime` is a constant. Fails with YC_ERROR_IMAGE.
GBytes *yc_image_encode (const YcImage *image, const char **ret_mime, GError **error);

// The same, into at most `most` bytes where that leaves the page readable: JPEG quality goes down
// from 75 to 50, then the page to 200 dpi and, if need be, to 150. The last of these is answered
// even where it is larger; 0: no limit. Line art is never made worse.
GBytes *
yc_image_encode_within (const YcImage *image, gsize most, const char **ret_mime, GError **error);

// Decodes JPEG, PNG or our own TIFF into YC_PIXELS_RGB, at least `width` pixels wide where the
// picture is (JPEG at the smallest eighth that suffices, the others at a whole fraction); width 0:
// in full. Content that is not what `mime` says, damaged, cut off, or larger than 400 million
// pixels fails with YC_ERROR_IMAGE.
gboolean
yc_image_decode (GBytes *content, const char *mime, int width, YcImage *ret_image, GError **error);

// Makes an RGB picture exactly `width` pixels wide, each new pixel the average of what it covers; a
// narrower one stays as it is.
void yc_image_fit (YcImage *image, int width);

// The pixels of a whole RGB picture as the screen takes them: four bytes each, 0xffRRGGBB as the
// machine has it (CAIRO_FORMAT_RGB24, GDK_MEMORY_DEFAULT), without gaps between the lines.
GBytes *yc_image_to_screen (const YcImage *image);

// Decodes all pixels in the kind they are stored in (PNG as grey or RGB); fails as
// yc_image_decode () does.
gboolean yc_image_load (GBytes *content, YcImage *ret_image, GError **error);

// "image/jpeg", "image/png" or "image/tiff" by the first bytes; NULL for anything else.
const char *yc_image_guess_mime (GBytes *content);

// The size of the picture without decoding it.
gboolean
yc_image_measure (GBytes *content, int *ret_width, int *ret_height, int *ret_dpi, GError **error);

// The Group 4 code alone (ITU-T T.6, white is 0) of a TIFF of ours, in one piece, as PDF carries
// it; NULL for any other content.
GBytes *yc_image_find_fax (GBytes *content);

// The picture in at most `side` * `side` pixels, averaged; a smaller one stays as it is. RGB comes
// back as RGB, the others as grey. Fails with YC_ERROR_IMAGE for pixels that are not all there.
gboolean yc_image_thumbnail (const YcImage *image, int side, YcImage *ret_image, GError **error);

G_END_DECLS
