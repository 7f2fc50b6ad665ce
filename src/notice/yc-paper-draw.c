// Draws the elements of a template upon a sheet.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-private.h"

#define MOST_CELLS 8

static PangoAlignment
alignment_of (JsonObject *object)
{
  const char *name = yc_member_string (object, "align");

  if (g_strcmp0 (name, "center") == 0)
    return PANGO_ALIGN_CENTER;
  return g_strcmp0 (name, "right") == 0 ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

// Values of a line stand below each other even where they need more than one.
static void
draw_line (YcSheet *sheet, JsonObject *line, const YcScope *scope)
{
  const char *label = yc_member_string (line, "label");
  g_autofree char *value = yc_scope_fill (scope, yc_member_string (line, "value"));
  g_autofree char *text = g_strconcat (label, "：", value, NULL);
  const YcSheetStyle style = {.indent = -YC_SHEET_BODY * (double)(g_utf8_strlen (label, -1) + 1)};

  yc_sheet_write (sheet, text, &style);
}

static void
draw_text (YcSheet *sheet, JsonObject *object, const YcScope *scope)
{
  double size = yc_member_number (object, "size", YC_SHEET_BODY);
  const YcSheetStyle style = {.size = size,
                              .alignment = alignment_of (object),
                              .bold = yc_member_boolean (object, "bold"),
                              .pale = yc_member_boolean (object, "pale"),
                              .indent = yc_member_boolean (object, "indent") ? 2 * size : 0,
                              .lead = 1.12};
  g_autofree char *text = yc_scope_fill (scope, yc_member_string (object, "text"));

  yc_sheet_write (sheet, text, &style);
}

static double
label_width (guint n)
{
  return n > 2 ? 0.13 : 0.17;
}

static void
draw_grid_row (YcSheet *sheet, JsonObject *row, const YcScope *scope)
{
  JsonArray *pairs = yc_member_array (row, "cells");
  guint n = MIN (json_array_get_length (pairs), MOST_CELLS / 2);
  YcSheetCell cells[MOST_CELLS] = {{0}};
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  const YcSheetRow drawn = {
      .cells = cells, .n = 2 * n, .least = yc_member_number (row, "least", 0)};

  for (guint i = 0; i < n; i++) {
    JsonObject *pair = yc_element_object (pairs, i);

    g_ptr_array_add (values, yc_scope_fill (scope, yc_member_string (pair, "value")));
    cells[2 * i] = (YcSheetCell){.text = yc_member_string (pair, "label"),
                                 .width = label_width (n),
                                 .alignment = PANGO_ALIGN_CENTER,
                                 .head = TRUE};
    cells[2 * i + 1] = (YcSheetCell){.text = values->pdata[i], .width = 1.0 / n - label_width (n)};
  }
  yc_sheet_row (sheet, &drawn);
}

static void
draw_grid (YcSheet *sheet, JsonArray *rows, const YcScope *scope)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    draw_grid_row (sheet, yc_element_object (rows, i), scope);
  yc_sheet_skip (sheet, 8);
}

// A row of the facts as a scope; a row that is no object has no facts of its own.
static YcScope
enter_row (const YcScope *outer, JsonArray *rows, guint index)
{
  JsonObject *facts = yc_element_object (rows, index);

  return (YcScope){
      .outer = outer, .facts = facts != NULL ? facts : outer->facts, .index = index + 1};
}

static guint
count_rows (JsonArray *rows)
{
  return rows != NULL ? json_array_get_length (rows) : 0;
}

static void
draw_table_row (YcSheet *sheet, JsonArray *columns, YcSheetRow row, const YcScope *scope)
{
  YcSheetCell cells[MOST_CELLS] = {{0}};
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < row.n_heads; i++) {
    JsonObject *column = yc_element_object (columns, i);

    g_ptr_array_add (values, yc_scope_fill (scope, yc_member_string (column, "value")));
    cells[i] = (YcSheetCell){
        .text = values->pdata[i], .width = row.heads[i].width, .alignment = alignment_of (column)};
  }
  row.cells = cells;
  row.n = row.n_heads;
  yc_sheet_row (sheet, &row);
}

static void
draw_empty_row (YcSheet *sheet, JsonObject *table, YcSheetRow row)
{
  const char *empty = yc_member_string (table, "empty");
  const YcSheetCell cell = {
      .text = empty != NULL ? empty : "无", .width = 1, .alignment = PANGO_ALIGN_CENTER};

  row.cells = &cell;
  row.n = 1;
  yc_sheet_row (sheet, &row);
}

static void
draw_table (YcSheet *sheet, JsonObject *table, const YcScope *scope)
{
  JsonArray *columns = yc_member_array (table, "columns");
  JsonArray *rows = yc_scope_find_rows (scope, yc_member_string (table, "rows"));
  YcSheetCell heads[MOST_CELLS] = {{0}};
  YcSheetRow row = {.heads = heads, .n_heads = MIN (json_array_get_length (columns), MOST_CELLS)};

  for (guint i = 0; i < row.n_heads; i++) {
    JsonObject *column = yc_element_object (columns, i);

    heads[i] = (YcSheetCell){.text = yc_member_string (column, "title"),
                             .width = yc_member_number (column, "width", 0),
                             .alignment = PANGO_ALIGN_CENTER,
                             .head = TRUE};
  }
  yc_sheet_heads (sheet, &row);
  for (guint i = 0; i < count_rows (rows) && !yc_sheet_is_full (sheet); i++) {
    const YcScope inner = enter_row (scope, rows, i);

    draw_table_row (sheet, columns, row, &inner);
  }
  if (count_rows (rows) == 0)
    draw_empty_row (sheet, table, row);
  yc_sheet_skip (sheet, 8);
}

static void
draw_list (YcSheet *sheet, JsonObject *list, const YcScope *scope)
{
  JsonArray *rows = yc_scope_find_rows (scope, yc_member_string (list, "rows"));
  const YcSheetStyle style = {.indent = -2 * YC_SHEET_BODY, .left = YC_SHEET_BODY};
  const char *empty = yc_member_string (list, "empty");

  for (guint i = 0; i < count_rows (rows) && !yc_sheet_is_full (sheet); i++) {
    const YcScope inner = enter_row (scope, rows, i);
    g_autofree char *text = yc_scope_fill (&inner, yc_member_string (list, "text"));

    yc_sheet_write (sheet, text, &style);
  }
  if (count_rows (rows) == 0)
    yc_sheet_write (sheet, empty != NULL ? empty : "无", &style);
}

static void
draw_each (YcSheet *sheet, JsonObject *object, const YcScope *scope)
{
  JsonArray *rows = yc_scope_find_rows (scope, yc_member_string (object, "each"));

  for (guint i = 0; i < count_rows (rows) && !yc_sheet_is_full (sheet); i++) {
    const YcScope inner = enter_row (scope, rows, i);

    yc_paper_draw (sheet, yc_member_array (object, "body"), &inner);
  }
}

static void
draw_if (YcSheet *sheet, JsonObject *object, const YcScope *scope)
{
  gboolean holds = yc_scope_holds (scope, yc_member_string (object, "if"));
  JsonArray *body = yc_member_array (object, holds ? "body" : "else");

  if (body != NULL)
    yc_paper_draw (sheet, body, scope);
}

static guint
read_labels (JsonArray *labels, const char **texts)
{
  guint n = labels != NULL ? MIN (json_array_get_length (labels), MOST_CELLS) : 0;

  for (guint i = 0; i < n; i++)
    texts[i] = yc_element_string (labels, i);
  return n;
}

static void
draw_sign (YcSheet *sheet, JsonArray *labels)
{
  const char *texts[MOST_CELLS];
  guint n = read_labels (labels, texts);

  yc_sheet_sign (sheet, texts, n);
}

static void
draw_seal (YcSheet *sheet, JsonObject *object, const YcScope *scope)
{
  const char *by = yc_member_string (object, "by"), *day = yc_member_string (object, "day");
  g_autofree char *who = by != NULL ? yc_scope_fill (scope, by) : NULL;
  g_autofree char *when = day != NULL ? yc_scope_fill (scope, day) : NULL;
  const char *labels[MOST_CELLS];
  guint n = read_labels (yc_member_array (object, "sign"), labels);

  yc_sheet_seal (sheet, yc_member_string (object, "seal"), who, when, labels, n);
}

static void
draw_element (YcSheet *sheet, JsonObject *object, const YcScope *scope)
{
  switch (yc_element_of (object)) {
  case YC_ELEMENT_LINE:
    draw_line (sheet, yc_member_object (object, "line"), scope);
    return;
  case YC_ELEMENT_TEXT:
    draw_text (sheet, object, scope);
    return;
  case YC_ELEMENT_GRID:
    draw_grid (sheet, yc_member_array (object, "grid"), scope);
    return;
  case YC_ELEMENT_TABLE:
    draw_table (sheet, yc_member_object (object, "table"), scope);
    return;
  case YC_ELEMENT_LIST:
    draw_list (sheet, yc_member_object (object, "list"), scope);
    return;
  case YC_ELEMENT_EACH:
    draw_each (sheet, object, scope);
    return;
  case YC_ELEMENT_IF:
    draw_if (sheet, object, scope);
    return;
  case YC_ELEMENT_SIGN:
    draw_sign (sheet, yc_member_array (object, "sign"));
    return;
  case YC_ELEMENT_SEAL:
    draw_seal (sheet, object, scope);
    return;
  case YC_ELEMENT_SKIP:
    yc_sheet_skip (sheet, yc_member_number (object, "skip", 0));
    return;
  case YC_N_ELEMENTS:
    return;
  }
}

// Whether signatures or a seal come next: they must not stand on a page alone.
static gboolean
comes_before_signing (JsonArray *body, guint index)
{
  YcElement next = YC_ELEMENT_SKIP;

  for (guint i = index + 1; i < json_array_get_length (body) && next == YC_ELEMENT_SKIP; i++)
    next = yc_element_of (yc_element_object (body, i));
  return next == YC_ELEMENT_SIGN || next == YC_ELEMENT_SEAL;
}

void
yc_paper_draw (YcSheet *sheet, JsonArray *body, const YcScope *scope)
{
  for (guint i = 0; i < json_array_get_length (body) && !yc_sheet_is_full (sheet); i++) {
    JsonObject *object = yc_element_object (body, i);
    YcElement element = yc_element_of (object);

    if ((element == YC_ELEMENT_TEXT || element == YC_ELEMENT_LINE) &&
        comes_before_signing (body, i))
      yc_sheet_keep (sheet, YC_SHEET_SEAL_HEIGHT + 4 * YC_SHEET_BODY);
    draw_element (sheet, object, scope);
  }
}
