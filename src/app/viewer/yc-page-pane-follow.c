// Two panes of pages that scroll and zoom together.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"

// Whoever is led leads nobody meanwhile, so that two that follow each other come to rest.
static void
scrolled_cb (YcPagePane *self, double across, double along, YcPageRoll *roll)
{
  YcPagePane *other = self->followed;

  if (other->led)
    return;
  self->led = TRUE;
  yc_page_roll_scroll_by (self->roll, across, along);
  self->led = FALSE;
}

static void
resized_cb (YcPagePane *self, YcPageRoll *roll)
{
  YcPagePane *other = self->followed;

  if (other->led)
    return;
  self->led = TRUE;
  yc_page_roll_size_like (self->roll, roll);
  self->led = FALSE;
}

void
yc_page_pane_follow (YcPagePane *self, YcPagePane *other)
{
  if (self->followed != NULL)
    g_signal_handlers_disconnect_by_data (self->followed->roll, self);
  self->followed = other;
  if (other == NULL)
    return;
  yc_page_roll_size_like (self->roll, other->roll);
  g_signal_connect_object (other->roll, "scrolled", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (other->roll, "resized", G_CALLBACK (resized_cb), self,
                           G_CONNECT_SWAPPED);
}
