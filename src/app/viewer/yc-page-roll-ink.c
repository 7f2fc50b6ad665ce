// What is drawn over the pages of a roll, and where the pointer is on them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-roll-private.h"

#define SEEN_AROUND 24 // pixels that are brought into view with a part of a page

void
yc_page_roll_set_ink (YcPageRoll *self, YcInkLayer layer, const YcPageInk *inks, guint n)
{
  if (self->ink[layer] == NULL && n == 0)
    return;
  g_clear_pointer (&self->ink[layer], g_array_unref);
  self->ink[layer] = yc_page_ink_copy (inks, n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yc_page_roll_show_ink (YcPageRoll *self, gboolean shown)
{
  self->without_ink = !shown;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
yc_page_roll_point_at (YcPageRoll *self, double x, double y, int *ret_across, int *ret_along)
{
  double across, along;
  const YcPagePlace *place = yc_page_roll_pick (self, x, y, &across, &along);

  if (place == NULL)
    return NULL;
  yc_page_ink_upright (place, across, along, ret_across, ret_along);
  return place->id;
}

void
yc_page_roll_point_on (
    YcPageRoll *self, const char *page, double x, double y, int *ret_across, int *ret_along)
{
  const YcPagePlace *place;
  guint index;

  *ret_across = *ret_along = 0;
  if (!yc_page_roll_find (self, page, &index))
    return;
  place = yc_page_roll_place_at (self, index);
  yc_page_ink_upright (place, (yc_page_roll_offset (self->across) + x - place->x) / place->width,
                       (yc_page_roll_offset (self->along) + y - place->y) / place->height,
                       ret_across, ret_along);
}

gboolean
yc_page_roll_find_part (YcPageRoll *self,
                        const char *page,
                        const YcPagePart *part,
                        GdkRectangle *ret_area)
{
  graphene_rect_t rect;
  guint index;

  if (!yc_page_roll_find (self, page, &index))
    return FALSE;
  rect = yc_page_ink_find (yc_page_roll_place_at (self, index), part);
  *ret_area = (GdkRectangle){
      (int)(rect.origin.x - (float)yc_page_roll_offset (self->across)),
      (int)(rect.origin.y - (float)yc_page_roll_offset (self->along)),
      (int)rect.size.width,
      (int)rect.size.height,
  };
  return TRUE;
}

// By how much the view moves so that from..to lies in it, its beginning before its end.
static double
reach (double from, double to, double view)
{
  if (from < SEEN_AROUND)
    return from - SEEN_AROUND;
  return MAX (MIN (to + SEEN_AROUND - view, from - SEEN_AROUND), 0);
}

gboolean
yc_page_roll_show_part (YcPageRoll *self, const char *page, const YcPagePart *part)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GdkRectangle area;

  if (self->single && !yc_page_roll_show (self, page))
    return FALSE;
  if (!yc_page_roll_find_part (self, page, part, &area))
    return FALSE;
  yc_page_roll_scroll_by (self, reach (area.x, area.x + area.width, gtk_widget_get_width (widget)),
                          reach (area.y, area.y + area.height, gtk_widget_get_height (widget)));
  return TRUE;
}
