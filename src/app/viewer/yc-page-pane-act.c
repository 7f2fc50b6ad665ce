// What can be done to a view of pages: zoomed, turned, shown as scanned; none of it changes the
// case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"

#define ZOOM 1.25 // with a key

static void
fit (YcPagePane *self)
{
  YcFit now = yc_page_roll_get_fit (self->roll);

  yc_page_roll_set_fit (self->roll, now == YC_FIT_WIDTH ? YC_FIT_PAGE : YC_FIT_WIDTH);
}

// Of this view alone: the case does not change. What is marked has its place on the page as it was
// made ready.
static void
turn_as_scanned (YcPagePane *self)
{
  if (self->file == NULL || self->page == NULL)
    return;
  self->as_scanned = !self->as_scanned;
  yc_page_pane_stop_marking (self);
  yc_page_pane_select_none (self);
  yc_page_roll_show_ink (self->roll, !self->as_scanned);
  yc_page_pane_fill_roll (self);
  yc_page_pane_tell (self);
}

gboolean
yc_page_pane_is_as_scanned (YcPagePane *self)
{
  return self->as_scanned;
}

gboolean
yc_page_pane_act (YcPagePane *self, const char *action)
{
  if (g_str_equal (action, "next-page"))
    yc_page_pane_step (self, 1);
  else if (g_str_equal (action, "previous-page"))
    yc_page_pane_step (self, -1);
  else if (g_str_equal (action, "zoom-in"))
    yc_page_roll_zoom (self->roll, ZOOM, -1, -1);
  else if (g_str_equal (action, "zoom-out"))
    yc_page_roll_zoom (self->roll, 1 / ZOOM, -1, -1);
  else if (g_str_equal (action, "fit"))
    fit (self);
  else if (g_str_equal (action, "paper-size"))
    yc_page_roll_zoom_to_paper (self->roll);
  else if (g_str_equal (action, "single-page"))
    yc_page_roll_set_single (self->roll, !yc_page_roll_is_single (self->roll));
  else if (g_str_equal (action, "rotate"))
    yc_page_roll_turn (self->roll);
  else if (g_str_equal (action, "as-scanned"))
    turn_as_scanned (self);
  else if (g_str_equal (action, "loupe"))
    yc_page_pane_turn_loupe (self);
  else
    return FALSE;
  return TRUE;
}

gboolean
yc_page_pane_put_away (YcPagePane *self)
{
  gboolean loupe = yc_loupe_is_on (self->loupe);

  yc_loupe_set_on (self->loupe, FALSE);
  return yc_page_pane_stop_marking (self) || loupe || yc_page_pane_select_none (self);
}
