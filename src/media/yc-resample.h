// Pictures turned by any angle, by quarters, and brought to another resolution.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

// Turns a whole picture clockwise by `degrees` (less than 45 either way) around its middle. The
// new picture is as large as it takes to lose no corner; what was outside is white. Grey and colour
// are interpolated between the four nearest pixels, line art takes the nearest.
YcImage yc_image_rotate (const YcImage *image, double degrees);

// Turns a whole picture clockwise by `quarters` of a full turn, 0 to 3, without loss.
YcImage yc_image_turn (const YcImage *image, int quarters);

// Brings a grey or colour picture to another resolution, finer or coarser than its own, which is
// known.
YcImage yc_image_resample (const YcImage *image, int dpi);
