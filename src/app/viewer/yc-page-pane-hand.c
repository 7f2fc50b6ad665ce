// What keys, pointer and fingers do to the pages of an open file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"

#include <math.h>

#define NUDGE 200 // pixels by which a whole view moves the loupe
#define STEP  0.1 // of the view, with an arrow key
#define LEAF  0.9 // with a key that turns pages

// Through the view, and in single view on into the next page.
static void
leaf (YcPagePane *self, double share)
{
  if (!yc_page_roll_scroll (self->roll, share) && yc_page_roll_is_single (self->roll))
    yc_page_pane_step (self, share > 0 ? 1 : -1);
}

static void
shift (YcPagePane *self, double share)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (self->scroller);

  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) +
                                        share * gtk_adjustment_get_page_size (across));
}

gboolean
yc_page_pane_leaf (YcPagePane *self, guint key, gboolean back)
{
  switch (key) {
  case GDK_KEY_Page_Down:
  case GDK_KEY_KP_Page_Down:
    leaf (self, LEAF);
    return TRUE;
  case GDK_KEY_Page_Up:
  case GDK_KEY_KP_Page_Up:
    leaf (self, -LEAF);
    return TRUE;
  case GDK_KEY_space:
    leaf (self, back ? -LEAF : LEAF);
    return TRUE;
  case GDK_KEY_Home:
  case GDK_KEY_KP_Home:
    return yc_page_roll_scroll (self->roll, -G_MAXINT16) || TRUE;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    return yc_page_roll_scroll (self->roll, G_MAXINT16) || TRUE;
  default:
    return FALSE;
  }
}

void
yc_page_pane_turn_loupe (YcPagePane *self)
{
  GtkWidget *view = GTK_WIDGET (self->roll);
  gboolean on = !yc_loupe_is_on (self->loupe) && self->page != NULL;
  gboolean inside = self->pointer_x > 0 || self->pointer_y > 0;

  yc_loupe_set_on (self->loupe, on);
  if (!on)
    return;
  yc_loupe_move_to (self->loupe, inside ? self->pointer_x : gtk_widget_get_width (view) / 2.0,
                    inside ? self->pointer_y : gtk_widget_get_height (view) / 2.0);
  gtk_widget_grab_focus (GTK_WIDGET (self->scroller));
}

static gboolean
key_cb (YcPagePane *self, guint key, guint code, GdkModifierType state)
{
  static const struct {
    guint key;
    double along, across;
  } arrows[] = {{GDK_KEY_Down, STEP, 0},
                {GDK_KEY_Up, -STEP, 0},
                {GDK_KEY_Right, 0, STEP},
                {GDK_KEY_Left, 0, -STEP}};

  if ((state & GDK_CONTROL_MASK) != 0 && (key == GDK_KEY_c || key == GDK_KEY_a))
    return key == GDK_KEY_c ? yc_page_pane_copy (self) : yc_page_pane_select_all (self);
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (yc_page_pane_frame_key (self, key, (state & GDK_SHIFT_MASK) != 0))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (arrows[i].key == key) {
      if (yc_loupe_is_on (self->loupe)) {
        yc_loupe_move_by (self->loupe, arrows[i].across * NUDGE, arrows[i].along * NUDGE);
        return TRUE;
      }
      yc_page_roll_scroll (self->roll, arrows[i].along);
      shift (self, arrows[i].across);
      return TRUE;
    }
  if (key == GDK_KEY_l) {
    yc_page_pane_turn_loupe (self);
    return TRUE;
  }
  if (key == GDK_KEY_Escape)
    return yc_page_pane_put_away (self);
  return yc_page_pane_leaf (self, key, (state & GDK_SHIFT_MASK) != 0);
}

static void
pointer_cb (YcPagePane *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (yc_loupe_is_on (self->loupe))
    yc_loupe_move_to (self->loupe, x, y);
}

// The middle button, as long as it is held.
static void
glass_taken_cb (YcPagePane *self, int n, double x, double y)
{
  yc_loupe_set_on (self->loupe, TRUE);
  yc_loupe_move_to (self->loupe, x, y);
}

static void
glass_left_cb (YcPagePane *self)
{
  yc_loupe_set_on (self->loupe, FALSE);
}

// With Ctrl the wheel zooms, and what is under the pointer stays there.
static gboolean
wheel_cb (YcPagePane *self, double dx, double dy, GtkEventController *controller)
{
  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return FALSE;
  yc_page_roll_zoom (self->roll, pow (1.1, -dy), self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
pinch_begin_cb (YcPagePane *self)
{
  self->pinch = 1;
}

static void
pinch_cb (YcPagePane *self, double scale, GtkGesture *gesture)
{
  double x = -1, y = -1;

  gtk_gesture_get_bounding_box_center (gesture, &x, &y);
  yc_page_roll_zoom (self->roll, scale / self->pinch, x, y);
  self->pinch = scale;
}

static void
drag_begin_cb (YcPagePane *self, double x, double y)
{
  self->corner_x = x;
  self->corner_y = y;
  if (yc_page_pane_frame_begin (self, x, y) || yc_page_pane_select_begin (self, x, y))
    return;
  self->drag_x = gtk_adjustment_get_value (gtk_scrolled_window_get_hadjustment (self->scroller));
  self->drag_y = gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

static void
drag_update_cb (YcPagePane *self, double x, double y)
{
  if (yc_page_pane_frame_draw (self, x, y) || self->marking == YC_MARKING_DONE ||
      yc_page_pane_select_to (self, self->corner_x + x, self->corner_y + y))
    return;
  gtk_adjustment_set_value (gtk_scrolled_window_get_hadjustment (self->scroller), self->drag_x - x);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), self->drag_y - y);
}

static void
drag_end_cb (YcPagePane *self)
{
  self->selects = FALSE;
  yc_page_pane_frame_end (self);
}

void
yc_page_pane_bind_hand (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_update_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_end_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_cb);
  gtk_widget_class_bind_template_callback (widget_class, wheel_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, pinch_cb);
  gtk_widget_class_bind_template_callback (widget_class, glass_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, glass_left_cb);
}
