// Plain rows and headings on a sheet, for what has no template.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet-rows.h"

#define MOST_COLUMNS 8

void
yc_sheet_title (YcSheet *sheet, const char *title, const char *remark)
{
  const YcSheetStyle big = {.size = g_utf8_strlen (title, -1) > 18 ? 16 : 18,
                            .alignment = PANGO_ALIGN_CENTER,
                            .bold = TRUE};
  const YcSheetStyle small = {
      .size = YC_SHEET_TABLE, .alignment = PANGO_ALIGN_CENTER, .pale = TRUE, .gap_after = 12};

  yc_sheet_write (sheet, title, &big);
  yc_sheet_write (sheet, remark, &small);
}

void
yc_sheet_heading (YcSheet *sheet, const char *text)
{
  const YcSheetStyle style = {.size = 12.5, .bold = TRUE, .gap_after = 6};

  yc_sheet_skip (sheet, 10);
  yc_sheet_keep (sheet, 80); // not at the foot of a page
  yc_sheet_write (sheet, text, &style);
}

void
yc_sheet_paragraph (YcSheet *sheet, const char *text)
{
  const YcSheetStyle style = {.indent = -2 * YC_SHEET_BODY};

  yc_sheet_write (sheet, text, &style);
}

void
yc_sheet_pair (YcSheet *sheet, const char *label, const char *value, double least)
{
  const YcSheetCell cells[] = {
      {.text = label, .width = 0.3, .head = TRUE},
      {.text = value, .width = 0.7},
  };
  const YcSheetRow row = {.cells = cells, .n = G_N_ELEMENTS (cells), .least = least};

  yc_sheet_row (sheet, &row);
}

void
yc_sheet_pairs (
    YcSheet *sheet, const char *label, const char *value, const char *label2, const char *value2)
{
  const YcSheetCell cells[] = {
      {.text = label, .width = 0.16, .head = TRUE},
      {.text = value, .width = 0.34},
      {.text = label2, .width = 0.16, .head = TRUE},
      {.text = value2, .width = 0.34},
  };
  const YcSheetRow row = {.cells = cells, .n = G_N_ELEMENTS (cells)};

  yc_sheet_row (sheet, &row);
}

void
yc_sheet_band (YcSheet *sheet, const char *title)
{
  const YcSheetCell cell = {
      .text = title, .width = 1, .alignment = PANGO_ALIGN_CENTER, .head = TRUE};
  const YcSheetRow row = {.cells = &cell, .n = 1};

  yc_sheet_keep (sheet, 60);
  yc_sheet_row (sheet, &row);
}

static void
set_heads (const YcSheetColumns *columns, YcSheetCell *heads)
{
  for (guint i = 0; i < columns->n && i < MOST_COLUMNS; i++)
    heads[i] = (YcSheetCell){.text = columns->heads[i],
                             .width = columns->widths[i],
                             .alignment = PANGO_ALIGN_CENTER,
                             .head = TRUE};
}

void
yc_sheet_columns_head (YcSheet *sheet, const YcSheetColumns *columns)
{
  YcSheetCell heads[MOST_COLUMNS] = {{0}};
  const YcSheetRow row = {.heads = heads, .n_heads = MIN (columns->n, MOST_COLUMNS)};

  set_heads (columns, heads);
  yc_sheet_heads (sheet, &row);
}

void
yc_sheet_columns_row (YcSheet *sheet,
                      const YcSheetColumns *columns,
                      const char *const *texts,
                      double least)
{
  YcSheetCell heads[MOST_COLUMNS] = {{0}}, cells[MOST_COLUMNS] = {{0}};
  guint n = MIN (columns->n, MOST_COLUMNS);
  const YcSheetRow row = {.cells = cells, .n = n, .heads = heads, .n_heads = n, .least = least};

  set_heads (columns, heads);
  for (guint i = 0; i < n; i++)
    cells[i] = (YcSheetCell){.text = texts[i],
                             .width = columns->widths[i],
                             .alignment = columns->widths[i] <= 0.12 ? PANGO_ALIGN_CENTER
                                                                     : PANGO_ALIGN_LEFT};
  yc_sheet_row (sheet, &row);
}
