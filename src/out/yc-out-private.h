// What the files that write PDF share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-out.h"
#include "yc-page-ops.h"

#include <cairo.h>
#include <qpdf/qpdf-c.h>

G_BEGIN_DECLS

// How a picture comes to lie on its page, in pixels of the picture.
typedef struct {
  struct {
    cairo_matrix_t matrix; // from before the step to after it
    gboolean crop;
    int width, height; // after it
  } steps[YC_PAGE_OPS_MOST];
  guint n;
  int width, height; // in the end
} YcOutWay;

// FALSE with YC_ERROR_IMAGE where a crop leaves nothing. What changes pixels is passed over.
gboolean
yc_out_way_init (YcOutWay *way, const YcPageOps *ops, int width, int height, GError **error);

// Lets `cairo`, in pixels of the page, draw in pixels of the picture.
void yc_out_way_apply (const YcOutWay *way, cairo_t *cairo);

// A page that is ready to be drawn.
typedef struct {
  cairo_surface_t *picture; // owned
  YcOutWay way;
  double width, height; // points
} YcOutSheet;

gboolean yc_out_sheet_init (YcOutSheet *sheet, const YcOutPage *page, GError **error);
void yc_out_sheet_draw (const YcOutSheet *sheet, cairo_t *cairo);
void yc_out_sheet_clear (YcOutSheet *sheet);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcOutSheet, yc_out_sheet_clear)

// Writes `text` from the lower left to the upper right of a page of so many points.
void yc_out_draw_mark (cairo_t *cairo, const char *text, double width, double height);

// A font whose letters leave no ink, for yc_out_draw_text ().
cairo_font_face_t *yc_out_font_new (void);

// Lays a text that nobody sees, its boxes `scale` points a unit, on a page.
void
yc_out_draw_text (cairo_t *cairo, cairo_font_face_t *font, const YcPageText *text, double scale);

// Lets the letters of yc_out_font_new () share what they consist of.
void yc_out_merge_glyphs (qpdf_data qpdf);

// The same document with its language, and its title above the window instead of the file's name.
GBytes *yc_out_set_language (GByteArray *pdf, const char *language, GError **error);

G_END_DECLS
