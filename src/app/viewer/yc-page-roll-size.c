// How large the pages of a roll are, where each lies, and what stays in place when that changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-roll-private.h"

#include <math.h>

enum { LEAST = 48, NARROWEST = 120, WIDEST = 6000, SCREEN_DPI = 96, GAP = 16 };

// ---- Where everything lies ----------------------------------------------------------------------

YcPagePlace *
yc_page_roll_place_at (YcPageRoll *self, guint index)
{
  return index < self->places->len ? self->places->pdata[index] : NULL;
}

double
yc_page_roll_offset (GtkAdjustment *adjustment)
{
  return adjustment != NULL ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

void
yc_page_roll_remember (YcPageRoll *self)
{
  self->read_x = yc_page_roll_offset (self->across);
  self->read_y = yc_page_roll_offset (self->along);
}

static int
width_of (YcPageRoll *self, const YcPagePlace *place)
{
  int room = MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * YC_ROLL_MARGIN, LEAST);
  int height =
      MAX (gtk_widget_get_height (GTK_WIDGET (self)) - self->head - 2 * YC_ROLL_MARGIN, LEAST);

  if (self->fit == YC_FIT_NONE)
    return self->page_width;
  if (self->fit == YC_FIT_WIDTH)
    return room;
  return (int)CLAMP (height / yc_page_place_get_ratio (place), 1, room);
}

static void
lay_out (YcPageRoll *self)
{
  int view = gtk_widget_get_width (GTK_WIDGET (self)), y = 0;

  self->full_width = view;
  for (guint i = 0; i < self->places->len; i++) {
    YcPagePlace *place = yc_page_roll_place_at (self, i);

    place->width = width_of (self, place);
    place->height = MAX ((int)(place->width * yc_page_place_get_ratio (place) + 0.5), 1);
    self->full_width = MAX (self->full_width, place->width + 2 * YC_ROLL_MARGIN);
    place->y = y + self->head;
    if (!self->single || i == self->current)
      y += self->head + place->height + GAP;
  }
  self->full_height = y;
  for (guint i = 0; i < self->places->len; i++) {
    YcPagePlace *place = yc_page_roll_place_at (self, i);

    place->x = (self->full_width - place->width) / 2;
  }
}

gboolean
yc_page_roll_has_room_for (YcPageRoll *self, guint index)
{
  return !self->single || index == self->current;
}

static void
configure (GtkAdjustment *adjustment, int view, int full)
{
  double upper = MAX (view, full);

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment,
                              CLAMP (gtk_adjustment_get_value (adjustment), 0, upper - view), 0,
                              upper, 40, view * 0.9, view);
}

guint
yc_page_roll_find_at (YcPageRoll *self, double y)
{
  guint found = self->single ? self->current : 0;

  for (guint i = 0; !self->single && i < self->places->len; i++)
    if (yc_page_roll_place_at (self, i)->y - self->head <= y)
      found = i;
  return found;
}

YcRollAnchor
yc_page_roll_hold (YcPageRoll *self, double x, double y)
{
  YcRollAnchor anchor = {.x = x, .y = y};
  const YcPagePlace *place = yc_page_roll_place_at (
      self, yc_page_roll_find_at (self, yc_page_roll_offset (self->along) + y));

  if (place == NULL || place->width == 0)
    return anchor;
  anchor.place = place;
  anchor.across = (yc_page_roll_offset (self->across) + x - place->x) / place->width;
  anchor.along = (yc_page_roll_offset (self->along) + y - place->y) / place->height;
  return anchor;
}

YcRollAnchor
yc_page_roll_top_of (YcPageRoll *self, guint index)
{
  YcPagePlace *place = yc_page_roll_place_at (self, index);

  return (YcRollAnchor){.place = place, .x = YC_ROLL_MARGIN, .y = self->head};
}

void
yc_page_roll_arrange (YcPageRoll *self, YcRollAnchor anchor)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_width (widget) == 0)
    return;
  self->moving = TRUE;
  lay_out (self);
  configure (self->across, gtk_widget_get_width (widget), self->full_width);
  configure (self->along, gtk_widget_get_height (widget), self->full_height);
  if (anchor.place != NULL && self->along != NULL) {
    const YcPagePlace *place = anchor.place;

    gtk_adjustment_set_value (self->across, place->x + anchor.across * place->width - anchor.x);
    gtk_adjustment_set_value (self->along, place->y + anchor.along * place->height - anchor.y);
  }
  self->moving = FALSE;
  yc_page_roll_remember (self);
  gtk_widget_queue_draw (widget);
  yc_page_queue_look (self->queue);
}

// ---- How large ----------------------------------------------------------------------------------

void
yc_page_roll_set_single (YcPageRoll *self, gboolean single)
{
  self->single = single;
  yc_page_roll_arrange (self, yc_page_roll_top_of (self, self->current));
}

gboolean
yc_page_roll_is_single (YcPageRoll *self)
{
  return self->single;
}

void
yc_page_roll_set_fit (YcPageRoll *self, YcFit fit)
{
  YcRollAnchor anchor = yc_page_roll_hold (self, 0, self->head);

  self->fit = fit;
  yc_page_roll_arrange (self,
                        fit == YC_FIT_PAGE ? yc_page_roll_top_of (self, self->current) : anchor);
  g_signal_emit_by_name (self, "resized");
}

YcFit
yc_page_roll_get_fit (YcPageRoll *self)
{
  return self->fit;
}

static void
set_page_width (YcPageRoll *self, double width, YcRollAnchor anchor)
{
  self->page_width = (int)CLAMP (width + 0.5, NARROWEST, WIDEST);
  self->fit = YC_FIT_NONE;
  yc_page_roll_arrange (self, anchor);
  g_signal_emit_by_name (self, "resized");
}

void
yc_page_roll_zoom (YcPageRoll *self, double factor, double x, double y)
{
  const YcPagePlace *place = yc_page_roll_get_current (self);
  GtkWidget *widget = GTK_WIDGET (self);

  if (place == NULL || place->width == 0)
    return;
  if (x < 0 || y < 0) {
    x = gtk_widget_get_width (widget) / 2.0;
    y = gtk_widget_get_height (widget) / 2.0;
  }
  set_page_width (self, place->width * factor, yc_page_roll_hold (self, x, y));
}

void
yc_page_roll_zoom_to_paper (YcPageRoll *self)
{
  const YcPagePlace *place = yc_page_roll_get_current (self);
  double inches;

  if (place == NULL)
    return;
  inches = place->turns % 2 == 0 ? place->inches : place->inches * place->ratio;
  set_page_width (self, inches * SCREEN_DPI, yc_page_roll_hold (self, 0, self->head));
}

void
yc_page_roll_turn (YcPageRoll *self)
{
  YcPagePlace *place = yc_page_roll_place_at (self, self->current);

  if (place == NULL)
    return;
  yc_page_place_turn (place);
  yc_page_roll_arrange (self, yc_page_roll_top_of (self, self->current));
}

gboolean
yc_page_roll_scroll (YcPageRoll *self, double share)
{
  double before = yc_page_roll_offset (self->along);

  if (self->along == NULL)
    return FALSE;
  gtk_adjustment_set_value (self->along,
                            before + share * gtk_widget_get_height (GTK_WIDGET (self)));
  return yc_page_roll_offset (self->along) != before;
}

void
yc_page_roll_scroll_by (YcPageRoll *self, double across, double along)
{
  if (self->along == NULL)
    return;
  gtk_adjustment_set_value (self->across, yc_page_roll_offset (self->across) + across);
  gtk_adjustment_set_value (self->along, yc_page_roll_offset (self->along) + along);
}

void
yc_page_roll_size_like (YcPageRoll *self, YcPageRoll *other)
{
  if (other->fit == YC_FIT_NONE)
    set_page_width (self, other->page_width, yc_page_roll_hold (self, 0, self->head));
  else
    yc_page_roll_set_fit (self, other->fit);
}

const YcPagePlace *
yc_page_roll_pick (YcPageRoll *self, double x, double y, double *ret_across, double *ret_along)
{
  YcRollAnchor anchor = yc_page_roll_hold (self, x, y);
  gboolean inside = anchor.place != NULL && anchor.across >= 0 && anchor.across <= 1 &&
                    anchor.along >= 0 && anchor.along <= 1;

  *ret_across = anchor.across;
  *ret_along = anchor.along;
  return inside ? anchor.place : NULL;
}
