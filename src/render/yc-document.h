// A foreign document inside the render helper, whatever its format; told by its first bytes alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-canvas.h"
#include "yc-render-types.h"

G_BEGIN_DECLS

typedef struct _YcDocument YcDocument;

// Loads what the parsers need from the disk, while that can still be read.
void yc_document_prepare (void);

// `password` is nullable. Fails with YC_ERROR_DOCUMENT_FORMAT, YC_ERROR_DOCUMENT_BROKEN or
// YC_ERROR_DOCUMENT_PASSWORD (none given, or a wrong one).
YcDocument *yc_document_open (GBytes *content, const char *password, GError **error);

void yc_document_free (YcDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcDocument, yc_document_free)

// At least 1.
guint yc_document_get_n_pages (YcDocument *document);
const char *yc_document_get_mime (YcDocument *document);

// The following fail with YC_ERROR_DOCUMENT_PAGE, or YC_ERROR_DOCUMENT_BROKEN where the page's data
// is damaged. Pages count from 0.
gboolean
yc_document_get_size (YcDocument *document, guint page, YcPageSize *ret_size, GError **error);

// As YC_PIXELS_RGB on white, `width` pixels wide; a picture at least that wide where it is.
gboolean
yc_document_render (YcDocument *document, guint page, int width, YcCanvas *canvas, GError **error);

// The picture that the page is, untouched; where the page is none, drawn at `dpi`.
gboolean
yc_document_extract (YcDocument *document, guint page, int dpi, YcCanvas *canvas, GError **error);

// The text as YC_RENDER_TEXT_CONTENT_TYPE, floating; empty for pictures.
GVariant *yc_document_get_text (YcDocument *document, guint page, GError **error);

G_END_DECLS
