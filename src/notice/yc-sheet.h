// A document of A4 pages that is written from top to bottom: text, tables, lines to sign, a QR
// code.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

G_BEGIN_DECLS

// All lengths are points (1/72 inch). One thread at a time.
typedef struct _YcSheet YcSheet;

// Sizes of text.
#define YC_SHEET_BODY  11.5
#define YC_SHEET_TABLE 10.5
#define YC_SHEET_SMALL 9.0
#define YC_SHEET_TITLE 20.0

// How a paragraph looks. Zero is the plain way.
typedef struct {
  double size; // 0: YC_SHEET_BODY
  PangoAlignment alignment;
  gboolean bold;
  gboolean pale;    // grey
  double indent;    // of the first line; negative: of all the others
  double left;      // from the margin
  double lead;      // line height as a multiple of the font's own; 0: 1
  double spread;    // between the characters
  double gap_after; // 0: a small one
} YcSheetStyle;

// A cell of a table; `width` is a part of the whole width.
typedef struct {
  const char *text; // nullable
  double width;
  PangoAlignment alignment;
  gboolean head; // shaded, bold
} YcSheetCell;

typedef struct {
  const YcSheetCell *cells;
  guint n;
  const YcSheetCell *heads; // nullable: repeated at the top of each page that the row goes on to
  guint n_heads;
  double least; // height at least
} YcSheetRow;

// What stands on each page of a part, that is of one copy: strings are nullable.
typedef struct {
  const char *foot_left, *foot_right;
  const char *watermark;
} YcSheetPart;

typedef void (*YcSheetWrite) (YcSheet *sheet, gpointer data);

YcSheet *yc_sheet_new (const char *title);

// The same for a printer: the pages come as cairo recording surfaces.
YcSheet *yc_sheet_new_for_printer (void);

// Ends the last page and gives the PDF. Frees the sheet. Fails with YC_ERROR_FAILED, or with
// YC_ERROR_TOO_LARGE beyond 500 pages.
GBytes *yc_sheet_finish (YcSheet *sheet, GError **error);

// The same for a sheet that was begun for a printer. Of cairo_surface_t.
GPtrArray *yc_sheet_finish_for_printer (YcSheet *sheet, GError **error);

// Writes one copy on pages of its own, numbered 第 1 页 共 3 页. Calls `write` twice: first to
// count the pages, then to draw.
void
yc_sheet_write_part (YcSheet *sheet, const YcSheetPart *part, YcSheetWrite write, gpointer data);

// A paragraph; goes on over pages. A character that no font has is written as 〔U+30EDD〕.
void yc_sheet_write (YcSheet *sheet, const char *text, const YcSheetStyle *style);
void yc_sheet_skip (YcSheet *sheet, double height);
void yc_sheet_new_page (YcSheet *sheet);

// Whether it has too many pages: nothing that is written now will be read.
gboolean yc_sheet_is_full (const YcSheet *sheet);

// Begins a new page unless so much room is left.
void yc_sheet_keep (YcSheet *sheet, double height);

// The head of a table, with room for a line of a row below.
void yc_sheet_heads (YcSheet *sheet, const YcSheetRow *row);

// A row with borders. One that fits on a page is not broken across two; a taller one is, between
// its lines.
void yc_sheet_row (YcSheet *sheet, const YcSheetRow *row);

// A QR code with its side at the right margin, beside the text written after it. FALSE if `text`
// does not fit in one.
gboolean yc_sheet_qr (YcSheet *sheet, const char *text, double side);

// Beside each other: a label, a line to sign on, and a place for the date. Never broken.
void yc_sheet_sign (YcSheet *sheet, const char *const *labels, guint n);

// At the right: the place for a seal, with who seals and the day (both nullable) under it; beside
// it, at the left, lines to sign on. Never broken; so high are they:
#define YC_SHEET_SEAL_HEIGHT 122.0

void yc_sheet_seal (YcSheet *sheet,
                    const char *seal,
                    const char *by,
                    const char *day,
                    const char *const *labels,
                    guint n);

G_END_DECLS
