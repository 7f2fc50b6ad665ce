// Pictures made smaller by a whole factor, each new pixel the average of those it stands for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

// Reduces a whole picture by `factor` (1 or more) to RGB or grey; line art becomes grey. What is
// left over at the right and lower edge is dropped, but for a picture smaller than the factor,
// which becomes one pixel wide or high. The resolution is divided, too.
YcImage yc_image_reduce (const YcImage *image, int factor);

// Turns the picture into RGB and reduces it as far as it stays at least `width` pixels wide; 0:
// not. It keeps its resolution, which is that of the file.
void yc_image_show (YcImage *image, int width);
