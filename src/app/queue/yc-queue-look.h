// What the rows of a queue and the header above them share: columns, and colours.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  YC_COLUMN_NUMBER,
  YC_COLUMN_ITEM,
  YC_COLUMN_APPLICANT,
  YC_COLUMN_STATE,
  YC_COLUMN_DUE,
  YC_COLUMN_HOLDER,
  YC_N_COLUMNS
} YcColumn;

typedef enum {
  YC_TINT_PLAIN,
  YC_TINT_DIM,
  YC_TINT_GREEN,
  YC_TINT_YELLOW,
  YC_TINT_RED,
  YC_TINT_LAMP_GREEN,
  YC_TINT_LAMP_YELLOW,
  YC_TINT_LAMP_RED,
  YC_N_TINTS
} YcTint;

#define YC_TYPE_QUEUE_LOOK (yc_queue_look_get_type ())
G_DECLARE_FINAL_TYPE (YcQueueLook, yc_queue_look, YC, QUEUE_LOOK, GObject)

YcQueueLook *yc_queue_look_new (void);

// Reads font and colours as they are for `widget`, and emits "changed". To be called when its style
// changes; one widget speaks for all rows.
void yc_queue_look_read (YcQueueLook *self, GtkWidget *widget);

// Shares `width` pixels out among the columns. Where there is too little, those that the lower
// strip repeats anyway are left out.
void yc_queue_look_set_width (YcQueueLook *self, int width);

// What the columns need that are never left out on an ordinary screen.
int yc_queue_look_get_least_width (YcQueueLook *self);

// FALSE: the column is left out.
gboolean yc_queue_look_get_column (YcQueueLook *self, YcColumn column, int *ret_x, int *ret_width);

const GdkRGBA *yc_queue_look_get_colour (YcQueueLook *self, YcTint tint);

// Width of a Chinese character, pixels: the measure of everything in a row.
int yc_queue_look_get_em (YcQueueLook *self);

G_END_DECLS
