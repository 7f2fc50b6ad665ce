// What the rows of a queue and the header above them share: columns, and colours.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue-look.h"

#include <math.h>

struct _YcQueueLook {
  GObject parent_instance;
  int em;
  int width;
  int x[YC_N_COLUMNS];
  int columns[YC_N_COLUMNS]; // widths; 0: left out
  GdkRGBA colours[YC_N_TINTS];
};

G_DEFINE_FINAL_TYPE (YcQueueLook, yc_queue_look, G_TYPE_OBJECT)

static guint changed_signal;

// How many characters wide a column is at least, and its share of what is left over.
static const struct {
  double least;
  double share;
} measures[YC_N_COLUMNS] = {
    [YC_COLUMN_NUMBER] = {8.5, 0}, [YC_COLUMN_ITEM] = {8.5, 0.66}, [YC_COLUMN_APPLICANT] = {6, 0.2},
    [YC_COLUMN_STATE] = {10, 0},   [YC_COLUMN_DUE] = {9, 0},       [YC_COLUMN_HOLDER] = {7.5, 0.14},
};

// The first to go when the row is narrow.
static const YcColumn dispensable[] = {YC_COLUMN_HOLDER, YC_COLUMN_APPLICANT, YC_COLUMN_NUMBER};

static double
sum_measures (const gboolean *left_out, gboolean shares)
{
  double sum = 0;
  for (int column = 0; column < YC_N_COLUMNS; column++)
    if (!left_out[column])
      sum += shares ? measures[column].share : measures[column].least;
  return sum;
}

static void
lay_out (YcQueueLook *self)
{
  gboolean left_out[YC_N_COLUMNS] = {FALSE};
  int margin = self->em;
  int room = MAX (self->width - 2 * margin, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (dispensable); i++)
    if (sum_measures (left_out, FALSE) * self->em > room)
      left_out[dispensable[i]] = TRUE;

  double spare = MAX (room - sum_measures (left_out, FALSE) * self->em, 0);
  double shares = sum_measures (left_out, TRUE);
  double x = margin;
  for (int column = 0; column < YC_N_COLUMNS; column++) {
    double share = spare * measures[column].share / shares;
    double width = left_out[column] ? 0 : measures[column].least * self->em + share;
    self->x[column] = (int)floor (x);
    self->columns[column] = (int)floor (width);
    x += width;
  }
}

static void
look_up (YcQueueLook *self, GtkStyleContext *style, YcTint tint, const char *name)
{
  if (!gtk_style_context_lookup_color (style, name, &self->colours[tint]))
    gtk_style_context_get_color (style, &self->colours[tint]);
}

void
yc_queue_look_read (YcQueueLook *self, GtkWidget *widget)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  gtk_style_context_get_color (style, &self->colours[YC_TINT_PLAIN]);
  self->colours[YC_TINT_DIM] = self->colours[YC_TINT_PLAIN];
  self->colours[YC_TINT_DIM].alpha *= 0.6f;
  look_up (self, style, YC_TINT_GREEN, "success_color");
  look_up (self, style, YC_TINT_YELLOW, "warning_color");
  look_up (self, style, YC_TINT_RED, "error_color");
  look_up (self, style, YC_TINT_LAMP_GREEN, "lamp_green");
  look_up (self, style, YC_TINT_LAMP_YELLOW, "lamp_yellow");
  look_up (self, style, YC_TINT_LAMP_RED, "lamp_red");

  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "国");
  pango_layout_get_pixel_size (layout, &self->em, NULL);
  lay_out (self);
  g_signal_emit (self, changed_signal, 0);
}

void
yc_queue_look_set_width (YcQueueLook *self, int width)
{
  if (self->width == width)
    return;
  self->width = width;
  lay_out (self); // no signal: rows are allocated their new width anyway
}

gboolean
yc_queue_look_get_column (YcQueueLook *self, YcColumn column, int *ret_x, int *ret_width)
{
  *ret_x = self->x[column];
  *ret_width = self->columns[column];
  return self->columns[column] > 0;
}

int
yc_queue_look_get_least_width (YcQueueLook *self)
{
  const gboolean left_out[YC_N_COLUMNS] = {[YC_COLUMN_HOLDER] = TRUE, [YC_COLUMN_APPLICANT] = TRUE};
  return (int)(sum_measures (left_out, FALSE) * self->em);
}

const GdkRGBA *
yc_queue_look_get_colour (YcQueueLook *self, YcTint tint)
{
  return &self->colours[tint];
}

int
yc_queue_look_get_em (YcQueueLook *self)
{
  return self->em;
}

static void
yc_queue_look_init (YcQueueLook *self)
{
  self->em = 15;
}

static void
yc_queue_look_class_init (YcQueueLookClass *class)
{
  changed_signal = g_signal_new ("changed", YC_TYPE_QUEUE_LOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

YcQueueLook *
yc_queue_look_new (void)
{
  return g_object_new (YC_TYPE_QUEUE_LOOK, NULL);
}
