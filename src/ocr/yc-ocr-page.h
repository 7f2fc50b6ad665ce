// One page after the other through tesseract. For the reading helper alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-page-text.h"

G_BEGIN_DECLS

typedef struct _YcOcrPage YcOcrPage;

// NULL where tesseract or its data of the language are missing.
YcOcrPage *yc_ocr_page_new (void);
void yc_ocr_page_free (YcOcrPage *self);

// The text, its boxes in pixels; NULL for what is no page.
YcPageText *yc_ocr_page_read (
    YcOcrPage *self, YcPixelKind kind, guint width, guint height, guint dpi, GBytes *pixels);

G_END_DECLS
