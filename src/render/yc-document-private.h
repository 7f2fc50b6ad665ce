// What a format has to do to be a document.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-document.h"

G_BEGIN_DECLS

typedef struct {
  gboolean (*get_size) (YcDocument *document, guint page, YcPageSize *ret_size, GError **error);
  gboolean (*render) (
      YcDocument *document, guint page, int width, YcCanvas *canvas, GError **error);
  gboolean (*extract) (YcDocument *document, guint page, int dpi, YcCanvas *canvas, GError **error);
  GVariant *(*get_text) (YcDocument *document, guint page, GError **error); // nullable
  void (*free) (YcDocument *document); // frees what is the format's own, and the struct
} YcDocumentClass;

struct _YcDocument {
  const YcDocumentClass *class;
  const char *mime;
  guint n_pages;
  GBytes *content; // owned
};

YcDocument *yc_pdf_open (GBytes *content, const char *password, GError **error);
YcDocument *yc_tiff_open (GBytes *content, GError **error);

// A single picture in one of the formats below.
typedef struct {
  const char *mime;
  // Only the size, width and height in pixels and dpi (0: unknown).
  gboolean (*measure) (GBytes *content, YcImage *ret_image, GError **error);
  // Width as in yc_image_decode ().
  gboolean (*decode) (GBytes *content, int width, YcImage *ret_image, GError **error);
} YcPictureFormat;

extern const YcPictureFormat yc_picture_jpeg;
extern const YcPictureFormat yc_picture_png;
extern const YcPictureFormat yc_picture_webp;
extern const YcPictureFormat yc_picture_heic;

YcDocument *yc_picture_open (GBytes *content, const YcPictureFormat *format, GError **error);

// The size in points of so many pixels; dpi 0 counts as 96.
YcPageSize yc_document_size_of (int width, int height, int dpi);

// FALSE with YC_ERROR_DOCUMENT_BROKEN.
gboolean yc_document_fail_broken (const char *why, GError **error);

G_END_DECLS
