// A page on its way out of the render helper: pixels in memory that will be sealed, or a JPEG.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-sealed.h"

G_BEGIN_DECLS

typedef struct {
  YcPixelKind kind;
  int width, height, dpi;
  gsize stride;      // bytes from line to line: as few as the pixels need
  YcSealed memory;   // owned
  GBytes *jpeg;      /* owned, nullable; the page is this, and the memory empty */
  gboolean original; // the document's own pixels, not drawn for this purpose
} YcCanvas;

#define YC_CANVAS_INIT                                                                             \
  {                                                                                                \
    .memory = YC_SEALED_INIT                                                                       \
  }

void yc_canvas_clear (YcCanvas *canvas);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcCanvas, yc_canvas_clear)

// YC_ERROR_DOCUMENT_PAGE for a size that this program does not draw.
gboolean yc_canvas_check_size (gint64 width, gint64 height, GError **error);

// The bytes of a line.
gsize yc_canvas_get_stride (YcPixelKind kind, int width);

// Makes room, black.
gboolean
yc_canvas_begin (YcCanvas *canvas, YcPixelKind kind, int width, int height, GError **error);

// Draws a picture as YC_PIXELS_RGB, made smaller to `width` where it is wider (averaged by area);
// width 0: in full.
gboolean yc_canvas_draw (YcCanvas *canvas, const YcImage *image, int width, GError **error);

// Keeps a picture as it is; colour without any colour becomes grey.
gboolean yc_canvas_keep (YcCanvas *canvas, const YcImage *image, GError **error);

// A picture of four bytes a pixel: red, green, blue, and how opaque; laid on white.
void
yc_canvas_flatten (const guint8 *data, int width, int height, gsize stride, YcImage *ret_image);

G_END_DECLS
