// Specks in line art: dots of at most two by two pixels with white all around.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

// How many pixels of whole line art are specks; `out` (nullable) gets the picture without them, in
// lines of yc_image_line () bytes. Dots that stand closer than two pixels, as in a screened
// photograph, are none.
guint yc_specks_clear (const YcImage *image, guint8 *out);
