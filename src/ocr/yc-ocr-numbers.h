// Long numbers, looked at a second time. For the reading helper alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-ocr-letters.h"

G_BEGIN_DECLS

// Among Chinese, numbers get digits that are not there. Those in `letters` that are no number of a
// person or a company are read again by themselves, from a coarser picture of the (grey) page, and
// replaced where they make one then. Leaves other settings in the reader.
void yc_ocr_numbers_look_again (TessBaseAPI *reader, const YcImage *page, GArray *letters);

G_END_DECLS
