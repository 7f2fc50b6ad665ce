// The bridge to leptonica: pictures of one bit as it holds them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <leptonica/allheaders.h>

static inline void
yc_pix_free (PIX *pix)
{
  pixDestroy (&pix);
}
typedef PIX YcPix;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPix, yc_pix_free)

// A bit is set where a byte is less than `limit`. NULL where memory is short.
YcPix *yc_pix_below (const guint8 *bytes, int width, int height, guint8 limit);
