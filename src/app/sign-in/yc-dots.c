// A QR code, dark on white whatever the look.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-dots.h"

#define SIDE  192 // pixels, about
#define QUIET 4   // dots of white around it (ISO/IEC 18004, 6.3.8)

struct _YcDots {
  GtkWidget parent_instance;
  guint8 *dots; // owned, nullable
  int n;
};

G_DEFINE_FINAL_TYPE (YcDots, yc_dots, GTK_TYPE_WIDGET)

// Whole pixels, so that edges are sharp.
static int
find_dot (YcDots *self)
{
  return MAX (2, SIDE / (self->n + 2 * QUIET));
}

static void
yc_dots_measure (GtkWidget *widget,
                 GtkOrientation orientation,
                 int for_size,
                 int *minimum,
                 int *natural,
                 int *minimum_baseline,
                 int *natural_baseline)
{
  YcDots *self = YC_DOTS (widget);
  *minimum = *natural = self->n > 0 ? find_dot (self) * (self->n + 2 * QUIET) : 0;
}

static void
yc_dots_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcDots *self = YC_DOTS (widget);
  const GdkRGBA white = {1, 1, 1, 1}, black = {0, 0, 0, 1};
  int side = find_dot (self);
  int all = side * (self->n + 2 * QUIET);
  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, all, all));
  for (int row = 0; row < self->n; row++)
    for (int column = 0; column < self->n; column++)
      if (self->dots[row * self->n + column])
        gtk_snapshot_append_color (
            snapshot, &black,
            &GRAPHENE_RECT_INIT ((column + QUIET) * side, (row + QUIET) * side, side, side));
}

static void
yc_dots_finalize (GObject *object)
{
  g_free (YC_DOTS (object)->dots);
  G_OBJECT_CLASS (yc_dots_parent_class)->finalize (object);
}

static void
yc_dots_init (YcDots *self)
{
}

static void
yc_dots_class_init (YcDotsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = yc_dots_finalize;
  widget_class->measure = yc_dots_measure;
  widget_class->snapshot = yc_dots_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

void
yc_dots_show (YcDots *self, const guint8 *dots, int n, const char *what)
{
  g_free (self->dots);
  self->dots = g_memdup2 (dots, (gsize)n * (gsize)n);
  self->n = n;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
