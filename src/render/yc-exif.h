// How a camera was held: the one thing of Exif that a page needs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Quarter turns clockwise that bring the picture in a JPEG file upright, 0 to 3 (Exif 2.32, tag
// 0x0112). 0 where nothing is said, what is said makes no sense, or the picture is a mirror's.
int yc_exif_get_quarters (GBytes *jpeg);

G_END_DECLS
