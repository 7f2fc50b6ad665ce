// Reading fax-coded line art that stands alone, as PDF files carry it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// The parameters of a PDF's CCITTFaxDecode filter (ISO 32000-1, 7.4.6).
typedef struct {
  int k; // below 0: group 4; 0: group 3, one dimension; above: two
  int width, height;
} YcFax;

// Runs of black become 1 in YC_PIXELS_LINEART. Damaged data is YC_ERROR_DOCUMENT_BROKEN.
gboolean yc_fax_read (const YcFax *fax, GBytes *data, YcImage *ret_image, GError **error);

G_END_DECLS
