// The frame that goes around a place of a page, by keys or by the pointer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"

enum { STEP = 100, LEAST = 100, WIDE = 3000, HIGH = 600 }; // shares of a page

static void
show_frame (YcPagePane *self)
{
  const YcPageInk frame = {.page = self->marked, .part = self->part, .kind = YC_INK_FRAME};

  yc_page_roll_set_ink (self->roll, YC_LAYER_FRAME, &frame, self->marked != NULL ? 1 : 0);
}

static YcPagePart
inside (YcPagePart part)
{
  part.width = CLAMP (part.width, LEAST, YC_PAGE_SHARES);
  part.height = CLAMP (part.height, LEAST, YC_PAGE_SHARES);
  part.left = CLAMP (part.left, 0, YC_PAGE_SHARES - part.width);
  part.top = CLAMP (part.top, 0, YC_PAGE_SHARES - part.height);
  return part;
}

static void
begin_on (YcPagePane *self, const char *page, YcPagePart part, YcMarking marking)
{
  g_free (self->marked);
  self->marked = g_strdup (page);
  self->part = inside (part);
  self->marking = marking;
  show_frame (self);
}

gboolean
yc_page_pane_begin_marking (YcPagePane *self)
{
  GtkWidget *view = GTK_WIDGET (self->roll);
  gboolean at_pointer = self->pointer_x > 0 || self->pointer_y > 0;
  double x = at_pointer ? self->pointer_x : gtk_widget_get_width (view) / 2.0;
  double y = at_pointer ? self->pointer_y : gtk_widget_get_height (view) / 2.0;
  int across, along;
  const char *page = yc_page_roll_point_at (self->roll, x, y, &across, &along);
  YcPagePart part = {across - WIDE / 2, along - HIGH / 2, WIDE, HIGH};

  if (self->page == NULL || self->marking == YC_MARKING_DONE)
    return FALSE;
  if (self->as_scanned) { // marks lie on pages as they were made ready
    yc_page_pane_act (self, "as-scanned");
    page = NULL;
  }
  if (page == NULL) {
    page = self->page;
    part = (YcPagePart){(YC_PAGE_SHARES - WIDE) / 2, YC_PAGE_SHARES / 3, WIDE, HIGH};
  }
  begin_on (self, page, part, YC_MARKING_FRAMES);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
  return TRUE;
}

gboolean
yc_page_pane_stop_marking (YcPagePane *self)
{
  gboolean was = self->marking != YC_MARKING_NOT;

  self->marking = YC_MARKING_NOT;
  g_clear_pointer (&self->marked, g_free);
  show_frame (self);
  return was;
}

const char *
yc_page_pane_get_marked (YcPagePane *self, YcPagePart *ret_part, GdkRectangle *ret_area)
{
  if (self->marking != YC_MARKING_DONE)
    return NULL;
  *ret_part = self->part;
  yc_page_roll_find_part (self->roll, self->marked, &self->part, ret_area);
  return self->marked;
}

static void
finish (YcPagePane *self)
{
  self->marking = YC_MARKING_DONE;
  g_signal_emit_by_name (self, "marked");
}

static void
move (YcPagePane *self, int across, int along, gboolean grow)
{
  if (grow) {
    self->part.width += across;
    self->part.height += along;
  } else {
    self->part.left += across;
    self->part.top += along;
  }
  self->part = inside (self->part);
  show_frame (self);
  yc_page_roll_show_part (self->roll, self->marked, &self->part);
}

gboolean
yc_page_pane_frame_key (YcPagePane *self, guint key, gboolean shift)
{
  if (self->marking != YC_MARKING_FRAMES)
    return FALSE;
  switch (key) {
  case GDK_KEY_Left:
    move (self, -STEP, 0, shift);
    return TRUE;
  case GDK_KEY_Right:
    move (self, STEP, 0, shift);
    return TRUE;
  case GDK_KEY_Up:
    move (self, 0, -STEP, shift);
    return TRUE;
  case GDK_KEY_Down:
    move (self, 0, STEP, shift);
    return TRUE;
  case GDK_KEY_Return:
  case GDK_KEY_KP_Enter:
    finish (self);
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
yc_page_pane_frame_begin (YcPagePane *self, double x, double y)
{
  int across, along;
  const char *page;

  if (self->marking != YC_MARKING_FRAMES)
    return FALSE;
  page = yc_page_roll_point_at (self->roll, x, y, &across, &along);
  if (page != NULL)
    begin_on (self, page, (YcPagePart){across, along, LEAST, LEAST}, YC_MARKING_DRAWS);
  return TRUE;
}

// From corner to corner, on the page where it began.
gboolean
yc_page_pane_frame_draw (YcPagePane *self, double dx, double dy)
{
  int from_x, from_y, to_x, to_y;

  if (self->marking != YC_MARKING_DRAWS)
    return self->marking == YC_MARKING_FRAMES;
  yc_page_roll_point_on (self->roll, self->marked, self->corner_x, self->corner_y, &from_x,
                         &from_y);
  yc_page_roll_point_on (self->roll, self->marked, self->corner_x + dx, self->corner_y + dy, &to_x,
                         &to_y);
  self->part = inside ((YcPagePart){MIN (from_x, to_x), MIN (from_y, to_y), ABS (to_x - from_x),
                                    ABS (to_y - from_y)});
  show_frame (self);
  return TRUE;
}

gboolean
yc_page_pane_frame_end (YcPagePane *self)
{
  if (self->marking != YC_MARKING_DRAWS)
    return FALSE;
  finish (self);
  return TRUE;
}
