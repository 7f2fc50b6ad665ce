// Rows of a table on a sheet: borders, heads that are repeated, rows that go on over pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet-private.h"

#define PAGE_ROOM (SHEET_FLOOR - SHEET_TOP)
#define THIN      0.5

typedef struct {
  YcSheetBlock block;
  double x, width;
  gboolean head;
  guint next; // the first line that is not drawn yet
} Cell;

static Cell *
set_cells (YcSheet *sheet, const YcSheetCell *cells, guint n)
{
  Cell *set = g_new0 (Cell, n);
  double x = SHEET_SIDE;

  for (guint i = 0; i < n; i++) {
    const YcSheetStyle style = {
        .size = YC_SHEET_TABLE, .alignment = cells[i].alignment, .bold = cells[i].head};

    set[i].x = x;
    set[i].width = cells[i].width * SHEET_INNER;
    set[i].head = cells[i].head;
    yc_sheet_block_init (&set[i].block, sheet, cells[i].text, &style,
                         set[i].width - 2 * SHEET_PADDING);
    x += set[i].width;
  }
  return set;
}

static void
free_cells (Cell *cells, guint n)
{
  for (guint i = 0; i < n; i++)
    yc_sheet_block_clear (&cells[i].block);
  g_free (cells);
}

static double
tallest (const Cell *cells, guint n)
{
  double height = 0;

  for (guint i = 0; i < n; i++)
    height = MAX (height, cells[i].block.height);
  return height + 2 * SHEET_PADDING;
}

// The first line that does not fit into `room`; at least one line is taken, so that it goes on.
static guint
find_end (const Cell *cell, double room)
{
  guint end = cell->next;
  double height = 0;

  while (end < cell->block.lines->len) {
    height += g_array_index (cell->block.lines, YcSheetLine, end).height;
    if (height > room + SHEET_EPSILON && end > cell->next)
      break;
    end++;
  }
  return end;
}

static double
height_of (const Cell *cell, guint to)
{
  double height = 0;

  for (guint i = cell->next; i < to; i++)
    height += g_array_index (cell->block.lines, YcSheetLine, i).height;
  return height;
}

static void
draw_box (YcSheet *sheet, const Cell *cell, double height)
{
  if (sheet->blind || sheet->full)
    return;
  cairo_save (sheet->cairo);
  cairo_rectangle (sheet->cairo, cell->x, sheet->y, cell->width, height);
  if (cell->head) {
    cairo_set_source_rgb (sheet->cairo, 0.95, 0.95, 0.95);
    cairo_fill_preserve (sheet->cairo);
  }
  cairo_set_source_rgb (sheet->cairo, 0.2, 0.2, 0.2);
  cairo_set_line_width (sheet->cairo, THIN);
  cairo_stroke (sheet->cairo);
  cairo_restore (sheet->cairo);
}

// Draws as many lines of each cell as fit into the rest of the page. FALSE when lines are left.
static gboolean
draw_piece (YcSheet *sheet, Cell *cells, guint n, double least)
{
  double room = SHEET_FLOOR - sheet->y - 2 * SHEET_PADDING;
  double height = least - 2 * SHEET_PADDING;
  gboolean done = TRUE, whole = TRUE;

  for (guint i = 0; i < n; i++) {
    height = MAX (height, height_of (&cells[i], find_end (&cells[i], room)));
    whole = whole && cells[i].next == 0 && find_end (&cells[i], room) == cells[i].block.lines->len;
  }
  for (guint i = 0; i < n; i++) {
    guint end = find_end (&cells[i], room);
    double inner = height_of (&cells[i], end);
    double middle = whole ? (height - inner) / 2 : 0;

    draw_box (sheet, &cells[i], height + 2 * SHEET_PADDING);
    yc_sheet_block_draw (&cells[i].block, sheet, cells[i].next, end, cells[i].x + SHEET_PADDING,
                         sheet->y + SHEET_PADDING + middle);
    cells[i].next = end;
    done = done && end == cells[i].block.lines->len;
  }
  sheet->y += height + 2 * SHEET_PADDING;
  return done;
}

static double
draw_heads (YcSheet *sheet, const YcSheetRow *row, double below)
{
  Cell *heads;
  double height;

  if (row->heads == NULL)
    return 0;
  heads = set_cells (sheet, row->heads, row->n_heads);
  height = tallest (heads, row->n_heads);
  if (below > 0)
    yc_sheet_keep (sheet, height + below);
  draw_piece (sheet, heads, row->n_heads, 0);
  free_cells (heads, row->n_heads);
  return height;
}

void
yc_sheet_heads (YcSheet *sheet, const YcSheetRow *row)
{
  if (!sheet->full)
    draw_heads (sheet, row, 3 * YC_SHEET_TABLE);
}

// What a page holds below the heads of the table.
static double
room_below_heads (YcSheet *sheet, const YcSheetRow *row)
{
  Cell *heads;
  double height;

  if (row->heads == NULL)
    return PAGE_ROOM;
  heads = set_cells (sheet, row->heads, row->n_heads);
  height = tallest (heads, row->n_heads);
  free_cells (heads, row->n_heads);
  return PAGE_ROOM - height;
}

void
yc_sheet_row (YcSheet *sheet, const YcSheetRow *row)
{
  Cell *cells = set_cells (sheet, row->cells, row->n);
  double height = MAX (tallest (cells, row->n), row->least);
  double room = SHEET_FLOOR - sheet->y;
  gboolean fits = height <= room + SHEET_EPSILON;
  gboolean fits_a_page = height <= room_below_heads (sheet, row);

  if (!fits && (fits_a_page || room < 4 * YC_SHEET_TABLE)) {
    yc_sheet_new_page (sheet);
    draw_heads (sheet, row, 0);
  }
  while (!sheet->full && !draw_piece (sheet, cells, row->n, fits_a_page ? row->least : 0)) {
    yc_sheet_new_page (sheet);
    draw_heads (sheet, row, 0);
  }
  free_cells (cells, row->n);
}
