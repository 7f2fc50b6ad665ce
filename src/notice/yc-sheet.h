// A sheet of A4 that is written from top to bottom: lines, tables, a QR code.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

G_BEGIN_DECLS

// All lengths are points (1/72 inch).
typedef struct _YcSheet YcSheet;

YcSheet *yc_sheet_new (const char *title);

// Ends the last page and gives the PDF. Frees the sheet. Fails with YC_ERROR_FAILED.
GBytes *yc_sheet_finish (YcSheet *sheet, GError **error);

void yc_sheet_write (
    YcSheet *sheet, const char *text, double size, PangoAlignment alignment, gboolean bold);
void yc_sheet_skip (YcSheet *sheet, double height);

// A row of a table with borders; `widths` are parts of the width. Begins a new page if it does not
// fit.
void yc_sheet_row (
    YcSheet *sheet, const char *const *cells, const double *widths, guint n, gboolean bold);

// A QR code with its side at the right margin, beside the text written after it. FALSE if `text`
// does not fit in one.
gboolean yc_sheet_qr (YcSheet *sheet, const char *text, double side);

void yc_sheet_new_page (YcSheet *sheet);

G_END_DECLS
