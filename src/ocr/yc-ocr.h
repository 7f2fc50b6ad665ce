// Reads print off the picture of a page. What it reads is a hint, never a fact.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-page-text.h"
#include "yc-shield.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// A reading helper, for the thread that made it: it dies with that thread.
typedef struct _YcOcr YcOcr;

// Nothing is started before the first page. `helper` is the path of yichuang-ocr; NULL: as
// yc_helper_path () finds it.
YcOcr *yc_ocr_new (const char *helper);
void yc_ocr_free (YcOcr *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcOcr, yc_ocr_free)

// The text of a page that lies straight and the right way up, its boxes in pixels of `image`. A
// page takes seconds; it is read when nothing else wants the processor. Fails with
// YC_ERROR_OCR_MISSING (no helper, or no data of the language: nothing can be read on this
// machine), YC_ERROR_IMAGE (this page cannot be read), YC_ERROR_CANCELLED.
YcPageText *
yc_ocr_read (YcOcr *self, const YcImage *image, GCancellable *cancellable, GError **error);

// Whether pages can be read at all: starts the helper where none runs. Fails with
// YC_ERROR_OCR_MISSING.
gboolean yc_ocr_check (YcOcr *self, GError **error);

// Which shields the helper found on this machine; of the last one that was started.
YcShield yc_ocr_get_shields (const YcOcr *self);

G_END_DECLS
