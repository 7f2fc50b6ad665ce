// A page at its place in a roll of pages: its title and size from the start, its pixels when they
// are here.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-place.h"

#include <math.h>

#define A4_RATIO      (297.0 / 210)
#define A4_INCHES     (210 / 25.4)
#define OTHER_RATIO   0.01 // more than rounding
#define FARTHEST_SIDE 50.0 // of a strip of paper

YcPagePlace *
yc_page_place_new (const char *id, const char *title, int width, int height, int dpi)
{
  YcPagePlace *self = g_new0 (YcPagePlace, 1);
  gboolean known = width > 0 && height > 0;

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->ratio = known ? CLAMP ((double)height / width, 1 / FARTHEST_SIDE, FARTHEST_SIDE) : A4_RATIO;
  self->inches = known && dpi > 0 ? (double)width / dpi : A4_INCHES;
  return self;
}

void
yc_page_place_set_look (YcPagePlace *self, const char *look)
{
  g_free (self->look);
  self->look = g_strdup (look);
}

void
yc_page_place_free (gpointer place)
{
  YcPagePlace *self = place;

  yc_page_place_drop (self);
  g_free (self->id);
  g_free (self->title);
  g_free (self->look);
  g_free (self);
}

void
yc_page_place_drop (YcPagePlace *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->asked = 0;
}

void
yc_page_place_inherit (YcPagePlace *self, YcPagePlace *from)
{
  yc_page_place_drop (self);
  if (g_strcmp0 (self->look, from->look) != 0)
    return;
  self->surface = g_steal_pointer (&from->surface);
  self->asked = from->asked;
  self->turns = from->turns;
  self->failed = from->failed;
  if (self->surface != NULL)
    self->ratio = from->ratio;
}

// A copy turned by quarters to the right: to draw a turned picture is slow, to scroll it more so.
static cairo_surface_t *
turn (cairo_surface_t *surface, int turns)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  gboolean lies = turns % 2 != 0;
  cairo_surface_t *turned =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, lies ? height : width, lies ? width : height);
  cairo_t *cairo = cairo_create (turned);

  cairo_translate (cairo, (lies ? height : width) / 2.0, (lies ? width : height) / 2.0);
  cairo_rotate (cairo, G_PI_2 * turns);
  cairo_set_source_surface (cairo, surface, -width / 2.0, -height / 2.0);
  cairo_pattern_set_filter (cairo_get_source (cairo), CAIRO_FILTER_NEAREST);
  cairo_paint (cairo);
  cairo_destroy (cairo);
  return turned;
}

static void
turn_surface (YcPagePlace *self, int turns)
{
  cairo_surface_t *turned;

  if (self->surface == NULL || turns == 0)
    return;
  turned = turn (self->surface, turns);
  cairo_surface_destroy (self->surface);
  self->surface = turned;
}

gboolean
yc_page_place_fits (const YcPagePlace *self, YcLeaf *leaf)
{
  return self->look == NULL || g_strcmp0 (self->look, yc_leaf_get_look (leaf)) == 0;
}

gboolean
yc_page_place_take (YcPagePlace *self, YcLeaf *leaf)
{
  GdkTexture *texture = yc_leaf_get_texture (leaf);
  double ratio = (double)gdk_texture_get_height (texture) / gdk_texture_get_width (texture);
  gboolean other = fabs (ratio - self->ratio) > OTHER_RATIO * ratio;

  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = yc_leaf_make_surface (leaf);
  turn_surface (self, self->turns);
  self->failed = FALSE;
  if (other)
    self->ratio = ratio;
  return other;
}

void
yc_page_place_turn (YcPagePlace *self)
{
  self->turns = (self->turns + 1) % 4;
  turn_surface (self, 1);
}

double
yc_page_place_get_ratio (const YcPagePlace *self)
{
  return self->turns % 2 == 0 ? self->ratio : 1 / self->ratio;
}

int
yc_page_place_get_pixels (const YcPagePlace *self, int scale)
{
  return scale * (self->turns % 2 == 0 ? self->width : self->height);
}

static void
draw_picture (YcPagePlace *self, cairo_t *cairo)
{
  double zoom = (double)self->width / cairo_image_surface_get_width (self->surface);

  cairo_translate (cairo, self->x, self->y);
  cairo_scale (cairo, zoom, zoom);
  cairo_set_source_surface (cairo, self->surface, 0, 0);
  // As large as it is here it goes to the screen as it is; meanwhile, roughly.
  cairo_pattern_set_filter (cairo_get_source (cairo),
                            zoom == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  // Its edge is its own, not mixed with the paper around it.
  cairo_pattern_set_extend (cairo_get_source (cairo), CAIRO_EXTEND_PAD);
  cairo_paint (cairo);
}

void
yc_page_place_draw (YcPagePlace *self, GtkSnapshot *snapshot, const graphene_rect_t *view)
{
  graphene_rect_t paper = GRAPHENE_RECT_INIT (self->x, self->y, self->width, self->height);
  graphene_rect_t edge =
      GRAPHENE_RECT_INIT (self->x - 1, self->y - 1, self->width + 2, self->height + 2);
  graphene_rect_t seen;
  cairo_t *cairo;

  gtk_snapshot_append_color (snapshot, &(GdkRGBA){0, 0, 0, 0.2f}, &edge);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){1, 1, 1, 1}, &paper);
  if (self->surface == NULL || !graphene_rect_intersection (&paper, view, &seen))
    return;
  cairo = gtk_snapshot_append_cairo (snapshot, &seen);
  draw_picture (self, cairo);
  cairo_destroy (cairo);
}
