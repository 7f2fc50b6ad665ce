// A glass over the pages that shows what lies under it as finely as it was scanned.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-loupe.h"

enum { GLASS_WIDTH = 340, GLASS_HEIGHT = 220, RIM = 3, ROUND = 12 };

// By how much it enlarges at least what is shown already.
#define LEAST_ZOOM 1.5

struct _YcLoupe {
  GtkWidget parent_instance;

  YcPageRoll *roll;   // borrowed
  YcPagePlace *place; // owned, nullable: the page under the glass, in full
  gboolean on;
  double x, y; // of its middle in the view
};

G_DEFINE_FINAL_TYPE (YcLoupe, yc_loupe, GTK_TYPE_WIDGET)

static guint load_signal;

static void
forget (YcLoupe *self)
{
  g_clear_pointer (&self->place, yc_page_place_free);
}

// What lies under the glass is fetched once the glass is over it.
static void
look (YcLoupe *self)
{
  double across, along;
  const YcPagePlace *place = yc_page_roll_pick (self->roll, self->x, self->y, &across, &along);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->on || place == NULL ||
      (self->place != NULL && g_str_equal (self->place->id, place->id) &&
       self->place->turns == place->turns && g_strcmp0 (self->place->look, place->look) == 0))
    return;
  forget (self);
  self->place = yc_page_place_new (place->id, place->title, 0, 0, 0);
  self->place->turns = place->turns;
  yc_page_place_set_look (self->place, place->look);
  g_signal_emit (self, load_signal, 0, place->id);
}

void
yc_loupe_set_roll (YcLoupe *self, YcPageRoll *roll)
{
  self->roll = roll;
}

gboolean
yc_loupe_is_on (YcLoupe *self)
{
  return self->on;
}

void
yc_loupe_set_on (YcLoupe *self, gboolean on)
{
  self->on = on;
  gtk_widget_set_visible (GTK_WIDGET (self), on);
  if (on)
    look (self);
  else
    forget (self);
}

void
yc_loupe_move_to (YcLoupe *self, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (self->roll);

  self->x = CLAMP (x, 0, gtk_widget_get_width (view));
  self->y = CLAMP (y, 0, gtk_widget_get_height (view));
  if (self->on)
    look (self);
}

void
yc_loupe_move_by (YcLoupe *self, double dx, double dy)
{
  yc_loupe_move_to (self, self->x + dx, self->y + dy);
}

gboolean
yc_loupe_offer (YcLoupe *self, YcLeaf *leaf)
{
  if (self->place == NULL ||
      !yc_leaf_is (leaf, yc_page_roll_get_case (self->roll), self->place->id) ||
      !yc_page_place_fits (self->place, leaf))
    return FALSE;
  yc_page_place_take (self->place, leaf);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

// The picture in full, its point under the glass in the middle of the glass.
static void
draw_picture (YcLoupe *self, cairo_t *cairo, const YcPagePlace *shown, double across, double along)
{
  cairo_surface_t *picture = self->place->surface;
  double width = cairo_image_surface_get_width (picture);
  double height = cairo_image_surface_get_height (picture);
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double zoom = MAX (1.0 / scale, LEAST_ZOOM * shown->width / width);

  cairo_translate (cairo, (int)self->x, (int)self->y);
  cairo_scale (cairo, zoom, zoom);
  cairo_set_source_surface (cairo, picture, -(int)(across * width), -(int)(along * height));
  cairo_paint (cairo);
}

static graphene_rect_t
place_glass (YcLoupe *self)
{
  return GRAPHENE_RECT_INIT ((int)self->x - GLASS_WIDTH / 2.0f, (int)self->y - GLASS_HEIGHT / 2.0f,
                             GLASS_WIDTH, GLASS_HEIGHT);
}

static void
yc_loupe_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcLoupe *self = YC_LOUPE (widget);
  graphene_rect_t glass = place_glass (self);
  float width[] = {RIM, RIM, RIM, RIM};
  GdkRGBA color = {1, 1, 1, 1};
  GdkRGBA rim[4];
  GskRoundedRect outline;
  double across, along;
  const YcPagePlace *shown = yc_page_roll_pick (self->roll, self->x, self->y, &across, &along);
  gboolean here = shown != NULL && self->place != NULL && self->place->surface != NULL &&
                  g_str_equal (self->place->id, shown->id);

  gsk_rounded_rect_init_from_rect (&outline, &glass, ROUND);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &color, &glass);
  if (here) {
    cairo_t *cairo = gtk_snapshot_append_cairo (snapshot, &glass);

    draw_picture (self, cairo, shown, across, along);
    cairo_destroy (cairo);
  }
  gtk_snapshot_pop (snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (rim); i++)
    gtk_style_context_get_color (gtk_widget_get_style_context (widget), &rim[i]);
  gtk_snapshot_append_border (snapshot, &outline, width, rim);
}

static void
yc_loupe_finalize (GObject *object)
{
  forget (YC_LOUPE (object));
  G_OBJECT_CLASS (yc_loupe_parent_class)->finalize (object);
}

static void
yc_loupe_class_init (YcLoupeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yc_loupe_finalize;
  widget_class->snapshot = yc_loupe_snapshot;
  gtk_widget_class_set_css_name (widget_class, "loupe");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  load_signal = g_signal_new ("load", YC_TYPE_LOUPE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_loupe_init (YcLoupe *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
