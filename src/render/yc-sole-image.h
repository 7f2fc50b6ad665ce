// Taking the picture out of a PDF page that is nothing but a picture, as scanners make them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-render-types.h"

G_BEGIN_DECLS

typedef struct _YcSoleImages YcSoleImages;

// NULL when the file is not in such order that a second reader finds the same in it.
YcSoleImages *yc_sole_images_new (GBytes *content, const char *password);
void yc_sole_images_free (YcSoleImages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcSoleImages, yc_sole_images_free)

typedef struct {
  GBytes *jpeg;  /* owned, nullable; the picture as a JPEG file of its own */
  YcImage image; // else its pixels; of a JPEG only the size
} YcSoleImage;

void yc_sole_image_clear (YcSoleImage *image);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcSoleImage, yc_sole_image_clear)

// FALSE when the page (from 0; of `size` as the renderer sees it) is more or less than one picture
// that covers it, or one of a kind that is left to the renderer.
gboolean yc_sole_images_find (YcSoleImages *self,
                              guint page,
                              const YcPageSize *size,
                              YcSoleImage *ret_image);

G_END_DECLS
