// Plain rows and headings on a sheet, for what has no template.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-sheet.h"

G_BEGIN_DECLS

// Columns of a table; `heads` are repeated at the top of each page.
typedef struct {
  const char *const *heads;
  const double *widths; // parts of the whole
  guint n;              // 8 at most
} YcSheetColumns;

void yc_sheet_title (YcSheet *sheet, const char *title, const char *remark);
void yc_sheet_heading (YcSheet *sheet, const char *text);
void yc_sheet_paragraph (YcSheet *sheet, const char *text);

// A label and its value in boxes; `least` is the height at least.
void yc_sheet_pair (YcSheet *sheet, const char *label, const char *value, double least);

// Two labels and their values beside each other.
void yc_sheet_pairs (
    YcSheet *sheet, const char *label, const char *value, const char *label2, const char *value2);

// A title over the rows of a part, over the whole width.
void yc_sheet_band (YcSheet *sheet, const char *title);

void yc_sheet_columns_head (YcSheet *sheet, const YcSheetColumns *columns);
void yc_sheet_columns_row (YcSheet *sheet,
                           const YcSheetColumns *columns,
                           const char *const *cells,
                           double least);

G_END_DECLS
