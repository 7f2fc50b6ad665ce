// Reading the pages of a TIFF file in memory, whatever kind they are of.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YcTiff YcTiff;

// Keeps a reference to `content`. YC_ERROR_DOCUMENT_BROKEN when it cannot be read.
YcTiff *yc_tiff_new (GBytes *content, GError **error);
void yc_tiff_free (YcTiff *tiff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcTiff, yc_tiff_free)

guint yc_tiff_count_pages (YcTiff *tiff);

// Width, height and dpi of a page as it is stored: one that lies on its side stays so.
gboolean yc_tiff_measure (YcTiff *tiff, guint page, YcImage *ret_image, GError **error);

// Line art as YC_PIXELS_LINEART, anything else as YC_PIXELS_RGB on white. A page with damaged data
// is refused as a whole (YC_ERROR_DOCUMENT_BROKEN).
gboolean yc_tiff_read (YcTiff *tiff, guint page, YcImage *ret_image, GError **error);

G_END_DECLS
